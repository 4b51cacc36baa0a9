"""Unusual amounts: a habit is needed first, and a price that never changes still has some room."""

from __future__ import annotations

from decimal import Decimal

from accounting.unusual import unusual
from domain.figures import Figure
from domain.kinds import State


def figures(*amounts: str, seller: str = "EDF") -> list[Figure]:
    return [
        Figure(document_id=f"{seller}{rank}", state=State.VALIDATED, seller_name=seller, total=Decimal(amount), currency="EUR")
        for rank, amount in enumerate(amounts)
    ]


def test_a_bill_far_from_the_others_is_unusual() -> None:
    assert [f.total for f in unusual(figures("100", "104", "98", "102", "900"))] == [Decimal(900)]


def test_three_bills_make_no_habit() -> None:
    assert unusual(figures("100", "101", "900")) == ()


def test_a_subscription_may_rise_a_little() -> None:
    assert unusual(figures("20", "20", "20", "20", "22")) == ()
    assert len(unusual(figures("20", "20", "20", "20", "40"))) == 1


def test_each_supplier_has_habits_of_its_own() -> None:
    assert unusual(figures("10", "11", "10", "12") + figures("900", "910", "905", "890", seller="Loyer")) == ()
