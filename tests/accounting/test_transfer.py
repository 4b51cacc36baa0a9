"""Files for EBP, Sage and others: the fields where those programs look for them, and nothing that breaks a line."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.files import FORMS, file_of
from accounting.transfer import GENERAL, SAGE, ebp_lines, general_lines, sage_lines
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


EBP = ("line", "date", "journal", "account", "automatic label", "label", "document", "amount", "side", "due date", "currency")


def ebp(*booked: ValidatedEntry) -> list[dict[str, str]]:
    return [dict(zip(EBP, row, strict=True)) for row in csv.reader(io.StringIO("".join(ebp_lines(booked))))]


@pytest.mark.parametrize(
    ("column", "debit", "credit"),
    [
        ("line", "1", "3"),
        ("date", "02032026", "02032026"),
        ("journal", "AC", "AC"),
        ("account", "607", "401AUBONMOULIN"),
        ("automatic label", "", ""),
        ("label", "Moulin", "Moulin"),
        ("document", "FA-1", "FA-1"),
        ("amount", "624.90", "671.15"),
        ("side", "D", "C"),
        ("due date", "", ""),
        ("currency", "EUR", "EUR"),
    ],
)
def test_ebp_finds_each_column(column: str, debit: str, credit: str) -> None:
    first, _, last = ebp(entry("Moulin"))

    assert (first[column], last[column]) == (debit, credit)


def test_ebp_numbers_lines_on_over_entries_and_takes_texts_of_its_length() -> None:
    rows = ebp(entry("L" * 60, reference="R" * 30), entry(number=13))

    assert [row["line"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert (len(rows[0]["label"]), len(rows[0]["document"])) == (40, 15)


def sage(*booked: ValidatedEntry) -> list[str]:
    return "".join(sage_lines(booked, name="Essai SARL")).split("\r\n")


@pytest.mark.parametrize(
    ("field", "debit", "credit"),
    [
        ("journal", "AC ", "AC "),
        ("date", "020326", "020326"),
        ("kind", "FF", "FF"),
        ("account", f"{'607':13}", f"{'401':13}"),
        ("third_party_mark", " ", "X"),
        ("third_party", " " * 13, f"{'AUBONMOULIN':13}"),
        ("document", f"{'FA-1':13}", f"{'FA-1':13}"),
        ("label", f"{'Cafe Moulin':25}", f"{'Cafe Moulin':25}"),
        ("payment", " ", " "),
        ("due_date", " " * 6, " " * 6),
        ("side", "D", "C"),
        ("amount", f"{'624.90':>20}", f"{'671.15':>20}"),
        ("norm", "N", "N"),
        ("number", f"{'1':>7}", f"{'3':>7}"),
        ("currency", "EUR", "EUR"),
    ],
)
def test_sage_finds_each_field_at_its_place(field: str, debit: str, credit: str) -> None:
    _, first, _, last, _ = sage(entry("Café Moulin"))
    place = SAGE[field]
    where = slice(place.start, place.start + place.width)

    assert (first[where], last[where]) == (debit, credit)


def test_sage_has_the_firm_s_name_in_thirty_characters_and_lines_of_199() -> None:
    head, *lines, end = sage(entry("Moulin"))

    assert head == f"{'Essai SARL':30}"
    assert {len(line) for line in lines} == {199}
    assert end == ""
    taken = sorted(SAGE.values())
    assert all(before.start + before.width <= after.start for before, after in pairwise(taken))


def test_two_suppliers_whose_codes_begin_alike_stay_apart_where_the_field_is_short() -> None:
    def of(auxiliary: str) -> ValidatedEntry:
        made = entry("Moulin")
        lines = tuple(replace(line, auxiliary=auxiliary if line.auxiliary else None) for line in made.entry.lines)
        return replace(made, entry=replace(made.entry, lines=lines))

    one, other = of("BOULANGERIEMARTIN"), of("BOULANGERIEMARTEL")
    assert ebp(one)[2]["account"] != ebp(other)[2]["account"]
    assert len(ebp(one)[2]["account"]) == 15
    assert sage(one)[3][25:38] != sage(other)[3][25:38]


def test_the_general_file_has_french_headers_and_figures() -> None:
    header, debit, *_ = csv.reader(io.StringIO("".join(general_lines([entry("=1+1")], country="fr"))), delimiter=";")

    cells = dict(zip(header, debit, strict=True))
    assert tuple(header) == GENERAL
    assert (cells["Date"], cells["Débit"], cells["Crédit"]) == ("02/03/2026", "624,90", "0,00")
    assert cells["Libellé"] == "'=1+1"


@given(st.text(max_size=60), st.text(max_size=30))
def test_whatever_a_document_says_each_line_of_entry_is_one_line_of_the_file(label: str, reference: str) -> None:
    booked = [entry(label, reference=reference)]

    for_sage = "".join(sage_lines(booked, name=label))
    assert for_sage.isascii()
    assert for_sage.count("\r\n") == 4
    assert [len(row) for row in csv.reader(io.StringIO("".join(ebp_lines(booked))))] == [11, 11, 11]
    assert [len(line) for line in for_sage.split("\r\n")] == [30, 199, 199, 199, 0]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_makes_a_file_with_a_name(form: str) -> None:
    firm = Company(name="Essai SARL", identifiers=("732829320",), closing_month=6)
    made = file_of(form, [entry()], company=firm, year=2026)
    content = b"".join(made.content)

    assert b"\r\n" in content
    assert "2026" in made.name
    assert content.decode(made.media_type.partition("charset=")[2])


def test_the_fec_is_named_by_the_last_day_of_the_fiscal_year_and_has_its_description() -> None:
    firm = Company(name="Essai SARL", identifiers=("732829320",), closing_month=6)
    description = b"".join(file_of("description", [entry(), replace(entry(), number=13)], company=firm, year=2026).content).decode()

    assert file_of("fec", [], company=firm, year=2026).name == "732829320FEC20260630.txt"
    assert "Description du fichier 732829320FEC20260630.txt" in description
    assert "du 01/07/2025 au 30/06/2026 ; 2 écritures, 6 lignes" in description
    assert "18. Idevise" in description
