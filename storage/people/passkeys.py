"""Passkeys: the public half of the keys that people's devices keep for them (W3C Web Authentication, level 2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, delete, insert, select, update

from storage.database import Database
from storage.people.tables import passkeys
from storage.rows import time_of, time_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """`id` and `public_key` are base64url text; `sign_count` is what the device counted last, 0 where it does not count."""

    id: str
    user_id: str
    name: str
    public_key: str
    sign_count: int
    created_at: datetime


class Passkeys:
    def __init__(self, database: Database, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(self, *, id: str, user_id: str, name: str, public_key: str, sign_count: int) -> None:
        row = {"id": id, "user_id": user_id, "name": name, "public_key": public_key, "sign_count": sign_count}
        with self._database.writing() as connection:
            connection.execute(insert(passkeys).values(**row, created_at=time_text(self._now())))

    def find(self, passkey_id: str) -> Passkey | None:
        with self._database.reading() as connection:
            row = connection.execute(select(passkeys).where(passkeys.c.id == passkey_id)).mappings().first()
        return _passkey(row) if row else None

    def of(self, user_id: str) -> tuple[Passkey, ...]:
        with self._database.reading() as connection:
            rows = connection.execute(select(passkeys).where(passkeys.c.user_id == user_id).order_by(passkeys.c.created_at)).mappings()
            return tuple(_passkey(row) for row in rows)

    def count(self, passkey_id: str, sign_count: int) -> None:
        """Keep what the device counted: a copy of it would count less one day."""
        with self._database.writing() as connection:
            connection.execute(update(passkeys).where(passkeys.c.id == passkey_id).values(sign_count=sign_count))

    def forget(self, user_id: str, passkey_id: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(passkeys).where(passkeys.c.user_id == user_id, passkeys.c.id == passkey_id))


def _passkey(row: RowMapping) -> Passkey:
    return Passkey(
        id=row["id"],
        user_id=row["user_id"],
        name=row["name"],
        public_key=row["public_key"],
        sign_count=row["sign_count"],
        created_at=time_of(row["created_at"]),
    )
