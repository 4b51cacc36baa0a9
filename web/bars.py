"""Bars of a plot that the server draws: each has its height as a share of the highest, and leads to what it adds up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from web.language import Speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its height as a share of the highest, in percent; what is below nothing has none. `short` is its name in little room."""

    name: str
    amount: Decimal
    share: float
    address: str
    short: str = ""


def bars(rows: Sequence[tuple[str, Decimal, str]]) -> list[Bar]:
    """Bars from names, amounts and addresses.

    >>> [bar.share for bar in bars([("May", Decimal(50), "/a"), ("June", Decimal(-3), "/b"), ("July", Decimal(200), "/c")])]
    [25.0, 0.0, 100.0]
    """
    highest = max([Decimal(0), *(amount for _, amount, _ in rows)])
    scale = 100 / highest if highest else Decimal(0)
    return [
        Bar(name=name, amount=amount, share=round(float(max(amount, Decimal(0)) * scale), 1), address=where) for name, amount, where in rows
    ]


def month_bars(speech: Speech, rows: Sequence[tuple[date, Decimal, str]]) -> list[Bar]:
    """Bars of months, each told by its first day, with `04/26` below them in every language."""
    made = bars([(speech.month(month), amount, where) for month, amount, where in rows])
    return [replace(bar, short=f"{month:%m/%y}") for bar, (month, _, _) in zip(made, rows, strict=True)]
