"""The books: entries numbered without a gap, in the journals of a fiscal year, and the periods that are closed for ever.

Writing happens inside the transaction of the decision that books, where the writer is alone: the number is the next one of its
journal, or nothing of it has happened. The database refuses by itself what would break that (storage/migrations/versions/books.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, insert, select

from domain.circumstances import learned_of
from domain.contract import as_entry, foreign_amounts, from_entry
from domain.document import Document
from domain.entry import Booking, JournalEntry, ValidatedEntry, VatShare
from domain.facts import Facts
from domain.seller import Seller, keys_of
from storage.database import Database
from storage.rows import time_of, time_text
from storage.sellers import Sellers
from storage.tables import closings, entries

PURCHASE, REVERSAL, PAYMENT = "purchase", "reversal", "payment"
_AT_ONCE = 500


class Books:
    """The validated entries of every company, and what is closed."""

    def __init__(self, database: Database, *, now: Callable[[], datetime], sellers: Sellers) -> None:
        self._database = database
        self._now = now
        self._sellers = sellers

    # ------------------------------------------------------------ what is booked

    def of_year(self, company: str, year: int) -> Iterator[ValidatedEntry]:
        """The entries of a fiscal year in the order of their validation, one at a time."""
        return self._stream(_every(company).where(entries.c.year == year))

    def between(self, company: str, first: date, last: date) -> Iterator[ValidatedEntry]:
        """The entries dated from the first to the last day, both included, in the order of their validation."""
        return self._stream(_every(company).where(entries.c.date >= first.isoformat(), entries.c.date <= last.isoformat()))

    def of_document(self, document_id: str) -> tuple[ValidatedEntry, ...]:
        """Every entry of a document, the first first: a purchase, perhaps its reversal, a new one."""
        query = select(entries).where(entries.c.document_id == document_id).order_by(entries.c.sequence)
        with self._database.reading() as connection:
            return tuple(_validated(row) for row in connection.execute(query).mappings())

    def of_documents(self, ids: Sequence[str]) -> dict[str, tuple[ValidatedEntry, ...]]:
        """The same of many documents at once; those without an entry are not in it."""
        found: dict[str, list[ValidatedEntry]] = {}
        with self._database.reading() as connection:
            for some in (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)):
                query = select(entries).where(entries.c.document_id.in_(some)).order_by(entries.c.document_id, entries.c.sequence)
                for row in connection.execute(query).mappings():
                    found.setdefault(row["document_id"], []).append(_validated(row))
        return {one: tuple(booked) for one, booked in found.items()}

    def years(self, company: str) -> tuple[tuple[int, int], ...]:
        """The fiscal years in which entries are booked, the latest first, each with how many."""
        query = select(entries.c.year, func.count()).where(entries.c.company == company).group_by(entries.c.year)
        with self._database.reading() as connection:
            return tuple((row[0], row[1]) for row in connection.execute(query.order_by(entries.c.year.desc())))

    def _stream(self, query: Select[Any]) -> Iterator[ValidatedEntry]:
        with self._database.reading() as connection:
            for row in connection.execution_options(yield_per=500).execute(query).mappings():
                yield _validated(row)

    # ------------------------------------------------------------ closing

    def closed_until(self, company: str) -> date | None:
        """The last day of the books that are closed, None while all are open."""
        with self._database.reading() as connection:
            until = connection.execute(select(func.max(closings.c.until)).where(closings.c.company == company)).scalar()
        return date.fromisoformat(until) if until else None

    def closings(self, company: str) -> tuple[tuple[date, datetime, str], ...]:
        """Each closing: up to which day, when, and by whom."""
        query = select(closings).where(closings.c.company == company).order_by(closings.c.until)
        with self._database.reading() as connection:
            return tuple((date.fromisoformat(r.until), time_of(r.at), r.by) for r in connection.execute(query))

    def close(self, company: str, until: date, *, by: str) -> None:
        """Freeze everything up to that day; the caller has seen that it is later than what is closed."""
        row = {"company": company, "until": until.isoformat(), "at": time_text(self._now()), "by": by}
        with self._database.changing(books_of(company)) as connection:
            connection.execute(insert(closings).values(**row))

    # ------------------------------------------------------------ booking

    def book(self, connection: Connection, document: Document, booking: Booking) -> Document:
        """Number and write an entry; the document with its number, and with the account that its seller turned out to have."""
        if booking.kind == PURCHASE:
            document, booking = self._with_seller(connection, document, booking)
        number = _next_number(connection, document.company, booking)
        if booking.kind == PURCHASE:
            document = replace(document, entry_number=number)
        connection.execute(insert(entries).values(**_row(connection, document, booking, number)))
        return document

    def _with_seller(self, connection: Connection, document: Document, booking: Booking) -> tuple[Document, Booking]:
        reading = document.reading
        keys = keys_of(reading.facts) if reading else ()
        auxiliary = next((line.auxiliary for line in booking.entry.lines if line.auxiliary), None)
        if not keys or reading is None:
            return document, booking
        learned = self._sellers.learn(
            connection, document.company, keys, lambda known: _learned(known, document, auxiliary, booking.layout)
        )
        entry = _under(booking.entry, learned.auxiliary)
        return replace(document, reading=replace(reading, entry=entry)), replace(booking, entry=entry, seller_name=learned.name)


def books_of(company: str) -> str:
    """The name that whoever numbers or closes holds alone: numbers have no gap, and nobody books into what is being closed."""
    return f"{company}/books"


def _every(company: str) -> Select[Any]:
    order = (entries.c.validated_at, entries.c.journal, entries.c.number)
    return select(entries).where(entries.c.company == company).order_by(*order)


def _learned(known: Seller | None, document: Document, auxiliary: str | None, layout: tuple[tuple[str, str], ...]) -> Seller:
    """What the validated document says of its seller, over what was known."""
    reading = document.reading
    facts = reading.facts if reading else Facts()
    name = facts.seller_name.value if facts.seller_name else ""
    before = known or Seller(auxiliary=auxiliary or "DIVERS", name=name)
    totals = (facts.total_with_tax.value,) if facts.total_with_tax else ()
    iban = (facts.seller_iban.value,) if facts.seller_iban else ()
    return replace(
        before,
        name=before.name or name,
        category=reading.category.value if reading and reading.category else before.category,
        said=tuple((dict(before.said) | learned_of(dict(reading.said if reading else ()))).items()),
        totals=(*before.totals, *totals),
        ibans=tuple(dict.fromkeys((*before.ibans, *iban))),
        layout=tuple((dict(before.layout) | dict(layout)).items()),
    )


def _under(entry: JournalEntry, auxiliary: str) -> JournalEntry:
    """The entry with the seller's own account."""
    lines = tuple(replace(line, auxiliary=auxiliary) if line.auxiliary else line for line in entry.lines)
    return entry if lines == entry.lines else replace(entry, lines=lines)


