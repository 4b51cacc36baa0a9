"""Which documents a person paid out of their own pocket, from their word `paid_by`: no reading is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping, Select, and_, select

from domain.circumstances import ADVANCES
from domain.kinds import DocumentType, State
from storage.database import COMPANY, Database
from storage.tables import corrections, documents, entries

_GONE = (State.REJECTED.value, State.FAILED.value)
_SAID = and_(corrections.c.document_id == documents.c.id, corrections.c.field == "paid_by")
_LAST = (
    select(entries.c.kind)
    .where(entries.c.document_id == documents.c.id)
    .order_by(entries.c.sequence.desc())
    .limit(1)
    .correlate(documents)
    .scalar_subquery()
)
_COLUMNS = ("id", "company", "name", "submitted_by", "state", "seller_name", "issue_date", "total_with_tax", "document_type", "currency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A document of which somebody says that they paid it; `total` as it was read, negative on a credit note."""

    document_id: str
    person: str
    title: str
    issue_date: date | None
    total: Decimal | None
    currency: str
    is_validated: bool


class Advances:
    """Reads only; each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, company: str, *, submitted_by: str | None = None) -> tuple[Told, ...]:
        """Those that no payment settles, the oldest first, of everybody where nobody is named."""
        return self._found(_told(company, submitted_by).where(_LAST.is_distinct_from("payment")))

    def settled(self, company: str, *, submitted_by: str | None = None, limit: int | None = None) -> tuple[Told, ...]:
        """Those whose last entry is a payment, the latest received first."""
        query = _told(company, submitted_by).where(_LAST == "payment").order_by(None)
        return self._found(query.order_by(documents.c.received_at.desc(), documents.c.id).limit(limit))

    def who_paid(self, ids: Sequence[str]) -> dict[str, str]:
        """What persons said of who paid each of these documents; "" where they said that nobody advanced anything."""
        query = select(corrections.c.document_id, corrections.c.value)
        query = query.where(corrections.c.field == "paid_by", corrections.c.document_id.in_(list(ids)))
        with self._database.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def _found(self, query: Select[Any]) -> tuple[Told, ...]:
        with self._database.reading() as connection:
            only = connection.get_execution_options().get(COMPANY)
            return tuple(_row(row) for row in connection.execute(query).mappings() if only in (None, row["company"]))


def _told(company: str, submitted_by: str | None) -> Select[Any]:
    query = select(*(documents.c[name] for name in _COLUMNS)).join(corrections, _SAID)
    query = query.where(documents.c.company == company, documents.c.state.not_in(_GONE), corrections.c.value.in_(ADVANCES))
    query = query if submitted_by is None else query.where(documents.c.submitted_by == submitted_by)
    return query.order_by(documents.c.received_at, documents.c.id)


def _row(row: RowMapping) -> Told:
    total = Decimal(row["total_with_tax"]) if row["total_with_tax"] else None
    gives_back = row["document_type"] == DocumentType.CREDIT_NOTE.value
    return Told(
        document_id=row["id"],
        person=row["submitted_by"],
        title=row["seller_name"] or row["name"],
        issue_date=date.fromisoformat(row["issue_date"]) if row["issue_date"] else None,
        total=-abs(total) if total is not None and gives_back else total,
        currency=row["currency"] or "",
        is_validated=row["state"] == State.VALIDATED.value,
    )
