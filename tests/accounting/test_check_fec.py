"""An accounts file with one fault is refused for that fault and no other; a sound one passes; any bytes are survived."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.check_fec import check_fec
from accounting.export import Column, fec_lines
from domain.entry import EntryLine, JournalEntry, ValidatedEntry

COLUMNS = list(Column)
NAME = "732829320FEC20261231.txt"
Table = list[list[str]]


def purchase(number: int, journal: str = "AC", day: int = 5) -> ValidatedEntry:
    lines = (
        EntryLine(account="607", debit=Decimal("81.90"), label="MOULIN"),
        EntryLine(account="44566", debit=Decimal("16.38"), label="MOULIN"),
        EntryLine(account="401", credit=Decimal("98.28"), label="MOULIN", auxiliary="MOULIN"),
    )
    return ValidatedEntry(
        number=number,
        entry=JournalEntry(journal=journal, date=date(2026, 3, 2), reference=f"F{number}", label="MOULIN", lines=lines),
        document_id="d",
        validated_on=date(2026, 3, day),
        auxiliary_labels=(("MOULIN", "Au Bon Moulin"),),
    )


def sound() -> Table:
    """Opening, three purchases, one of another journal: 16 lines with the header."""
    entries = [purchase(1, "AN"), purchase(1, day=5), purchase(2, day=6), purchase(1, "BQ", day=6), purchase(3, day=7)]
    return [line.rstrip("\r\n").split("\t") for line in fec_lines(entries)]


def content(table: Table, *, separator: str = "\t", end: str = "\r\n") -> bytes:
    return end.join(separator.join(row) for row in table).encode("utf-8") + end.encode()


def found(raw: bytes, name: str | None = NAME) -> list[str]:
    return [problem.rule for problem in check_fec(io.BytesIO(raw), name=name)]


def put(line: int, column: Column, value: str) -> Callable[[Table], None]:
    def change(table: Table) -> None:
        table[line - 1][COLUMNS.index(column)] = value

    return change


def put_in_entry(lines: Iterable[int], column: Column, value: str) -> Callable[[Table], None]:
    def change(table: Table) -> None:
        for line in lines:
            put(line, column, value)(table)

    return change


def drop(*lines: int) -> Callable[[Table], None]:
    def change(table: Table) -> None:
        for line in sorted(lines, reverse=True):
            del table[line - 1]

    return change


def swap(table: Table) -> None:
    table[4:7], table[13:16] = table[13:16], table[4:7]


def without_a_column(table: Table) -> None:
    for row in table:
        del row[COLUMNS.index(Column.VALIDATION_DATE)]


def thousands_parted(table: Table) -> None:
    put(5, Column.DEBIT, "1 081,90")(table)
    put(7, Column.CREDIT, "1098,28")(table)


def columns_out_of_order(table: Table) -> None:
    for row in table:
        row[0], row[1] = row[1], row[0]


FAULTS: dict[str, tuple[Callable[[Table], None], str, int]] = {
    "a blank number": (put(16, Column.NUMBER, ""), "blank", 16),
    "a blank label": (put(5, Column.LABEL, " "), "blank", 5),
    "a blank journal name": (put(5, Column.JOURNAL_LABEL, ""), "blank", 5),
    "a blank reference": (put(5, Column.REFERENCE, ""), "blank", 5),
    "a blank validation date": (put(5, Column.VALIDATION_DATE, ""), "blank", 5),
    "a date with slashes": (put_in_entry([5, 6, 7], Column.ENTRY_DATE, "02/03/2026"), "date", 5),
    "a day that is not": (put(5, Column.DOCUMENT_DATE, "20260230"), "date", 5),
    "a year that cannot be": (put(5, Column.DOCUMENT_DATE, "21260302"), "year", 5),
    "a point in an amount": (put(5, Column.DEBIT, "81.90"), "decimal_point", 5),
    "thousands parted": (thousands_parted, "thousands_separator", 5),
    "an amount in words": (put(5, Column.DEBIT, "much"), "not_a_number", 5),
    "both sides filled": (put(5, Column.CREDIT, "0,01"), "both_sides", 5),
    "an account of two digits": (put(5, Column.ACCOUNT, "60"), "account_digits", 5),
    "an account in letters": (put(5, Column.ACCOUNT, "ABC"), "account_digits", 5),
    "an account outside the plan": (put(5, Column.ACCOUNT, "907"), "account_unknown", 5),
    "two names for one account": (put(5, Column.ACCOUNT_LABEL, "Achats"), "account_label", 5),
    "an auxiliary without a name": (put(7, Column.AUXILIARY_LABEL, ""), "pair", 7),
    "a lettering without its date": (put(7, Column.LETTERING, "A"), "pair", 7),
    "a currency without its amount": (put(7, Column.FOREIGN_CURRENCY, "USD"), "pair", 7),
    "a date that differs in one entry": (put(6, Column.ENTRY_DATE, "20260303"), "entry_differs", 6),
    "a reference that differs in one entry": (put(6, Column.REFERENCE, "F9"), "entry_differs", 6),
    "a gap in the numbers": (drop(8, 9, 10), "number_gap", 11),
    "a column that is missing": (without_a_column, "missing_column", 1),
    "columns out of order": (columns_out_of_order, "column_order", 1),
    "entries out of the order of validation": (swap, "validation_order", 8),
    "a field too many": (lambda table: table[4].append("x"), "field_count", 5),
    "a pipe in a text": (put(5, Column.LABEL, "A|B"), "pipe_in_text", 5),
    "a control sign": (put(5, Column.LABEL, "A\x00B"), "control_sign", 5),
    "an amount that breaks the balance": (put(5, Column.DEBIT, "81,91"), "entry_unbalanced", 5),
}


LOSES_BALANCE = {"entry_unbalanced", "file_unbalanced"}
UNBALANCING = {"a blank number", "an amount in words", "both sides filled", "a field too many", "an amount that breaks the balance"}
"""Faults that take an amount away, or add one."""


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_by_its_line_and_its_rule(name: str) -> None:
    change, rule, line = FAULTS[name]
    table = sound()
    change(table)

    problems = list(check_fec(io.BytesIO(content(table)), name=NAME))

    told = {problem.rule for problem in problems}
    assert (problems[0].line, problems[0].rule) == (line, rule), [str(problem) for problem in problems]
    assert told - LOSES_BALANCE == {rule} - LOSES_BALANCE
    assert not told & LOSES_BALANCE or name in UNBALANCING


def test_a_sound_file_has_no_problem() -> None:
    assert found(content(sound())) == []
    assert found(b"\xef\xbb\xbf" + content(sound())) == []
    assert found(content(sound(), separator="|", end="\n")) == []
    assert found(content(sound(), end="\r")) == []


def test_extra_columns_may_follow_the_eighteenth_and_case_does_not_matter() -> None:
    table = [[*row, "x"] for row in sound()]
    table[0] = [name.upper() for name in table[0]]

    assert found(content(table)) == []


def test_an_amount_with_its_side_may_stand_for_debit_and_credit() -> None:
    table = sound()
    debit, credit = COLUMNS.index(Column.DEBIT), COLUMNS.index(Column.CREDIT)
    for row in table[1:]:
        row[debit], row[credit] = (row[credit], "C") if row[debit] == "0,00" else (row[debit], "D")
    table[0][debit], table[0][credit] = "Montant", "Sens"

    assert found(content(table)) == []


def test_a_sign_stands_first_or_last() -> None:
    table = sound()
    put(5, Column.DEBIT, "81,90-")(table)
    put(6, Column.DEBIT, "-16,38")(table)
    put(7, Column.CREDIT, "-98,28")(table)

    assert found(content(table)) == []


def test_one_sequence_for_all_journals_is_as_good_as_one_for_each() -> None:
    entries = [purchase(1, "AN"), purchase(2), purchase(3, "BQ"), purchase(4)]

    assert found("".join(fec_lines(entries)).encode()) == []


def test_opening_entries_come_first() -> None:
    assert found("".join(fec_lines([purchase(1), purchase(1, "AN")])).encode()) == ["opening_first"] * 3


def test_the_whole_file_balances_when_a_line_is_lost_it_does_not() -> None:
    table = sound()
    del table[-1]

    assert found(content(table)) == ["entry_unbalanced", "file_unbalanced"]


@pytest.mark.parametrize("name", ["compta.txt", "FEC20261231.txt", "732829320FEC2026.txt"])
def test_the_file_s_name_is_judged(name: str) -> None:
    assert found(content(sound()), name) == ["file_name"]


@pytest.mark.parametrize(
    ("raw", "rules"),
    [
        (b"", ["empty_file"]),
        (b"\n", ["empty_file"]),
        (content(sound()[:1]), ["empty_file"]),
        (content(sound(), separator=";"), ["separator"]),
        (content(sound()) + b"\r\n", ["empty_line"]),
    ],
)
def test_a_file_that_is_no_table_is_told_so(raw: bytes, rules: list[str]) -> None:
    assert found(raw) == rules


def test_a_file_in_the_older_encoding_is_read() -> None:
    table = sound()
    put(5, Column.LABEL, "Épicerie")(table)

    assert found("\r\n".join("\t".join(row) for row in table).encode("iso-8859-15")) == []


def test_a_problem_is_written_as_line_column_rule_message() -> None:
    table = sound()
    put(5, Column.DEBIT, "81.90")(table)

    first = next(check_fec(io.BytesIO(content(table))))

    assert str(first) == "5: Debit: decimal_point: '81.90': decimals follow a comma, not a point"


@given(st.binary(max_size=400))
def test_any_bytes_are_survived(raw: bytes) -> None:
    assert all(problem.rule for problem in check_fec(io.BytesIO(raw), name="x"))


cells = st.text(st.sampled_from("0123456789,.-+ ADC|\u00a0é"), max_size=8)


@given(st.lists(st.lists(cells, min_size=18, max_size=18), max_size=5))
def test_any_table_is_survived(table: list[list[str]]) -> None:
    raw = content([[str(column) for column in COLUMNS], *table])

    assert all(problem.message for problem in check_fec(io.BytesIO(raw)))
