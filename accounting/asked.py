"""Why more, or a few cents less, is asked than the total: stamp duty on cash, or rounding to the smallest coin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounting.amounts import Amounts
from accounting.chart import country_pack
from domain.money import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked above the total, by its cause; `unexplained` is what no rule accounts for and is not booked."""

    stamp_duty: Decimal = ZERO
    rounding: Decimal = ZERO
    unexplained: Decimal = ZERO


NOTHING = Asked()


def asked_above_total(amounts: Amounts, *, country: str, on: date) -> Asked:
    """The causes of the gap between the amount due and the total.

    Less asked than the total, by more than some cents, means that a part is paid already: the supplier is still owed or was
    paid the whole, so nothing is booked for it here.
    """
    gap = amounts.due - amounts.gross if amounts.due is not None else ZERO
    if gap == 0:
        return NOTHING
    tables = country_pack(country).tables
    duty = tables.stamp_duty(amounts.gross, on)
    rounding = tables.limit("rounding", on) or ZERO
    # The duty itself is rounded on many documents, to the dinar or the franc.
    if duty and abs(gap - duty) < max(rounding, Decimal("0.01")):
        return Asked(stamp_duty=gap)
    if abs(gap) <= rounding:
        return Asked(rounding=gap)
    return Asked(unexplained=gap) if gap > 0 else NOTHING
