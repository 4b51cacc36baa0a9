"""Sales that add up: lines to rows of VAT to totals, from prices with tax (tills) or without (invoices)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from domain.money import as_text, rounded

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a sale. `unit_price` bears tax on a till and none on an invoice; `discount` lowers the line."""

    description: str
    quantity: Decimal
    unit_price: Decimal
    rate: Decimal
    unit: str = ""
    discount: Decimal = Decimal(0)

    @property
    def amount(self) -> Decimal:
        return rounded(self.quantity * self.unit_price) - self.discount


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow:
    """VAT of one rate."""

    rate: Decimal
    base: Decimal
    tax: Decimal

    @property
    def gross(self) -> Decimal:
        return self.base + self.tax

    def as_truth(self, currency: str) -> dict[str, str]:
        return {"rate": as_text(self.rate), "base": as_text(self.base, currency), "amount": as_text(self.tax, currency)}


def rows_from_gross(items: Iterable[Item]) -> tuple[RateRow, ...]:
    """A till's rows: the tax is taken out of what the customer pays, rate by rate."""
    rows = []
    for rate, gross in _by_rate(items):
        base = rounded(gross * HUNDRED / (HUNDRED + rate))
        rows.append(RateRow(rate=rate, base=base, tax=gross - base))
    return tuple(rows)


def rows_from_net(items: Iterable[Item], currency: str = "EUR") -> tuple[RateRow, ...]:
    """An invoice's rows: base × rate, rounded per rate (EN 16931 BR-CO-17)."""
    return tuple(RateRow(rate=rate, base=base, tax=rounded(base * rate / HUNDRED, currency)) for rate, base in _by_rate(items))


def _by_rate(items: Iterable[Item]) -> list[tuple[Decimal, Decimal]]:
    sums: dict[Decimal, Decimal] = defaultdict(Decimal)
    for item in items:
        sums[item.rate] += item.amount
    return sorted(sums.items())
