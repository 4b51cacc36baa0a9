"""Files for EBP, Sage and others: the fields where those programs look for them, and nothing that breaks a line."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.files import FORMS, file_of
from accounting.transfer import GENERAL, ebp_lines, general_lines, sage_lines
from domain.company import Company
from domain.entry import EntryLine, JournalEntry, ValidatedEntry


def entry(label: str = "Café, “Moulin”; n° 1", *, number: int = 12, kind: str = "purchase", reference: str = "FA-1") -> ValidatedEntry:
    lines = (
        EntryLine(account="607", debit=Decimal("624.90"), label=label),
        EntryLine(account="44566", debit=Decimal("46.25"), label=label),
        EntryLine(account="401", credit=Decimal("671.15"), label=label, auxiliary="AUBONMOULIN"),
    )
    return ValidatedEntry(
        number=number,
        entry=JournalEntry(journal="AC", date=date(2026, 3, 2), reference=reference, label=label, lines=lines),
        document_id="0123456789abcdef0123",
        validated_on=date(2026, 3, 5),
        auxiliary_labels=(("AUBONMOULIN", "Au Bon Moulin"),),
        kind=kind,
    )


def test_ebp_reads_its_fields_between_commas() -> None:
    debit, _, credit = csv.reader(io.StringIO("".join(ebp_lines([entry("Moulin")]))))

    assert debit == ["12", "02032026", "AC", "607", "", "Moulin", "FA-1", "624.90", "D", "02032026", ""]
    assert (credit[3], credit[7], credit[8]) == ("401AUBONMOULIN", "671.15", "C")


def test_sage_reads_its_fields_by_their_width() -> None:
    head, debit, _, credit = "".join(sage_lines([entry("Moulin")], name="Essai SARL")).splitlines()

    assert head == "Essai SARL"
    assert debit == f"AC 020326FF{'607':13} {'':13}{'FA-1':13}{'Moulin':25} 020326D{'624,90':>20}N12     "
    assert credit[11:38] == f"{'401':13}X{'AUBONMOULIN':13}"
    assert {len(line) for line in (debit, credit)} == {112}


def test_the_general_file_has_french_headers_and_figures() -> None:
    header, debit, *_ = csv.reader(io.StringIO("".join(general_lines([entry("=1+1")], country="fr"))), delimiter=";")

    cells = dict(zip(header, debit, strict=True))
    assert tuple(header) == GENERAL
    assert (cells["Date"], cells["Débit"], cells["Crédit"]) == ("02/03/2026", "624,90", "0,00")
    assert cells["Libellé"] == "'=1+1"


@given(st.text(max_size=60), st.text(max_size=30))
def test_whatever_a_document_says_each_line_of_entry_is_one_line_of_the_file(label: str, reference: str) -> None:
    booked = [entry(label, reference=reference)]

    sage = "".join(sage_lines(booked, name=label))
    ebp = "".join(ebp_lines(booked))
    assert sage.count("\r\n") == 4
    assert all(len(row) == 11 for row in csv.reader(io.StringIO(ebp)))
    assert all(len(line) == 112 for line in sage.split("\r\n")[1:4])


@pytest.mark.parametrize("form", FORMS)
def test_every_form_makes_a_file_with_a_name(form: str) -> None:
    firm = Company(name="Essai SARL", identifiers=("732829320",), closing_month=6)
    made = file_of(form, [entry()], company=firm, year=2026)
    content = b"".join(made.content)

    assert b"\r\n" in content
    assert "2026" in made.name
    assert content.decode("cp1252" if "1252" in made.media_type else "utf-8")


def test_the_fec_is_named_by_the_last_day_of_the_fiscal_year_and_has_its_description() -> None:
    firm = Company(name="Essai SARL", identifiers=("732829320",), closing_month=6)
    description = b"".join(file_of("description", [entry(), replace(entry(), number=13)], company=firm, year=2026).content).decode()

    assert file_of("fec", [], company=firm, year=2026).name == "732829320FEC20260630.txt"
    assert "Description du fichier 732829320FEC20260630.txt" in description
    assert "du 01/07/2025 au 30/06/2026 ; 2 écritures, 6 lignes" in description
    assert "18. Idevise" in description
