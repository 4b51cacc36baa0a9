"""Is an accounts file (FEC) as the law wants it? What the DGFiP's control program examines, and what it leaves out.

Structure, mandatory fields, dates and numbers as that program does (LPF art. A47 A-1); and besides, what it does not look at:
that each entry and the whole balance, that numbers follow one another, that entries come in the order of their validation, that
accounts are of the French plan, that opening entries come first. Any bytes may be given; nothing is raised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from accounting.export import AMOUNT, SIDE, Column
from accounting.fec_line import LINE_RULES, FecProblem, Row, movement, problem

__all__ = ["FecProblem", "check_fec"]

_ONE_AN_ENTRY = (Column.ENTRY_DATE, Column.REFERENCE, Column.VALIDATION_DATE)
_OPENING = "AN"
_NAME = re.compile(r"^\d{9}FEC\d{8}(_\d+)?(\.\w+)?$", re.IGNORECASE)


@dataclass(slots=True)
class _Entry:
    """An entry so far: its first line, what is common to all of them, its balance."""

    line: int
    common: tuple[str, ...]
    balance: Decimal = Decimal(0)


@dataclass(slots=True)
class _File:
    """What is remembered while the lines go by."""

    columns: tuple[str, ...] = ()
    separator: str = ""
    lines: int = 0
    balance: Decimal = Decimal(0)
    last_validation: str = ""
    is_past_opening: bool = False
    entries: dict[tuple[str, str], _Entry] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)


def check_fec(lines: Iterable[bytes], *, name: str | None = None) -> Iterator[FecProblem]:
    """Every problem of a file, in the order of its lines, then those of the whole. `name` is the file's, if it is to be judged."""
    if name is not None and not _NAME.match(name):
        yield problem(0, "", "file_name", f"{name!r} is not like 732829320FEC20261231.txt")
    file = _File()
    for number, text in enumerate(_texts(lines), start=1):
        file.lines = number
        if number > 1:
            yield from _line(file, number, text)
            continue
        yield from _header(file, text)
        if not file.columns:
            return
    if file.lines < 2:
        yield problem(0, "", "empty_file", "there is no entry")
    yield from _whole(file)


def _texts(lines: Iterable[bytes]) -> Iterator[str]:
    """Lines as text: UTF-8, or else ISO 8859-15, which any bytes are; CR alone ends a line too."""
    for number, raw in enumerate(lines):
        content = raw.removeprefix(b"\xef\xbb\xbf") if number == 0 else raw
        for part in content.removesuffix(b"\n").removesuffix(b"\r").split(b"\r"):
            try:
                yield part.decode("utf-8")
            except UnicodeDecodeError:
                yield part.decode("iso-8859-15")


def _header(file: _File, text: str) -> Iterator[FecProblem]:
    if not text.strip():
        yield problem(1, "", "empty_file", "there is no header")
        return
    separator = "\t" if "\t" in text else "|" if "|" in text else ""
    if not separator:
        yield problem(1, "", "separator", "fields are parted by TAB or by |, and by nothing else")
        return
    known = {column.lower(): str(column) for column in (*Column, AMOUNT, SIDE)}
    names = tuple(known.get(name.strip().lower(), name.strip()) for name in text.split(separator))
    wanted = _wanted(names)
    missing = [column for column in wanted if column not in names]
    for column in missing:
        yield problem(1, column, "missing_column", f"the column {column} is not in the header")
    if not missing and names[: len(wanted)] != wanted:
        yield problem(1, "", "column_order", "the first eighteen columns are not in the order of the law")
    file.columns, file.separator = names, separator


