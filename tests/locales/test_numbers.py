"""Amounts as printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.numbers import decimal_sign, find_amounts, parse_amount

PRINTED = [
    ("1 234,56", "1234.56"),
    ("1\u00a0234,56", "1234.56"),
    ("1\u202f234,56", "1234.56"),
    ("1.234,56", "1234.56"),
    ("1,234.56", "1234.56"),
    ("1234.56", "1234.56"),
    ("1'234.56", "1234.56"),
    ("1’234.56", "1234.56"),
    ("1.234.567,89", "1234567.89"),
    ("12€50", "12.50"),
    ("12 E 50", "12.50"),
    ("12,5", "12.5"),
    ("12,-", "12"),
    ("12,--", "12"),
    ("-12,50", "-12.50"),
    ("- 12,50", "-12.50"),
    ("−12,50", "-12.50"),
    ("12,50-", "-12.50"),
    ("(12,50)", "-12.50"),
    ("(12,50 €)", "-12.50"),
    ("12,50 €*", "12.50"),
    ("**12,50", "12.50"),
    ("=12,50", "12.50"),
    ("....14,90", "14.90"),
    ("RM 1,234.50", "1234.50"),
    ("1 250 000 FCFA", "1250000"),
    ("1.250.000 FCFA", "1250000"),
    ("١٢٫٥٠", "12.50"),
]
DAMAGED = [
    ("5. 16", "5.16"),
    ("17;00", "17.00"),
    ("40.0c", "40.00"),
    ("55.0C", "55.00"),
    ("-1, 00", "-1.00"),
    ("1O,50", "10.50"),
    ("l2,50", "12.50"),
]


@pytest.mark.parametrize(("text", "value"), PRINTED)
def test_an_amount_is_read_in_every_printed_form(text: str, value: str) -> None:
    assert parse_amount(text) == Decimal(value)


@pytest.mark.parametrize(("text", "value"), DAMAGED)
def test_common_damage_is_repaired(text: str, value: str) -> None:
    assert parse_amount(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "values"), [("CHANGE RM .10", ["0.10"]), ("(.01)", ["-0.01"]), ("TOTAL ....14.90", ["14.90"]), ("No.12", ["12"])]
)
def test_tills_print_hundredths_without_the_nought(text: str, values: list[str]) -> None:
    assert [found.value for found in find_amounts(text)] == [Decimal(value) for value in values]


def test_a_repaired_amount_says_so() -> None:
    assert [found.repaired for found in find_amounts("55.0C 12,50")] == [True, False]


def test_a_dot_before_three_digits_separates_thousands_of_francs() -> None:
    assert parse_amount("1.250", currency="XOF") == 1250
    assert parse_amount("1.250", decimal=",") == 1250
    assert parse_amount("1.789") == Decimal("1.789")
    assert parse_amount("0.450", decimal=",") == Decimal("0.450")


def test_the_decimal_sign_of_a_page_is_that_of_most_amounts() -> None:
    assert decimal_sign("12,50 3,99 1.250") == ","
    assert decimal_sign("12.50 1,250.00 3.99") == "."
    assert decimal_sign("no amount") is None


@pytest.mark.parametrize("text", ["FR44 732 829 320", "AB-12", "", "12/11/2017", "06 12 34 56 78", "12,50 13,50"])
def test_what_is_not_one_amount_is_none(text: str) -> None:
    assert parse_amount(text) is None


def test_amounts_are_found_where_they_stand() -> None:
    text = "PAYER14.59€ puis 2 x 1,50"
    assert [(text[f.start : f.end], f.value) for f in find_amounts(text)] == [
        ("14.59", Decimal("14.59")),
        ("2", 2),
        ("1,50", Decimal("1.50")),
    ]


def printed(cents: int, separator: str, point: str, mark: str, sign: str) -> str:
    whole = f"{abs(cents) // 100:,}".replace(",", separator)
    body = f"{whole}{point}{abs(cents) % 100:02d}{mark}"
    if cents >= 0:
        return body
    return {"before": f"-{body}", "after": f"{whole}{point}{abs(cents) % 100:02d}-{mark}", "around": f"({body})"}[sign]


@given(
    cents=st.integers(-(10**9), 10**9),
    style=st.sampled_from([(" ", ","), ("\u202f", ","), ("", ","), ("", "."), (",", "."), (".", ","), ("'", ".")]),
    mark=st.sampled_from(["", " €", "€", " EUR", "*"]),
    sign=st.sampled_from(["before", "after", "around"]),
)
def test_what_any_printer_writes_is_read_back(cents: int, style: tuple[str, str], mark: str, sign: str) -> None:
    assert parse_amount(printed(cents, *style, mark, sign)) == Decimal(cents) / 100


@given(st.text(max_size=60), st.sampled_from([None, ",", "."]), st.sampled_from([None, "EUR", "XOF"]))
def test_no_text_makes_the_reader_fail(text: str, decimal: str | None, currency: str | None) -> None:
    end = 0
    for found in find_amounts(text, decimal=decimal, currency=currency):
        assert end <= found.start < found.end <= len(text)
        end = found.end