def _next_number(connection: Connection, company: str, booking: Booking) -> int:
    same = (entries.c.company == company) & (entries.c.year == booking.year) & (entries.c.journal == booking.entry.journal)
    return (connection.execute(select(func.max(entries.c.number)).where(same)).scalar() or 0) + 1


def _row(connection: Connection, document: Document, booking: Booking, number: int) -> dict[str, Any]:
    entry = booking.entry
    last = connection.execute(select(func.max(entries.c.sequence)).where(entries.c.document_id == document.id)).scalar()
    return {
        "company": document.company,
        "year": booking.year,
        "journal": entry.journal,
        "number": number,
        "date": entry.date.isoformat(),
        "document_id": document.id,
        "sequence": (last or 0) + 1,
        "kind": booking.kind,
        "record": _record(document, booking),
        "validated_at": time_text(booking.at),
        "validated_by": booking.by,
    }


def _record(document: Document, booking: Booking) -> dict[str, Any]:
    facts = document.reading.facts if document.reading else Facts()
    return as_entry(booking.entry) | {
        "foreign": foreign_amounts(booking.entry),
        "seller_name": booking.seller_name or (facts.seller_name.value if facts.seller_name else ""),
        "document_date": facts.issue_date.value.isoformat() if facts.issue_date else None,
        "vat": [[s.kind, f"{s.rate:f}", f"{s.base:f}", f"{s.tax:f}", f"{s.deducted:f}", s.nature] for s in booking.vat],
        "reverses": booking.reverses,
    }


def _validated(row: RowMapping) -> ValidatedEntry:
    record = row["record"]
    entry, seller = from_entry(record, foreign=record.get("foreign", ())), record["seller_name"]
    dated = record.get("document_date")
    return ValidatedEntry(
        number=row["number"],
        entry=entry,
        document_id=row["document_id"],
        validated_on=time_of(row["validated_at"]).astimezone().date(),
        document_date=date.fromisoformat(dated) if dated else None,
        auxiliary_labels=tuple((auxiliary, seller) for auxiliary in dict.fromkeys(line.auxiliary for line in entry.lines) if auxiliary),
        kind=row["kind"],
        reverses=record.get("reverses", ""),
        validated_by=row["validated_by"],
        vat=tuple(
            VatShare(
                kind=kind, rate=Decimal(rate), base=Decimal(base), tax=Decimal(tax), deducted=Decimal(deducted), nature="".join(nature)
            )
            for kind, rate, base, tax, deducted, *nature in record.get("vat", ())
        ),
    )
