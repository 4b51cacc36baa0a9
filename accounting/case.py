"""A document under examination: what every rule of accounting/rules/ is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounting.amounts import Amounts, amounts_of
from accounting.chart import country_pack
from domain.checks import Check
from domain.circumstances import USUAL, Circumstances
from domain.company import Company
from domain.entry import JournalEntry
from domain.facts import Facts
from domain.kinds import Category, DocumentType
from domain.money import ZERO
from domain.seller import NOTHING_SEEN, Seen
from locales.tables import Country


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The facts, the entry that is proposed for them, and where and when they are judged.

    `text` is the transcript, empty when it is not at hand; `category` None when it is not known. A rule stays silent about
    what the document does not bear.
    """

    facts: Facts
    document_type: DocumentType
    entry: JournalEntry | None
    company: Company
    today: date
    category: Category | None = None
    text: str = ""
    seen: Seen = NOTHING_SEEN
    circumstances: Circumstances = USUAL

    @property
    def country(self) -> str:
        return self.company.country

    @property
    def pack(self) -> Country:
        return country_pack(self.country)

    @property
    def on(self) -> date:
        """The day whose law applies: the document's, or today's when it bears none."""
        return self.facts.issue_date.value if self.facts.issue_date else self.today

    @property
    def is_in_books_currency(self) -> bool:
        return self.facts.currency is None or self.facts.currency.value == self.pack.CURRENCY

    @property
    def amounts(self) -> Amounts | None:
        """What may be booked, None when there is no total or the figures contradict each other."""
        return amounts_of(
            self.facts,
            document_type=self.document_type,
            currency=self.facts.currency.value if self.facts.currency else self.pack.CURRENCY,
            rounding=self.limit("rounding") or ZERO,
            rates=self.pack.rates(self.on),
        )

    @property
    def deductible_percent(self) -> Decimal:
        """The share of the VAT that may be deducted: none in franchise, what a person said, or what the law says of the category."""
        if not self.circumstances.deducts_tax:
            return Decimal(0)
        if self.circumstances.deductible_percent is not None:
            return self.circumstances.deductible_percent
        what = str(self.circumstances.asset or self.category)
        return self.pack.tables.deductible_percent(what, self.on, vehicle=self.circumstances.vehicle)

    def limit(self, name: str) -> Decimal | None:
        """A threshold of the country on the document's day."""
        return self.pack.tables.limit(name, self.on)


Rule = Callable[[Case], Iterator[Check]]
