"""By what another service knows our people: the subject that an OpenID provider gave each of them, which never changes there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.people.tables import identities
from storage.rows import time_text


class Identities:
    def __init__(self, database: Database, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def find(self, issuer: str, subject: str) -> str | None:
        """The id of the person whom the provider calls so."""
        query = select(identities.c.user_id).where(identities.c.issuer == issuer, identities.c.subject == subject)
        with self._database.reading() as connection:
            return connection.execute(query).scalar()

    def link(self, issuer: str, subject: str, user_id: str) -> bool:
        """From now on the provider's subject is that person; False when it is another's, or the person is another subject of it already."""
        row = {"issuer": issuer, "subject": subject, "user_id": user_id, "created_at": time_text(self._now())}
        try:
            with self._database.writing() as connection:
                connection.execute(insert(identities).values(**row))
        except IntegrityError:
            return False
        return True
