"""Trial balance and ledger: what stands on each account, and that the whole balances."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from accounting.statements import balance_lines, ledger, ledger_lines, trial_balance
from domain.entry import EntryLine, JournalEntry, ValidatedEntry


def purchase(amount: str, *, number: int = 1, day: int = 2, auxiliary: str = "MOULIN") -> ValidatedEntry:
    net = Decimal(amount)
    lines = (EntryLine(account="607", debit=net), EntryLine(account="401", credit=net, auxiliary=auxiliary))
    made = JournalEntry(journal="AC", date=date(2026, 3, day), reference=f"F{number}", label="Moulin", lines=lines)
    labels = ((auxiliary, auxiliary.title()),)
    return ValidatedEntry(number=number, entry=made, document_id="d", validated_on=date(2026, 3, 5), auxiliary_labels=labels)


def test_a_supplier_has_its_own_line_under_the_collective_account() -> None:
    booked = [purchase("10.00"), purchase("5.00", number=2), purchase("7.00", number=3, auxiliary="FOURNIL")]
    rows = {(row.account, row.auxiliary): row for row in trial_balance(booked, country="fr")}

    assert rows["401", "MOULIN"].credit_balance == Decimal("15.00")
    assert rows["401", "FOURNIL"].label == "Fournil"
    assert (rows["607", ""].debit_balance, rows["607", ""].label) == (Decimal("22.00"), "Achats de marchandises")


def test_the_ledger_runs_by_account_and_date_with_its_balance() -> None:
    booked = [purchase("5.00", number=2, day=9), purchase("10.00", day=2)]
    rows = ledger(booked, country="fr", account="607")

    assert [(row.number, row.balance) for row in rows] == [(1, Decimal("10.00")), (2, Decimal("15.00"))]
    assert [row.auxiliary for row in ledger(booked, country="fr", auxiliary="MOULIN")] == ["MOULIN", "MOULIN"]


def test_both_are_tables_for_a_spreadsheet() -> None:
    booked = [purchase("10.00")]
    balance = list(csv.reader(io.StringIO("".join(balance_lines(trial_balance(booked, country="fr"))))))
    book = list(csv.reader(io.StringIO("".join(ledger_lines(ledger(booked, country="fr"))))))

    assert balance[-1] == ["total", "", "", "10.00", "10.00", "10.00", "10.00"]
    assert book[1][:6] == ["401", "Moulin", "MOULIN", "2026-03-02", "AC", "1"]
    assert book[1][10] == "-10.00"


@given(st.lists(st.decimals("0.01", "99999", places=2), max_size=12))
def test_the_debits_of_the_whole_are_its_credits(amounts: Sequence[Decimal]) -> None:
    rows = trial_balance([purchase(str(amount), number=at) for at, amount in enumerate(amounts, start=1)], country="fr")

    assert sum(row.debit for row in rows) == sum(row.credit for row in rows) == sum(amounts)
    assert sum(row.debit_balance for row in rows) == sum(row.credit_balance for row in rows)
