"""What was begun in a browser and is to be taken up once, soon: the challenge of a passkey, a sign-in at a provider.

The rows are the register's, so that whichever process serves the pages takes up what another began. Taking one up deletes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, insert, select

from storage.database import Database
from storage.people.hidden import digest, new_secret
from storage.people.tables import begun
from storage.rows import time_text

MOST = 10_000
"""Of one kind at once, so that a flood of beginnings does not fill the disk; the oldest leave first."""


class Kind(StrEnum):
    """What was begun; nothing is taken up as another thing than it was begun as."""

    ADD_PASSKEY = "add passkey"
    USE_PASSKEY = "use passkey"
    SIGN_IN = "sign in"
    """At a provider."""


LASTS: Mapping[Kind, timedelta] = {
    Kind.ADD_PASSKEY: timedelta(minutes=5),
    Kind.USE_PASSKEY: timedelta(minutes=5),
    Kind.SIGN_IN: timedelta(minutes=10),
}
"""So long it is waited for: a password and a code are typed at a provider."""


class Begun:
    def __init__(self, database: Database, *, now: Callable[[], datetime], most: int = MOST) -> None:
        self._database = database
        self._now = now
        self._most = most

    def begin(self, kind: Kind, told: str = "") -> str:
        """The secret (256 bits, base64url) that takes it up while it lasts; `told` is kept for whoever does."""
        secret, now = new_secret(), self._now()
        row = {"id": digest(secret), "kind": kind.value, "told": told, "expires_at": time_text(now + LASTS[kind])}
        of_kind = select(begun.c.id).where(begun.c.kind == kind.value).order_by(begun.c.expires_at.desc(), begun.c.id)
        with self._database.changing() as connection:
            connection.execute(delete(begun).where(begun.c.expires_at <= time_text(now)))
            # The limit is there for SQLite, which knows no OFFSET without one.
            too_many = connection.execute(of_kind.offset(self._most - 1).limit(self._most)).scalars().all()
            connection.execute(delete(begun).where(begun.c.id.in_(too_many)))
            connection.execute(insert(begun).values(**row))
        return secret

    def take(self, kind: Kind, secret: str) -> str | None:
        """What was told when it was begun, once; None when it never was, has lapsed, or was taken before, by whichever process."""
        wanted = (begun.c.id == digest(secret)) & (begun.c.kind == kind.value) & (begun.c.expires_at > time_text(self._now()))
        with self._database.changing() as connection:
            return connection.execute(delete(begun).where(wanted).returning(begun.c.told)).scalar()
