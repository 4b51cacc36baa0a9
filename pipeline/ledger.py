"""What happens to entries that are final: taken back by a reversal, paid, and frozen with their period. Nothing is ever edited.

Like everything that is written, it goes through the filing; each step is one transaction and stands in the history.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date

from accounting.turned import freed_vat, payment_in, payment_of, reversal_of, reversed_vat
from domain.circumstances import MEANS, PaidBy
from domain.company import Company
from domain.document import Document, Event
from domain.entry import Booking, ValidatedEntry
from domain.kinds import State
from domain.problem import refused
from pipeline.filing import Filing
from storage.books import PAYMENT, PURCHASE, REVERSAL
from storage.register import Decision


def reverse(filing: Filing, document_id: str, *, reason: str, by: str) -> Document:
    """Take the entry of a document back by the opposite one; the document waits for a new decision.

    The reversal bears the date of what it takes back, or the first open day when that is closed. What is paid is taken back in the
    opposite order, or a payment would stand for an entry that there is no more. Raises UnknownDocumentError and RefusedError.
    """

    def how(document: Document) -> Decision:
        booked, since = _standing(filing, document)
        if payment_in(since):
            remedy = "Take the payment back first."
            raise refused("paid", what="The payment of this entry is booked.", where=document.name, remedy=remedy)
        again = replace(document, state=State.TO_VALIDATE, entry_number=None, validated_at=None, decided_by="")
        event = Event(when=filing.now(), who=by, what="reversed", field="entry", before=booked.name, after=reason)
        return Decision(document=again, bookings=(_taking_back(filing, document, booked, by=by),), events=(event,))

    if not reason.strip():
        raise refused("no_reason", what="A reversal says why.", where=document_id, remedy="Tell the reason with --reason.")
    return filing.conclude_again(filing.decide(document_id, how).id)


def pay(filing: Filing, document_id: str, *, on: date, paid_by: PaidBy, by: str) -> Document:
    """Book the payment of what the entry of a document owes; the VAT that waited for it becomes deductible.

    `paid_by` is one of MEANS. Raises UnknownDocumentError and RefusedError.
    """
    if paid_by not in MEANS:
        raise refused("bad_means", what="The firm does not pay from there.", where=str(paid_by), remedy=f"Use one of {', '.join(MEANS)}.")

    def how(document: Document) -> Decision:
        booked, since = _standing(filing, document)
        company = filing.company(document.company)
        if payment_in(since):
            raise refused("already_paid", what="This entry is paid already.", where=document.name, remedy="Look at its history.")
        if filing.open_from(company.code, on) != on:
            raise refused("period_closed", what="The books of that day are closed.", where=str(on), remedy="Name a later day.")
        entry = payment_of(booked, company=company, on=on, paid_by=paid_by)
        if entry is None:
            raise refused("nothing_owed", what="This entry owes nothing.", where=document.name, remedy="It was paid when it was made.")
        booking = Booking(
            entry=entry,
            year=company.fiscal_year_of(on).year,
            by=by,
            at=filing.now(),
            kind=PAYMENT,
            vat=freed_vat(booked),
            reverses=booked.name,
            seller_name=next(iter(booked.auxiliary_label.values()), ""),
        )
        event = Event(when=filing.now(), who=by, what="paid", after=f"{entry.journal} {on.isoformat()}")
        return Decision(document=document, bookings=(booking,), events=(event,))

    return filing.decide(document_id, how)


def unpay(filing: Filing, document_id: str, *, by: str) -> Document:
    """Take the payment of a document back by the opposite entry: what it paid is owed again.

    Raises UnknownDocumentError and RefusedError.
    """

    def how(document: Document) -> Decision:
        payment = payment_in(_standing(filing, document)[1])
        if payment is None:
            remedy = "Look at its history."
            raise refused("not_paid", what="No payment of this document is booked.", where=document.name, remedy=remedy)
        event = Event(when=filing.now(), who=by, what="unpaid", field="entry", before=payment.name)
        return Decision(document=document, bookings=(_taking_back(filing, document, payment, by=by),), events=(event,))

    return filing.decide(document_id, how)


def close(filing: Filing, company: str, period: str, *, by: str) -> date:
    """Freeze the books of a company up to the end of a period ("2025-03", or "2025" for a fiscal year); its last day.

    What waits with an earlier date is dated on the first open day from then on (PCG art. 1031-4). Raises RefusedError.
    """
    until = days_of(filing.company(company), period)[1]
    before = filing.stores.register.books.closed_until(company)
    if before and until <= before:
        raise refused("already_closed", what=f"The books are closed up to {before} already.", where=period, remedy="Nothing is to be done.")
    if until >= filing.now().date():
        raise refused("not_over", what="This period is not over yet.", where=period, remedy="Close it when its last day has passed.")
    filing.stores.register.books.close(company, until, by=by)
    for document in filing.stores.register.list(company, State.TO_VALIDATE):
        entry = document.reading.entry if document.reading else None
        if entry and entry.date <= until:
            filing.conclude_again(document.id)
    return until


def _standing(filing: Filing, document: Document) -> tuple[ValidatedEntry, tuple[ValidatedEntry, ...]]:
    """The entry of a document that holds now, and all that was ever booked of it."""
    if document.state is not State.VALIDATED:
        raise refused("not_validated", what="This document has no validated entry.", where=document.name, remedy="Validate it first.")
    booked = filing.stores.register.books.of_document(document.id)
    return next(entry for entry in reversed(booked) if entry.kind == PURCHASE), booked


def _taking_back(filing: Filing, document: Document, booked: ValidatedEntry, *, by: str) -> Booking:
    """The opposite of an entry, on its day or the first open one."""
    on = filing.open_from(document.company, booked.entry.date)
    return Booking(
        entry=reversal_of(booked, on=on),
        year=filing.company(document.company).fiscal_year_of(on).year,
        by=by,
        at=filing.now(),
        kind=REVERSAL,
        vat=reversed_vat(booked),
        reverses=booked.name,
        seller_name=next(iter(booked.auxiliary_label.values()), ""),
    )


def days_of(company: Company, period: str) -> tuple[date, date]:
    """First and last day of a month ("2025-03"), or of the fiscal year that closes in a year ("2025"). Raises RefusedError."""
    match = re.fullmatch(r"([1-9]\d{3})(?:-(0[1-9]|1[0-2]))?", period.strip(), re.ASCII)
    if match is None:
        remedy = "Write a month such as 2025-03, or a year such as 2025."
        raise refused("bad_period", what="This is no period.", where=period, remedy=remedy)
    year = int(match[1])
    if match[2]:
        month = int(match[2])
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    fiscal = company.fiscal_year(year)
    return fiscal.start, fiscal.end
