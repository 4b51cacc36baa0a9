"""The firm and its habits: its fiscal year, its own numbers, and the text that tells them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from domain.company import FIELDS, Company, VatRegime, Vehicle, as_words, from_words


def test_a_firm_that_told_nothing_has_the_calendar_year() -> None:
    year = Company().fiscal_year_of(date(2026, 3, 2))

    assert (year.start, year.end, year.year) == (date(2026, 1, 1), date(2026, 12, 31), 2026)


@pytest.mark.parametrize(("day", "closes"), [("2026-06-30", 2026), ("2026-07-01", 2027), ("2026-12-31", 2027), ("2027-01-01", 2027)])
def test_a_fiscal_year_bears_the_year_in_which_it_closes(day: str, closes: int) -> None:
    assert Company(closing_month=6).fiscal_year_of(date.fromisoformat(day)).year == closes


def test_a_year_that_closes_in_february_knows_leap_years() -> None:
    firm = Company(closing_month=2)

    assert (firm.fiscal_year(2024).start, firm.fiscal_year(2024).end) == (date(2023, 3, 1), date(2024, 2, 29))


def test_what_a_firm_told_comes_back_from_its_words() -> None:
    firm = Company(
        code="bois",
        name="Bois de France",
        country="ma",
        identifiers=("001561191000066",),
        closing_month=9,
        vat_regime=VatRegime.RECEIPTS,
        vehicle=Vehicle.UTILITY,
        accounts=(("goods", "61110"), ("staff", "44380")),
        review_above=Decimal("1500.00"),
        flags_weekends=True,
    )

    assert from_words("bois", as_words(firm)) == firm
    assert tuple(as_words(firm)) == FIELDS


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("closing_month", "13"),
        ("closing_month", "décembre"),
        ("vat_regime", "monthly"),
        ("vehicle", "bicycle"),
        ("accounts", "staff"),
        ("accounts", "staff=abc"),
        ("review_above", "beaucoup"),
        ("review_above", "NaN"),
        ("review_above", "-1"),
        ("flags_weekends", "maybe"),
        ("colour", "blue"),
    ],
)
def test_a_habit_that_cannot_be_names_its_field(field: str, value: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        from_words("x", {field: value})

    assert error.value.args[1] == field
