"""Readings are judged by the meaning of their values; a wrong figure that nobody is told of is counted apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.dataset import Case, Unit
from bench.score import Score, equal, name_likeness, same_line, tax_set


def case(*units: Unit) -> Case:
    return Case(path=Path("facture.pdf"), units=units)


def reading(*, review: bool = False, **values: str) -> dict[str, Any]:
    return {"error": None, "needs_review": review, "fields": {name: {"value": value} for name, value in values.items()}}


@pytest.mark.parametrize(
    ("field", "truth", "found", "right"),
    [
        ("total_with_tax", "671.15", "671.150", True),
        ("total_with_tax", "671.15", "-671.15", False),
        ("total_with_tax", "671.15", "67115", False),
        ("total_with_tax", "-671.15", "671.15", True),
        ("issue_date", "2024-03-01", "2024-01-03", False),
        ("seller_name", "Boulangerie du Parvis", "BOULANGERIE DU PARVIS SARL", True),
        ("seller_name", "Boulangerie du Parvis", "Boulangerie", False),
        ("seller_address", "12 rue des Tilleuls, 69003 Lyon", "12, RUE DES TILLEULS 69003 LYON", True),
        ("seller_address", "12 rue des Tilleuls, 69003 Lyon", "4 quai des Brumes, 44000 Nantes", False),
        ("seller_iban", "FR7699998659387784080160921", "FR76 9999 8659 3877 8408 0160 921", True),
        ("invoice_number", "FA-2024-001", "FA-2024-01", False),
        ("payment_method", "card", "card", True),
    ],
)
def test_values_are_equal_when_they_mean_the_same(field: str, truth: str, found: str, right: bool) -> None:
    assert equal(field, truth, found) is right


def test_the_sign_of_a_credit_note_is_not_judged() -> None:
    score = Score()
    unit = Unit(fields={"total_with_tax": "12.00"}, document_types=("credit_note",))
    score.add(case(unit), [reading(total_with_tax="-12.00")])
    assert score.fields["total_with_tax"].accuracy == 1


@given(st.text("abcdefgh ", max_size=30), st.text("abcdefgh ", max_size=30))
def test_likeness_of_names_is_a_share(one: str, other: str) -> None:
    assert 0 <= name_likeness(one, other) <= 1


@given(st.text("abcdefgh", min_size=1, max_size=30))
def test_a_name_is_like_itself(name: str) -> None:
    assert name_likeness(name, name.upper()) == 1


def test_vat_rows_are_a_set() -> None:
    rows = [{"rate": "20.00", "base": "10.00", "amount": "2.00"}, {"rate": "5.5", "base": "100", "amount": "5.50"}]
    other = [{"rate": "5.50", "base": "100.00", "amount": "5.5"}, {"rate": "20", "base": "10", "amount": "2"}]
    assert tax_set(rows) == tax_set(other)


def test_a_wrong_total_without_a_flag_is_a_silent_error() -> None:
    score = Score()
    unit = Unit(fields={"total_with_tax": "12.00", "issue_date": "2024-03-01"})
    score.add(case(unit), [reading(total_with_tax="13.00", issue_date="2024-03-01")])
    assert score.silent_errors == ["facture.pdf"]


def test_a_wrong_total_with_a_flag_is_neither_silent_nor_needless() -> None:
    score = Score()
    score.add(case(Unit(fields={"total_with_tax": "12.00"})), [reading(review=True, total_with_tax="13.00")])
    assert (score.silent_errors, score.flagged, score.needless_flags) == ([], 1, 0)


def test_a_flag_on_a_right_document_is_needless() -> None:
    score = Score()
    score.add(case(Unit(fields={"total_with_tax": "12.00"})), [reading(review=True, total_with_tax="12.00")])
    assert score.needless_flags == 1


def test_a_wrong_name_alone_is_no_silent_error() -> None:
    score = Score()
    score.add(case(Unit(fields={"seller_name": "L'Encrier", "total_with_tax": "12.00"})), [reading(seller_name="X", total_with_tax="12")])
    assert score.silent_errors == []


def test_a_value_where_there_is_none_costs_precision() -> None:
    score = Score()
    unit = Unit(fields={"due_date": None})
    score.add(case(unit), [reading(due_date="2024-03-01")])
    score.add(case(unit), [reading()])
    tally = score.fields["due_date"]
    assert (tally.accuracy, tally.precision) == (0.5, 0)


def test_any_of_several_readings_is_right() -> None:
    score = Score()
    score.add(case(Unit(fields={"seller_name": ["ALDI", "Aldi GmbH & Co. KG"]})), [reading(seller_name="Aldi")])
    assert score.fields["seller_name"].right == 1


def test_a_total_before_cash_rounding_is_right_when_what_is_due_is() -> None:
    unit = Unit(fields={"total_with_tax": "10.05"}, cash_rounding=True)
    score = Score()
    score.add(case(unit), [reading(total_with_tax="10.03", amount_due="10.05")])
    score.add(case(unit), [reading(total_with_tax="10.15", amount_due="10.05")])
    assert score.fields["total_with_tax"].right == 1


def test_receipts_of_a_photo_are_paired_by_what_they_say() -> None:
    score = Score()
    units = Unit(fields={"total_with_tax": "1.00"}), Unit(fields={"total_with_tax": "2.00"})
    score.add(case(*units), [reading(total_with_tax="2.00"), reading(total_with_tax="1.00")])
    assert score.fields["total_with_tax"].accuracy == 1
    assert score.parts_right == 1


def test_a_document_that_could_not_be_read_is_unread_not_right() -> None:
    score = Score()
    score.add(case(Unit(fields={"total_with_tax": "1.00", "due_date": None})), [{"error": "broken", "fields": {}}])
    assert score.unread == 1
    assert all(tally.accuracy == 0 for tally in score.fields.values())


def test_a_line_is_right_when_all_of_it_is() -> None:
    truth = {"description": "Ramettes papier A4", "quantity": "2", "unit_price": "4.50", "amount": "9.00"}
    assert same_line(truth, truth | {"description": "RAMETTES PAPIER A4", "quantity": "2.000"})
    assert not same_line(truth, truth | {"quantity": None})
    assert not same_line(truth, truth | {"amount": "9.01"})
    assert not same_line(truth, truth | {"description": "Ramettes"})


def test_a_printed_line_is_found_once() -> None:
    line = {"description": "Café", "quantity": "1", "unit_price": "2.00", "amount": "2.00"}
    score = Score()
    score.add(case(Unit(fields={}, lines=(line,))), [reading() | {"lines": [line, line]}])
    assert score.lines == [1, 2, 1]


def test_strict_strings_are_met_to_the_letter() -> None:
    unit = Unit(fields={"seller_name": "ABC HO TRADING", "total_with_tax": "31.00"}, strict={"company": "ABC HO TRADING", "total": "31.00"})
    score = Score()
    score.add(case(unit), [reading(seller_name="Abc Ho Trading", total_with_tax="31.00")])
    assert score.strict == [1, 2, 4]


def test_a_promise_is_held_against_what_was_so() -> None:
    score = Score()
    score.add(case(Unit(fields={"total_with_tax": "1.00", "issue_date": "2024-01-01"})), [reading(total_with_tax="2.00")])
    assert score.calibration_error == 1.0
