"""Why another sum is asked than the total."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accounting.amounts import Amounts
from accounting.asked import NOTHING, Asked, asked_above_total


def asked(total: str, due: str | None, country: str = "fr", on: date = date(2026, 3, 2)) -> Asked:
    gross = Decimal(total)
    amounts = Amounts(gross=gross, net=gross, tax=None, due=Decimal(due) if due else None)
    return asked_above_total(amounts, country=country, on=on)


def test_nothing_is_asked_above_a_total_that_is_due_or_partly_paid() -> None:
    assert asked("100.00", None) == NOTHING
    assert asked("100.00", "100.00") == NOTHING
    assert asked("100.00", "40.00") == NOTHING


@pytest.mark.parametrize(
    ("country", "total", "due", "duty"),
    [
        ("dz", "11900.00", "12019.00", "119.00"),
        ("dz", "171327.21", "174755.21", "3428.00"),
        ("ma", "12000.00", "12030.00", "30.00"),
        ("sn", "12175", "12297", "122"),
    ],
)
def test_stamp_duty_on_cash_is_recognised_by_its_sum(country: str, total: str, due: str, duty: str) -> None:
    assert asked(total, due, country) == Asked(stamp_duty=Decimal(duty))


def test_the_same_gap_is_no_stamp_duty_where_there_is_none() -> None:
    assert asked("11900.00", "12019.00", "fr") == Asked(unexplained=Decimal("119.00"))
    assert asked("11800", "11918", "ci") == Asked(unexplained=Decimal(118))


def test_cents_are_rounding_in_both_directions() -> None:
    assert asked("12.02", "12.00") == Asked(rounding=Decimal("-0.02"))
    assert asked("11.98", "12.00") == Asked(rounding=Decimal("0.02"))
