"""What a document says that may be booked: its total, its tax and what is to be paid, if they do not contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.facts import Facts
from domain.kinds import DocumentType
from domain.money import CENT, ZERO, rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Amounts as positive figures, in the currency's minor unit: `gross` = `net` + `tax` + `difference`.

    `tax` is None when the document shows none, which is not the same as zero. `difference` is what rounding left over
    between the parts and the total. `due` is None when nothing is said of it. `is_refund` turns the entry's sides.
    """

    gross: Decimal
    net: Decimal
    tax: Decimal | None
    difference: Decimal = ZERO
    due: Decimal | None = None
    is_refund: bool = False


def amounts_of(
    facts: Facts, *, document_type: DocumentType, currency: str, rounding: Decimal, rates: Sequence[Decimal] = ()
) -> Amounts | None:
    """The amounts to book, or None when there is no total, or the figures contradict each other by more than `rounding`.

    A credit note prints its amounts with or without a sign; what it is decides, not the sign. A total below zero on any
    other document is money given back too. `rates` are those that may be believed when the tax is not printed.
    """
    total = _total(facts)
    if total is None or not (gross := abs(rounded(total, currency))):
        return None
    sign = -1 if total < 0 else 1
    net = _signed(_value(facts, "total_without_tax"), sign, currency)
    tax = _signed(_tax(facts, total, rounding, rates), sign, currency)
    if not _agree(facts, gross=gross, net=net, tax=tax, sign=sign, rounding=rounding):
        return None
    if tax is None or net is None:
        net = gross - (tax or ZERO)
    return Amounts(
        gross=gross,
        net=net,
        tax=tax,
        difference=gross - net - (tax or ZERO),
        due=_signed(_value(facts, "amount_due"), sign, currency),
        is_refund=document_type is DocumentType.CREDIT_NOTE or sign < 0,
    )


def _total(facts: Facts) -> Decimal | None:
    total = _value(facts, "total_with_tax")
    if total is None and facts.total_without_tax and facts.total_tax:
        return facts.total_without_tax.value + facts.total_tax.value
    return total


def _tax(facts: Facts, total: Decimal, rounding: Decimal, rates: Sequence[Decimal]) -> Decimal | None:
    """The tax as printed, or as its rows add up, or as the two totals leave it when that is the tax at a known rate."""
    if facts.total_tax:
        return facts.total_tax.value
    rows = facts.tax_breakdown
    if rows and abs(sum(row.base + row.amount for row in rows) - total) <= rounding:
        return sum((row.amount for row in rows), ZERO)
    net = _value(facts, "total_without_tax")
    if net is None:
        return None
    return total - net if _is_tax_at_a_rate(total - net, net, rates) else None


def _is_tax_at_a_rate(tax: Decimal, net: Decimal, rates: Sequence[Decimal]) -> bool:
    return tax == 0 or any(abs(net * rate / 100 - tax) <= 2 * CENT for rate in rates)


def _agree(facts: Facts, *, gross: Decimal, net: Decimal | None, tax: Decimal | None, sign: int, rounding: Decimal) -> bool:
    if tax is None:
        return net is None or net <= gross
    if tax < 0 or tax >= gross:
        return False
    if net is not None and abs(net + tax - gross) > rounding:
        return False
    rows = facts.tax_breakdown
    grace = max(rounding, CENT * len(rows))
    return not rows or abs(sum((row.amount for row in rows), ZERO) * sign - tax) <= grace


def _value(facts: Facts, field: str) -> Decimal | None:
    found = facts.get(field)
    return Decimal(found.value) if found else None


def _signed(amount: Decimal | None, sign: int, currency: str) -> Decimal | None:
    return rounded(amount * sign, currency) if amount is not None else None
