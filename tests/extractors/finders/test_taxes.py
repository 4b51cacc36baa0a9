"""Rows of tax tables in any order of their columns."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.checks import tax_of
from domain.facts import TaxRow
from extractors.finders import taxes
from tests.extractors.printed import locale, printed


def rows(text: str, witness: str = "row") -> list[TaxRow]:
    return [c.value for c in taxes.find(printed(text), locale()) if isinstance(c.value, TaxRow) and c.witness == witness]


def row(rate: str, base: str, amount: str) -> TaxRow:
    return TaxRow(rate=Decimal(rate), base=Decimal(base), amount=Decimal(amount))


@pytest.mark.parametrize("cells", list(permutations(["41,73", "4,17", "45,90"])))
def test_net_tax_and_gross_are_told_apart_in_any_order(cells: tuple[str, ...]) -> None:
    assert rows("10,00%   " + "   ".join(cells)) == [row("10", "41.73", "4.17")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TVA 20,00%   81,90   16,38", ("20", "81.90", "16.38")),
        ("TVA à 5,50 %  sur   26,12 €    1,44 €", ("5.5", "26.12", "1.44")),
        ("B   20,00   15,08   3,02   18,10", ("20", "15.08", "3.02")),
        ("A 7 %   0,47   6,69   7,16", ("7", "6.69", "0.47")),
        ("D 19,00%   0,21-   0,04-   0,25-", ("19", "-0.21", "-0.04")),
        ("TVA 20,0% -20,48 € -4,10 €", ("20", "-20.48", "-4.10")),
        ("Total 0% 26,61", ("0", "26.61", "0.00")),
    ],
)
def test_a_row_is_read_as_it_is_printed(text: str, expected: tuple[str, str, str]) -> None:
    assert rows(text) == [row(*expected)]


@pytest.mark.parametrize("text", ["2 CAFE   2,20   4,40", "TOTAL 12,50", "10% de remise   3,00   30,10", "12,00   13,00   14,00"])
def test_lines_that_do_not_multiply_are_no_rows(text: str) -> None:
    assert rows(text) == []


def test_a_tax_alone_keeps_its_rate_for_whoever_knows_the_total() -> None:
    assert [r.amount for r in rows("DONT TVA 20% 1,60", "tax at rate")] == [Decimal("1.60")]


def test_a_tax_and_its_net_may_stand_on_two_lines() -> None:
    assert row("19", "50.41", "9.58") in rows("incl. 19,00% Mwst 9,58\nNetto-Warenwert: 50,41", "across")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Total: RM 42,00\nCash 42,00\nAmount (SR) 39,62\nTax (SR) 2,38", ("6", "39.62", "2.38")),
        ("Supplies before it -4,80\nGST: -0,29\nTotal payable: -5,09", ("6", "-4.80", "-0.29")),
    ],
)
def test_net_tax_and_total_that_add_up_need_neither_rate_nor_the_label_of_the_net(text: str, expected: tuple[str, str, str]) -> None:
    found = [c.value for c in taxes.find(printed(text), locale("en")) if isinstance(c.value, TaxRow) and c.witness == "across"]
    assert found == [row(*expected)]


def test_what_adds_up_at_no_usual_rate_is_no_tax() -> None:
    assert rows("Total: RM 42,00\nAmount (SR) 32,00\nTax (SR) 10,00", "across") == []


def test_the_line_of_sums_is_no_row() -> None:
    assert rows("Summe 0,47 6,69 7,16") == []
    assert rows("Summe 0,47 6,69 7,16", "sum") == [row("7", "6.69", "0.47")]


@given(st.integers(500, 10**6), st.sampled_from(["20", "10", "5.5", "2.1", "19", "7"]))
def test_any_printed_row_is_found(cents: int, rate: str) -> None:
    base = Decimal(cents) / 100
    tax = tax_of(base, Decimal(rate))
    assume(tax > Decimal("0.20"))
    text = f"{rate.replace('.', ',')} %   {base:.2f}   {tax:.2f}   {base + tax:.2f}".replace(".", ",")
    assert rows(text) == [TaxRow(rate=Decimal(rate), base=base, amount=tax)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5,50 %   119,91   6,50   126,50", ("5.5", "119.91", "6.59")),
        ("5,50 %   119,97   6,59   126,50", ("5.5", "119.91", "6.59")),
    ],
)
def test_one_digit_that_the_other_two_and_the_rate_contradict_is_mended_and_less_sure(text: str, expected: tuple[str, str, str]) -> None:
    assert rows(text) == [row(*expected)]
    (sure,) = [c.score for c in taxes.find(printed(text), locale()) if c.witness == "row"]
    assert sure < 0.8


def test_a_net_and_a_tax_that_multiply_to_the_cent_stand_against_a_gross_that_does_not() -> None:
    assert rows("20,00 %   4256,56   851,31   5107,81") == [row("20", "4256.56", "851.31")]


@pytest.mark.parametrize("text", ["5,50 %   119,91   6,50   126,59", "5,50 %   119,91   9,50   126,50", "119,91   6,50   126,50"])
def test_more_than_one_digit_amiss_is_not_mended(text: str) -> None:
    assert rows(text) == []


def test_a_tax_that_a_narrow_roll_set_on_the_next_line_belongs_to_its_row() -> None:
    assert rows("TVA (1) 10,00% sur 115,37\n10,49") == [row("10", "104.88", "10.49")]
    assert rows("TVA (1) 10,00% sur 115,37\n9,49") == []
