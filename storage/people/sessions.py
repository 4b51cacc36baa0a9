"""Where people are signed in: a session is a secret in a browser's cookie, and a row here that ends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, RowMapping, delete, insert, select, update

from storage.database import Database
from storage.people.hidden import digest, new_secret
from storage.people.tables import sessions
from storage.rows import time_of, time_text

LASTS = timedelta(days=30)
"""A session ends then, however often it is used."""
IDLE = timedelta(days=7)
"""A session that nobody used for so long has ended."""
SECOND_LASTS = timedelta(minutes=10)
"""So long the code of the second factor is waited for."""
SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is kept when a session was last used; a write for each request would cost more than it tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """`id` is the hash of the secret. While it `needs_second`, it proves a password and nothing more."""

    id: str
    user_id: str
    needs_second: bool
    created_at: datetime
    seen_at: datetime
    address: str
    agent: str

    @property
    def handle(self) -> str:
        """What names the session on a page."""
        return self.id[:16]


class Sessions:
    def __init__(self, database: Database, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def start(self, user_id: str, *, needs_second: bool = False, address: str = "", agent: str = "") -> str:
        """The secret of a new session; ended ones are swept out."""
        secret, now = new_secret(), self._now()
        row = {
            "id": digest(secret),
            "user_id": user_id,
            "needs_second": needs_second,
            "created_at": time_text(now),
            "seen_at": time_text(now),
            "expires_at": time_text(now + (SECOND_LASTS if needs_second else LASTS)),
            "address": address,
            "agent": agent[:200],
        }
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.expires_at <= time_text(now)))
            connection.execute(insert(sessions).values(**row))
        return secret

    def find(self, secret: str) -> Session | None:
        """The session of that secret, if it has not ended; that it was used is noted."""
        query = select(sessions).where(sessions.c.id == digest(secret), *self._living())
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            return None
        found = _session(row)
        if self._now() - found.seen_at >= SEEN_EVERY:
            with self._database.writing() as connection:
                connection.execute(update(sessions).where(sessions.c.id == found.id).values(seen_at=time_text(self._now())))
        return found

    def of(self, user_id: str) -> tuple[Session, ...]:
        """Where a person is signed in, the latest used first."""
        query = select(sessions).where(sessions.c.user_id == user_id, sessions.c.needs_second.is_(False), *self._living())
        with self._database.reading() as connection:
            return tuple(_session(row) for row in connection.execute(query.order_by(sessions.c.seen_at.desc())).mappings())

    def end(self, user_id: str, handle: str) -> None:
        """Sign out one browser of that person."""
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.user_id == user_id, sessions.c.id.startswith(handle, autoescape=True)))

    def end_others(self, user_id: str, kept: str) -> None:
        """Sign out every browser of that person but the one with the session of that id."""
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.user_id == user_id, sessions.c.id != kept))

    def _living(self) -> tuple[ColumnElement[bool], ...]:
        now = self._now()
        return (sessions.c.expires_at > time_text(now), sessions.c.seen_at > time_text(now - IDLE))


def _session(row: RowMapping) -> Session:
    return Session(
        id=row["id"],
        user_id=row["user_id"],
        needs_second=row["needs_second"],
        created_at=time_of(row["created_at"]),
        seen_at=time_of(row["seen_at"]),
        address=row["address"],
        agent=row["agent"],
    )
