"""Strangers' data at the border: what is typed in a form becomes the canonical text that the domain reads, or a complaint in words.

An amount that could mean two things (`1.234` on a French page) is not guessed: the person is asked to write it plainly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.facts import AMOUNTS, DATES, FIELDS, parse_value
from domain.kinds import Category, DocumentType
from domain.money import minor_units
from web.words import N_

JUDGEMENTS = ("document_type", "category")
_BLANKS = re.compile(r"[\s'’]")
_MONEY_SIGNS = re.compile(r"€|\$|£|^[A-Za-z]{1,4}|[A-Za-z]{1,4}$")
_DAYS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})[/. -](?P<month>\d{1,2})[/. -](?P<year>\d{4}|\d{2})",
        r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})",
    )
)
AMBIGUOUS = N_("Write the amount plainly, such as 1234.56.")
NOT_AN_AMOUNT = N_("This is not an amount.")
TOO_PRECISE = N_("Too many decimals for this currency.")
NOT_A_DATE = N_("This is not a date.")
NOT_IN_LIST = N_("Choose one of the list.")
TOO_LONG = N_("This is too long.")


class ComplaintError(ValueError):
    """A typed value that cannot be what it should; the message is one of ours, to be translated."""


class Rejection(BaseModel):
    """Why a document does not enter the books."""

    model_config = ConfigDict(str_strip_whitespace=True, frozen=True)
    reason: str = Field(min_length=3, max_length=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a form said: canonical values by field, and complaints by field."""

    values: dict[str, str]
    complaints: dict[str, str]


def read_fields(form: Mapping[str, str], *, language: str, currency: str | None) -> Typed:
    """The known fields of a form; names that are no field are passed over."""
    values: dict[str, str] = {}
    complaints: dict[str, str] = {}
    spent = form.get("currency", "").strip().upper() or currency
    for name in (*FIELDS, *JUDGEMENTS):
        if name in form:
            try:
                values[name] = canonical(name, form[name], language=language, currency=spent)
            except ComplaintError as complaint:
                complaints[name] = str(complaint)
    return Typed(values=values, complaints=complaints)


def canonical(field: str, text: str, *, language: str, currency: str | None) -> str:
    """The value as the contract spells it; empty for an emptied field. Raises ComplaintError."""
    text = text.strip()
    if not text:
        return ""
    if len(text) > 500:
        raise ComplaintError(TOO_LONG)
    if field in JUDGEMENTS:
        if text not in (list(DocumentType) if field == "document_type" else list(Category)):
            raise ComplaintError(NOT_IN_LIST)
        return text
    if field in AMOUNTS:
        return plain_amount(text, language=language, currency=currency)
    if field in DATES:
        text = plain_day(text)
    if field == "currency":
        text = text.upper()
    try:
        parse_value(field, text)
    except ValueError as error:
        raise ComplaintError(NOT_A_DATE if field in DATES else NOT_IN_LIST) from error
    return text


def plain_amount(text: str, *, language: str, currency: str | None = None) -> str:
    """An amount as a person types it, with a point and no blanks. Raises ComplaintError.

    >>> plain_amount("1 234,56 €", language="fr"), plain_amount("1,234.56", language="en"), plain_amount("-12,5", language="fr")
    ('1234.56', '1234.56', '-12.5')
    >>> plain_amount("1.234", language="fr")
    Traceback (most recent call last):
    web.forms.ComplaintError: Write the amount plainly, such as 1234.56.
    """
    bare = _MONEY_SIGNS.sub("", _BLANKS.sub("", text)).replace("−", "-")
    if not re.fullmatch(r"[+-]?[0-9]+(?:[.,][0-9]+)*", bare):
        raise ComplaintError(NOT_AN_AMOUNT)
    sign, digits = ("-" if bare[0] == "-" else ""), bare.lstrip("+-")
    whole, decimals = _halves(digits, "," if language == "fr" else ".")
    if len(decimals) > max(2, minor_units(currency)):
        raise ComplaintError(TOO_PRECISE)
    if len(whole) > 15:
        raise ComplaintError(NOT_AN_AMOUNT)
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def plain_day(text: str) -> str:
    """A day as a person types it, in ISO 8601; the day comes first, and two digits are a year of this century. Raises ComplaintError.

    >>> plain_day("14/03/2026"), plain_day("3.4.26"), plain_day("140326"), plain_day("2026-03-14")
    ('2026-03-14', '2026-04-03', '2026-03-14', '2026-03-14')
    """
    for pattern in _DAYS:
        if match := pattern.fullmatch(text):
            year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
            return f"{year:04}-{int(match['month']):02}-{int(match['day']):02}"
    raise ComplaintError(NOT_A_DATE)


def reason_of(text: str) -> str | None:
    """The reason of a rejection, tidied; None when it says nothing or far too much."""
    try:
        return Rejection(reason=text).reason
    except ValidationError:
        return None


def _halves(digits: str, mark: str) -> tuple[str, str]:
    """Whole part and decimals, given the decimal mark of the language."""
    marks = [sign for sign in digits if sign in ",."]
    if not marks:
        return digits, ""
    last = marks[-1]
    whole, _, decimals = digits.rpartition(last)
    if len(set(marks)) == 2:
        if last in marks[:-1] or not _is_grouped(whole):
            raise ComplaintError(NOT_AN_AMOUNT)
        return re.sub(r"[.,]", "", whole), decimals
    if len(marks) > 1:
        if not _is_grouped(digits):
            raise ComplaintError(NOT_AN_AMOUNT)
        return re.sub(r"[.,]", "", digits), ""
    if last != mark and len(decimals) == 3:
        # The other language's decimals, or this one's thousands: nobody can tell.
        raise ComplaintError(AMBIGUOUS)
    return whole, decimals


def _is_grouped(digits: str) -> bool:
    return re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits) is not None
