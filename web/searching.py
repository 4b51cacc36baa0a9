"""One box to find everything: the sentence is understood, what was understood is shown, and each part can be taken away.

The address says all: `q` the sentence, `without` the parts of it that were taken away, and the filters that were added by
hand, which win over the sentence.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.responses import HTMLResponse

from domain.kinds import Category, DocumentType, PaymentMethod, State
from search.index import Answer
from search.query import Query, parse_query
from web.desk import Visit, Visited
from web.language import Speech
from web.words import CATEGORIES, DOCUMENT_TYPES, N_, PAYMENT_METHODS, PAYMENT_STATUSES, SORTS, STATES

router = APIRouter()
SHOWN = 20
LONGEST = 500
WORDS: dict[str, dict[Any, str]] = {
    "document_type": dict(DOCUMENT_TYPES),
    "category": dict(CATEGORIES),
    "payment_method": dict(PAYMENT_METHODS),
    "payment_status": dict(PAYMENT_STATUSES),
    "status": dict(STATES),
    "sort": dict(SORTS),
    "aggregate": {"sum": N_("Sum"), "count": N_("How many"), "average": N_("Average")},
}
# A filter that is added by hand → the values it may have.
FILTERS: dict[str, frozenset[str] | None] = {
    "document_type": frozenset(DocumentType),
    "category": frozenset(Category),
    "status": frozenset(State),
    "payment_method": frozenset(PaymentMethod),
    "payment_status": frozenset(PAYMENT_STATUSES),
    "sort": frozenset(SORTS),
    "seller": None,
    "month": None,
}
TITLES = {
    "status": N_("State"),
    "document_type": N_("Kind"),
    "seller": N_("Supplier"),
    "category": N_("Category"),
    "month": N_("Month"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A part of the query, in words, and the address of the page without it."""

    words: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A value that would narrow the answer, how often it occurs, and the address that adds it."""

    words: str
    count: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The address, understood."""

    sentence: str
    without: frozenset[str]
    added: dict[str, str]
    page: int

    def address(self, *, without: frozenset[str] | None = None, added: dict[str, str] | None = None, page: int = 1) -> str:
        pairs = [("q", self.sentence)] if self.sentence else []
        pairs += [("without", part) for part in sorted(self.without if without is None else without)]
        pairs += sorted((self.added if added is None else added).items())
        return "/search?" + urlencode(pairs + ([("page", str(page))] if page > 1 else []))


