"""What the search index promises, whichever engine is behind it: cards in, hits out. The register can always rebuild it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, cast

from domain import plugins
from search.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexCard:
    """Everything by which a document can be found. `text` is its transcript, `lines` the wording of its lines."""

    document_id: str
    company: str
    name: str
    status: str
    received_on: date
    text: str = ""
    lines: str = ""
    document_type: str | None = None
    seller_name: str | None = None
    buyer_name: str | None = None
    invoice_number: str | None = None
    issue_date: date | None = None
    due_date: date | None = None
    total_with_tax: Decimal | None = None
    amount_due: Decimal | None = None
    currency: str | None = None
    category: str | None = None
    payment_method: str | None = None
    submitted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A card that answers, with its score (higher is better) and the passage that matched, matches between « and »."""

    card: IndexCard
    score: float
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFigure:
    """What the documents issued in a month amount to in one currency, and how many they are; `month` is written 2026-03."""

    month: str
    currency: str
    total: Decimal
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A page of hits, and exact figures over *all* that matched.

    `facets` maps each of FACETS to its values, the most frequent first. `sums` gives the total with tax by currency, `priced`
    how many documents bear it, so that their quotient is the average. `months` splits the sums by month of issue, the earliest
    first, over the latest MONTHS months that bear an amount.
    """

    hits: tuple[Hit, ...]
    total: int
    sums: dict[str, Decimal]
    priced: dict[str, int]
    facets: dict[str, tuple[FacetValue, ...]]
    months: tuple[MonthFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a person who has typed so far may mean: `kind` is "seller" or "number"."""

    kind: str
    text: str


FACETS = ("document_type", "seller", "month", "status", "category", "amount")
"""`month` is written 2026-03, `amount` as a band of `band_of`."""

MONTHS = 24

_EDGES = (20, 100, 500, 1_000, 5_000)


def band_of(amount: Decimal) -> str:
    """The band of amounts that a total falls into, its lower edge included, its upper one not.

    >>> band_of(Decimal("19.99")), band_of(Decimal(20)), band_of(Decimal(7_000))
    ('..20', '20..100', '5000..')
    """
    at = bisect_right(_EDGES, amount)
    return f"{_EDGES[at - 1] if at else ''}..{_EDGES[at] if at < len(_EDGES) else ''}"


def latest_months(figures: Iterable[MonthFigure]) -> tuple[MonthFigure, ...]:
    """Those of the latest MONTHS months, in the order of months and currencies."""
    ordered = sorted(figures, key=lambda figure: (figure.month, figure.currency))
    kept = frozenset(sorted({figure.month for figure in ordered})[-MONTHS:])
    return tuple(figure for figure in ordered if figure.month in kept)


class SearchIndex(Protocol):
    """Documents of several companies, never mixed in an answer.

    Where `only_by` names a person, nothing but what that person handed in shows: not in hits, facets, totals or suggestions.
    Every engine cuts texts into words with `search.terms` and widens them with `search.synonyms`, so that all find the same.
    """

    def put(self, cards: Iterable[IndexCard]) -> None:
        """Add or replace cards by document id; visible when this returns."""
        ...

    def remove(self, document_id: str) -> None: ...

    def clear(self) -> None: ...

    def problems(self) -> tuple[str, ...]:
        """What is not as it should be with the engine itself, in words."""
        ...

    def renewal(self) -> AbstractContextManager[None]:
        """A time in which the index is made anew: what is put meanwhile is all that it holds at the end.

        An engine that can goes on answering from what it had until then.
        """
        ...

    def is_empty(self) -> bool:
        """Whether it holds no card at all, so that the register must tell it everything."""
        ...

    def search(
        self, query: Query, *, company: str, today: date, limit: int = 20, offset: int = 0, only_by: str | None = None
    ) -> Answer: ...

    def sellers(self, *, company: str, only_by: str | None = None) -> tuple[str, ...]:
        """Names of the sellers the company knows, the most frequent first, for understanding queries."""
        ...

    def suggest(self, beginning: str, *, company: str, limit: int = 8, only_by: str | None = None) -> tuple[Suggestion, ...]:
        """Sellers of whose name a word begins so, the most frequent first, then document numbers that begin so."""
        ...


def open_index(url: str) -> SearchIndex:
    """The index behind an URL such as `embedded:///var/lib/justif/index.sqlite`: the engine of that scheme opens it."""
    scheme = url.partition(":")[0]
    return cast(SearchIndex, plugins.load("search.engines", scheme).open_engine(url))
