"""A document as programs are told of it: a row of a list, and the whole reading."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.contract import as_contract, value_text
from domain.document import Document
from domain.reading import Reading


def list_row(document: Document) -> dict[str, Any]:
    """The line of `justif list`."""
    reading = document.reading or Reading()
    facts = reading.facts
    currency = facts.currency.value if facts.currency else None
    shown = {name: facts.get(name) for name in ("seller_name", "issue_date", "total_with_tax", "currency")}
    return {
        "id": document.id,
        "original": document.original,
        "part": document.part,
        "name": document.name,
        "state": document.state,
        "received_at": document.received_at.isoformat(),
        "document_type": reading.document_type.value if reading.document_type else None,
        **{name: value_text(found.value, currency) if found else None for name, found in shown.items()},
        "needs_review": reading.needs_review or document.problem is not None,
    }


def contract_of(document: Document) -> dict[str, Any]:
    """The reading with the keys of `extract`, under the name that the document came with."""
    reading = document.reading or Reading()
    return as_contract(replace(reading, error=document.problem), path=document.name)
