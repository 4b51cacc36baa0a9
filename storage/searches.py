"""The searches of each person: those kept under a name, and the latest ones, to be suggested again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from storage.database import Database
from storage.rows import time_text
from storage.tables import searches

LATEST_KEPT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSearch:
    """A search by its name and its address, which says all of it; `is_saved` when a person gave it the name."""

    id: int
    name: str
    address: str
    is_saved: bool


class Searches:
    """What people searched for. Nobody sees another person's."""

    def __init__(self, database: Database, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def note(self, company: str, person: str, *, name: str, address: str) -> None:
        """Remember a search that was asked just now; only the latest ones stay."""
        with self._database.changing(f"searches {company}") as connection:
            self._put(connection, company, person, address, {"name": name}, keep_name=True)
            latest = select(searches.c.id).where(_of(company, person), searches.c.is_saved == 0).order_by(searches.c.at.desc())
            old = connection.execute(latest.offset(LATEST_KEPT).limit(1_000)).scalars().all()
            connection.execute(delete(searches).where(searches.c.id.in_(old)))

    def save(self, company: str, person: str, *, name: str, address: str) -> None:
        """Keep a search under a name; the same address again gets the new name."""
        with self._database.changing(f"searches {company}") as connection:
            self._put(connection, company, person, address, {"name": name, "is_saved": 1}, keep_name=False)

    def drop(self, company: str, person: str, number: int) -> None:
        """Forget one of the person's searches; nothing happens when it is no longer there."""
        with self._database.changing(f"searches {company}") as connection:
            connection.execute(delete(searches).where(_of(company, person), searches.c.id == number))

    def saved(self, company: str, person: str) -> tuple[KeptSearch, ...]:
        """By name."""
        return self._those(_of(company, person) & (searches.c.is_saved == 1), searches.c.name)

    def latest(self, company: str, person: str) -> tuple[KeptSearch, ...]:
        """The latest first, saved ones included."""
        return self._those(_of(company, person), searches.c.at.desc())

    def _those(self, which: ColumnElement[bool], order: ColumnElement[str]) -> tuple[KeptSearch, ...]:
        with self._database.reading() as connection:
            rows = connection.execute(select(searches).where(which).order_by(order, searches.c.id)).mappings()
            return tuple(KeptSearch(id=r["id"], name=r["name"], address=r["address"], is_saved=bool(r["is_saved"])) for r in rows)

    def _put(
        self, connection: Connection, company: str, person: str, address: str, values: dict[str, str | int], *, keep_name: bool
    ) -> None:
        same = _of(company, person) & (searches.c.address == address)
        at = {"at": time_text(self._now())}
        known = connection.execute(select(searches.c.id).where(same)).first()
        if known is None:
            connection.execute(insert(searches).values(company=company, person=person, address=address, **values, **at))
        else:
            connection.execute(update(searches).where(same).values(**(at if keep_name else {**values, **at})))


def _of(company: str, person: str) -> ColumnElement[bool]:
    return (searches.c.company == company) & (searches.c.person == person)
