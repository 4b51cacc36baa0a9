"""Links that let somebody in once, to choose a password: the first administrator, who was invited, who forgot it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from storage.database import Database
from storage.people.hidden import digest, new_secret
from storage.people.tables import links
from storage.rows import time_text

LASTS = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`user_id` is None for the very first person, whose account is yet to be made."""

    user_id: str | None


class Links:
    def __init__(self, database: Database, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def new(self, user_id: str | None = None) -> str:
        """The secret of a link for that person; an earlier one opens nothing any more."""
        secret = new_secret()
        row = {"id": digest(secret), "user_id": user_id, "expires_at": time_text(self._now() + LASTS)}
        with self._database.writing() as connection:
            connection.execute(delete(links).where(links.c.user_id.is_(None) if user_id is None else links.c.user_id == user_id))
            connection.execute(insert(links).values(**row))
        return secret

    def find(self, secret: str) -> Link | None:
        """What the link opens, if it still does. Looking does not use it up: programs that preview links look too."""
        query = select(links.c.user_id).where(links.c.id == digest(secret), links.c.expires_at > time_text(self._now()))
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return Link(user_id=row.user_id) if row else None

    def use(self, secret: str) -> bool:
        """Use the link up; False when somebody did before, or it has lapsed."""
        living = (links.c.id == digest(secret)) & (links.c.expires_at > time_text(self._now()))
        with self._database.writing() as connection:
            return connection.execute(delete(links).where(living)).rowcount == 1
