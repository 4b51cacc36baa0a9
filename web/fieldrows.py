"""The fields of the bench: what stands in each, how sure that is, where it was read, and why it is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.contract import value_text
from domain.facts import AMOUNTS, DATES, FIELDS, Facts, Found
from domain.geometry import Place
from domain.kinds import Category, DocumentType, PaymentMethod
from domain.reading import Reading
from pipeline.doubt import LEAST, LEAST_TYPE
from web.forms import JUDGEMENTS
from web.language import Speech
from web.why import why

FIRST_FIELDS = ("seller_name", "invoice_number", "issue_date", "due_date")
MONEY_FIELDS = ("total_without_tax", "total_tax", "total_with_tax", "amount_due", "currency", "payment_method")
OTHER_FIELDS = tuple(name for name in FIELDS if name not in FIRST_FIELDS + MONEY_FIELDS)
CHOICES: Mapping[str, Iterable[str]] = {
    "payment_method": tuple(PaymentMethod),
    "document_type": tuple(DocumentType),
    "category": tuple(Category),
}
# Of the fields whose doubt does not hold a document back; identifiers are proved by their check digits, not by this.
SURE = 0.5
LEAST_SURE = {**LEAST, "document_type": LEAST_TYPE}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """A field of the form: what stands in it, how sure that is and where it was read."""

    name: str
    kind: str
    text: str
    choices: tuple[str, ...] = ()
    confidence: float | None = None
    is_doubtful: bool = False
    reason: str = ""
    place: Place | None = None
    complaint: str = ""
    why: tuple[str, ...] = ()


def field_rows(
    speech: Speech, reading: Reading, *, typed: Mapping[str, str], complaints: Mapping[str, str], last: str = ""
) -> dict[str, FieldRow]:
    """A row for every field and judgement. `last` is the category in which this seller was booked the last time."""
    return {name: _row(speech, reading, name, typed, complaints, last) for name in (*FIELDS, *JUDGEMENTS)}


def placed(facts: Facts, rows: Mapping[str, FieldRow]) -> dict[int, list[FieldRow]]:
    """The rows that have a box, by page."""
    found: dict[int, list[FieldRow]] = {}
    for name in FIELDS:
        value = facts.get(name)
        if value is not None and value.place is not None:
            found.setdefault(value.place.page, []).append(rows[name])
    return found


def canonical_values(reading: Reading | None) -> dict[str, str]:
    """Each value as the contract spells it, to compare with what is typed."""
    if reading is None:
        return {}
    values = {name: value_text(found.value, currency_of(reading)) for name in FIELDS if (found := reading.facts.get(name))}
    guesses = {"document_type": reading.document_type, "category": reading.category}
    return values | {name: str(guess.value) for name, guess in guesses.items() if guess}


def currency_of(reading: Reading | None) -> str | None:
    currency = reading.facts.currency if reading else None
    return currency.value if currency else None


def _row(speech: Speech, reading: Reading, name: str, typed: Mapping[str, str], complaints: Mapping[str, str], last: str) -> FieldRow:
    kind = "amount" if name in AMOUNTS else "date" if name in DATES else "choice" if name in CHOICES else "text"
    found = _found(reading, name)
    return FieldRow(
        name=name,
        kind="address" if name == "seller_address" else kind,
        text=typed.get(name, _text(speech, found, kind, reading)),
        choices=tuple(CHOICES.get(name, ())),
        confidence=found.confidence if found else None,
        is_doubtful=found is not None and found.confidence < LEAST_SURE.get(name, SURE),
        reason=found.reason if found else "",
        place=found.place if found else None,
        complaint=complaints.get(name, ""),
        why=why(speech, reading, name, found, last=last) if found else (),
    )


def _found(reading: Reading, name: str) -> Found[Any] | None:
    if name not in JUDGEMENTS:
        return reading.facts.get(name)
    guess = reading.document_type if name == "document_type" else reading.category
    return Found(value=guess.value, confidence=guess.confidence) if guess else None


def _text(speech: Speech, found: Found[Any] | None, kind: str, reading: Reading) -> str:
    if found is None:
        return ""
    if kind == "date":
        return speech.typed_day(found.value)
    currency = currency_of(reading)
    return speech.amount(found.value, currency) if kind == "amount" else value_text(found.value, currency)
