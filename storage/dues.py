"""What is to be paid, and when, over the documents of some companies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.document import Document
from domain.facts import Facts
from domain.kinds import DocumentType, PaymentMethod, State
from storage.database import Database
from storage.rows import documents_of, every_document
from storage.tables import documents

PAID_AT_THE_TILL = (PaymentMethod.CASH, PaymentMethod.CARD)
MOST = 2_000


def dues(database: Database, *, companies: Sequence[str] | None, since: date, submitted_by: str | None = None) -> tuple[Document, ...]:
    """Invoices that fall due on `since` or later and were not paid at the till, the first due first.

    Of every company where `companies` is None. Rejected documents owe nothing. That a bank has paid since is not known here.
    """
    query = every_document().where(documents.c.due_date >= since.isoformat(), documents.c.document_type == DocumentType.INVOICE.value)
    query = query.where(documents.c.state.in_([State.TO_VALIDATE.value, State.VALIDATED.value]))
    query = query if companies is None else query.where(documents.c.company.in_(list(companies)))
    query = query if submitted_by is None else query.where(documents.c.submitted_by == submitted_by)
    with database.reading() as connection:
        found = documents_of(connection, query.order_by(documents.c.due_date, documents.c.id).limit(MOST))
        return tuple(document for document in found if document.reading and _is_owed(document.reading.facts))


def _is_owed(facts: Facts) -> bool:
    is_paid = facts.payment_method is not None and facts.payment_method.value in PAID_AT_THE_TILL
    is_nothing = facts.amount_due is not None and facts.amount_due.value <= 0
    return not is_paid and not is_nothing
