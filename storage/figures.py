"""The amounts and dates of the documents of a company, from the columns of the register: no reading is opened."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping, Select, or_, select

from domain.figures import Figure
from domain.kinds import Category, DocumentType, State
from storage.database import Database
from storage.tables import documents

_COUNTED = (State.TO_VALIDATE.value, State.VALIDATED.value)
_BOOKABLE = tuple(kind.value for kind in DocumentType if kind.is_bookable)
_COLUMNS = (
    "id",
    "state",
    "seller_name",
    "category",
    "document_type",
    "issue_date",
    "due_date",
    "total_with_tax",
    "total_tax",
    "amount_due",
    "currency",
)


class Figures:
    """Reads only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unbooked(self, company: str, *, first: date, last: date) -> tuple[Figure, ...]:
        """What was read and is of a kind that is booked, but has no entry yet: issued between these days, or on nobody knows which."""
        query = _figures().where(documents.c.company == company, documents.c.state == State.TO_VALIDATE.value)
        within = documents.c.issue_date.between(first.isoformat(), last.isoformat())
        query = query.where(or_(within, documents.c.issue_date.is_(None)))
        with self._database.reading() as connection:
            return tuple(map(_figure, connection.execute(query.order_by(documents.c.issue_date, documents.c.id)).mappings()))

    def of(self, company: str, *, since: date, submitted_by: str | None = None) -> tuple[Figure, ...]:
        """Every document that counts for the books (read or validated, of a kind that is booked) issued or due since that day."""
        query = _figures().where(documents.c.company == company, documents.c.state.in_(_COUNTED))
        query = query.where(or_(documents.c.issue_date >= since.isoformat(), documents.c.due_date >= since.isoformat()))
        if submitted_by is not None:
            query = query.where(documents.c.submitted_by == submitted_by)
        with self._database.reading() as connection:
            return tuple(map(_figure, connection.execute(query).mappings()))


def _figures() -> Select[Any]:
    """Of the documents of a kind that is booked."""
    return select(*(documents.c[name] for name in _COLUMNS)).where(documents.c.document_type.in_(_BOOKABLE))


def _figure(row: RowMapping) -> Figure:
    return Figure(
        document_id=row["id"],
        state=State(row["state"]),
        seller_name=row["seller_name"] or "",
        category=Category(row["category"]) if row["category"] else None,
        document_type=DocumentType(row["document_type"]),
        issue_date=_day(row["issue_date"]),
        due_date=_day(row["due_date"]),
        total=_amount(row["total_with_tax"]),
        tax=_amount(row["total_tax"]),
        amount_due=_amount(row["amount_due"]),
        currency=row["currency"] or "",
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _amount(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
