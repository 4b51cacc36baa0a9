"""What the interface takes and gives, for its description and for what strangers send."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from domain.advances import Stage
from domain.circumstances import PaidBy
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


class AdvanceRow(BaseModel):
    """What a person paid out of their own pocket. Before the entry is validated (`claimed`), the amount is what was read."""

    document_id: str
    person: str = Field(description="who handed the document in")
    title: str
    issue_date: str | None
    amount: str | None
    currency: str | None
    stage: Stage
    repaid_on: str | None
    repaid_by: str | None
    means: PaidBy | None
    entry: str | None


class AdvanceRows(BaseModel):
    """`owed` and `claimed` are the sums by currency of all that is open, whatever the items are."""

    items: list[AdvanceRow]
    owed: dict[str, str]
    claimed: dict[str, str]


class Repayment(BaseModel):
    documents: list[Annotated[str, Field(pattern="^[0-9a-f]{20}$")]] = Field(min_length=1, max_length=200)
    on: date = Field(description="the day on which the money left; none to come")
    means: Literal["bank", "cash", "mobile_money"] = "bank"


class TakenBack(BaseModel):
    documents: list[Annotated[str, Field(pattern="^[0-9a-f]{20}$")]] = Field(min_length=1, max_length=200)


class RefusedRow(BaseModel):
    document_id: str
    code: str
    detail: str
    remedy: str


class Settlement(BaseModel):
    """Each document by itself: one that is refused stops no other."""

    done: list[str]
    refused: list[RefusedRow]


class CompanyRow(BaseModel):
    code: str
    name: str
    country: str


class Companies(BaseModel):
    items: list[CompanyRow]
