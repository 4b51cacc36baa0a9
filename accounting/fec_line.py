"""What is examined in a line of an accounts file (FEC) by itself: mandatory fields, dates, numbers, accounts, pairs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounting.export import AMOUNT, SIDE, Column

Row = Mapping[str, str]

_BLANK_IS_ERROR = (Column.NUMBER, Column.ENTRY_DATE, Column.ACCOUNT, Column.ACCOUNT_LABEL, Column.LABEL)
_BLANK_IS_MISSING = (Column.JOURNAL, Column.JOURNAL_LABEL, Column.REFERENCE, Column.DOCUMENT_DATE, Column.VALIDATION_DATE)
_DATES = (Column.ENTRY_DATE, Column.DOCUMENT_DATE, Column.LETTERING_DATE, Column.VALIDATION_DATE)
_PAIRS = ((Column.LETTERING, Column.LETTERING_DATE), (Column.FOREIGN_AMOUNT, Column.FOREIGN_CURRENCY))

_NUMBER = re.compile(r"^(?:[+-]?[0-9]+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?[+-])$")
_THOUSANDS = r"[0-9]{1,3}(?:[ .'\u00a0\u202f\u2009][0-9]{3})+(?:,[0-9]+)?"
_GROUPED = re.compile(rf"^(?:[+-]?{_THOUSANDS}|{_THOUSANDS}[+-])$")
_WITH_POINT = re.compile(r"^(?:[+-]?[0-9]+\.[0-9]+|[0-9]+\.[0-9]+[+-])$")

_DEBIT_SIDES = ("D", "+1", "1")

_GROUPS = frozenset(
    {"10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23", "26", "27", "28", "29"}
    | {"31", "32", "33", "34", "35", "36", "37", "38", "39", "40", "41", "42", "43", "44", "45", "46", "47", "48", "49"}
    | {"50", "51", "52", "53", "54", "58", "59", "60", "61", "62", "63", "64", "65", "66", "67", "68", "69"}
    | {"70", "71", "72", "73", "74", "75", "76", "77", "78", "79", "80", "86", "87", "88", "89"}
)
"""The groups of accounts of the French plan, those removed in 2025 included as files of earlier years bear them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FecProblem:
    """What is wrong, where: lines count from 1, the header's; `line` 0 is the file itself and `column` "" the whole line."""

    line: int
    column: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.line}: {self.column}: {self.rule}: {self.message}"


LineRule = Callable[[int, Row], Iterator[FecProblem]]


def problem(line: int, column: str, rule: str, message: str) -> FecProblem:
    """A problem in one line of code."""
    return FecProblem(line=line, column=str(column), rule=rule, message=message)


def movement(row: Row) -> Decimal:
    """Debit less credit of a line; what cannot be read at all counts as zero."""
    if AMOUNT in row:
        amount = number_of(row[AMOUNT])
        return amount if row.get(SIDE, "").upper() in _DEBIT_SIDES else -amount
    return number_of(row.get(Column.DEBIT, "")) - number_of(row.get(Column.CREDIT, ""))


def number_of(text: str) -> Decimal:
    """A number as the law writes it, its sign first or last, or with a point or parted thousands; zero when it is none.

    >>> number_of("1234,50"), number_of("12,00-"), number_of("1 234,50"), number_of("81.90"), number_of("")
    (Decimal('1234.50'), Decimal('-12.00'), Decimal('1234.50'), Decimal('81.90'), Decimal('0'))
    """
    sign = text[-1] if text[-1:] in ("+", "-") else ""
    figures = text.rstrip("+-")
    if _GROUPED.match(text) and not _WITH_POINT.match(text):
        whole, _, cents = figures.rpartition(",") if "," in figures else (figures, "", "")
        figures = re.sub(r"[^0-9+-]", "", whole) + (f".{cents}" if cents else "")
    elif not (_NUMBER.match(text) or _WITH_POINT.match(text)):
        return Decimal(0)
    return Decimal(sign + figures.replace(",", "."))


def _blanks(number: int, row: Row) -> Iterator[FecProblem]:
    for column in (*_BLANK_IS_ERROR, *_BLANK_IS_MISSING):
        if column in row and not row[column]:
            word = "error" if column in _BLANK_IS_ERROR else "missing data"
            yield problem(number, column, "blank", f"{column} is empty ({word})")


def _calendar(number: int, row: Row) -> Iterator[FecProblem]:
    for column in _DATES:
        text = row.get(column, "")
        if not text:
            continue
        day = _day(text)
        if day is None:
            yield problem(number, column, "date", f"{text!r} is no date written AAAAMMJJ")
        elif not 1900 <= day.year <= 2099:
            yield problem(number, column, "year", f"the year {day.year} is not between 1900 and 2099")


def _day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{8}", text):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _account(number: int, row: Row) -> Iterator[FecProblem]:
    account = row.get(Column.ACCOUNT, "")
    if account and not re.match(r"[0-9]{3}", account):
        yield problem(number, Column.ACCOUNT, "account_digits", f"{account!r} does not begin with three digits")
    elif account and account[:2] not in _GROUPS:
        yield problem(number, Column.ACCOUNT, "account_unknown", f"the French plan has no account {account[:2]}")


def _pairs(number: int, row: Row) -> Iterator[FecProblem]:
    for first, second in _PAIRS:
        if bool(row.get(first, "")) != bool(row.get(second, "")):
            yield problem(number, first, "pair", f"{first} and {second} go together")
    auxiliary, label = row.get(Column.AUXILIARY, ""), row.get(Column.AUXILIARY_LABEL, "")
    if auxiliary and not label:
        yield problem(number, Column.AUXILIARY_LABEL, "pair", f"the auxiliary {auxiliary} has no name")
    currency = row.get(Column.FOREIGN_CURRENCY, "")
    if currency and not re.fullmatch(r"[A-Z]{3}", currency):
        yield problem(number, Column.FOREIGN_CURRENCY, "currency", f"{currency!r} is no code of ISO 4217")


def _numbers(number: int, row: Row) -> Iterator[FecProblem]:
    for column in (Column.DEBIT, Column.CREDIT, AMOUNT, Column.FOREIGN_AMOUNT):
        text = row.get(column, "")
        if text and not _NUMBER.match(text):
            yield _not_a_number(number, column, text)
    if SIDE in row and row[SIDE].upper() not in (*_DEBIT_SIDES, "C", "-1"):
        yield problem(number, SIDE, "side", f"{row[SIDE]!r} is neither D nor C, +1 nor -1")


def _not_a_number(number: int, column: str, text: str) -> FecProblem:
    if _WITH_POINT.match(text):
        return problem(number, column, "decimal_point", f"{text!r}: decimals follow a comma, not a point")
    if _GROUPED.match(text):
        return problem(number, column, "thousands_separator", f"{text!r}: thousands are not parted")
    return problem(number, column, "not_a_number", f"{text!r} is no number")


def _one_side(number: int, row: Row) -> Iterator[FecProblem]:
    texts = [row.get(column, "") for column in (Column.DEBIT, Column.CREDIT, AMOUNT)]
    if any(text and not _NUMBER.match(text) for text in texts):
        return
    debit, credit = (number_of(row.get(column, "")) for column in (Column.DEBIT, Column.CREDIT))
    if debit and credit:
        yield problem(number, Column.DEBIT, "both_sides", "debit and credit are both filled")
    if not debit and not credit and not number_of(row.get(AMOUNT, "")):
        yield problem(number, Column.DEBIT, "no_side", "debit and credit are both zero")


LINE_RULES: tuple[LineRule, ...] = (_blanks, _calendar, _account, _pairs, _numbers, _one_side)
