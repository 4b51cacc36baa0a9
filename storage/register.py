"""The register: which documents there are, where each stands, what was read, said and decided. The truth, beside the originals.

Each method is one transaction. Several processes may use the register at once; a decision sees the document as it
is at that very moment, because the writer holds the database while it decides. Who reads what is in storage/claims.py, the
books are in storage/books.py, which pile a document lies on in storage/queues.py, signatures and other papers in storage/slips.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, or_, select, update

from domain.document import Correction, Document, Event
from domain.entry import Booking
from domain.kinds import State
from domain.problem import UnknownDocumentError
from storage.advances import Advances
from storage.books import Books, books_of
from storage.claims import Claims
from storage.database import Database
from storage.figures import Figures
from storage.firms import Firms
from storage.outbox import Outbox, enqueue
from storage.queues import Queues
from storage.rows import documents_of, every_document, record_of, row_of, time_of, time_text
from storage.searches import Searches
from storage.sellers import Sellers
from storage.slips import Slips
from storage.tables import corrections, documents, events, readings

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of a document, and what is written in its history. `bookings` are numbered and final with it."""

    document: Document
    events: tuple[Event, ...] = ()
    corrections: tuple[Correction, ...] = ()
    bookings: tuple[Booking, ...] = ()


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """How many documents are in each state, since when the oldest waits to be read, and how many the index has yet to see."""

    states: dict[State, int]
    oldest_waiting: datetime | None
    unindexed: int


