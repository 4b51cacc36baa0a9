"""What the truth says of a drawn paper stands in its PDF."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from random import Random

import pdfplumber
import pytest

from samples import fonts
from samples.look import make_look
from samples.papers import draw_paper
from samples.papertruth import truth_of
from samples.trade import TITLES, make_paper

pytestmark = pytest.mark.skipif(not fonts.are_there(), reason="drawing needs the fonts that samples/ORIGINS.md names")


def squeezed_text(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return re.sub(r"\s", "", "".join(page.extract_text() for page in document.pages))


@pytest.mark.parametrize("kind", TITLES)
@pytest.mark.parametrize("seed", range(6))
def test_every_value_of_the_truth_is_on_the_paper(kind: str, seed: int) -> None:
    rng = Random(seed)
    paper, look = make_paper(rng, kind), make_look(rng)
    truth, text = truth_of(paper, look), squeezed_text(draw_paper(paper, look))
    for field in ("invoice_number", "seller_siret", "seller_vat_id", "seller_iban", "buyer_name", "buyer_vat_id", "order_number"):
        value = truth.fields.get(field)
        assert value is None or re.sub(r"\s", "", str(value)) in text, field
    for field in ("total_with_tax", "total_tax", "amount_due"):
        value = truth.fields.get(field)
        if value is not None:
            assert re.sub(r"\s", "", look.amount(Decimal(str(value)), "EUR", mark=False)) in text, field


def test_totals_of_a_paper_add_up() -> None:
    for seed in range(40):
        truth = truth_of(make_paper(Random(seed), "invoice"), make_look(Random(seed)))
        net, tax, gross = (Decimal(str(truth.fields[name])) for name in ("total_without_tax", "total_tax", "total_with_tax"))
        assert net + tax == gross
        assert sum(Decimal(line["amount"]) for line in truth.lines or ()) == net


def test_a_long_invoice_carries_its_sum_to_the_next_page() -> None:
    paper = make_paper(Random(1), "invoice")
    long = type(paper)(**{name: getattr(paper, name) for name in paper.__slots__} | {"items": paper.items * 20})
    with pdfplumber.open(io.BytesIO(draw_paper(long, make_look(Random(1))))) as document:
        assert len(document.pages) > 1
        assert "À reporter" in document.pages[0].extract_text()
        assert "Report" in document.pages[1].extract_text()


def test_the_same_seed_gives_the_same_bytes() -> None:
    first, second = (draw_paper(make_paper(Random(4), "invoice"), make_look(Random(4))) for _ in range(2))
    assert first == second
