"""Validated entries in the text formats that other accounting programs import: EBP, Sage, and a general one.

EBP: the text import of EBP Compta (a file ECRITURES.TXT in the folder of the accounts): eleven fields between commas, texts in
quotes, code page 1252. Its fields and their lengths are those that the exporters of Numérigraphe (OpenERP, "EBP version 3 and
above"), GRAP (Odoo, `account_export_ebp`) and Dolibarr (`accountancyexport.class.php`, without the empty fifth field) write and that
an importer (py_convert) reads; they agree but for the year, which the newer ones write with four digits, as here.
Sage: the PNM layout of Sage 100: the firm's name in 30 characters, then lines of 199 with fields at fixed places, as four files of
that program show them (a description of them published on 15 September 2026): plain ASCII, a point in amounts.
General: every column under its French name, semicolon and comma as French spreadsheets have them.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import count
from typing import NamedTuple

from accounting.auxiliary import shortened
from accounting.chart import label_of
from accounting.export import clean, harmless, padded
from domain.entry import EntryLine, ValidatedEntry
from domain.money import as_text

LINE_END = "\r\n"
ENCODING = "cp1252"
"""What EBP reads; signs that it has not are written as a question mark."""
_EBP_ACCOUNT, _EBP_LABEL, _EBP_DOCUMENT = 15, 40, 15
"""Characters that EBP's description allows. Some versions take no more than ten in an account: shorten the supplier's code there."""


def ebp_lines(booked: Iterable[ValidatedEntry], *, currency: str = "EUR") -> Iterator[str]:
    """Number of the line, date, journal, account, automatic label (none), label, document, amount, side, due date, currency.

    The due date stays empty: a booked entry does not keep it.
    """
    numbers = count(1)
    for entry in booked:
        for line in entry.entry.lines:
            fields = (
                str(next(numbers)),
                f"{entry.entry.date:%d%m%Y}",
                clean(entry.journal).replace(",", "")[:4],
                _third_party(line),
                "",
                _quoted(line.label or entry.entry.label, _EBP_LABEL),
                _quoted(entry.entry.reference or entry.document_id, _EBP_DOCUMENT),
                as_text(line.debit or line.credit),
                "D" if line.debit else "C",
                "",
                currency,
            )
            yield ",".join(fields) + LINE_END


def _third_party(line: EntryLine) -> str:
    """EBP knows a supplier by one account: the collective one followed by its own letters."""
    collective = line.account if line.auxiliary else padded(line.account)
    return collective + shortened(clean(line.auxiliary or "").replace(",", ""), _EBP_ACCOUNT - len(collective))


def _quoted(text: str, longest: int) -> str:
    return f'"{clean(text).replace(chr(34), "")[:longest]}"'


class _Place(NamedTuple):
    """A field of a line of fixed width: where it begins, from 0, how long it is, and to which side it stands."""

    start: int
    width: int
    to_right: bool = False


SAGE_WIDTH = 199
SAGE = {
    "journal": _Place(0, 3),
    "date": _Place(3, 6),
    "kind": _Place(9, 2),
    "account": _Place(11, 13),
    "third_party_mark": _Place(24, 1),
    "third_party": _Place(25, 13),
    "document": _Place(38, 13),
    "label": _Place(51, 25),
    "payment": _Place(76, 1),
    "due_date": _Place(77, 6),
    "side": _Place(83, 1),
    "amount": _Place(84, 20, to_right=True),
    "norm": _Place(104, 1),
    "number": _Place(105, 7, to_right=True),
    "currency": _Place(138, 3),
}
"""Dates are DDMMYY; kind is FF for a supplier's invoice, AF for what takes one back, OD otherwise; X marks a third party; norm is N.

What stands between 112 and 138 and from 141 on (currencies other than the books', analysis) is left blank, as where nothing is kept.
"""


def sage_lines(booked: Iterable[ValidatedEntry], *, name: str, currency: str = "EUR") -> Iterator[str]:
    """The firm's name, then a line for each line of entry, each with its own number."""
    yield _plain(name)[:30].ljust(30) + LINE_END
    numbers = count(1)
    for entry in booked:
        for line in entry.entry.lines:
            fields = _sage_fields(entry, line) | {"number": str(next(numbers)), "currency": currency}
            yield _placed(fields) + LINE_END


def _sage_fields(entry: ValidatedEntry, line: EntryLine) -> dict[str, str]:
    return {
        "journal": entry.journal,
        "date": f"{entry.entry.date:%d%m%y}",
        "kind": {"purchase": "FF", "reversal": "AF"}.get(entry.kind, "OD"),
        "account": padded(line.account),
        "third_party_mark": "X" if line.auxiliary else "",
        "third_party": shortened(line.auxiliary or "", SAGE["third_party"].width),
        "document": entry.entry.reference,
        "label": line.label or entry.entry.label,
        "side": "D" if line.debit else "C",
        "amount": as_text(line.debit or line.credit),
        "norm": "N",
    }


def _placed(fields: dict[str, str]) -> str:
    line = [" "] * SAGE_WIDTH
    for name, text in fields.items():
        place = SAGE[name]
        cut = _plain(text)[: place.width]
        line[place.start : place.start + place.width] = cut.rjust(place.width) if place.to_right else cut.ljust(place.width)
    return "".join(line)


def _plain(text: str) -> str:
    """ASCII alone: accents and ligatures are undone, and what no letter of it stands for becomes a question mark.

    >>> _plain("Œuvre d’été, 5 €")
    "OEuvre d'ete, 5 ?"
    """
    told = clean(text).translate(_ASCII)
    kept = "".join(sign for sign in unicodedata.normalize("NFKD", told) if not unicodedata.combining(sign))
    return kept.encode("ascii", "replace").decode("ascii")


_ASCII = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'", "‘": "'", "“": "'", "”": "'", "–": "-", "—": "-"})


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