@router.get("/search")
def search(visit: Visited) -> HTMLResponse:
    desk = visit.desk
    asked = read_address(visit.request.query_params)
    index, code = desk.filing.stores.index, desk.company.code
    query = understood(asked, today=desk.today(), sellers=index.sellers(company=code, only_by=visit.only_by))
    shown = min(query.limit or SHOWN, SHOWN)
    start = (asked.page - 1) * shown
    answer = index.search(query, company=code, today=desk.today(), limit=shown, offset=start, only_by=visit.only_by)
    return visit.page(
        "search.html",
        asked=asked,
        query=query,
        answer=answer,
        chips=_chips(visit, asked, query),
        facets=_facets(visit.speech, asked, query, answer),
        average=_averages(query, answer),
        pages=-(-min(answer.total, query.limit or answer.total) // shown) if shown else 1,
    )


def read_address(params: QueryParams) -> Asked:
    """What the address asks; parts that are not ours are passed over."""
    added = {
        name: params[name][:LONGEST] for name, values in FILTERS.items() if params.get(name) and (values is None or params[name] in values)
    }
    if "month" in added and not _is_month(added["month"]):
        del added["month"]
    number = params.get("page", "1")
    return Asked(
        sentence=params.get("q", "").strip()[:LONGEST],
        without=frozenset(params.getlist("without")) & frozenset(Query.__slots__),
        added=added,
        page=min(int(number), 10_000) if number.isascii() and number.isdigit() and int(number[:6]) > 0 else 1,
    )


def understood(asked: Asked, *, today: date, sellers: tuple[str, ...]) -> Query:
    """The sentence, less what was taken away, with what was added."""
    query = parse_query(asked.sentence, today=today, sellers=sellers)
    gone: dict[str, Any] = {part: "" if part == "text" else None for part in asked.without}
    added: dict[str, Any] = {name: value for name, value in asked.added.items() if name != "month"}
    if "month" in asked.added:
        year, month = map(int, asked.added["month"].split("-"))
        added |= {"date_from": date(year, month, 1), "date_to": date(year, month, calendar.monthrange(year, month)[1])}
    return replace(query, **(gone | added))


def _chips(visit: Visit, asked: Asked, query: Query) -> list[Chip]:
    """What was understood, part by part; both ends of a range are one chip."""
    speech = visit.speech
    parts: list[tuple[tuple[str, ...], str]] = [
        (("seller",), query.seller or ""),
        (("document_type",), _word(speech, "document_type", query.document_type)),
        (("invoice_number",), query.invoice_number or ""),
        (("date_from", "date_to"), _dates(speech, query)),
        (("amount_min", "amount_max", "currency"), _amounts(speech, query)),
        (("status",), _word(speech, "status", query.status)),
        (("payment_status",), _word(speech, "payment_status", query.payment_status)),
        (("payment_method",), _word(speech, "payment_method", query.payment_method)),
        (("category",), _word(speech, "category", query.category)),
        (("submitted_by",), query.submitted_by or ""),
        (("aggregate",), _word(speech, "aggregate", query.aggregate)),
        (("sort", "limit"), _order(speech, query)),
        (("text",), speech.say("words: %s") % query.text if query.text and query.text != asked.sentence else ""),
    ]
    return [Chip(words=words, address=_less(asked, names)) for names, words in parts if words]


def _less(asked: Asked, names: tuple[str, ...]) -> str:
    gone = {*names, "month"} if "date_from" in names else set(names)
    kept = {name: value for name, value in asked.added.items() if name not in gone}
    return asked.address(without=asked.without | frozenset(names), added=kept)


def _facets(speech: Speech, asked: Asked, query: Query, answer: Answer) -> list[tuple[str, list[Facet]]]:
    """The ways to narrow the answer, those that are chosen already left out."""
    shown = []
    for name, title in TITLES.items():
        if asked.added.get(name) or (name != "month" and getattr(query, name, None)):
            continue
        values = [
            Facet(
                words=_facet_word(speech, name, each.value),
                count=each.count,
                address=asked.address(added={**asked.added, name: each.value}),
            )
            for each in answer.facets.get(name, ())[:8]
        ]
        if len(values) > 1:
            shown.append((speech.say(title), values))
    return shown


def _facet_word(speech: Speech, name: str, value: str) -> str:
    if name == "month" and _is_month(value):
        return speech.month(date(int(value[:4]), int(value[5:]), 1))
    return _word(speech, name, value) if name in WORDS else value


def _word(speech: Speech, kind: str, value: str | None) -> str:
    return speech.say(WORDS[kind].get(value, value)) if value else ""


def _dates(speech: Speech, query: Query) -> str:
    start, end = speech.day(query.date_from), speech.day(query.date_to)
    if start and end:
        return start if start == end else f"{start} – {end}"
    return speech.say("from %s") % start if start else speech.say("until %s") % end if end else ""


def _amounts(speech: Speech, query: Query) -> str:
    least, most = (speech.money(amount, query.currency) for amount in (query.amount_min, query.amount_max))
    if least and most:
        return least if least == most else f"{least} – {most}"
    return speech.say("at least %s") % least if least else speech.say("at most %s") % most if most else query.currency or ""


def _order(speech: Speech, query: Query) -> str:
    words = _word(speech, "sort", query.sort)
    first = speech.count("the first one", "the first %(num)s", query.limit) if query.limit else ""
    return ", ".join(part for part in (words, first) if part)


def _averages(query: Query, answer: Answer) -> dict[str, Decimal]:
    """The mean of the documents that bear an amount, by currency, when it was asked for."""
    return {currency: total / answer.priced[currency] for currency, total in answer.sums.items()} if query.aggregate == "average" else {}


def _is_month(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])", text) is not None
