"""The facts of a business document, in the terms of EN 16931.

A fact is a `Found`: the value, how sure we are, where it stands, and why it was taken. A field that the document
does not bear is None: an empty field is honest, a guess is not.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar, cast

from domain.geometry import Place
from domain.kinds import PaymentMethod

Value = str | date | Decimal | PaymentMethod
T_co = TypeVar("T_co", bound=Value, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[T_co]):
    """A value and what speaks for it.

    `confidence` is the probability, in [0, 1], that the value is right. `place` is None for a value that was computed,
    taken from embedded XML, or said by a person. `reason` is one short English sentence, for `explain` and the pages.
    """

    value: T_co
    confidence: float
    place: Place | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"a confidence lies in [0, 1]: {self.confidence}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRow:
    """VAT of one rate (BG-23): rate in percent BT-119, taxable base BT-116, tax BT-117."""

    rate: Decimal
    base: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """A line of an invoice (BG-25): name BT-153, quantity BT-129, price BT-146, rate BT-152, amount BT-131."""

    description: str
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    tax_rate: Decimal | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that was found on one document; the field names are those of the published contract."""

    seller_name: Found[str] | None = None  # BT-27
    seller_address: Found[str] | None = None  # BG-5
    seller_siren: Found[str] | None = None  # BT-30
    seller_siret: Found[str] | None = None  # BT-29
    seller_vat_id: Found[str] | None = None  # BT-31
    seller_iban: Found[str] | None = None  # BT-84
    buyer_name: Found[str] | None = None  # BT-44
    buyer_vat_id: Found[str] | None = None  # BT-48
    invoice_number: Found[str] | None = None  # BT-1
    issue_date: Found[date] | None = None  # BT-2
    due_date: Found[date] | None = None  # BT-9
    order_number: Found[str] | None = None  # BT-13
    currency: Found[str] | None = None  # BT-5
    total_without_tax: Found[Decimal] | None = None  # BT-109
    total_tax: Found[Decimal] | None = None  # BT-110
    total_with_tax: Found[Decimal] | None = None  # BT-112
    amount_due: Found[Decimal] | None = None  # BT-115
    payment_method: Found[PaymentMethod] | None = None  # BT-81
    tax_breakdown: tuple[TaxRow, ...] = ()  # BG-23
    lines: tuple[InvoiceLine, ...] = ()  # BG-25

    def get(self, field: str) -> Found[Any] | None:
        """The fact of that name. Raises KeyError when the contract has no such field."""
        if field not in FIELDS:
            raise KeyError(field)
        return cast("Found[Any] | None", getattr(self, field))

    def having(self, **found: Any) -> Facts:
        """The same facts with some of them replaced."""
        return replace(self, **found)


FIELDS: tuple[str, ...] = tuple(f.name for f in fields(Facts) if f.name not in ("tax_breakdown", "lines"))
AMOUNTS: tuple[str, ...] = ("total_without_tax", "total_tax", "total_with_tax", "amount_due")
DATES: tuple[str, ...] = ("issue_date", "due_date")


def parse_value(field: str, text: str) -> Value:
    """A value as the contract prints it. Raises KeyError for an unknown field, ValueError for a value it cannot be."""
    if field not in FIELDS:
        raise KeyError(field)
    text = text.strip()
    if not text:
        raise ValueError("the value is empty")
    if field in AMOUNTS:
        try:
            amount = Decimal(text)
        except ArithmeticError as error:
            raise ValueError(f"{text!r} is not an amount such as 671.15") from error
        if not amount.is_finite() or abs(amount) >= Decimal("1e15"):
            raise ValueError(f"{text!r} is not an amount such as 671.15")
        return amount
    if field in DATES:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise ValueError(f"{text!r} is not a date such as 2017-11-13") from error
    if field == "payment_method":
        try:
            return PaymentMethod(text)
        except ValueError as error:
            raise ValueError(f"{text!r} is not one of {', '.join(PaymentMethod)}") from error
    return text


def stated(facts: Facts, field: str, text: str, *, by: str) -> Facts:
    """The facts after a person's word, which always wins: certain, without a place. An empty text clears the field.

    Raises KeyError and ValueError as `parse_value` does.
    """
    if not text.strip():
        facts.get(field)
        return facts.having(**{field: None})
    return facts.having(**{field: Found(value=parse_value(field, text), confidence=1.0, reason=f"said by {by}")})
