"""The figures of a week of one company, counted from the columns of the register without opening readings."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, func, select

from domain.document import Document
from domain.kinds import Category, State
from storage.database import Database
from storage.dues import dues
from storage.rows import time_text
from storage.tables import documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """`spent` is the total with tax of what was validated in the week, by category and currency; `owed` falls due within it or before."""

    monday: date
    received: int
    validated: int
    rejected: int
    waiting: int
    failed: int
    spent: tuple[tuple[Category | None, str, Decimal], ...]
    owed: tuple[Document, ...]

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


def week_of(database: Database, *, company: str, monday: date, today: date) -> Week:
    """What came in and was decided from `monday` to the Sunday after, and how things stand today.

    A rejected document counts in the week in which it was received: when it was rejected is in its history alone.
    """
    start, end = (time_text(datetime.combine(day, time(), tzinfo=UTC)) for day in (monday, monday + timedelta(days=7)))
    d = documents.c
    arrived = (d.company == company) & (d.received_at >= start) & (d.received_at < end)
    booked = (d.company == company) & (d.validated_at >= start) & (d.validated_at < end)
    with database.reading() as connection:
        came, stands = (_by_state(connection, which) for which in (arrived, d.company == company))
        rows = connection.execute(select(d.category, d.currency, d.total_with_tax).where(booked)).all()
    spent: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for category, currency, total in rows:
        spent[category or "", currency or ""] += Decimal(total or 0)
    owed = dues(database, companies=[company], since=today - timedelta(days=60))
    return Week(
        monday=monday,
        received=came.total(),
        validated=len(rows),
        rejected=came[State.REJECTED.value],
        waiting=stands[State.TO_VALIDATE.value],
        failed=stands[State.FAILED.value],
        spent=tuple((Category(c) if c else None, money, total) for (c, money), total in sorted(spent.items(), key=lambda one: -one[1])),
        owed=tuple(document for document in owed if _due(document) <= today + timedelta(days=7)),
    )


def _by_state(connection: Connection, which: ColumnElement[bool]) -> Counter[str]:
    query = select(documents.c.state, func.count()).where(which).group_by(documents.c.state)
    return Counter({row[0]: row[1] for row in connection.execute(query)})


def _due(document: Document) -> date:
    found = document.reading.facts.due_date if document.reading else None
    return found.value if found else date.max
