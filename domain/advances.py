"""Money that people advanced to the firm out of their own pocket, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.circumstances import PaidBy


class Stage(StrEnum):
    """Where an advance stands. Only a validated entry makes a debt."""

    CLAIMED = "claimed"
    """Told, and not in the books yet: its amount is what was read."""
    OWED = "owed"
    REPAID = "repaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance:
    """A document that a person paid themselves.

    `person` is who handed it in. `amount` is that of the entry, in the currency of the books, once there is one; before, the total as
    it was read, in its own (None where none was read); negative where a credit note gives money back. `repaid_on`, `repaid_by` (who
    booked it), `means` and `entry` ("BQ 12") tell of the payment that stands.
    """

    document_id: str
    person: str
    title: str
    issue_date: date | None
    amount: Decimal | None
    currency: str
    stage: Stage
    repaid_on: date | None = None
    repaid_by: str = ""
    means: PaidBy | None = None
    entry: str = ""


def sums(advances: Iterable[Advance]) -> dict[str, Decimal]:
    """Their amounts by currency, in the order of its code: amounts of several are never added up; those without either are left out."""
    found: dict[str, Decimal] = {}
    for advance in advances:
        if advance.amount is not None and advance.currency:
            found[advance.currency] = found.get(advance.currency, Decimal(0)) + advance.amount
    return dict(sorted(found.items()))
