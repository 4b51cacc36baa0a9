"""Net and tax on a line each, joined by the rate that is printed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from domain.facts import TaxRow
from extractors.extract import extract
from extractors.finders import taxes_on_two_lines
from tests.extractors.printed import locale, printed


def rows(text: str) -> list[object]:
    return [c.value for c in taxes_on_two_lines.find(printed(text), locale())]


def row(rate: str, base: str, amount: str) -> TaxRow:
    return TaxRow(rate=Decimal(rate), base=Decimal(base), amount=Decimal(amount))


def test_each_rate_has_its_net_and_its_tax() -> None:
    text = "Total HT 10,00 %   55,35\nTVA 10,00 %   5,54\nTotal HT 20,00 %   1,90\nTVA 20,00 %   0,38"
    assert rows(text) == [row("10", "55.35", "5.54"), row("20", "1.90", "0.38")]


def test_the_line_above_is_the_net_though_its_label_is_lost() -> None:
    assert rows("TOTAL TTC 2.175 F CFA\nal HT 1.843 F CFA\n18%   332 F CFA") == [row("18", "1843", "332")]


@pytest.mark.parametrize(
    "text",
    [
        "Total HT 55,35\nTVA 20 %   5,53",  # does not multiply
        "Total HT 20 %   55,35\nTVA 10 %   5,53",  # another rate's net
        "Total HT 55,35\nREMISE 10 %   5,53",
        "TOTAL TTC 55,35\nTVA 10 %   5,53",  # the line above is a total
    ],
)
def test_what_no_rate_joins_is_no_row(text: str) -> None:
    assert rows(text) == []


def test_a_row_that_is_a_cent_off_proves_no_total() -> None:
    (candidate,) = taxes_on_two_lines.find(printed("Total HT 4256,50\nTVA 20 %   851,31"), locale())
    assert candidate.witness == "near row"


def test_a_total_that_two_such_rows_make_to_the_cent_confirms_them() -> None:
    text = "Total HT 10,00 %   55,35\nTVA 10,00 %   5,53\nTotal HT 20,00 %   1,90\nTVA 20,00 %   0,38\nTOTAL TTC 63,16"
    facts = extract(printed(text), language="fr", country="fr", today=date(2026, 11, 23))
    assert set(facts.tax_breakdown) == {row("10", "55.35", "5.53"), row("20", "1.90", "0.38")}


def test_a_misread_net_does_not_outweigh_the_labelled_total() -> None:
    text = "Total HT 4256,50\nTVA 20 %   851,31\nTOTAL TTC 5107,87"
    facts = extract(printed(text), language="fr", country="fr", today=date(2026, 11, 23))
    assert facts.total_with_tax is not None
    assert facts.total_with_tax.value == Decimal("5107.87")
