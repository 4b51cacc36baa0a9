"""What is typed becomes what the domain reads, or a complaint: never a guess."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.facts import FIELDS, parse_value
from web.forms import (
    AMBIGUOUS,
    NOT_A_DATE,
    NOT_AN_AMOUNT,
    NOT_IN_LIST,
    TOO_PRECISE,
    ComplaintError,
    canonical,
    plain_amount,
    plain_day,
    read_fields,
    reason_of,
)
from web.language import open_languages

SPEECHES = open_languages()


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("12", "12"),
        ("12,5", "12.5"),
        ("1 234,56", "1234.56"),
        ("1\u202f234,56\xa0€", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("-12,50", "-12.50"),
        ("−12,50", "-12.50"),
        ("EUR 3,20", "3.20"),
        ("1 250 XOF", "1250"),
    ],
)
def test_amounts_are_read_as_a_french_person_types_them(typed: str, plain: str) -> None:
    assert plain_amount(typed, language="fr") == plain


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("1.234", AMBIGUOUS),
        ("12,345", TOO_PRECISE),
        ("douze", NOT_AN_AMOUNT),
        ("12,", NOT_AN_AMOUNT),
        ("1,2,3", NOT_AN_AMOUNT),
        ("1.23.456,00", NOT_AN_AMOUNT),
        ("12-", NOT_AN_AMOUNT),
        ("", NOT_AN_AMOUNT),
        ("9" * 16, NOT_AN_AMOUNT),
        ("1e9", NOT_AN_AMOUNT),
        ("١٢", NOT_AN_AMOUNT),
    ],
)
def test_what_could_mean_two_things_or_nothing_is_complained_of(typed: str, complaint: str) -> None:
    with pytest.raises(ComplaintError) as caught:
        plain_amount(typed, language="fr")
    assert str(caught.value) == complaint


def test_a_currency_with_three_decimals_may_have_them() -> None:
    assert plain_amount("1,234", language="fr", currency="TND") == "1.234"


@given(cents=st.integers(-(10**14), 10**14), language=st.sampled_from(["fr", "en"]), currency=st.sampled_from(["EUR", "TND", "XOF", None]))
def test_an_amount_as_the_form_shows_it_is_read_back_the_same(cents: int, language: str, currency: str | None) -> None:
    amount = Decimal(cents) / 100

    assert Decimal(plain_amount(SPEECHES[language].amount(amount, currency), language=language, currency=currency)) == amount


@given(field=st.sampled_from(FIELDS), text=st.text(max_size=40))
def test_whatever_is_typed_is_read_by_the_domain_or_complained_of(field: str, text: str) -> None:
    try:
        value = canonical(field, text, language="fr", currency="EUR")
    except ComplaintError:
        return
    assert value == "" or parse_value(field, value) is not None


@pytest.mark.parametrize(
    ("field", "typed", "complaint"),
    [
        ("issue_date", "2026-02-30", NOT_A_DATE),
        ("payment_method", "shells", NOT_IN_LIST),
        ("document_type", "poem", NOT_IN_LIST),
        ("category", "x", NOT_IN_LIST),
    ],
)
def test_values_outside_their_list_are_complained_of(field: str, typed: str, complaint: str) -> None:
    with pytest.raises(ComplaintError, match=complaint):
        canonical(field, typed, language="fr", currency=None)


def test_names_that_are_no_field_are_passed_over() -> None:
    typed = read_fields({"token": "x", "state": "validated", "seller_name": " Moulin "}, language="fr", currency=None)

    assert typed.values == {"seller_name": "Moulin"}


def test_the_currency_typed_in_the_same_form_rules_the_decimals() -> None:
    form = {"currency": "tnd", "total_with_tax": "1,250"}

    assert read_fields(form, language="fr", currency="EUR").values == {"currency": "TND", "total_with_tax": "1.250"}


@given(day=st.dates(), language=st.sampled_from(["fr", "en"]))
def test_a_day_as_the_form_shows_it_is_read_back_the_same(day: date, language: str) -> None:
    assert plain_day(SPEECHES[language].typed_day(day)) == day.isoformat()


@pytest.mark.parametrize("typed", ["14 mars", "14/03", "3/14/2026", "32/01/2026", "2026/03/14", "1/2/345", "١٤/٠٣/٢٠٢٦"])
def test_what_is_no_day_is_complained_of(typed: str) -> None:
    with pytest.raises(ComplaintError, match=NOT_A_DATE):
        canonical("issue_date", typed, language="fr", currency=None)


@pytest.mark.parametrize(("typed", "kept"), [("  doublon ", "doublon"), ("", None), ("  ", None), ("x" * 501, None)])
def test_a_reason_says_something_in_some_words(typed: str, kept: str | None) -> None:
    assert reason_of(typed) == kept
