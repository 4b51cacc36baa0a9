"""The accounts file as the law wants it, and a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from accounting.check_fec import check_fec
from accounting.export import CSV_HEADERS, csv_lines, fec_lines, fec_name
from domain.entry import EntryLine, ForeignAmount, JournalEntry, ValidatedEntry


def validated(
    number: int = 1,
    *,
    journal: str = "AC",
    label: str = "AU BON MOULIN FA-1",
    reference: str = "FA-1",
    amount: Decimal = Decimal("671.15"),
    on: date = date(2026, 3, 2),
    validated_on: date = date(2026, 3, 5),
    foreign: ForeignAmount | None = None,
) -> ValidatedEntry:
    lines = (
        EntryLine(account="607", debit=amount, label=label),
        EntryLine(account="401", credit=amount, label=label, auxiliary="AUBONMOULIN", foreign=foreign),
    )
    return ValidatedEntry(
        number=number,
        entry=JournalEntry(journal=journal, date=on, reference=reference, label=label, lines=lines),
        document_id="0123456789abcdef0123",
        validated_on=validated_on,
        auxiliary_labels=(("AUBONMOULIN", "Au Bon Moulin"),),
    )


def rows(*entries: ValidatedEntry) -> list[list[str]]:
    return [line.removesuffix("\r\n").split("\t") for line in fec_lines(entries)]


def test_the_header_names_the_eighteen_columns_of_the_law_in_order() -> None:
    assert " ".join(rows()[0]) == (
        "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate "
        "EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise"
    )


def test_a_line_of_an_entry_is_a_line_of_the_file() -> None:
    _, debit, credit = rows(validated())

    head = ["AC", "Achats", "1", "20260302"]
    tail = ["", "", "20260305", "", ""]
    assert debit == [*head, "607", "Achats de marchandises", "", "", "FA-1", "20260302", "AU BON MOULIN FA-1", "671,15", "0,00", *tail]
    assert credit[4:8] == ["401", "Fournisseurs", "AUBONMOULIN", "Au Bon Moulin"]
    assert credit[11:13] == ["0,00", "671,15"]


def test_the_name_is_the_siren_and_the_closing_day() -> None:
    assert fec_name("732829320", date(2026, 12, 31)) == "732829320FEC20261231.txt"


def test_texts_lose_what_would_break_a_line() -> None:
    _, debit, _ = rows(validated(label='A\tB|C\r\nD\u00a0E "F"', reference="FA\t|1"))

    assert (debit[10], debit[8]) == ("A B C D E F", "FA 1")


def test_a_document_without_a_number_is_referred_to_by_its_id() -> None:
    assert rows(validated(reference=""))[1][8] == "0123456789abcdef0123"


def test_an_account_has_three_digits_at_least() -> None:
    entry = JournalEntry(
        journal="CA",
        date=date(2026, 3, 2),
        reference="T1",
        label="Timbres",
        lines=(EntryLine(account="626", debit=Decimal(5)), EntryLine(account="53", credit=Decimal(5))),
    )

    _, _, cash = rows(ValidatedEntry(number=1, entry=entry, document_id="d", validated_on=date(2026, 3, 5)))

    assert (cash[4], cash[5]) == ("530", "Caisse")


def test_an_amount_in_another_currency_stands_in_the_last_columns() -> None:
    dollars = ForeignAmount(amount=Decimal("700.00"), currency="USD")

    _, debit, credit = rows(validated(foreign=dollars))

    assert (debit[16:], credit[16:]) == (["", ""], ["700,00", "USD"])


def test_entries_are_written_as_they_come_one_at_a_time() -> None:
    taken: list[int] = []

    def endless() -> Iterator[ValidatedEntry]:
        number = 0
        while True:
            number += 1
            taken.append(number)
            yield validated(number)

    lines = fec_lines(endless())
    first = [next(lines) for _ in range(5)]

    assert len(first) == 5
    assert taken == [1, 2]


amounts = st.decimals("0.01", "9999999", places=2)


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=20), amounts), min_size=1, max_size=8))
def test_whatever_the_documents_say_the_file_passes_every_check(documents: list[tuple[str, str, Decimal]]) -> None:
    entries = [
        validated(number, label=label, reference=reference, amount=amount)
        for number, (label, reference, amount) in enumerate(documents, start=1)
    ]

    content = "".join(fec_lines(entries)).encode("utf-8")

    assert list(check_fec(io.BytesIO(content), name="732829320FEC20261231.txt")) == []


def test_the_table_for_a_spreadsheet_has_headers_and_points() -> None:
    header, debit, credit = csv.reader(io.StringIO("".join(csv_lines([validated()]))))

    assert tuple(header) == CSV_HEADERS
    cells = dict(zip(header, debit, strict=True))
    assert (cells["account"], cells["debit"], cells["credit"], cells["date"]) == ("607", "671.15", "0.00", "2026-03-02")
    assert credit[header.index("auxiliary_label")] == "Au Bon Moulin"


def test_a_name_that_looks_like_a_formula_is_made_harmless() -> None:
    _, debit, _ = csv.reader(io.StringIO("".join(csv_lines([validated(label='=HYPERLINK("http://x")')]))))

    assert debit[CSV_HEADERS.index("label")].startswith("'=")
