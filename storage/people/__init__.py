"""What the register keeps of the people: who they are, how they prove it, and where they are signed in.

Secrets that a person carries (cookies, links, tokens) are kept as their SHA-256 only: they are random and long, so nothing slower
is needed, and whoever reads the register cannot use them. Passwords come here hashed already.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from storage.database import Database
from storage.people.begun import Begun
from storage.people.failures import Failures
from storage.people.identities import Identities
from storage.people.links import Links
from storage.people.passkeys import Passkeys
from storage.people.sessions import Sessions
from storage.people.tokens import Tokens
from storage.people.users import Users


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The tables of the people, each with its verbs."""

    users: Users
    sessions: Sessions
    links: Links
    tokens: Tokens
    passkeys: Passkeys
    failures: Failures
    begun: Begun
    identities: Identities


def people_of(database: Database, *, now: Callable[[], datetime]) -> People:
    """The people of a register, in its database and by its clock."""
    return People(
        users=Users(database, now=now),
        sessions=Sessions(database, now=now),
        links=Links(database, now=now),
        tokens=Tokens(database, now=now),
        passkeys=Passkeys(database, now=now),
        failures=Failures(database, now=now),
        begun=Begun(database, now=now),
        identities=Identities(database, now=now),
    )
