"""The accounts of the people, and what proves that somebody is who they say."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from domain.people import Role, User
from domain.problem import refused
from storage.database import Database
from storage.people.hidden import digest, new_secret
from storage.people.tables import api_tokens, identities, passkeys, sessions, users
from storage.rows import time_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofs:
    """`password` is its Argon2 hash; `totp_step` the last time step whose code was used. None where there is none yet."""

    password: str | None
    totp_secret: str | None
    totp_step: int


def key_of(name: str) -> str:
    """A name without letter case, accents and superfluous blanks.

    >>> key_of("  Zoé  DURAND ")
    'zoe durand'
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(plain.casefold().split())


class Users:
    """Everybody who may sign in, or could once: an account is closed and never deleted, as its name signed things."""

    def __init__(self, database: Database, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def is_empty(self) -> bool:
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).select_from(users)).scalar() == 0

    def list(self) -> tuple[User, ...]:
        with self._database.reading() as connection:
            return tuple(_user(row) for row in connection.execute(select(users).order_by(users.c.name_key)).mappings())

    def get(self, user_id: str) -> User | None:
        return self._one(users.c.id == user_id)

    def find(self, name: str) -> User | None:
        """The person of that name or e-mail address."""
        key = key_of(name)
        return self._one((users.c.name_key == key) | (users.c.email_key == key)) if key else None

    def of_email(self, email: str) -> User | None:
        """The person of exactly that e-mail address, but for the case of its letters: what a name may leave out tells addresses apart.

        zoé@… is another mailbox than zoe@…, and ſ, which is an s to a fold of case, is no s to a mail server.
        """
        key = key_of(email)
        user = self._one(users.c.email_key == key) if key else None
        is_same = user is not None and (user.email == email or (email.isascii() and user.email.lower() == email.lower()))
        return user if is_same else None

    def of_calendar(self, secret: str) -> User | None:
        """The person whose feed of due dates has that secret in its address."""
        return self._one(users.c.calendar == digest(secret))

    def add(self, *, name: str, role: Role, companies: tuple[str, ...] = (), email: str = "") -> User:
        """Open an account, which has no password yet. Raises RefusedError when the name or the address is taken."""
        user = User(id=secrets.token_hex(8), name=" ".join(name.split()), role=role, companies=companies, email=email.strip())
        row = _columns(user) | {"id": user.id, "name": user.name, "name_key": key_of(user.name), "created_at": time_text(self._now())}
        self._write(insert(users).values(**row), user)
        return user

    def change(self, user: User) -> None:
        """Keep role, companies, address and activity; who is closed is signed out everywhere and their tokens end. Raises RefusedError."""
        self._write(update(users).where(users.c.id == user.id).values(**_columns(user)), user)
        if not user.is_active:
            with self._database.writing() as connection:
                for table in (sessions, api_tokens):
                    connection.execute(delete(table).where(table.c.user_id == user.id))

    def proofs(self, user_id: str) -> Proofs:
        query = select(users.c.password, users.c.totp_secret, users.c.totp_step).where(users.c.id == user_id)
        with self._database.reading() as connection:
            row = connection.execute(query).one()
        return Proofs(password=row.password, totp_secret=row.totp_secret, totp_step=row.totp_step)

    def set_password(self, user_id: str, hashed: str) -> None:
        self._set(user_id, password=hashed)

    def set_second(self, user_id: str, secret: str | None, *, step: int = 0) -> None:
        """Ask for a code from now on, or no longer."""
        self._set(user_id, totp_secret=secret, totp_step=step)

    def use_step(self, user_id: str, step: int) -> bool:
        """Take a time step of the second factor; False when it, or a later one, was taken before."""
        free = (users.c.id == user_id) & (users.c.totp_step < step)
        with self._database.writing() as connection:
            return connection.execute(update(users).where(free).values(totp_step=step)).rowcount == 1

    def forget_proofs(self, user_id: str) -> None:
        """For who lost them: no password, second factor or passkey opens any more, no provider's word holds, nobody stays signed in."""
        self._set(user_id, password=None, totp_secret=None, totp_step=0)
        with self._database.writing() as connection:
            for table in (passkeys, identities, sessions):
                connection.execute(delete(table).where(table.c.user_id == user_id))

    def new_calendar(self, user_id: str) -> str:
        """A new secret for the address of the feed of due dates; the one before opens nothing any more."""
        secret = new_secret()
        self._set(user_id, calendar=digest(secret))
        return secret

    def _one(self, condition: ColumnElement[bool]) -> User | None:
        with self._database.reading() as connection:
            row = connection.execute(select(users).where(condition)).mappings().first()
        return _user(row) if row else None

    def _set(self, user_id: str, **values: Any) -> None:
        with self._database.writing() as connection:
            connection.execute(update(users).where(users.c.id == user_id).values(**values))

    def _write(self, statement: Any, user: User) -> None:
        try:
            with self._database.writing() as connection:
                connection.execute(statement)
        except IntegrityError as error:
            what = "Somebody has this name or this address already."
            raise refused("name_taken", what=what, where=user.name, remedy="Choose another one.") from error


def _columns(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "email_key": key_of(user.email) or None,
        "role": user.role.value,
        "companies": list(user.companies),
        "is_active": user.is_active,
    }


def _user(row: RowMapping) -> User:
    return User(
        id=row["id"],
        name=row["name"],
        role=Role(row["role"]),
        companies=tuple(row["companies"]),
        email=row["email"],
        is_active=row["is_active"],
    )
