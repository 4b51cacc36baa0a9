"""What a document comes to, without its reading: what the dashboard adds up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.kinds import Category, DocumentType, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The amounts and dates of one document that is not rejected. Amounts are in its own currency."""

    document_id: str
    state: State
    seller_name: str = ""
    category: Category | None = None
    document_type: DocumentType | None = None
    issue_date: date | None = None
    due_date: date | None = None
    total: Decimal | None = None
    tax: Decimal | None = None
    amount_due: Decimal | None = None
    currency: str = ""

    @property
    def sign(self) -> int:
        """A credit note gives money back."""
        return -1 if self.document_type is DocumentType.CREDIT_NOTE else 1

    @property
    def spent(self) -> Decimal:
        return self.sign * (self.total or Decimal(0))

    @property
    def owed(self) -> Decimal:
        """What is still to be paid, as the document says; its total where it says nothing else."""
        return self.sign * (self.amount_due if self.amount_due is not None else self.total or Decimal(0))
