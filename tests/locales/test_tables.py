"""The tables of the countries: what holds on a given day, and that no table contradicts itself."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest

import locales.countries
from domain import plugins
from domain.kinds import Category
from locales.abroad import countries_with_rates
from locales.tables import Country

CODES = plugins.names("locales.countries")
FOLDER = Path(locales.countries.__path__[0])
TODAY = date(2026, 11, 21)


def pack(code: str) -> Country:
    return cast(Country, plugins.load("locales.countries", code))


def test_there_are_five_countries() -> None:
    assert CODES == ("ci", "dz", "fr", "ma", "sn")


@pytest.mark.parametrize("code", CODES)
def test_a_country_is_named_as_its_file_and_knows_its_currency_and_languages(code: str) -> None:
    country = pack(code)

    assert code == country.CODE
    assert country.NAME
    assert len(country.CURRENCY) == 3
    assert country.LANGUAGES[0] == "fr"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("category", Category)
def test_every_category_has_an_account_in_every_country(code: str, category: Category) -> None:
    tables = pack(code).tables
    row = tables.account(category, TODAY)

    assert row is not None
    assert row.account.isdigit()
    assert tables.account(row.vat, TODAY) is not None
    assert tables.account(row.supplier, TODAY) is not None


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("part", ["supplier", "supplier_assets", "bank", "cash", "staff", "rounding_loss", "rounding_gain", "stamp_duty"])
def test_every_part_of_an_entry_has_an_account_in_every_country(code: str, part: str) -> None:
    assert pack(code).tables.account(part, TODAY) is not None


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_every_row_has_its_source_and_valid_dates(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))

    assert rows
    for row in rows:
        assert None not in row, row
        assert row["source"], row
        start, end = row["valid_from"] or "0001-01-01", row["valid_to"] or "9999-12-31"
        assert date.fromisoformat(start) <= date.fromisoformat(end), row


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("day", [date(2016, 6, 1), date(2024, 12, 31), date(2025, 1, 1), TODAY])
def test_a_purpose_has_one_account_a_day(code: str, day: date) -> None:
    purposes = [row.purpose for row in pack(code).tables.accounts(day)]

    assert len(purposes) == len(set(purposes))


@pytest.mark.parametrize(
    ("code", "day", "rates"),
    [
        ("fr", date(2026, 1, 1), "20 10 5.5 2.1"),
        ("fr", date(2013, 6, 1), "19.6 7 5.5 2.1"),
        ("dz", date(2026, 1, 1), "19 9"),
        ("dz", date(2016, 1, 1), "17 7"),
        ("ma", date(2023, 5, 1), "20 14 10 7"),
        ("ma", date(2024, 5, 1), "20 16 13 11 10 8"),
        ("ma", date(2025, 5, 1), "20 18 15 12 10 9"),
        ("ma", date(2026, 5, 1), "20 10"),
        ("sn", date(2026, 1, 1), "18 10"),
        ("ci", date(2026, 1, 1), "18 9"),
    ],
)
def test_the_rates_are_those_of_the_day(code: str, day: date, rates: str) -> None:
    expected = [Decimal(rate) for rate in rates.split()]

    assert list(pack(code).rates(day)[: len(expected)]) == expected


def test_the_rates_of_corsica_and_overseas_follow_those_of_the_mainland() -> None:
    assert set(pack("fr").rates(TODAY)[4:]) == {Decimal("0.9"), Decimal(13), Decimal("8.5"), Decimal("1.75"), Decimal("1.05")}


def test_the_normal_rate_is_the_one_that_applies_by_default() -> None:
    assert [pack(code).tables.normal_rate(TODAY) for code in CODES] == [18, 19, 20, 20, 18]


@pytest.mark.parametrize(
    ("category", "vehicle", "day", "percent"),
    [
        ("fuel", "passenger", TODAY, 80),
        ("fuel", "utility", TODAY, 100),
        ("fuel", "passenger", date(2018, 5, 1), 20),
        ("fuel", "utility", date(2021, 5, 1), 80),
        ("vehicle", "passenger", TODAY, 0),
        ("vehicle", "utility", TODAY, 100),
        ("lodging", "utility", TODAY, 0),
        ("meals", "passenger", TODAY, 100),
        ("goods", "passenger", TODAY, 100),
    ],
)
def test_france_lets_a_share_of_the_tax_be_deducted(category: str, vehicle: str, day: date, percent: int) -> None:
    assert pack("fr").tables.deductible_percent(category, day, vehicle=vehicle) == percent


@pytest.mark.parametrize("code", ["dz", "ma", "sn", "ci"])
@pytest.mark.parametrize("category", ["lodging", "meals", "travel", "gifts"])
def test_where_the_right_to_deduct_is_excluded_or_doubtful_nothing_is_deducted(code: str, category: str) -> None:
    assert pack(code).tables.deductible_percent(category, TODAY, vehicle="passenger") == 0


@pytest.mark.parametrize(
    ("paid", "duty"),
    [
        ("300", "0"),
        ("301", "5"),
        ("450", "5"),
        ("30000", "300"),
        ("30001", "451.5"),
        ("33970", "510"),
        ("100000", "1500"),
        ("100001", "2002"),
        ("950000", "19000"),
    ],
)
def test_algeria_s_duty_on_cash_takes_the_bracket_s_rate_on_the_whole_sum(paid: str, duty: str) -> None:
    assert pack("dz").tables.stamp_duty(Decimal(paid), date(2025, 6, 1)) == Decimal(duty)


def test_algeria_s_duty_had_a_ceiling_before_2025() -> None:
    tables = pack("dz").tables

    assert tables.stamp_duty(Decimal(2_000_000), date(2024, 6, 1)) == 10_000
    assert tables.stamp_duty(Decimal(2_000_000), date(2022, 6, 1)) == 2_500


def test_morocco_and_senegal_tax_cash_in_proportion_and_france_does_not() -> None:
    assert pack("ma").tables.stamp_duty(Decimal(12000), TODAY) == 30
    assert pack("sn").tables.stamp_duty(Decimal(11800), TODAY) == 118
    assert pack("sn").tables.stamp_duty(Decimal(11800), date(2025, 1, 1)) is None
    assert pack("fr").tables.stamp_duty(Decimal(11800), TODAY) is None


def test_goods_for_resale_bear_another_number_in_every_plan() -> None:
    numbers = {code: pack(code).tables.account("goods", TODAY) for code in CODES}

    assert {code: row.account for code, row in numbers.items() if row} == {"fr": "607", "dz": "380", "ma": "6111", "sn": "601", "ci": "601"}


def test_software_changed_its_name_in_the_french_plan_of_2025() -> None:
    old, new = (pack("fr").tables.account("software", day) for day in (date(2024, 12, 31), date(2025, 1, 1)))

    assert old is not None
    assert new is not None
    assert (old.label.endswith("logiciels"), new.label.endswith("solutions informatiques")) == (True, True)


def test_rates_tell_a_neighbour_s_receipt() -> None:
    assert countries_with_rates([Decimal(19), Decimal(7)], date(2018, 5, 1)) == ("de",)
    assert countries_with_rates([Decimal(16)], date(2020, 8, 1)) == ("de",)
    assert countries_with_rates([Decimal(17)], date(2018, 5, 1)) == ("lu",)
    assert countries_with_rates([Decimal(33)], date(2018, 5, 1)) == ()
    assert countries_with_rates([], date(2018, 5, 1)) == ()
