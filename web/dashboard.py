"""The state of the house on one page: what waits, what was spent on what, the VAT, what is due, what is unusual, and the time saved.

Every figure leads to its documents: the same function picks what is added up and what is listed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from fastapi import APIRouter, HTTPException
from starlette.responses import HTMLResponse

from accounting.unusual import unusual
from domain.figures import Figure
from domain.kinds import Category, State
from web.bars import Bar, bars, month_bars
from web.desk import Visit, Visited
from web.words import N_

router = APIRouter()
MONTHS = 12
LISTED = 100
SHOWN_CATEGORIES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is to be paid, and by when."""

    name: str
    key: str
    count: int
    amount: Decimal


DUE: dict[str, str] = {"overdue": N_("Overdue"), "7": N_("Within 7 days"), "30": N_("Within 30 days")}


@router.get("/dashboard")
def dashboard(visit: Visited) -> HTMLResponse:
    today, register, code = visit.desk.today(), visit.desk.filing.stores.register, visit.desk.company.code
    figures = _figures(visit)
    currency = _main_currency(figures)
    own = tuple(figure for figure in figures if figure.currency == currency)
    timed, seconds = register.slips.handling(code)
    return visit.page(
        "dashboard.html",
        counts=register.counts(code, submitted_by=visit.only_by),
        currency=currency,
        others=sorted({figure.currency for figure in figures if figure.currency} - {currency}),
        months=_months(visit, own, today),
        categories=_categories(visit, own, today),
        dues=[_due(own, key, name, today) for key, name in DUE.items()],
        vat=[(month, _tax(own, month), f"/dashboard/documents?month={month}") for month in _last_months(today, 2)],
        odd=unusual(own)[:5],
        odd_count=len(unusual(own)),
        month_name=lambda month: visit.speech.month(_first(month)),
        timed=timed,
        saved=max(0.0, timed * visit.desk.habits.typing_seconds - seconds),
        each=seconds / timed if timed else 0.0,
    )


@router.get("/dashboard/documents")
def behind(visit: Visited, month: str = "", category: str = "", due: str = "", odd: str = "") -> HTMLResponse:
    """The documents behind a figure."""
    figures, today = _figures(visit), visit.desk.today()
    own = tuple(figure for figure in figures if figure.currency == _main_currency(figures))
    chosen = _chosen(own, today, month=month, category=category, due=due, odd=odd)
    register = visit.desk.filing.stores.register
    documents = [document for figure in chosen[:LISTED] if (document := register.get(figure.document_id))]
    total = sum((figure.spent for figure in chosen), Decimal(0))
    title = visit.speech.say(DUE.get(due, N_("Unusual amounts") if odd else N_("Documents")))
    return visit.page(
        "behind.html", documents=documents, count=len(chosen), total=total, currency=own[0].currency if own else "", title=title
    )


def _figures(visit: Visit) -> tuple[Figure, ...]:
    since = _first(_last_months(visit.desk.today(), MONTHS)[-1])
    return visit.desk.filing.stores.register.figures.of(visit.desk.company.code, since=since, submitted_by=visit.only_by)


def _chosen(figures: tuple[Figure, ...], today: date, *, month: str, category: str, due: str, odd: str) -> tuple[Figure, ...]:
    """The figures of one number of the page. Raises HTTP 404 for a number that there is not."""
    if odd:
        return unusual(figures)
    if due:
        if due not in DUE:
            raise HTTPException(404)
        return tuple(filter(_is_due(due, today), figures))
    if category and category not in list(Category):
        raise HTTPException(404)
    wanted = (month,) if month else _last_months(today, MONTHS)
    found = (figure for figure in figures if _month(figure) in wanted and (not category or figure.category == category))
    return tuple(sorted(found, key=lambda figure: (figure.issue_date or today, figure.document_id), reverse=True))


def _is_due(key: str, today: date) -> Callable[[Figure], bool]:
    if key == "overdue":
        return lambda figure: figure.due_date is not None and figure.due_date < today and figure.owed > 0
    last = today + timedelta(days=int(key))
    return lambda figure: figure.due_date is not None and today <= figure.due_date <= last and figure.owed > 0


def _due(figures: tuple[Figure, ...], key: str, name: str, today: date) -> Due:
    found = [figure for figure in figures if _is_due(key, today)(figure)]
    return Due(name=name, key=key, count=len(found), amount=sum((figure.owed for figure in found), Decimal(0)))


def _months(visit: Visit, figures: Iterable[Figure], today: date) -> list[Bar]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for figure in figures:
        sums[_month(figure)] += figure.spent
    pairs = [(month, sums[month], f"/dashboard/documents?month={month}") for month in reversed(_last_months(today, MONTHS))]
    return month_bars(visit.speech, [(_first(month), amount, address) for month, amount, address in pairs])


def _categories(visit: Visit, figures: Iterable[Figure], today: date) -> list[Bar]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    wanted = frozenset(_last_months(today, MONTHS))
    for figure in figures:
        if figure.category and _month(figure) in wanted:
            sums[figure.category] += figure.spent
    largest = sorted(sums.items(), key=lambda pair: -pair[1])[:SHOWN_CATEGORIES]
    return bars([(name, amount, f"/dashboard/documents?category={name}") for name, amount in largest])


def _tax(figures: Iterable[Figure], month: str) -> Decimal:
    """The VAT of the validated documents of a month."""
    booked = (figure for figure in figures if figure.state is State.VALIDATED and _month(figure) == month)
    return sum((figure.sign * (figure.tax or Decimal(0)) for figure in booked), Decimal(0))


def _main_currency(figures: Iterable[Figure]) -> str:
    """The one that most documents are in: amounts of several are never added up."""
    counted = Counter(figure.currency for figure in figures if figure.currency)
    return counted.most_common(1)[0][0] if counted else ""


def _month(figure: Figure) -> str:
    return figure.issue_date.strftime("%Y-%m") if figure.issue_date else ""


def _first(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)


def _last_months(today: date, count: int) -> tuple[str, ...]:
    """This month and those before it, the latest first: `2026-11`, `2026-10` …"""
    at = today.year * 12 + today.month - 1
    return tuple(f"{(at - back) // 12:04}-{(at - back) % 12 + 1:02}" for back in range(count))
