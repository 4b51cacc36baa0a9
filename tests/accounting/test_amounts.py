"""What of a document's figures may be booked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.amounts import Amounts, amounts_of
from domain.facts import Facts, Found, TaxRow
from domain.kinds import DocumentType

CENTS = Decimal("0.05")
RATES = (Decimal(20), Decimal(10), Decimal("5.5"))


def facts(net: str | None = None, tax: str | None = None, gross: str | None = None, due: str | None = None) -> Facts:
    def amount(text: str | None) -> Found[Decimal] | None:
        return Found(value=Decimal(text), confidence=0.9) if text else None

    return Facts(total_without_tax=amount(net), total_tax=amount(tax), total_with_tax=amount(gross), amount_due=amount(due))


def amounts(found: Facts, kind: DocumentType = DocumentType.INVOICE) -> Amounts | None:
    return amounts_of(found, document_type=kind, currency="EUR", rounding=CENTS, rates=RATES)


def test_net_and_tax_make_a_total_that_is_not_printed() -> None:
    made = amounts(facts(net="10.00", tax="2.00"))

    assert made == Amounts(gross=Decimal("12.00"), net=Decimal("10.00"), tax=Decimal("2.00"), difference=Decimal("0.00"))


def test_a_total_without_its_tax_is_not_split() -> None:
    made = amounts(facts(gross="12.00"))

    assert made is not None
    assert (made.net, made.tax) == (Decimal("12.00"), None)


def test_two_totals_leave_the_tax_only_when_it_is_the_tax_at_a_rate() -> None:
    at_a_rate, at_none = amounts(facts(net="10.00", gross="12.00")), amounts(facts(net="10.00", gross="13.00"))

    assert at_a_rate is not None
    assert at_a_rate.tax == 2
    assert at_none is not None
    assert at_none.tax is None


def test_the_rows_make_the_tax_when_with_their_bases_they_make_the_total() -> None:
    rows = (TaxRow(rate=Decimal(20), base=Decimal("10.00"), amount=Decimal("2.00")),)

    whole, part = amounts(facts(gross="12.00").having(tax_breakdown=rows)), amounts(facts(gross="30.00").having(tax_breakdown=rows))

    assert whole is not None
    assert whole.tax == 2
    assert part is not None
    assert part.tax is None


def test_a_sign_or_a_credit_note_turns_the_sides_and_figures_stay_positive() -> None:
    below_zero = amounts(facts(net="-10.00", tax="-2.00", gross="-12.00", due="-12.00"))
    credit_note = amounts(facts(net="10.00", tax="2.00", gross="12.00"), DocumentType.CREDIT_NOTE)

    assert below_zero is not None
    assert credit_note is not None
    assert (below_zero.gross, below_zero.due, below_zero.is_refund) == (Decimal(12), Decimal(12), True)
    assert (credit_note.gross, credit_note.is_refund) == (Decimal(12), True)


@pytest.mark.parametrize(
    "found",
    [
        facts(),
        facts(gross="0.00"),
        facts(gross="0.004"),
        facts(net="10.00", tax="2.00", gross="12.06"),
        facts(tax="-2.00", gross="12.00"),
        facts(tax="12.00", gross="12.00"),
        facts(net="13.00", gross="12.00"),
    ],
)
def test_figures_that_contradict_each_other_give_nothing(found: Facts) -> None:
    assert amounts(found) is None


def test_some_cents_between_the_parts_and_the_total_are_kept_apart() -> None:
    made = amounts(facts(net="10.00", tax="2.00", gross="11.98"))

    assert made is not None
    assert made.difference == Decimal("-0.02")


money = st.decimals("-99999", "99999", allow_nan=False)


@given(money, money, money)
def test_the_parts_always_make_the_total(net: Decimal, tax: Decimal, gross: Decimal) -> None:
    made = amounts(facts(str(net), str(tax), str(gross)))

    assert made is None or made.net + (made.tax or 0) + made.difference == made.gross
    assert made is None or made.gross > 0
