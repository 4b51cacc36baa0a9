"""What a person said of a document, laid over what was read. It always wins, also when the document is read again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from domain.circumstances import WORDS, parse_word
from domain.contract import value_text
from domain.document import Correction
from domain.facts import FIELDS, TaxRow, parse_value, stated
from domain.kinds import Category, DocumentType
from domain.money import as_text
from domain.problem import refused
from domain.reading import Reading, TypeGuess

CORRECTABLE = (*FIELDS, "document_type", "category", "tax_breakdown", *WORDS)
"""Every name that a correction may bear."""


def checked(words: Iterable[Correction]) -> None:
    """Raises RefusedError for a field that there is not, or a value that it cannot have."""
    for word in words:
        if word.field not in CORRECTABLE:
            raise refused("unknown_field", what="There is no such field.", where=word.field, remedy=f"Use one of {', '.join(CORRECTABLE)}.")
        try:
            _parse(word)
        except ValueError as error:
            raise refused("bad_value", what=f"{error}.", where=word.field, remedy="Write it as the contract prints it.") from error


def corrected(reading: Reading, words: Iterable[Correction]) -> tuple[Reading, Category | None]:
    """The reading with the words applied in their order, and the category that a person chose."""
    category, said = None, {}
    for word in words:
        if word.field in WORDS:
            said[word.field] = word.value
        elif word.field == "category":
            category = Category(word.value) if word.value else None
        elif word.field == "document_type":
            reading = replace(reading, document_type=TypeGuess(value=DocumentType(word.value), confidence=1.0))
        elif word.field == "tax_breakdown":
            reading = replace(reading, facts=reading.facts.having(tax_breakdown=parse_tax_rows(word.value)))
        else:
            reading = replace(reading, facts=stated(reading.facts, word.field, word.value, by=word.by))
        reading = replace(reading, error=None)
    reading = replace(reading, said=tuple((name, value) for name, value in said.items() if value))
    if reading.document_type is None and reading.error is None:
        reading = replace(reading, document_type=TypeGuess(value=DocumentType.OTHER, confidence=0.0))
    return reading, category


def worded(reading: Reading, field: str) -> str:
    """The value of a field as a correction would say it, empty when there is none."""
    if field == "document_type":
        return reading.document_type.value.value if reading.document_type else ""
    if field in WORDS:
        return dict(reading.said).get(field, "")
    if field == "category":
        return reading.category.value.value if reading.category else ""
    currency = reading.facts.currency.value if reading.facts.currency else None
    if field == "tax_breakdown":
        rows = reading.facts.tax_breakdown
        return "; ".join(f"{as_text(r.rate)} {as_text(r.base, currency)} {as_text(r.amount, currency)}" for r in rows)
    found = reading.facts.get(field)
    return value_text(found.value, currency) if found else ""


def parse_tax_rows(text: str) -> tuple[TaxRow, ...]:
    """VAT rows written `rate base amount; rate base amount`. Raises ValueError.

    >>> parse_tax_rows("20.00 81.90 16.38; 5.5 10 0.55")[1]
    TaxRow(rate=Decimal('5.5'), base=Decimal('10'), amount=Decimal('0.55'))
    """
    return tuple(_tax_row(piece) for piece in text.split(";") if piece.strip())


def _tax_row(text: str) -> TaxRow:
    numbers = re.split(r"[\s:]+", text.strip())
    try:
        rate, base, amount = (Decimal(number) for number in numbers)
    except (ValueError, InvalidOperation) as error:
        raise ValueError(f"{text.strip()!r} is not rate, base and amount such as 20.00 81.90 16.38") from error
    if not all(n.is_finite() and abs(n) < Decimal("1e15") for n in (rate, base, amount)):
        raise ValueError(f"{text.strip()!r} holds a number that no invoice bears")
    return TaxRow(rate=rate, base=base, amount=amount)


def _parse(word: Correction) -> None:
    if word.field == "document_type":
        _one_of(word.value, tuple(DocumentType))
    elif word.field == "category":
        _one_of(word.value, ("", *Category))
    elif word.field == "tax_breakdown":
        parse_tax_rows(word.value)
    elif word.field in WORDS:
        if word.value:
            parse_word(word.field, word.value)
    elif word.value:
        parse_value(word.field, word.value)


def _one_of(value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{value!r} is not one of {', '.join(a for a in allowed if a)}")
