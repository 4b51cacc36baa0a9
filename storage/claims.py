"""Who reads which document: a claim is a lease, so that no document is read twice at once and none is forgotten.

A claim lapses when its lease runs out, or at once when its owner is known to be dead (storage/owner.py). A document
whose readers died waits behind the others, and after some more deaths it is left alone; the filing then says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, update

from domain.document import Document
from domain.kinds import State
from storage.database import Database
from storage.owner import is_dead
from storage.rows import documents_of, every_document, time_text
from storage.tables import documents

LEASE_SECONDS = 60.0
"""Longer than any pause of a living reader, which renews every few seconds."""

ATTEMPTS = 6
"""A machine may be switched off often; a document that takes its readers with it, again and again, is to blame itself."""


class Claims:
    """The queue, which is nothing but the states of the register."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def take(self, *, owner: str, document_id: str | None = None) -> Document | None:
        """The document that has waited longest (or that very one), now `reading` and ours; None when none is free."""
        with self._database.changing() as connection:
            chosen = self._free(connection, document_id)
            if chosen is None:
                return None
            values = {"state": State.READING.value, "owner": owner, "lease_until": self._clock() + LEASE_SECONDS}
            one = documents.c.id == chosen
            connection.execute(
                update(documents).where(one).values(**values, attempts=documents.c.attempts + 1, revision=documents.c.revision + 1)
            )
            return next(documents_of(connection, every_document().where(one)))

    def renew(self, document_id: str, *, owner: str) -> bool:
        """Keep others away a while longer; False when the claim is no longer ours."""
        with self._database.changing() as connection:
            return self._set(connection, document_id, owner, {"lease_until": self._clock() + LEASE_SECONDS})

    def release(self, connection: Connection, document_id: str, *, owner: str) -> bool:
        """Give the claim up inside the transaction that files the reading; False when it was no longer ours."""
        return self._set(connection, document_id, owner, {"owner": None, "lease_until": None, "attempts": 0})

    def give_back(self, document_id: str, *, owner: str) -> None:
        """Put an unread document back into the queue, as if it had never been taken."""
        with self._database.changing() as connection:
            counted = {"attempts": documents.c.attempts - 1, "revision": documents.c.revision + 1}
            self._set(connection, document_id, owner, {"state": State.RECEIVED.value, "owner": None, "lease_until": None} | counted)

    def hopeless(self, document_id: str, *, deaths: int = ATTEMPTS) -> bool:
        """Whether its readers died so often that another try would only kill one more."""
        with self._database.reading() as connection:
            attempts = connection.execute(select(documents.c.attempts).where(documents.c.id == document_id)).scalar()
        return (attempts or 0) > deaths

    def standing(self, *, seconds: float, limit: int) -> tuple[tuple[str, int], ...]:
        """Ids and priorities of documents that have waited so long, and of those whose reader is gone; in the order to be read."""
        since = time_text(datetime.fromtimestamp(self._clock() - seconds, UTC))
        with self._database.reading() as connection:
            forgotten = (documents.c.state == State.RECEIVED.value) & (documents.c.received_at < since)
            query = select(documents.c.id, documents.c.priority).where(or_(forgotten, *self._lapsed(connection)))
            query = query.order_by(documents.c.attempts, documents.c.priority, documents.c.received_at, documents.c.id)
            return tuple((row.id, row.priority) for row in connection.execute(query.limit(limit)))

    def waiting(self) -> int:
        """How many documents are yet to be read, or being read."""
        with self._database.reading() as connection:
            unread = documents.c.state.in_([State.RECEIVED.value, State.READING.value])
            return connection.execute(select(func.count()).select_from(documents).where(unread)).scalar() or 0

    def _free(self, connection: Connection, document_id: str | None) -> str | None:
        """One that waits, or whose reader died; on a server the row is ours from here on.

        Rows that others hold are passed over, but not the one that was asked for: whoever tells the index of a new document holds it
        for a moment, and a reader that was woken for it meanwhile would have been woken for nothing.
        """
        query = select(documents.c.id).where(or_(documents.c.state == State.RECEIVED.value, *self._lapsed(connection)))
        query = query if document_id is None else query.where(documents.c.id == document_id)
        query = query.order_by(documents.c.attempts, documents.c.priority, documents.c.received_at, documents.c.id).limit(1)
        return connection.execute(query.with_for_update(skip_locked=document_id is None)).scalar()

    def _lapsed(self, connection: Connection) -> list[ColumnElement[bool]]:
        """A condition for each document that somebody was reading who is gone. It fails once another has taken it up meanwhile."""
        held = select(documents.c.id, documents.c.owner, documents.c.lease_until).where(documents.c.state == State.READING.value)
        gone = [row for row in connection.execute(held) if self._has_lapsed(row.owner, row.lease_until)]
        still = documents.c.state == State.READING.value
        return [and_(still, documents.c.id == row.id, documents.c.lease_until.is_not_distinct_from(row.lease_until)) for row in gone]

    def _has_lapsed(self, owner: str | None, lease_until: float | None) -> bool:
        return owner is None or lease_until is None or lease_until < self._clock() or is_dead(owner)

    def _set(self, connection: Connection, document_id: str, owner: str, values: dict[str, Any]) -> bool:
        ours = (documents.c.id == document_id) & (documents.c.owner == owner) & (documents.c.state == State.READING.value)
        return connection.execute(update(documents).where(ours).values(**values)).rowcount == 1
