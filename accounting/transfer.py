"""Validated entries in the text formats that other accounting programs import: EBP, Sage, and a general one.

EBP: comma between the fields, texts in quotes, DDMMYYYY, an amount and its side, as EBP Compta's standard text import reads it.
Sage: the PNM layout of Sage 100, a first line with the firm's name and then fields of fixed width. Both are in the signs of Windows
(code page 1252), which those programs expect. General: every column under its French name, semicolon and comma as French
spreadsheets have them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from accounting.chart import label_of
from accounting.export import clean, harmless, padded
from domain.entry import EntryLine, ValidatedEntry
from domain.money import as_text

LINE_END = "\r\n"
ENCODING = "cp1252"
"""What EBP and Sage read; signs that it has not are written as a question mark."""


def ebp_lines(booked: Iterable[ValidatedEntry]) -> Iterator[str]:
    """Line number, date, journal, account, automatic label (none), label, document, amount, side, due date (the same), currency."""
    for entry in booked:
        for line in entry.entry.lines:
            amount = line.debit or line.credit
            fields = (
                str(entry.number),
                f"{entry.entry.date:%d%m%Y}",
                clean(entry.journal)[:4],
                _third_party(line, longest=15),
                "",
                _quoted(line.label or entry.entry.label, 40),
                _quoted(entry.entry.reference or entry.document_id, 15),
                as_text(amount),
                "D" if line.debit else "C",
                f"{(entry.document_date or entry.entry.date):%d%m%Y}",
                "",
            )
            yield ",".join(fields) + LINE_END


def _third_party(line: EntryLine, *, longest: int) -> str:
    """EBP knows a supplier by one account: the collective one followed by its own letters."""
    own = f"{line.account}{line.auxiliary}" if line.auxiliary else padded(line.account)
    return clean(own).replace(",", "")[:longest]


def _quoted(text: str, longest: int) -> str:
    return f'"{clean(text).replace(chr(34), "")[:longest]}"'


_SAGE = (3, 6, 2, 13, 1, 13, 13, 25, 1, 6, 1, 20, 1, 7)
"""Widths of a line: journal, date DDMMYY, kind of document, account, X before a third party, its code, reference, label, way of
payment, due date DDMMYY, side, amount, N for a normal entry, number of the entry."""


def sage_lines(booked: Iterable[ValidatedEntry], *, name: str) -> Iterator[str]:
    """The firm's name, then a line for each line of entry."""
    yield clean(name)[:30] + LINE_END
    for entry in booked:
        for line in entry.entry.lines:
            yield _fixed(_sage_fields(entry, line)) + LINE_END


def _sage_fields(entry: ValidatedEntry, line: EntryLine) -> tuple[str, ...]:
    day = f"{entry.entry.date:%d%m%y}"
    return (
        clean(entry.journal),
        day,
        {"purchase": "FF", "reversal": "AF"}.get(entry.kind, "OD"),
        padded(line.account),
        "X" if line.auxiliary else "",
        line.auxiliary or "",
        clean(entry.entry.reference),
        clean(line.label or entry.entry.label),
        "",
        _due(entry),
        "D" if line.debit else "C",
        as_text(line.debit or line.credit).replace(".", ",").rjust(20),
        "N",
        str(entry.number),
    )


def _due(entry: ValidatedEntry) -> str:
    return f"{(entry.document_date or entry.entry.date):%d%m%y}"


def _fixed(fields: tuple[str, ...]) -> str:
    return "".join(field[:width].ljust(width) for field, width in zip(fields, _SAGE, strict=True))


GENERAL = (
    "Journal",
    "Numéro",
    "Date",
    "Compte",
    "Libellé du compte",
    "Tiers",
    "Nom du tiers",
    "Pièce",
    "Date de pièce",
    "Libellé",
    "Débit",
    "Crédit",
    "Validé le",
)


def general_lines(booked: Iterable[ValidatedEntry], *, country: str) -> Iterator[str]:
    """Headers and lines with a semicolon between the cells, DD/MM/YYYY and a comma in amounts."""
    yield _row(GENERAL)
    for entry in booked:
        for line in entry.entry.lines:
            yield _row(_general(entry, line, country))


def _general(entry: ValidatedEntry, line: EntryLine, country: str) -> tuple[str, ...]:
    texts = (
        entry.journal,
        str(entry.number),
        _day(entry.entry.date),
        line.account,
        label_of(line.account, country=country, on=entry.entry.date),
        line.auxiliary or "",
        entry.auxiliary_label.get(line.auxiliary or "", ""),
        entry.entry.reference or entry.document_id,
        _day(entry.document_date or entry.entry.date),
        line.label or entry.entry.label,
        _number(line.debit),
        _number(line.credit),
        _day(entry.validated_on),
    )
    return tuple(harmless(text) for text in texts)


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def _number(amount: Decimal) -> str:
    return as_text(amount).replace(".", ",")


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator=LINE_END).writerow(cells)
    return line.getvalue()
