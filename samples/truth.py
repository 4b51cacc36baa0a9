"""What stands on a document, known because we wrote it: in the form that the scorer reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Value = str | list[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Fields by the names of the contract. A list means that any of its readings is right, None that the document
    does not bear the field; a field that is not listed is not judged, and `tax_breakdown` None is not judged either.
    """

    document_type: tuple[str, ...]
    fields: dict[str, Value]
    tax_breakdown: tuple[dict[str, str], ...] | None = None
    lines: tuple[dict[str, str], ...] | None = None
    category: tuple[str, ...] = ()
    parts: tuple[Truth, ...] = field(default=())

    def as_expected(self) -> dict[str, Any]:
        """The object that lies beside a sample as NAME.expected.json."""
        out: dict[str, Any] = {"document_type": list(self.document_type), "fields": dict(self.fields)}
        if self.tax_breakdown is not None:
            out["tax_breakdown"] = list(self.tax_breakdown)
        if self.lines is not None:
            out["lines"] = list(self.lines)
        if self.category:
            out["category"] = list(self.category)
        if self.parts:
            out["parts"] = [part.as_expected() for part in self.parts]
        return out

    def as_row(self, file: str, *, level: str) -> dict[str, Any]:
        """A line of truth.jsonl."""
        return {"file": file, "language": "fr", "level": level} | self.as_expected()