class Register:
    """Documents, readings, corrections, events and entries of every company."""

    def __init__(self, database: Database, *, now: Clock = utc_now) -> None:
        self.database = database
        self.now = now
        self.outbox = Outbox(database, now=now)
        self.claims = Claims(database)
        self.queues = Queues(database)
        self.slips = Slips(database)
        self.figures = Figures(database)
        self.advances = Advances(database)
        self.firms = Firms(database, now=now)
        self.sellers = Sellers(database)
        self.searches = Searches(database, now=now)
        self.books = Books(database, now=now, sellers=self.sellers)

    def limited_to(self, company: str) -> Register:
        """The register as one company may see it: the pages and programs of a company get no other.

        On PostgreSQL the rows of others do not exist for it, whatever a query forgets; on SQLite the documents of others do not.
        """
        return Register(self.database.limited_to(company), now=self.now)

    # ------------------------------------------------------------ what there is

    def get(self, document_id: str) -> Document | None:
        with self.database.reading() as connection:
            return _get(connection, document_id)

    def several(self, ids: Iterable[str]) -> dict[str, Document]:
        """Those of these documents that there are, by their ids."""
        with self.database.reading() as connection:
            found = documents_of(connection, every_document().where(documents.c.id.in_(tuple(ids))))
            return {document.id: document for document in found}

    def list(
        self,
        company: str | None = None,
        state: State | None = None,
        *,
        submitted_by: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[Document, ...]:
        """Documents, the latest received first; of every company, state and person where none is named."""
        query = every_document().order_by(documents.c.received_at.desc(), documents.c.original, documents.c.part)
        query = query if company is None else query.where(documents.c.company == company)
        query = query if state is None else query.where(documents.c.state == state.value)
        query = query if submitted_by is None else query.where(documents.c.submitted_by == submitted_by)
        with self.database.reading() as connection:
            return tuple(documents_of(connection, query.limit(limit).offset(offset)))

    def parts(self, document: Document) -> tuple[Document, ...]:
        """Every document of the same original in the same company, in the order of their parts."""
        with self.database.reading() as connection:
            return _parts(connection, document)

    def counts(self, company: str, *, submitted_by: str | None = None) -> dict[State, int]:
        """How many documents are in each state, of every person where none is named; every state is there."""
        query = select(documents.c.state, func.count()).where(documents.c.company == company).group_by(documents.c.state)
        query = query if submitted_by is None else query.where(documents.c.submitted_by == submitted_by)
        with self.database.reading() as connection:
            found = {row[0]: row[1] for row in connection.execute(query)}
        return {state: found.get(state.value, 0) for state in State}

    def gauges(self) -> Gauges:
        """What those who watch want to know at this moment, of all companies together."""
        states = select(documents.c.state, func.count(), func.min(documents.c.received_at)).group_by(documents.c.state)
        lag = select(func.count()).select_from(documents).where(documents.c.revision > documents.c.indexed_revision)
        with self.database.reading() as connection:
            rows = connection.execute(states).all()
            unindexed = connection.execute(lag).scalar() or 0
        oldest = next((row[2] for row in rows if row[0] == State.RECEIVED.value), None)
        return Gauges(
            states={State(row[0]): row[1] for row in rows},
            oldest_waiting=time_of(oldest) if oldest else None,
            unindexed=unindexed,
        )

    def companies(self) -> tuple[str, ...]:
        with self.database.reading() as connection:
            return tuple(connection.execute(select(documents.c.company).distinct().order_by(documents.c.company)).scalars())

    def originals(self) -> frozenset[str]:
        """The SHA-256 of every original that some document needs."""
        with self.database.reading() as connection:
            return frozenset(connection.execute(select(documents.c.original).distinct()).scalars())

    def history(self, document_id: str) -> tuple[Event, ...]:
        """What happened to a document, the oldest first."""
        with self.database.reading() as connection:
            rows = connection.execute(select(events).where(events.c.document_id == document_id).order_by(events.c.id)).mappings()
            return tuple(
                Event(when=time_of(r["at"]), who=r["who"], what=r["what"], field=r["field"], before=r["before"], after=r["after"])
                for r in rows
            )

    def corrections(self, document_id: str) -> tuple[Correction, ...]:
        """The last word of a person on each field."""
        query = select(corrections).where(corrections.c.document_id == document_id).order_by(corrections.c.at)
        with self.database.reading() as connection:
            return tuple(Correction(field=r["field"], value=r["value"], by=r["by"]) for r in connection.execute(query).mappings())

    def candidates(self, document: Document, *, limit: int = 50) -> tuple[Document, ...]:
        """Other documents, not rejected, of the same number or the same total, the latest first: perhaps the same one."""
        row = row_of(document)
        same = [documents.c[name] == row[name] for name in ("invoice_number", "total_with_tax") if row[name]]
        if not same:
            return ()
        query = every_document().where(documents.c.company == document.company, documents.c.id != document.id, or_(*same))
        query = query.where(documents.c.state.not_in([State.REJECTED.value, State.FAILED.value]))
        with self.database.reading() as connection:
            return tuple(documents_of(connection, query.order_by(documents.c.received_at.desc()).limit(limit)))

    # ------------------------------------------------------------ what changes

    def add(self, document: Document, *, by: str, priority: int = 0) -> Document | None:
        """Enter a document, or give the one of the same id that was there first (None when this one is new).

        Of those that wait to be read, the one with the lowest `priority` goes first.
        """
        with self.database.changing(document.id) as connection:
            if known := _get(connection, document.id):
                return known
            event = Event(when=self.now(), who=by, what="received", after=document.name)
            self._save(connection, Decision(document=document, events=(event,)))
            if priority:
                connection.execute(update(documents).where(documents.c.id == document.id).values(priority=priority))
            return None

    def decide(self, document_id: str, how: Callable[[Document], Decision]) -> Document:
        """Let `how` look at the document and say what becomes of it; nothing else changes in between.

        What `how` raises leaves everything as it was. Raises UnknownDocumentError.
        """
        with self.database.changing() as connection:
            document = next(documents_of(connection, _held(every_document().where(documents.c.id == document_id))), None)
            if document is None:
                raise UnknownDocumentError(document_id)
            return self._save(connection, how(document))

    def file(
        self, claimed: Document, how: Callable[[tuple[Document, ...]], Iterable[Decision]], *, owner: str
    ) -> tuple[Document, ...] | None:
        """Enter what was read in an original that `owner` holds, all its parts at once; None when the claim was lost meanwhile.

        `how` is given the documents that this original has already, in the order of their parts.
        """
        with self.database.changing(f"{claimed.company}/{claimed.original}") as connection:
            if not self.claims.release(connection, claimed.id, owner=owner):
                return None
            known = tuple(documents_of(connection, _held(_every_part(claimed))))
            return tuple(self._save(connection, decision) for decision in how(known))

    def _save(self, connection: Connection, decision: Decision) -> Document:
        document = decision.document
        if decision.bookings:
            self.database.lock(connection, books_of(document.company))
        for booking in decision.bookings:
            document = self.books.book(connection, document, booking)
        values = row_of(document)
        one = documents.c.id == document.id
        changed = connection.execute(update(documents).where(one).values(**values, revision=documents.c.revision + 1))
        if not changed.rowcount:
            connection.execute(insert(documents).values(**values))
        connection.execute(delete(readings).where(readings.c.document_id == document.id))
        if document.reading:
            connection.execute(insert(readings).values(document_id=document.id, record=record_of(document.reading)))
        _note(connection, document, decision, self.now())
        return document

    # ------------------------------------------------------------ what the index has yet to see

    def unindexed(self, *, limit: int | None = None) -> tuple[Document, ...]:
        """Documents that changed since the index saw them."""
        with self.database.reading() as connection:
            return tuple(documents_of(connection, _unindexed().limit(limit)))

    def catch_up(self, put: Callable[[tuple[Document, ...]], None], *, limit: int = 200) -> int:
        """Let `put` tell the index some of what it has not seen; how many documents that were.

        One at a time does so, and nobody changes these documents meanwhile: an older state never comes to lie over a newer one.
        Those that somebody is changing right now are left to them.
        """
        if not self.unindexed(limit=1):
            return 0
        with self.database.changing("index") as connection:
            changed = tuple(documents_of(connection, _unindexed().limit(limit).with_for_update(of=documents, skip_locked=True)))
            if not changed:
                return 0
            put(changed)
            seen = documents.c.id.in_([document.id for document in changed])
            connection.execute(update(documents).where(seen).values(indexed_revision=documents.c.revision))
            return len(changed)

    def forget_index(self) -> None:
        """The index is to be made anew from the first document on."""
        with self.database.writing() as connection:
            connection.execute(update(documents).values(indexed_revision=0))


def open_register(url: str, *, now: Clock = utc_now) -> Register:
    """The register behind a database URL such as `sqlite:////var/lib/justif/register.sqlite`, made or migrated when needed."""
    return Register(Database(url), now=now)


def _get(connection: Connection, document_id: str) -> Document | None:
    return next(documents_of(connection, every_document().where(documents.c.id == document_id)), None)


def _unindexed() -> Select[Any]:
    return every_document().where(documents.c.revision > documents.c.indexed_revision)


def _parts(connection: Connection, document: Document) -> tuple[Document, ...]:
    return tuple(documents_of(connection, _every_part(document)))


def _every_part(document: Document) -> Select[Any]:
    query = every_document().where(documents.c.company == document.company, documents.c.original == document.original)
    return query.order_by(documents.c.part.nulls_first())


def _held(query: Select[Any]) -> Select[Any]:
    """Nobody else changes these documents before the transaction ends; SQLite has but one writer anyway."""
    return query.with_for_update(of=documents)


def _note(connection: Connection, document: Document, decision: Decision, now: datetime) -> None:
    for word in decision.corrections:
        same = (corrections.c.document_id == document.id) & (corrections.c.field == word.field)
        connection.execute(delete(corrections).where(same))
        row = {"document_id": document.id, "field": word.field, "value": word.value, "by": word.by, "at": time_text(now)}
        connection.execute(insert(corrections).values(**row))
    enqueue(connection, document, decision.events, now=now)
    for e in decision.events:
        line = {"at": time_text(e.when), "who": e.who, "what": e.what, "field": e.field, "before": e.before, "after": e.after}
        connection.execute(insert(events).values(document_id=document.id, **line))
