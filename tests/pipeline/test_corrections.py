"""A person's word, laid over what was read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.document import Correction
from domain.facts import FIELDS, Facts, Found, TaxRow
from domain.kinds import Category, DocumentType
from domain.problem import Problem, RefusedError
from domain.reading import Reading, TypeGuess
from pipeline.corrections import CORRECTABLE, checked, corrected, parse_tax_rows, worded

READ = Reading(
    document_type=TypeGuess(value=DocumentType.RECEIPT, confidence=0.7),
    facts=Facts(
        currency=Found(value="EUR", confidence=0.9),
        issue_date=Found(value=date(2026, 3, 1), confidence=0.9),
        total_with_tax=Found(value=Decimal("12.5"), confidence=0.6, reason="beside TOTAL"),
        tax_breakdown=(TaxRow(rate=Decimal("20"), base=Decimal("10.42"), amount=Decimal("2.08")),),
    ),
)


def word(field: str, value: str) -> Correction:
    return Correction(field=field, value=value, by="Anne")


def test_a_stated_value_is_certain_and_says_who_said_it() -> None:
    after, _ = corrected(READ, [word("total_with_tax", "13.00")])
    assert after.facts.total_with_tax == Found(value=Decimal("13.00"), confidence=1.0, reason="said by Anne")


def test_the_last_word_on_a_field_holds() -> None:
    after, category = corrected(
        READ, [word("category", "fuel"), word("seller_name", "A"), word("seller_name", "B"), word("category", "meals")]
    )
    assert after.facts.seller_name
    assert (after.facts.seller_name.value, category) == ("B", Category.MEALS)


def test_the_type_and_the_vat_rows_can_be_said_too() -> None:
    after, _ = corrected(READ, [word("document_type", "invoice"), word("tax_breakdown", "10 9.09 0.91; 20 2.08 0.42")])
    assert after.document_type == TypeGuess(value=DocumentType.INVOICE, confidence=1.0)
    assert [row.rate for row in after.facts.tax_breakdown] == [Decimal("10"), Decimal("20")]


def test_a_document_entered_by_hand_has_no_error_any_more() -> None:
    failed = Reading(error=Problem(code="locked", what="Locked.", where="f", remedy="Unlock."))
    after, _ = corrected(failed, [word("total_with_tax", "1.00")])
    assert after.error is None
    assert after.document_type == TypeGuess(value=DocumentType.OTHER, confidence=0.0)


@pytest.mark.parametrize("field", CORRECTABLE)
def test_what_is_worded_can_be_said_again_without_changing_anything(field: str) -> None:
    text = worded(READ, field)
    words = [word(field, text)]
    checked(words)
    if field == "category" or not text:
        return
    after, _ = corrected(READ, words)
    assert worded(after, field) == text


@pytest.mark.parametrize("rows", ["20", "20 1", "20 1 2 3", "a b c", "20 1 nan", "20 1e99 1"])
def test_vat_rows_that_cannot_be_are_refused(rows: str) -> None:
    with pytest.raises(RefusedError):
        checked([word("tax_breakdown", rows)])


@given(field=st.sampled_from([*FIELDS, "document_type", "category", "tax_breakdown", "colour"]), value=st.text(max_size=40))
def test_whatever_is_typed_is_refused_or_taken(field: str, value: str) -> None:
    words = [word(field, value.strip())]
    try:
        checked(words)
    except RefusedError:
        return
    corrected(READ, words)


def test_no_rows_clear_the_table() -> None:
    assert parse_tax_rows(" ; ") == ()