def _wanted(names: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of the law; an amount and its side may stand for debit and credit."""
    instead = {Column.DEBIT: AMOUNT, Column.CREDIT: SIDE} if AMOUNT in names and SIDE in names else {}
    return tuple(instead.get(column, str(column)) for column in Column)


def _line(file: _File, number: int, text: str) -> Iterator[FecProblem]:
    if not text.strip():
        yield problem(number, "", "empty_line", "the line is empty")
        return
    values = text.split(file.separator)
    if len(values) != len(file.columns):
        yield problem(number, "", "field_count", f"{len(values)} fields, where the header has {len(file.columns)}")
        return
    yield from _signs(file, number, text)
    row = {column: value.strip() for column, value in zip(file.columns, values, strict=True)}
    for rule in LINE_RULES:
        yield from rule(number, row)
    yield from _account_label(file, number, row)
    yield from _order(file, number, row)
    yield from _into_entry(file, number, row)


def _signs(file: _File, number: int, text: str) -> Iterator[FecProblem]:
    if file.separator == "\t" and "|" in text:
        yield problem(number, "", "pipe_in_text", "a | in a text keeps the control program from reading a file parted by TAB")
    if any(ord(sign) < 32 and sign != "\t" for sign in text):
        yield problem(number, "", "control_sign", "the line holds signs that are no text")


def _account_label(file: _File, number: int, row: Row) -> Iterator[FecProblem]:
    account, label = row.get(Column.ACCOUNT, ""), row.get(Column.ACCOUNT_LABEL, "")
    known = file.labels.setdefault(account, label) if account and label else label
    if known != label:
        yield problem(number, Column.ACCOUNT_LABEL, "account_label", f"{account} was named {known!r} before")


def _order(file: _File, number: int, row: Row) -> Iterator[FecProblem]:
    """Entries come in the order of their validation, those of opening first (LPF art. A47 A-1, VII)."""
    validated = row.get(Column.VALIDATION_DATE, "")
    if re.fullmatch(r"[0-9]{8}", validated):
        if validated < file.last_validation:
            words = f"validated on {validated}, after an entry of {file.last_validation}"
            yield problem(number, Column.VALIDATION_DATE, "validation_order", words)
        file.last_validation = max(file.last_validation, validated)
    if row.get(Column.JOURNAL) != _OPENING:
        file.is_past_opening = True
    elif file.is_past_opening:
        yield problem(number, Column.JOURNAL, "opening_first", "opening entries come before all others")


def _into_entry(file: _File, number: int, row: Row) -> Iterator[FecProblem]:
    """Adds the line to its entry, whose lines share their dates and their document."""
    moved = movement(row)
    file.balance += moved
    key = (row.get(Column.JOURNAL, ""), row.get(Column.NUMBER, ""))
    if not key[1]:
        return
    common = tuple(row.get(column, "") for column in _ONE_AN_ENTRY)
    entry = file.entries.setdefault(key, _Entry(number, common))
    entry.balance += moved
    for column, first, here in zip(_ONE_AN_ENTRY, entry.common, common, strict=True):
        if first and here and first != here:
            yield problem(number, column, "entry_differs", f"{here!r}, where line {entry.line} of the same entry has {first!r}")


def _whole(file: _File) -> Iterator[FecProblem]:
    for (journal, name), entry in file.entries.items():
        if entry.balance:
            words = f"entry {journal} {name}: debit less credit is {_comma(entry.balance)}"
            yield problem(entry.line, Column.NUMBER, "entry_unbalanced", words)
    if file.balance:
        yield problem(0, "", "file_unbalanced", f"debit less credit of the whole is {_comma(file.balance)}")
    yield from _gaps(file)


def _gaps(file: _File) -> Iterator[FecProblem]:
    """Numbers follow one another in the whole file, or else in each journal."""
    series: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for (journal, name), entry in file.entries.items():
        if found := re.search(r"[0-9]{1,18}$", name):
            series.setdefault((journal, name[: found.start()]), []).append((int(found.group()), entry.line))
    if not _missing([pair for numbers in series.values() for pair in numbers]):
        return
    for (journal, prefix), numbers in series.items():
        for line, after, number in _missing(numbers):
            words = f"journal {journal}: {prefix}{number} follows {prefix}{after}"
            yield problem(line, Column.NUMBER, "number_gap", words)


def _missing(numbers: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Where a number does not follow the one before: its line, the one before, the number."""
    ordered = sorted(numbers)
    return [(line, before, number) for (before, _), (number, line) in pairwise(ordered) if number != before + 1]


def _comma(amount: Decimal) -> str:
    return f"{amount:f}".replace(".", ",")
