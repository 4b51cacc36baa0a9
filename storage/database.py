"""One database, opened for several processes at once, and brought up to date by its migrations.

SQLite begins its transactions late and alone decides their kind; here Justif says BEGIN itself, IMMEDIATE where it
means to write, so that a decision and what it was based on are one step for everybody. PostgreSQL's side is in
storage/postgresql.py.
"""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import copy
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url

from storage import postgresql

logger = logging.getLogger(__name__)

NEWEST_SCHEMA = "identities"
"""The revision that this code speaks; a test holds it equal to the newest file in migrations/versions."""

COMPANY = "justif_company"
"""The option of a connection that is limited to one company, which it names."""

_BUSY_SECONDS = 30.0

_LINES: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
"""SQLite lets its writers try again after a while, the latest as likely as the first; the threads of one process stand in line instead."""

_SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Database:
    """Transactions over one engine. A reader sees the database as it was when it began.

    A server that does not answer raises UnavailableError, from any of them.
    """

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        self._is_server = self._engine.dialect.name != "sqlite"
        self._line: AbstractContextManager[Any] = nullcontext() if self._is_server else _LINES[str(self._engine.url)]
        self._company = ""
        self._reader = self._engine.execution_options(**_SNAPSHOT) if self._is_server else self._engine
        self._writer = self._engine.execution_options(immediate=True)
        self._migrate()

    def limited_to(self, company: str) -> Database:
        """The same database, which shows and takes one company only: by row security on PostgreSQL, whatever a query forgets.

        SQLite has none; there storage/rows.py hands out no document of another company.
        """
        limited = copy(self)
        limited._company = company
        limited._reader = self._reader.execution_options(**{COMPANY: company})
        limited._writer = self._writer.execution_options(**{COMPANY: company})
        return limited

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._transaction(self._reader) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One writer at a time; all or nothing."""
        with self._line, self._transaction(self._writer) as connection:
            if self._is_server:
                postgresql.lock_all(connection)
            yield connection

    @contextmanager
    def changing(self, *names: str) -> Iterator[Connection]:
        """Like `writing`, but on a server alone only with what bears these names and with the rows it locks."""
        with self._line, self._transaction(self._writer) as connection:
            self.lock(connection, *names)
            yield connection

    def lock(self, connection: Connection, *names: str) -> None:
        """Take more names inside `changing`; after those one holds nothing else may be waited for but these."""
        if self._is_server:
            postgresql.lock(connection, names)

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        guarded = postgresql.translated() if self._is_server else nullcontext()
        with guarded, engine.begin() as connection:
            if self._is_server and self._company:
                postgresql.limit(connection, self._company)
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    def problems(self) -> tuple[str, ...]:
        """What SQLite's own check of the file finds, nothing when it is sound."""
        if self._engine.dialect.name != "sqlite":
            return ()
        with self.reading() as connection:
            lines = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
            broken = [str(tuple(row)) for row in connection.execute(text("PRAGMA foreign_key_check"))]
        return tuple(line for line in lines if line != "ok") + tuple(broken)

    def _migrate(self) -> None:
        with self.reading() as connection:
            if _revision(connection) == NEWEST_SCHEMA:
                return
        with self.writing() as connection:
            if _revision(connection) != NEWEST_SCHEMA:  # another process may have been faster
                _upgrade(connection)
                logger.info("the register is at schema %s", NEWEST_SCHEMA)


def _engine(url: str) -> Engine:
    place = make_url(url)
    if place.get_backend_name() != "sqlite":
        return postgresql.open_engine(url)
    if place.database and place.database != ":memory:":
        Path(place.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver leaves BEGIN to us
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    kind = "IMMEDIATE" if connection.get_execution_options().get("immediate") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {kind}")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
