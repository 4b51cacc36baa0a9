"""A Document as rows of the register, and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from domain.contract import as_record, from_record, value_text
from domain.document import Document
from domain.kinds import State
from domain.problem import Problem
from domain.queues import certainty_of, queues_of
from domain.reading import Reading
from storage.database import COMPANY
from storage.tables import documents, readings

_COMPARED = ("seller_name", "invoice_number", "issue_date", "due_date", "total_with_tax", "total_tax", "amount_due", "currency")


def every_document() -> Select[Any]:
    """The query that `documents_of` understands; callers add their conditions."""
    return select(documents, readings.c.record).select_from(documents.outerjoin(readings))


def documents_of(connection: Connection, query: Select[Any]) -> Iterator[Document]:
    """Those that the query finds; of another company none, where the connection is limited to one."""
    only = connection.get_execution_options().get(COMPANY)
    for row in connection.execute(query).mappings():
        if only in (None, row["company"]):
            yield document_of(row)


def document_of(row: RowMapping) -> Document:
    problem, record = row["problem"], row["record"]
    return Document(
        id=row["id"],
        original=row["original"],
        company=row["company"],
        name=row["name"],
        state=State(row["state"]),
        received_at=time_of(row["received_at"]),
        part=row["part"],
        submitted_by=row["submitted_by"],
        reading=from_record(record) if record else None,
        problem=Problem(**problem) if problem else None,
        rejected_reason=row["rejected_reason"],
        decided_by=row["decided_by"],
        validated_at=time_of(row["validated_at"]) if row["validated_at"] else None,
        entry_number=row["entry_number"],
    )


def row_of(document: Document) -> dict[str, Any]:
    """The columns of `documents` that follow from the document."""
    problem = document.problem
    return {
        "id": document.id,
        "company": document.company,
        "original": document.original,
        "part": document.part,
        "name": document.name,
        "state": document.state.value,
        "received_at": time_text(document.received_at),
        "submitted_by": document.submitted_by,
        "problem": _problem_record(problem) if problem else None,
        "rejected_reason": document.rejected_reason,
        "decided_by": document.decided_by,
        "validated_at": time_text(document.validated_at) if document.validated_at else None,
        "entry_number": document.entry_number,
    } | _summary(document.reading)


def record_of(reading: Reading) -> dict[str, Any]:
    return as_record(reading)


def time_text(moment: datetime) -> str:
    """ISO 8601 in UTC with microseconds always, so that the text sorts as the times do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def time_of(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _problem_record(problem: Problem) -> dict[str, str]:
    return {"code": problem.code, "what": problem.what, "where": problem.where, "remedy": problem.remedy}


def _summary(reading: Reading | None) -> dict[str, Any]:
    """What documents are compared, sorted and summed up by, without opening their readings."""
    facts = reading.facts if reading else None
    found = {name: facts.get(name) if facts else None for name in _COMPARED}
    return {name: value_text(f.value) if f else None for name, f in found.items()} | _judgement(reading)


def _judgement(reading: Reading | None) -> dict[str, Any]:
    if reading is None:
        return {"category": None, "document_type": None, "certainty": 0.0, "queues": ""}
    return {
        "category": reading.category.value.value if reading.category else None,
        "document_type": reading.document_type.value.value if reading.document_type else None,
        "certainty": certainty_of(reading),
        "queues": " ".join(queues_of(reading)),
    }
