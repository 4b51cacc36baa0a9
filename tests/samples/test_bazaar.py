"""Receipts of Africa add up in their own currency and print what their truth says."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples.bazaar import COUNTRIES, print_abroad

seeds = st.integers(0, 2**32)


@given(seeds, st.sampled_from(tuple(COUNTRIES)))
def test_net_and_tax_make_the_total(seed: int, country: str) -> None:
    _, truth, _ = print_abroad(Random(seed), country=country)
    if truth.tax_breakdown:
        net, tax, gross = (Decimal(str(truth.fields[name])) for name in ("total_without_tax", "total_tax", "total_with_tax"))
        assert net + tax == gross
        assert sum(Decimal(row["amount"]) for row in truth.tax_breakdown) == tax


@given(seeds)
def test_francs_have_no_cents(seed: int) -> None:
    _, truth, _ = print_abroad(Random(seed), country="sn")
    assert "." not in str(truth.fields["total_with_tax"]) or str(truth.fields["total_with_tax"]).endswith(".00")


@given(seeds, st.sampled_from(tuple(COUNTRIES)))
def test_the_total_and_the_number_are_printed(seed: int, country: str) -> None:
    rows, truth, _ = print_abroad(Random(seed), country=country)
    paper = "".join(f"{row.left}{row.right}" for row in rows)
    total = str(truth.fields["total_with_tax"])
    digits = "".join(filter(str.isdigit, total.removesuffix(".00") if truth.fields["currency"] == "XOF" else total))
    assert str(truth.fields["invoice_number"]) in paper
    assert any(digits in "".join(filter(str.isdigit, row.right)) for row in rows)


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_same_seed_gives_the_same_receipt(country: str) -> None:
    assert print_abroad(Random(5), country=country) == print_abroad(Random(5), country=country)
