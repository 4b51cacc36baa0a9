"""Every file that leaves for another program, by the name of its form: what it is called, what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from accounting.chart import country_pack
from accounting.description import description_lines
from accounting.export import csv_lines, fec_lines, fec_name
from accounting.statements import balance_lines, ledger, ledger_lines, trial_balance
from accounting.transfer import ENCODING, ebp_lines, general_lines, sage_lines
from domain.company import Company, FiscalYear
from domain.entry import ValidatedEntry

Lines = Callable[[Iterable[ValidatedEntry], Company, FiscalYear], Iterator[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to be written: its name, its kind, and its bytes piece by piece."""

    name: str
    media_type: str
    content: Iterator[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    name: str
    media_type: str
    lines: Lines
    encoding: str = "utf-8"


def _description(booked: Iterable[ValidatedEntry], company: Company, year: FiscalYear) -> Iterator[str]:
    entries = lines = 0
    for entry in booked:
        entries, lines = entries + 1, lines + len(entry.entry.lines)
    return description_lines(company, year, entries=entries, lines=lines)


def _ebp(booked: Iterable[ValidatedEntry], company: Company, _: FiscalYear) -> Iterator[str]:
    return ebp_lines(booked, currency=country_pack(company.country).CURRENCY)


def _sage(booked: Iterable[ValidatedEntry], company: Company, _: FiscalYear) -> Iterator[str]:
    return sage_lines(booked, name=company.name, currency=country_pack(company.country).CURRENCY)


_TEXT, _CSV = "text/plain", "text/csv"
FORMS: dict[str, _Form] = {
    "fec": _Form(name="", media_type=_TEXT, lines=lambda booked, firm, _: fec_lines(booked, country=firm.country)),
    "description": _Form(name="{fec}-description.txt", media_type=_TEXT, lines=_description),
    "csv": _Form(name="justif-{year}.csv", media_type=_CSV, lines=lambda booked, firm, _: csv_lines(booked, country=firm.country)),
    "general": _Form(
        name="ecritures-{year}.csv", media_type=_CSV, lines=lambda booked, firm, _: general_lines(booked, country=firm.country)
    ),
    "ebp": _Form(name="ebp-{year}.txt", media_type=_TEXT, lines=_ebp, encoding=ENCODING),
    "sage": _Form(name="sage-{year}.pnm", media_type=_TEXT, lines=_sage, encoding="ascii"),
    "balance": _Form(
        name="balance-{year}.csv",
        media_type=_CSV,
        lines=lambda booked, firm, _: balance_lines(trial_balance(booked, country=firm.country)),
    ),
    "ledger": _Form(
        name="grand-livre-{year}.csv",
        media_type=_CSV,
        lines=lambda booked, firm, _: ledger_lines(ledger(booked, country=firm.country)),
    ),
}
"""The forms by the name that the command line and the pages use."""


def file_of(form: str, booked: Iterable[ValidatedEntry], *, company: Company, year: int) -> File:
    """The file of a form over the entries of a fiscal year, in the order of their validation. Raises KeyError."""
    made, fiscal = FORMS[form], company.fiscal_year(year)
    fec = fec_name(company.siren, fiscal.end)
    name = made.name.format(year=year, fec=fec.removesuffix(".txt")) or fec
    charset = {ENCODING: "windows-1252", "ascii": "us-ascii"}.get(made.encoding, made.encoding)
    return File(
        name=name,
        media_type=f"{made.media_type}; charset={charset}",
        content=(line.encode(made.encoding, "replace") for line in made.lines(booked, company, fiscal)),
    )
