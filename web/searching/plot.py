"""What the documents found amount to, month by month: a plot for each currency, whose bars narrow the search to their month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from search.index import MONTHS, Answer, MonthFigure
from web.bars import Bar, month_bars
from web.language import Speech
from web.searching.address import Asked

_MOST_PLOTS = 3
_LABELS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The months from the first to the last that bear an amount in a currency, empty ones included; one in `step` has its name."""

    currency: str
    bars: list[Bar]
    step: int


def plots(speech: Speech, asked: Asked, answer: Answer) -> list[Plot]:
    """One a currency, the most frequent first: amounts of several are never added up. A single month is no plot."""
    counted: Counter[str] = Counter()
    for figure in answer.months:
        counted[figure.currency] += figure.count
    made = (_plot(speech, asked, currency, answer.months) for currency, _ in counted.most_common(_MOST_PLOTS))
    return [plot for plot in made if len(plot.bars) > 1]


def _plot(speech: Speech, asked: Asked, currency: str, figures: Sequence[MonthFigure]) -> Plot:
    sums = {figure.month: figure.total for figure in figures if figure.currency == currency}
    rows = [
        (month, sums.get(f"{month:%Y-%m}", Decimal(0)), asked.adding("month", f"{month:%Y-%m}").address())
        for month in _months(min(sums), max(sums))
    ]
    return Plot(currency=currency, bars=month_bars(speech, rows), step=-(-len(rows) // _LABELS))


def _months(first: str, last: str) -> Iterator[date]:
    """Every month between two, both included, MONTHS of them at most: the latest."""
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    for at in range(max(start, end - MONTHS + 1), end + 1):
        yield date(at // 12, at % 12 + 1, 1)
