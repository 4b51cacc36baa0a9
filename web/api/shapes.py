"""What the interface takes and gives, for its description and for what strangers send."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from domain.kinds import DocumentType, State


class Row(BaseModel):
    """A document in a list: the line of `justif list`."""

    id: str
    original: str = Field(description="SHA-256 of the untouched bytes")
    part: int | None
    name: str
    state: State
    received_at: str
    document_type: DocumentType | None
    seller_name: str | None
    issue_date: str | None
    total_with_tax: str | None
    currency: str | None
    needs_review: bool


class Rows(BaseModel):
    """`next` is the cursor of the next page, null at the end."""

    items: list[Row]
    next: str | None


class Receipt(BaseModel):
    """What one gets for a document handed in; `duplicate_of` is its own id when these bytes were there already."""

    id: str
    original: str
    state: State
    duplicate_of: str | None


class Corrections(BaseModel):
    """Values by field, as the reading spells them; an empty value clears the field."""

    values: dict[str, str] = Field(min_length=1, max_length=50)


class Rejection(BaseModel):
    reason: str = Field(min_length=1, max_length=500, pattern=r"\S")


class Hit(BaseModel):
    id: str
    score: float
    name: str
    seller_name: str | None
    issue_date: str | None
    total_with_tax: str | None
    snippet: str


class Hits(BaseModel):
    """`total` and `sums` (by currency) are of all that was found, not of these alone."""

    items: list[Hit]
    total: int
    sums: dict[str, str]
    query: dict[str, Any] = Field(description="what was understood")


class CompanyRow(BaseModel):
    code: str
    name: str
    country: str


class Companies(BaseModel):
    items: list[CompanyRow]
