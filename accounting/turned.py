"""Entries made from entries: the reversal that takes one back, and the payment of what one owes.

A validated entry is never edited (PCG art. 1031-3): what was wrong is taken back by the same lines on their other sides, and booked
anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from accounting.chart import NoAccountError, company_account
from domain.circumstances import MEANS, PaidBy
from domain.company import Company
from domain.entry import EntryLine, JournalEntry, ValidatedEntry, VatShare
from domain.money import ZERO


def reversal_of(booked: ValidatedEntry, *, on: date) -> JournalEntry:
    """The entry that takes another back, in the same journal: each line on its other side."""
    label = f"Contrepassation {booked.journal} {booked.number} {booked.entry.label}"
    lines = tuple(replace(line, debit=line.credit, credit=line.debit, label=label, foreign=None) for line in booked.entry.lines)
    return replace(booked.entry, date=on, label=label, lines=lines)


def reversed_vat(booked: ValidatedEntry) -> tuple[VatShare, ...]:
    return tuple(replace(s, base=-s.base, tax=-s.tax, deducted=-s.deducted) for s in booked.vat)


def payment_of(booked: ValidatedEntry, *, company: Company, on: date, paid_by: PaidBy) -> JournalEntry | None:
    """The money that settles what an entry owes to its supplier or to whoever advanced it; None when it owes nothing.

    The VAT of a service that waited for its payment becomes deductible with it (CGI art. 269, 2-c).
    """
    day = booked.document_date or booked.entry.date
    owed = [line for line in booked.entry.lines if _is_debt(line, company=company, on=day)]
    total = owed_by(booked, company=company)
    if not total:
        return None
    label = f"Règlement {booked.entry.label}"
    settled = [_line(line.account, line.credit - line.debit, label, line.auxiliary) for line in owed]
    money = _line(company_account(str(paid_by), company=company, on=on).number, -total, label)
    lines = (*settled, money, *_freed(booked, company=company, on=day, label=label))
    return JournalEntry(journal=paid_by.journal, date=on, reference=booked.entry.reference, label=label, lines=lines)


def owed_by(booked: ValidatedEntry, *, company: Company) -> Decimal:
    """What the entry of a purchase leaves to be paid, in the currency of the books; negative where money comes back."""
    day = booked.document_date or booked.entry.date
    return sum((line.credit - line.debit for line in booked.entry.lines if _is_debt(line, company=company, on=day)), ZERO)


def purchase_of(booked: Sequence[ValidatedEntry]) -> ValidatedEntry | None:
    """The entry that holds among those of a document, in their order; None where there is none, or the last one was taken back."""
    return _standing(booked, "purchase")


def payment_in(booked: Sequence[ValidatedEntry]) -> ValidatedEntry | None:
    """The payment that holds among the entries of a document, in their order; None where nothing is paid, or it was taken back."""
    return _standing(booked, "payment")


def _standing(booked: Sequence[ValidatedEntry], kind: str) -> ValidatedEntry | None:
    """In their order, as a number is one of a fiscal year: the same name may come again in the next."""
    found = None
    for entry in booked:
        if entry.kind == kind:
            found = entry
        elif found and entry.kind == "reversal" and entry.reverses == found.name:
            found = None
    return found


def means_of(payment: ValidatedEntry, *, company: Company) -> PaidBy:
    """Where the money of a payment came from; the bank where a plan has one account for several (Morocco: 5141)."""
    accounts = {line.account for line in payment.entry.lines}
    for means in MEANS:
        try:
            if company_account(str(means), company=company, on=payment.entry.date).number in accounts:
                return means
        except NoAccountError:
            continue
    return PaidBy.BANK


def freed_vat(booked: ValidatedEntry) -> tuple[VatShare, ...]:
    """The VAT that a payment lets deduct, by rate: what waited leaves one account for the other."""
    waiting = [share for share in booked.vat if share.kind == "vat_waiting"]
    gone = tuple(replace(s, base=-s.base, tax=-s.tax, deducted=-s.deducted) for s in waiting)
    return (*gone, *(replace(share, kind="vat_services") for share in waiting))


def _is_debt(line: EntryLine, *, company: Company, on: date) -> bool:
    purposes = ("supplier", "supplier_assets", "staff", "associate")
    return line.account in {company_account(purpose, company=company, on=on).number for purpose in purposes}


def _freed(booked: ValidatedEntry, *, company: Company, on: date, label: str) -> tuple[EntryLine, ...]:
    waiting = sum((share.deducted for share in booked.vat if share.kind == "vat_waiting"), ZERO)
    if not waiting:
        return ()
    held, free = (company_account(purpose, company=company, on=on).number for purpose in ("vat_waiting", "vat_services"))
    return (_line(free, waiting, label), _line(held, -waiting, label))


def _line(account: str, amount: Decimal, label: str, auxiliary: str | None = None) -> EntryLine:
    return EntryLine(account=account, debit=max(amount, ZERO), credit=max(-amount, ZERO), label=label, auxiliary=auxiliary)
