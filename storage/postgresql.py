"""What only PostgreSQL needs: connections that notice a dead server, and locks by name.

Two locks keep the promises that SQLite's single writer gives. A writer that names nothing is alone, as there. One that names what
it changes (`changing`) goes on beside others that change something else; rows it holds with FOR UPDATE keep the rest away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from domain.problem import UnavailableError

_CONNECT = {"connect_timeout": 5, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 15_000}
"""Seconds, and milliseconds for the last: a network that was cut is noticed within a quarter of a minute."""

_PATIENCE = {"idle_in_transaction_session_timeout": 120, "lock_timeout": 90}
"""Seconds. A transaction whose process was cut off holds its locks no longer than that, and nobody waits for ever for another's."""

_EVERYTHING = "everything"


def open_engine(url: str) -> Engine:
    engine = create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=30, connect_args=_CONNECT)
    event.listen(engine, "connect", _prepare)
    return engine


def lock_all(connection: Connection) -> None:
    """Be the only writer until the end of the transaction."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _number(_EVERYTHING)})


def lock(connection: Connection, names: Sequence[str]) -> None:
    """Be the only one who changes what bears these names until the end of the transaction; beside `lock_all` nobody is."""
    connection.execute(text("SELECT pg_advisory_xact_lock_shared(:key)"), {"key": _number(_EVERYTHING)})
    for name in sorted(names):  # in one order for all, so that two never wait for each other
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _number(name)})


def limit(connection: Connection, company: str) -> None:
    """Let the row security of the tables hide every other company until the end of the transaction."""
    connection.execute(text("SELECT set_config('justif.company', :company, true)"), {"company": company})


@contextmanager
def translated() -> Iterator[None]:
    """A server that is gone, restarts or gave up one of two that waited for each other: UnavailableError, for later it may go through."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise UnavailableError("register") from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise UnavailableError("register") from error
        raise


def _prepare(connection: Any, _: object) -> None:
    """Texts that were read may hold a NUL, which PostgreSQL's text cannot; a blank stands for it."""
    from psycopg.types.string import StrDumper

    class Plain(StrDumper):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", " ") if "\0" in obj else obj)

    connection.adapters.register_dumper(str, Plain)
    with connection.cursor() as cursor:
        for setting, seconds in _PATIENCE.items():
            cursor.execute(f"SET {setting} = '{seconds}s'")
    connection.commit()


def _number(name: str) -> int:
    """64 bits, as the locks want it."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
