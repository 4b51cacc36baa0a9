"""Vain tries to sign in, counted so that nobody tries for long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select

from storage.database import Database
from storage.people.tables import sign_in_failures
from storage.rows import time_text

WINDOW = timedelta(minutes=15)


class Failures:
    """Failures of the last quarter of an hour, by whatever they are counted by."""

    def __init__(self, database: Database, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def note(self, *subjects: str) -> None:
        """One more failure of each subject; those of long ago are swept out."""
        now = self._now()
        with self._database.writing() as connection:
            connection.execute(delete(sign_in_failures).where(sign_in_failures.c.at <= time_text(now - WINDOW)))
            connection.execute(insert(sign_in_failures), [{"subject": subject, "at": time_text(now)} for subject in subjects])

    def enter(self, subject: str, limit: int) -> int | None:
        """Count a try before anybody looks whether it is vain, so that many at once, at whichever process, are no more than the limit.

        What takes it back where it was not vain (`forgive`); None when the subject failed as often as that.
        """
        now = self._now()
        mine = (sign_in_failures.c.subject == subject) & (sign_in_failures.c.at > time_text(now - WINDOW))
        with self._database.writing() as connection:
            connection.execute(delete(sign_in_failures).where(sign_in_failures.c.at <= time_text(now - WINDOW)))
            if (connection.execute(select(func.count()).where(mine)).scalar() or 0) >= limit:
                return None
            row = insert(sign_in_failures).values(subject=subject, at=time_text(now)).returning(sign_in_failures.c.id)
            return connection.execute(row).scalar()

    def forgive(self, entered: int) -> None:
        """The try was not vain."""
        with self._database.writing() as connection:
            connection.execute(delete(sign_in_failures).where(sign_in_failures.c.id == entered))

    def too_many(self, limits: Mapping[str, int]) -> bool:
        """Whether one of the subjects failed as often as its limit, or more."""
        since = time_text(self._now() - WINDOW)
        wanted = sign_in_failures.c.subject.in_(list(limits)) & (sign_in_failures.c.at > since)
        query = select(sign_in_failures.c.subject, func.count()).where(wanted).group_by(sign_in_failures.c.subject)
        with self._database.reading() as connection:
            return any(count >= limits[subject] for subject, count in connection.execute(query))

    def forget(self, subject: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(sign_in_failures).where(sign_in_failures.c.subject == subject))
