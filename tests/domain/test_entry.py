"""A journal entry balances, or it cannot be made."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.entry import EntryLine, JournalEntry, UnbalancedError, ValidatedEntry

positive = st.decimals(min_value="0.01", max_value="999999", places=2)


def entry(*lines: EntryLine) -> JournalEntry:
    return JournalEntry(journal="AC", date=date(2026, 1, 31), reference="F1", label="MOULIN F1", lines=lines)


@given(st.lists(positive, min_size=1, max_size=6))
def test_an_entry_whose_credit_is_the_sum_of_its_debits_can_be_made(debits: list[Decimal]) -> None:
    made = entry(*(EntryLine(account="607", debit=d) for d in debits), EntryLine(account="401", credit=sum(debits, Decimal(0))))

    assert made.debit == made.credit


@given(positive, positive)
def test_an_entry_that_does_not_balance_cannot_be_made(debit: Decimal, gap: Decimal) -> None:
    with pytest.raises(UnbalancedError):
        entry(EntryLine(account="607", debit=debit), EntryLine(account="401", credit=debit + gap))


def test_a_line_is_either_a_debit_or_a_credit() -> None:
    with pytest.raises(ValueError, match="either"):
        EntryLine(account="607", debit=Decimal(1), credit=Decimal(1))
    with pytest.raises(ValueError, match="either"):
        EntryLine(account="607")


def test_amounts_of_a_line_are_never_negative() -> None:
    with pytest.raises(ValueError, match="never negative"):
        EntryLine(account="607", debit=Decimal(-1))


def test_an_entry_has_two_lines_at_least() -> None:
    with pytest.raises(UnbalancedError):
        entry()


def bread() -> JournalEntry:
    return entry(EntryLine(account="607", debit=Decimal(1)), EntryLine(account="401", credit=Decimal(1), auxiliary="MOULIN"))


def test_validated_entries_count_from_one() -> None:
    with pytest.raises(ValueError, match="count from 1"):
        ValidatedEntry(number=0, entry=bread(), document_id="d", validated_on=date(2026, 2, 1))


def test_a_validated_entry_knows_its_journal_and_its_third_parties() -> None:
    made = ValidatedEntry(
        number=1, entry=bread(), document_id="d", validated_on=date(2026, 2, 1), auxiliary_labels=(("MOULIN", "Au Bon Moulin"),)
    )

    assert made.journal == "AC"
    assert made.auxiliary_label == {"MOULIN": "Au Bon Moulin"}
