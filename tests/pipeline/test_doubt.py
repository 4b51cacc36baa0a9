"""Why a person should look."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.checks import Check, check_sums
from domain.facts import Facts, Found
from domain.kinds import DocumentType
from domain.reading import TypeGuess
from pipeline.doubt import doubts

RECEIPT = TypeGuess(value=DocumentType.RECEIPT, confidence=0.98)
INVOICE = TypeGuess(value=DocumentType.INVOICE, confidence=0.98)


def facts(**changes: Any) -> Facts:
    return Facts(
        seller_name=Found(value="Au bon moulin", confidence=0.9),
        issue_date=Found(value=date(2017, 11, 13), confidence=0.97),
        currency=Found(value="EUR", confidence=0.99),
        total_without_tax=Found(value=Decimal("624.90"), confidence=0.98),
        total_tax=Found(value=Decimal("46.25"), confidence=0.98),
        total_with_tax=Found(value=Decimal("671.15"), confidence=0.98),
    ).having(**changes)


def test_a_document_whose_figures_are_sure_and_agree_needs_no_look() -> None:
    assert doubts(facts(), document_type=INVOICE, checks=check_sums(facts())) == ()


def test_sums_that_disagree_are_told_with_their_arithmetic() -> None:
    wrong = facts(total_tax=Found(value=Decimal("40.25"), confidence=0.98))
    assert any("665.15 ≠ 671.15" in doubt for doubt in doubts(wrong, document_type=INVOICE, checks=check_sums(wrong)))


@pytest.mark.parametrize("field", ["total_with_tax", "issue_date", "currency"])
def test_a_missing_key_field_is_told(field: str) -> None:
    assert len(doubts(facts(**{field: None}), document_type=RECEIPT, checks=())) == 1


def test_an_invoice_needs_its_seller_and_a_receipt_does_not() -> None:
    nameless = facts(seller_name=None)
    assert doubts(nameless, document_type=INVOICE, checks=()) == ("No value was found for the seller.",)
    assert doubts(nameless, document_type=RECEIPT, checks=()) == ()


@pytest.mark.parametrize("field", ["total_with_tax", "issue_date", "total_tax"])
def test_a_weak_value_is_told(field: str) -> None:
    weak = Found(value=facts().get(field).value, confidence=0.5)  # type: ignore[union-attr]
    assert len(doubts(facts(**{field: weak}), document_type=RECEIPT, checks=())) == 1


def test_a_named_tax_without_an_amount_is_told() -> None:
    untaxed = facts(total_tax=None, total_without_tax=None)
    assert doubts(untaxed, document_type=RECEIPT, checks=()) == ()
    assert len(doubts(untaxed, document_type=RECEIPT, checks=(), prints_tax=True)) == 1


def test_a_letter_needs_no_figures_but_its_kind_must_be_clear() -> None:
    assert doubts(Facts(), document_type=TypeGuess(value=DocumentType.LETTER, confidence=0.9), checks=()) == ()
    assert len(doubts(Facts(), document_type=TypeGuess(value=DocumentType.LETTER, confidence=0.3), checks=())) == 1


def test_any_failed_check_is_a_doubt_and_told_once() -> None:
    failed = Check(code="x", ok=False, message="2 ≠ 3")
    assert doubts(facts(), document_type=RECEIPT, checks=(failed, failed)) == ("A check fails: 2 ≠ 3",)
