"""What a person meant by a sentence: the keys of the published contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """An understood search. None where the sentence says nothing; both ends of a range are included."""

    text: str = ""
    seller: str | None = None
    document_type: str | None = None
    invoice_number: str | None = None
    date_from: date | None = None
    date_to: date | None = None
    amount_min: Decimal | None = None
    amount_max: Decimal | None = None
    currency: str | None = None
    status: str | None = None
    payment_status: str | None = None
    payment_method: str | None = None
    category: str | None = None
    submitted_by: str | None = None
    aggregate: str | None = None
    sort: str | None = None
    limit: int | None = None
