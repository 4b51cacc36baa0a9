"""The piles of the desk, from the register: who waits for a decision, and in which order they are taken.

What a person has signed and may still take back lies on no pile.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Float, Select, case, cast, func, select

from domain.document import Document
from domain.kinds import State
from domain.queues import Order, Queue
from storage.database import Database
from storage.rows import documents_of, every_document
from storage.tables import assignments, documents, signatures

MOST_IN_ORDER = 2000
"""How many of a pile are put in order for going on to the next: nobody goes through more at a sitting."""


class Queues:
    """Reads only; each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sizes(self, company: str) -> dict[Queue, int]:
        """How many documents lie on each pile."""
        columns = [func.coalesce(func.sum(case((_on(queue), 1), else_=0)), 0) for queue in Queue]
        with self._database.reading() as connection:
            counted = connection.execute(select(*columns).where(*_waiting(company))).one()
        return dict(zip(Queue, map(int, counted), strict=True))

    def waiting(self, company: str) -> int:
        """How many documents wait for a decision, whatever their pile."""
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(documents).where(*_waiting(company))).scalar() or 0)

    def ids(self, company: str, queue: Queue | None = None, *, order: Order = Order.CERTAIN, person: str = "") -> tuple[str, ...]:
        """The documents of a pile (of all piles, without one) in that order; only those of `person` where one is named."""
        query = _chosen(select(documents.c.id), company, queue, order, person)
        with self._database.reading() as connection:
            return tuple(connection.execute(query.limit(MOST_IN_ORDER)).scalars())

    def list(
        self,
        company: str,
        queue: Queue | None = None,
        *,
        order: Order = Order.CERTAIN,
        person: str = "",
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[Document, ...]:
        query = _chosen(every_document(), company, queue, order, person)
        with self._database.reading() as connection:
            return tuple(documents_of(connection, query.limit(limit).offset(offset)))

    def last_category(self, company: str, seller: str) -> str:
        """The category of the latest validated document of a seller, empty when there is none."""
        query = select(documents.c.category).where(documents.c.company == company, documents.c.state == State.VALIDATED.value)
        query = query.where(documents.c.seller_name == seller).order_by(documents.c.validated_at.desc()).limit(1)
        with self._database.reading() as connection:
            return str(connection.execute(query).scalar() or "")

    def sent_by(self, company: str, person: str, *, limit: int = 50, offset: int = 0) -> tuple[Document, ...]:
        """What one person handed in, the latest first."""
        query = every_document().where(documents.c.company == company, documents.c.submitted_by == person)
        query = query.order_by(documents.c.received_at.desc(), documents.c.original, documents.c.part).limit(limit).offset(offset)
        with self._database.reading() as connection:
            return tuple(documents_of(connection, query))


def _chosen(query: Select[Any], company: str, queue: Queue | None, order: Order, person: str) -> Select[Any]:
    query = query.where(*_waiting(company))
    if queue is not None:
        query = query.where(_on(queue))
    if person:
        query = query.where(documents.c.id.in_(select(assignments.c.document_id).where(assignments.c.person == person)))
    return query.order_by(*_ORDERS[order], documents.c.id)


def _on(queue: Queue) -> Any:
    return documents.c.queues.like(f"%{queue.value}%")


def _waiting(company: str) -> tuple[Any, ...]:
    signed = select(signatures.c.document_id)
    return (documents.c.company == company, documents.c.state == State.TO_VALIDATE.value, documents.c.id.not_in(signed))


# Amounts are compared as floating numbers for the order of a list only; nothing is added up here.
_ORDERS: dict[Order, tuple[Any, ...]] = {
    Order.CERTAIN: (documents.c.certainty.desc(), documents.c.received_at),
    Order.SELLER: (documents.c.seller_name.is_(None), func.lower(documents.c.seller_name), documents.c.received_at),
    Order.AMOUNT: (cast(func.coalesce(documents.c.total_with_tax, "0"), Float).desc(), documents.c.received_at),
    Order.AGE: (documents.c.received_at,),
}
