"""A journal entry in double-entry bookkeeping: it balances, or it cannot be made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.money import ZERO


class UnbalancedError(ValueError):
    """Debits and credits differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One account moved on one side, by a positive amount."""

    account: str
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    label: str = ""
    auxiliary: str | None = None

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
