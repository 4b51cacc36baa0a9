"""A journal entry in double-entry bookkeeping: it balances, or it cannot be made. A validated one never changes again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from domain.money import ZERO


class UnbalancedError(ValueError):
    """Debits and credits differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignAmount:
    """What a line was worth in the currency of its document, where that is not the currency of the books (ISO 4217)."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One account moved on one side, by a positive amount; `foreign` is what it was in the currency of the document."""

    account: str
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    label: str = ""
    auxiliary: str | None = None
    foreign: ForeignAmount | None = None

    def __post_init__(self) -> None:
        if self.debit < 0 or self.credit < 0:
            raise ValueError(f"debit and credit are never negative: {self}")
        if (self.debit == 0) == (self.credit == 0):
            raise ValueError(f"a line is either a debit or a credit: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """A proposed or validated entry. Raises UnbalancedError unless its debits equal its credits."""

    journal: str
    date: date
    reference: str
    label: str
    lines: tuple[EntryLine, ...]

    def __post_init__(self) -> None:
        if len(self.lines) < 2:
            raise UnbalancedError("an entry has two lines at least")
        if self.debit != self.credit:
            raise UnbalancedError(f"debit {self.debit} ≠ credit {self.credit}")

    @property
    def debit(self) -> Decimal:
        return sum((line.debit for line in self.lines), ZERO)

    @property
    def credit(self) -> Decimal:
        return sum((line.credit for line in self.lines), ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class VatShare:
    """VAT of one rate in an entry, negative where it is taken back: the base without tax, the tax, and what is deducted of it.

    `kind` is the purpose of the account: `vat_services`, `vat_assets`…, or `vat_due_eu` and `vat_due_other` for what the buyer owes.
    For the latter `nature` tells which line of a return takes it: "goods" or "services" of a seller abroad, "home" for a seller at
    home; "" where the document does not say, as in entries from before it was asked.
    """

    kind: str
    rate: Decimal
    base: Decimal
    tax: Decimal
    deducted: Decimal = ZERO
    nature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidatedEntry:
    """An entry that a person made final, with what the accounts file needs beside it.

    `number` counts from 1 without a gap inside the company's journal. `validated_on` is the day from which nothing may change
    (PCG art. 1031-3). `document_id` leads back to the archived original (PCG art. 1032-2); `document_date` is the date it
    bears, when that is not the entry's. `auxiliary_labels` names the third parties (auxiliary, name). `vat` is the VAT in it, by rate.
    `kind` is "purchase", "reversal" or "payment"; a reversal names in `reverses` the entry that it takes back ("AC 12").
    """

    number: int
    entry: JournalEntry
    document_id: str
    validated_on: date
    document_date: date | None = None
    auxiliary_labels: tuple[tuple[str, str], ...] = ()
    vat: tuple[VatShare, ...] = ()
    kind: str = "purchase"
    reverses: str = ""
    validated_by: str = ""

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError("entries count from 1")

    @property
    def journal(self) -> str:
        return self.entry.journal

    @property
    def name(self) -> str:
        """How a reversal or a payment names the entry that it is about."""
        return f"{self.journal} {self.number}"

    @property
    def auxiliary_label(self) -> dict[str, str]:
        """The third parties' names by their auxiliary."""
        return dict(self.auxiliary_labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """An entry about to become final: in which fiscal year, by whom and when, and what goes with it (see ValidatedEntry).

    `layout` is what the document teaches of where its seller prints what.
    """

    entry: JournalEntry
    year: int
    by: str
    at: datetime
    kind: str = "purchase"
    vat: tuple[VatShare, ...] = ()
    reverses: str = ""
    seller_name: str = ""
    layout: tuple[tuple[str, str], ...] = ()
