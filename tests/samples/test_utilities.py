"""Bills add up, and their traps are on the page."""

from __future__ import annotations

import io
from decimal import Decimal
from random import Random

import pdfplumber
import pytest

from samples import fonts
from samples.look import make_look
from samples.utilities import BRANDS, draw_bill, make_bill, truth_of_bill


@pytest.mark.parametrize("kind", BRANDS)
def test_the_truth_of_a_bill_adds_up(kind: str) -> None:
    for seed in range(30):
        truth = truth_of_bill(make_bill(Random(seed), kind))
        net, tax, gross = (Decimal(str(truth.fields[name])) for name in ("total_without_tax", "total_tax", "total_with_tax"))
        assert net + tax == gross
        assert sum(Decimal(row["amount"]) for row in truth.tax_breakdown or ()) == tax


@pytest.mark.skipif(not fonts.are_there(), reason="drawing needs the fonts that samples/ORIGINS.md names")
def test_an_energy_bill_prints_the_earlier_balance_and_a_number_as_long_as_a_siret() -> None:
    bill, look = make_bill(Random(2), "energy"), make_look(Random(2))
    with pdfplumber.open(io.BytesIO(draw_bill(bill, look))) as document:
        text = document.pages[0].extract_text()
    assert "Total de la facture précédente" in text
    assert any(len(value) == 14 and value in text for _, value in bill.references)
    assert look.amount(bill.net + bill.tax, "EUR", mark=False) in text
