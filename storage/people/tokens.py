"""Tokens with which programs come in the name of a person, for some purposes only."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, delete, insert, select, update

from domain.people import Scope
from storage.database import Database
from storage.people.hidden import digest, new_secret
from storage.people.sessions import SEEN_EVERY
from storage.people.tables import api_tokens
from storage.rows import time_of, time_text

BEGINS = "justif_"
"""So that a token that leaked into a log or a repository is recognised as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    id: str
    user_id: str
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    used_at: datetime | None = None


class Tokens:
    def __init__(self, database: Database, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def new(self, user_id: str, *, name: str, scopes: frozenset[Scope]) -> str:
        """The token itself, which nobody can be shown again."""
        secret = BEGINS + new_secret()
        row = {"id": secrets.token_hex(8), "hash": digest(secret), "user_id": user_id, "name": name, "scopes": sorted(scopes)}
        with self._database.writing() as connection:
            connection.execute(insert(api_tokens).values(**row, created_at=time_text(self._now())))
        return secret

    def find(self, secret: str) -> Token | None:
        """The token of that secret; that it was used is noted."""
        with self._database.reading() as connection:
            row = connection.execute(select(api_tokens).where(api_tokens.c.hash == digest(secret))).mappings().first()
        if row is None:
            return None
        found, now = _token(row), self._now()
        if found.used_at is None or now - found.used_at >= SEEN_EVERY:
            with self._database.writing() as connection:
                connection.execute(update(api_tokens).where(api_tokens.c.id == found.id).values(used_at=time_text(now)))
        return found

    def of(self, user_id: str) -> tuple[Token, ...]:
        with self._database.reading() as connection:
            rows = connection.execute(select(api_tokens).where(api_tokens.c.user_id == user_id).order_by(api_tokens.c.created_at))
            return tuple(_token(row) for row in rows.mappings())

    def revoke(self, user_id: str, token_id: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(api_tokens).where(api_tokens.c.user_id == user_id, api_tokens.c.id == token_id))


def _token(row: RowMapping) -> Token:
    return Token(
        id=row["id"],
        user_id=row["user_id"],
        name=row["name"],
        scopes=frozenset(Scope(scope) for scope in row["scopes"]),
        created_at=time_of(row["created_at"]),
        used_at=time_of(row["used_at"]) if row["used_at"] else None,
    )
