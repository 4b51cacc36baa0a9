"""What each company told of itself, who changed what of it and when; nothing of that history is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from domain.company import Company, as_words, from_words
from domain.document import Event
from storage.database import Database
from storage.rows import time_of, time_text
from storage.tables import companies, company_events


class Firms:
    """The companies that were set up, by their code. One whose settings stand in the environment need not be here."""

    def __init__(self, database: Database, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def get(self, code: str) -> Company | None:
        """The company of that code, None when it told nothing yet."""
        with self._database.reading() as connection:
            return _get(connection, code)

    def codes(self) -> tuple[str, ...]:
        with self._database.reading() as connection:
            return tuple(connection.execute(select(companies.c.code).order_by(companies.c.code)).scalars())

    def change(self, code: str, how: Callable[[Company | None], Company], *, by: str) -> Company:
        """Let `how` look at what is kept and say what is to be kept; each field that differs is written in the history."""
        with self._database.writing() as connection:
            before = _get(connection, code)
            after = how(before)
            _keep(connection, before, after)
            self._note(connection, before, after, by=by)
            return after

    def history(self, code: str) -> tuple[Event, ...]:
        """Every change of the company's settings, the oldest first; `what` is "told"."""
        query = select(company_events).where(company_events.c.company == code).order_by(company_events.c.id)
        with self._database.reading() as connection:
            return tuple(
                Event(when=time_of(r["at"]), who=r["who"], what="told", field=r["field"], before=r["before"], after=r["after"])
                for r in connection.execute(query).mappings()
            )

    def _note(self, connection: Connection, before: Company | None, after: Company, *, by: str) -> None:
        had = as_words(before) if before else {}
        for field, value in as_words(after).items():
            if value != had.get(field, ""):
                row = {"company": after.code, "at": time_text(self._now()), "who": by, "field": field}
                connection.execute(insert(company_events).values(**row, before=had.get(field, ""), after=value))


def _get(connection: Connection, code: str) -> Company | None:
    record = connection.execute(select(companies.c.record).where(companies.c.code == code)).scalar()
    return from_words(code, record) if record else None


def _keep(connection: Connection, before: Company | None, after: Company) -> None:
    record = as_words(after)
    if before is None:
        connection.execute(insert(companies).values(code=after.code, record=record))
    else:
        connection.execute(update(companies).where(companies.c.code == after.code).values(record=record))
