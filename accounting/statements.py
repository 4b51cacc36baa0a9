"""Trial balance and ledger: what stands on each account over a period, and every movement behind it.

Both are made from the entries as they come, in one pass; a trial balance keeps two sums an account, a ledger its movements.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounting.chart import label_of
from accounting.export import harmless
from domain.entry import EntryLine, ValidatedEntry
from domain.money import ZERO, as_text


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRow:
    """An account, or an auxiliary under one, with its movements and its balance on one side."""

    account: str
    label: str
    auxiliary: str
    debit: Decimal
    credit: Decimal

    @property
    def debit_balance(self) -> Decimal:
        return max(self.debit - self.credit, ZERO)

    @property
    def credit_balance(self) -> Decimal:
        return max(self.credit - self.debit, ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """A movement on an account, and its balance after it (debit less credit)."""

    account: str
    label: str
    auxiliary: str
    journal: str
    number: int
    day: date
    reference: str
    text: str
    debit: Decimal
    credit: Decimal
    balance: Decimal
    document_id: str


def trial_balance(booked: Iterable[ValidatedEntry], *, country: str) -> tuple[BalanceRow, ...]:
    """The accounts in their order, auxiliaries apart; the debits of the whole are its credits."""
    sums: dict[tuple[str, str], list[Decimal]] = {}
    names: dict[tuple[str, str], str] = {}
    for entry in booked:
        for line in entry.entry.lines:
            key = (line.account, line.auxiliary or "")
            both = sums.setdefault(key, [ZERO, ZERO])
            both[0] += line.debit
            both[1] += line.credit
            names.setdefault(key, _name(entry, line, country))
    return tuple(
        BalanceRow(account=account, label=names[account, auxiliary], auxiliary=auxiliary, debit=debit, credit=credit)
        for (account, auxiliary), (debit, credit) in sorted(sums.items())
    )


def ledger(booked: Iterable[ValidatedEntry], *, country: str, account: str = "", auxiliary: str = "") -> tuple[LedgerRow, ...]:
    """Every movement by account and date, of the accounts that begin with `account` and of one auxiliary where they are named."""
    moves = [
        (line.account, line.auxiliary or "", entry.entry.date, entry.journal, entry.number, at, entry, line)
        for entry in booked
        for at, line in enumerate(entry.entry.lines)
        if line.account.startswith(account) and (not auxiliary or line.auxiliary == auxiliary)
    ]
    return tuple(_with_balances(sorted(moves, key=lambda move: move[:6]), country))


def _with_balances(moves: list[tuple[str, str, date, str, int, int, ValidatedEntry, EntryLine]], country: str) -> Iterator[LedgerRow]:
    current, balance = ("", ""), ZERO
    for account, auxiliary, day, journal, number, _, entry, line in moves:
        if (account, auxiliary) != current:
            current, balance = (account, auxiliary), ZERO
        balance += line.debit - line.credit
        yield LedgerRow(
            account=account,
            label=_name(entry, line, country),
            auxiliary=auxiliary,
            journal=journal,
            number=number,
            day=day,
            reference=entry.entry.reference,
            text=line.label or entry.entry.label,
            debit=line.debit,
            credit=line.credit,
            balance=balance,
            document_id=entry.document_id,
        )


def _name(entry: ValidatedEntry, line: EntryLine, country: str) -> str:
    if line.auxiliary:
        return entry.auxiliary_label.get(line.auxiliary, "") or line.auxiliary
    return label_of(line.account, country=country, on=entry.entry.date)


def balance_lines(rows: Iterable[BalanceRow]) -> Iterator[str]:
    """The trial balance as CSV, the sums of the whole last."""
    yield _row(("account", "label", "auxiliary", "debit", "credit", "debit_balance", "credit_balance"))
    totals = [ZERO] * 4
    for row in rows:
        figures = (row.debit, row.credit, row.debit_balance, row.credit_balance)
        totals = [total + figure for total, figure in zip(totals, figures, strict=True)]
        yield _row((row.account, row.label, row.auxiliary, *map(as_text, figures)))
    yield _row(("total", "", "", *map(as_text, totals)))


def ledger_lines(rows: Iterable[LedgerRow]) -> Iterator[str]:
    """The ledger as CSV."""
    heads = ("account", "label", "auxiliary", "date", "journal", "number", "reference", "text", "debit", "credit", "balance", "document")
    yield _row(heads)
    for row in rows:
        figures = map(as_text, (row.debit, row.credit, row.balance))
        place = (row.day.isoformat(), row.journal, str(row.number), row.reference, row.text)
        yield _row((row.account, row.label, row.auxiliary, *place, *figures, row.document_id))


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([cell if _is_figure(cell) else harmless(cell) for cell in cells])
    return line.getvalue()


def _is_figure(cell: str) -> bool:
    return cell.lstrip("-").replace(".", "", 1).isdecimal()
