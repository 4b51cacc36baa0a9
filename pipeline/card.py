"""A Document as the card by which the search finds it."""

from __future__ import annotations

from typing import Any

from domain.document import Document
from domain.facts import Facts
from search.index import IndexCard


def card_of(document: Document) -> IndexCard:
    reading = document.reading
    facts = reading.facts if reading else Facts()
    return IndexCard(
        document_id=document.id,
        company=document.company,
        name=document.name,
        status=document.state.value,
        received_on=document.received_at.date(),
        text=reading.text if reading else "",
        lines="\n".join(line.description for line in facts.lines),
        document_type=reading.document_type.value.value if reading and reading.document_type else None,
        category=reading.category.value.value if reading and reading.category else None,
        submitted_by=document.submitted_by,
        **{name: _value(facts, name) for name in _FIELDS},
    )


_FIELDS = (
    "seller_name",
    "buyer_name",
    "invoice_number",
    "issue_date",
    "due_date",
    "total_with_tax",
    "amount_due",
    "currency",
    "payment_method",
)


def _value(facts: Facts, name: str) -> Any:
    found = facts.get(name)
    return found.value if found else None
