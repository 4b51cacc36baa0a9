"""What the truth says of a ticket stands on its rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples.firms import plain
from samples.sales import KINDS, make_sale
from samples.slips import print_slip
from samples.tickets import print_ticket
from samples.till import Row, make_till

seeds = st.integers(0, 2**32)


def squeezed(rows: tuple[Row, ...]) -> str:
    return plain(" ".join(f"{row.left} {row.right}" for row in rows)).replace(" ", "").replace(",", ".")


@given(seeds, st.sampled_from(KINDS))
def test_every_figure_of_the_truth_is_printed(seed: int, kind: str) -> None:
    rng = Random(seed)
    sale, till = make_sale(rng, kind), make_till(rng)
    rows, truth = print_ticket(rng, sale, till)
    paper = squeezed(rows)
    for field in ("total_with_tax", "seller_siret", "seller_vat_id", "invoice_number"):
        value = truth.fields.get(field)
        assert value is None or str(value) in paper, field
    names = truth.fields["seller_name"]
    assert isinstance(names, list)
    assert plain(names[0]).replace(" ", "") in paper


@given(seeds, st.sampled_from(KINDS))
def test_the_tax_of_the_truth_adds_up_with_the_total(seed: int, kind: str) -> None:
    rng = Random(seed)
    _, truth = print_ticket(rng, make_sale(rng, kind), make_till(rng))
    rows = truth.tax_breakdown
    if rows:
        gross = sum(Decimal(row["base"]) + Decimal(row["amount"]) for row in rows)
        assert gross == Decimal(str(truth.fields["total_with_tax"]))


@given(seeds)
def test_rows_fit_the_paper(seed: int) -> None:
    rng = Random(seed)
    till = make_till(rng)
    rows, _ = print_ticket(rng, make_sale(rng, rng.choice(KINDS)), till)
    for row in rows:
        if row.scale == 1:
            assert len(row.left) + len(row.right) + bool(row.right) <= till.columns, row


@given(seeds)
def test_cash_given_covers_the_total(seed: int) -> None:
    sale = make_sale(Random(seed), "bakery")
    assert sale.given >= sale.total
    assert sale.payment == "cash" or sale.given == sale.total


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_ticket(kind: str) -> None:
    first, second = (print_ticket(rng, make_sale(rng, kind), make_till(rng)) for rng in (Random(5), Random(5)))
    assert first == second


def test_a_card_slip_bears_no_tax() -> None:
    rng = Random(3)
    rows, truth = print_slip(rng, make_sale(rng, "restaurant"), make_till(rng))
    assert truth.fields["total_tax"] is None
    assert truth.tax_breakdown == ()
    assert "TVA" not in squeezed(rows)


@given(seeds)
def test_dates_are_real_and_past(seed: int) -> None:
    rng = Random(seed)
    _, truth = print_ticket(rng, make_sale(rng, "cafe"), make_till(rng))
    assert date(2023, 1, 1) < date.fromisoformat(str(truth.fields["issue_date"])) < date(2026, 11, 1)
