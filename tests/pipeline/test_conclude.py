"""What follows from the facts: the same whether they were read or said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.company import Company
from domain.facts import Facts, Found, TaxRow, stated
from domain.kinds import Category, DocumentType
from domain.reading import Reading, TypeGuess
from pipeline.conclude import conclude

TODAY = date(2026, 11, 23)


def a_reading(**changes: str) -> Reading:
    facts = Facts(
        seller_name=Found(value="Au bon moulin", confidence=0.95),
        invoice_number=Found(value="FA-1", confidence=0.95),
        issue_date=Found(value=date(2026, 3, 1), confidence=0.95),
        currency=Found(value="EUR", confidence=0.99),
        total_without_tax=Found(value=Decimal("100.00"), confidence=0.95),
        total_tax=Found(value=Decimal("20.00"), confidence=0.95),
        total_with_tax=Found(value=Decimal("120.00"), confidence=0.95),
        tax_breakdown=(TaxRow(rate=Decimal("20"), base=Decimal("100.00"), amount=Decimal("20.00")),),
    )
    for field, value in changes.items():
        facts = stated(facts, field, value, by="Anne")
    return Reading(facts=facts, document_type=TypeGuess(value=DocumentType.INVOICE, confidence=0.95), text="Au bon moulin")


def concluded(reading: Reading, **how: object) -> Reading:
    return conclude(reading, company=Company(), today=TODAY, **how)  # type: ignore[arg-type]


def test_sums_that_agree_give_a_balanced_entry_and_no_doubt_about_them() -> None:
    reading = concluded(a_reading())
    assert reading.entry
    assert reading.entry.debit == reading.entry.credit == Decimal("120.00")
    assert all(check.ok for check in reading.checks)


def test_sums_that_contradict_each_other_are_doubted_and_not_booked() -> None:
    reading = concluded(a_reading(total_with_tax="130.00"))
    assert reading.entry is None
    assert reading.needs_review
    assert [check.code for check in reading.checks if not check.ok]


def test_a_correction_brings_the_entry_back() -> None:
    wrong = concluded(a_reading(total_with_tax="130.00"))
    right = concluded(replace(wrong, facts=stated(wrong.facts, "total_with_tax", "120.00", by="Anne")))
    assert right.entry == concluded(a_reading()).entry


def test_a_persons_category_chooses_the_account_of_the_plan() -> None:
    reading = concluded(a_reading(), category=Category.INSURANCE)
    assert reading.category
    assert (reading.category.value, reading.category.confidence) == (Category.INSURANCE, 1.0)
    assert reading.entry
    assert reading.category.account in {line.account for line in reading.entry.lines}


def test_concluding_twice_changes_nothing() -> None:
    once = concluded(a_reading())
    assert concluded(once) == once


def test_nothing_follows_from_a_document_of_unknown_type() -> None:
    unread = Reading()
    assert concluded(unread) == unread
