"""Dates as printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.dates import find_dates, parse_date
from locales.languages import ar, de, en, fr

THIRTEENTH = date(2017, 11, 13)
FORMS = [
    "13/11/2017", "13/11/17", "13-11-2017", "13.11.17", "13 11 2017", "13/11/2017 14:05", "13 nov. 2017", "13 novembre 2017", "13NOV17",
        "2017-11-13",
    "20171113", "le 13 NOVEMBRE 2017", "November 13, 2017", "13. November 2017", "13-Nov-2017", "2017/11/13", "١٣/١١/٢٠١٧",
        "13 نوفمبر 2017", "11/13/2017",
    "13/11/201714:05:12", "l3/11/2017", "13 / 11 / 2017",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMS)
def test_a_date_is_read_in_every_printed_form(text: str) -> None:
    assert parse_date(text) == THIRTEENTH


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1er août 2020", date(2020, 8, 1)),
        ("3 février 2021", date(2021, 2, 3)),
        ("4. März 2020", date(2020, 3, 4)),
        ("24 déc. 2019", date(2019, 12, 24)),
        ("13 أفريل 2019", date(2019, 4, 13)),
        ("4 A0UT 2025", date(2025, 8, 4)),
        ("7 JU1LLET 2024", date(2024, 7, 7)),
        ("19 0ct 2023", date(2023, 10, 19)),
        ("DATE/TIME : 20180428/191204", date(2018, 4, 28)),
        ("ORD #17 -REG #13-27/04/2018 15:20:22", date(2018, 4, 27)),
    ],
)
def test_months_are_read_with_and_without_their_accents_and_other_odd_forms_too(text: str, value: date) -> None:
    assert parse_date(text) == value


@pytest.mark.parametrize(
    "text",
    ["06 12 34 56 78", "01.23.45.67.89", "31/02/2017", "13/11-2017", "12,50", "4000/12/13/99", "192.168.10.20", "3 mais 2017", "", "1 2 3"],
)
def test_telephones_impossible_days_and_mixed_signs_are_no_dates(text: str) -> None:
    assert parse_date(text) is None


def test_the_day_comes_first_unless_it_cannot() -> None:
    assert parse_date("04/05/2018") == date(2018, 5, 4)
    assert parse_date("04/05/2018", day_first=False) == date(2018, 4, 5)
    assert next(find_dates("4/22/2018")).swapped


def test_a_short_year_is_not_in_the_future() -> None:
    assert parse_date("01/02/31", today=date(2026, 11, 23)) == date(1931, 2, 1)
    assert parse_date("01/02/26", today=date(2026, 11, 23)) == date(2026, 2, 1)


def test_an_hour_glued_to_the_year_leaves_the_year() -> None:
    assert parse_date("02.03.2015:59") == date(2020, 3, 2)
    assert parse_date("14/03/20184:06:34PM") == date(2018, 3, 14)
    assert parse_date("14/03/2018:14:06") == date(2018, 3, 14)


def test_two_dates_are_not_one() -> None:
    assert parse_date("du 01/02/2020 au 28/02/2020") is None
    assert len(list(find_dates("du 01/02/2020 au 28/02/2020"))) == 2


WRITERS: dict[str, Callable[[date], str]] = {
    "fr": lambda d: f"{d.day} {_name(fr.MONTHS, d.month)} {d.year}",
    "en": lambda d: f"{_name(en.MONTHS, d.month)} {d.day}, {d.year}",
    "de": lambda d: f"{d.day}. {_name(de.MONTHS, d.month)} {d.year}",
    "ar": lambda d: f"{d.day} {_name(ar.MONTHS, d.month)} {d.year}",
    "slashes": lambda d: d.strftime("%d/%m/%Y"),
    "dots": lambda d: d.strftime("%d.%m.%y"),
    "iso": lambda d: d.isoformat(),
    "compact": lambda d: d.strftime("%Y%m%d"),
    "spaces": lambda d: d.strftime("%d %m %Y"),
}


def _name(months: dict[str, int], number: int) -> str:
    return next(name for name, value in months.items() if value == number)


@given(st.dates(date(2000, 1, 1), date(2026, 12, 31)), st.sampled_from(sorted(WRITERS)))
def test_what_any_printer_writes_is_read_back(value: date, writer: str) -> None:
    assert parse_date(f"Date : {WRITERS[writer](value)} 14:05", today=date(2026, 11, 23)) == value


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
