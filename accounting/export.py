"""Validated entries as files for others: the accounts file of the French tax law (FEC), and a table for a spreadsheet.

FEC: LPF art. A47 A-1, as the DGFiP's control program reads it: eighteen columns, TAB between them, a comma in numbers, dates as
AAAAMMJJ, UTF-8, one line of headers. Entries are written as they come, one at a time, so that a year of any size takes no memory:
they must come in the order of their validation.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accounting.chart import JOURNALS, label_of
from domain.entry import EntryLine, ValidatedEntry
from domain.money import as_text


class Column(StrEnum):
    """The columns of the FEC under their names in the law, in their order."""

    JOURNAL = "JournalCode"
    JOURNAL_LABEL = "JournalLib"
    NUMBER = "EcritureNum"
    ENTRY_DATE = "EcritureDate"
    ACCOUNT = "CompteNum"
    ACCOUNT_LABEL = "CompteLib"
    AUXILIARY = "CompAuxNum"
    AUXILIARY_LABEL = "CompAuxLib"
    REFERENCE = "PieceRef"
    DOCUMENT_DATE = "PieceDate"
    LABEL = "EcritureLib"
    DEBIT = "Debit"
    CREDIT = "Credit"
    LETTERING = "EcritureLet"
    LETTERING_DATE = "DateLet"
    VALIDATION_DATE = "ValidDate"
    FOREIGN_AMOUNT = "Montantdevise"
    FOREIGN_CURRENCY = "Idevise"


AMOUNT, SIDE = "Montant", "Sens"
"""What may stand in the places of debit and credit in files of others; never written here."""

SEPARATOR = "\t"
LINE_END = "\r\n"
_SHORTEST_ACCOUNT = 3


def fec_name(siren: str, closing: date) -> str:
    """The name that the law asks for: the SIREN and the last day of the fiscal year.

    >>> fec_name("732 829 320", date(2026, 12, 31))
    '732829320FEC20261231.txt'
    """
    return f"{''.join(sign for sign in siren if sign.isdigit())}FEC{closing:%Y%m%d}.txt"


def fec_lines(entries: Iterable[ValidatedEntry], *, country: str = "fr", journals: Mapping[str, str] | None = None) -> Iterator[str]:
    """The lines of the file, headers first, each with its line end; to be written as UTF-8 without a mark of order.

    `journals` names the firm's own journals; `country` gives the names of the accounts.
    """
    names = {**JOURNALS, **(journals or {})}
    yield SEPARATOR.join(Column) + LINE_END
    for validated in entries:
        for line in validated.entry.lines:
            yield SEPARATOR.join(_fields(validated, line, country=country, journals=names)) + LINE_END


def _fields(validated: ValidatedEntry, line: EntryLine, *, country: str, journals: Mapping[str, str]) -> tuple[str, ...]:
    entry, foreign = validated.entry, line.foreign
    journal = clean(entry.journal)
    auxiliary = clean(line.auxiliary or "")
    return (
        journal,
        clean(journals.get(entry.journal, "")) or f"Journal {journal}",
        str(validated.number),
        _day(entry.date),
        padded(line.account),
        clean(label_of(line.account, country=country, on=entry.date)),
        auxiliary,
        clean(validated.auxiliary_label.get(line.auxiliary or "", "")) or auxiliary,
        clean(entry.reference) or validated.document_id,
        _day(validated.document_date or entry.date),
        clean(line.label) or clean(entry.label) or f"Journal {journal}",
        _number(line.debit),
        _number(line.credit),
        "",
        "",
        _day(validated.validated_on),
        _number(foreign.amount) if foreign else "",
        clean(foreign.currency) if foreign else "",
    )


def padded(account: str) -> str:
    """An account of three digits at least, as the FEC asks.

    >>> padded("53"), padded("44566")
    ('530', '44566')
    """
    return account.ljust(_SHORTEST_ACCOUNT, "0")


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _number(amount: Decimal) -> str:
    return as_text(amount).replace(".", ",")


def clean(text: str) -> str:
    """Text without what would break the line: separators, line ends, odd blanks, control signs and quotes."""
    if text.isascii() and text.isprintable() and "|" not in text and '"' not in text:
        return " ".join(text.split())
    kept = "".join(" " if sign in '|"' or unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    return " ".join(kept.split())


CSV_HEADERS = (
    "journal",
    "number",
    "date",
    "account",
    "account_label",
    "auxiliary",
    "auxiliary_label",
    "reference",
    "document_date",
    "label",
    "debit",
    "credit",
    "validated_on",
    "document",
)


def csv_lines(entries: Iterable[ValidatedEntry], *, country: str = "fr") -> Iterator[str]:
    """One line a line of entry, headers first: dates as ISO 8601, a point in amounts, a comma between fields."""
    yield _row(CSV_HEADERS)
    for validated in entries:
        for line in validated.entry.lines:
            yield _row(_cells(validated, line, country))


def _cells(validated: ValidatedEntry, line: EntryLine, country: str) -> tuple[str, ...]:
    entry, auxiliary = validated.entry, line.auxiliary or ""
    texts = (
        entry.journal,
        str(validated.number),
        entry.date.isoformat(),
        line.account,
        label_of(line.account, country=country, on=entry.date),
        auxiliary,
        validated.auxiliary_label.get(auxiliary, ""),
        entry.reference,
        (validated.document_date or entry.date).isoformat(),
        line.label or entry.label,
        as_text(line.debit),
        as_text(line.credit),
        validated.validated_on.isoformat(),
        validated.document_id,
    )
    return tuple(harmless(text) for text in texts)


def harmless(text: str) -> str:
    """A spreadsheet runs a cell that begins like a formula; names come from strangers' documents."""
    cleaned = clean(text)
    return f"'{cleaned}" if cleaned.startswith(("=", "+", "-", "@")) else cleaned


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator=LINE_END).writerow(cells)
    return line.getvalue()
