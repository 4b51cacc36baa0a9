"""What the search index promises, whichever engine is behind it: cards in, hits out. The register can always rebuild it."""

from __future__ import annotations

from collections.abc import Iterable
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
class Answer:
    """A page of hits, and exact figures over *all* that matched. `facets` maps type, seller, month, status and category to counts.

    `sums` gives the total with tax by currency.
    """

    hits: tuple[Hit, ...]
    total: int
    sums: dict[str, Decimal]
    facets: dict[str, tuple[FacetValue, ...]]


class SearchIndex(Protocol):
    """Documents of several companies, never mixed in an answer."""

    def put(self, cards: Iterable[IndexCard]) -> None:
        """Add or replace cards by document id; visible when this returns."""
        ...

    def remove(self, document_id: str) -> None: ...

    def clear(self) -> None: ...

    def search(self, query: Query, *, company: str, today: date, limit: int = 20, offset: int = 0) -> Answer: ...

    def sellers(self, *, company: str) -> tuple[str, ...]:
        """Names of the sellers the company knows, for understanding queries and for suggestions."""
        ...


def open_index(url: str) -> SearchIndex:
    """The index behind an URL such as `embedded:///var/lib/justif/index.sqlite`: the engine of that scheme opens it."""
    scheme = url.partition(":")[0]
    return cast(SearchIndex, plugins.load("search.engines", scheme).open_engine(url))
