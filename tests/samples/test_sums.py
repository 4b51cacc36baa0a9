"""Invented sales add up to the cent, in both directions."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.checks import tax_of
from samples.sums import Item, rows_from_gross, rows_from_net

rates = st.sampled_from([Decimal("2.1"), Decimal("5.5"), Decimal(10), Decimal(20)])
items = st.builds(
    Item,
    description=st.just("CAFE"),
    quantity=st.integers(1, 9).map(Decimal),
    unit_price=st.integers(1, 99999).map(lambda cents: Decimal(cents) / 100),
    rate=rates,
)


@given(st.lists(items, min_size=1, max_size=8))
def test_rows_of_a_till_add_up_to_what_was_paid(sold: list[Item]) -> None:
    rows = rows_from_gross(sold)
    assert sum(row.gross for row in rows) == sum(item.amount for item in sold)
    assert all(abs(tax_of(row.base, row.rate) - row.tax) <= Decimal("0.01") for row in rows)


@given(st.lists(items, min_size=1, max_size=8))
def test_rows_of_an_invoice_multiply_exactly(sold: list[Item]) -> None:
    rows = rows_from_net(sold)
    assert sum(row.base for row in rows) == sum(item.amount for item in sold)
    assert all(tax_of(row.base, row.rate) == row.tax for row in rows)


def test_each_rate_has_one_row_lowest_first() -> None:
    sold = [Item(description="", quantity=Decimal(1), unit_price=Decimal(1), rate=Decimal(rate)) for rate in ("20", "5.5", "20")]
    assert [row.rate for row in rows_from_gross(sold)] == [Decimal("5.5"), Decimal(20)]


def test_a_discount_lowers_its_line() -> None:
    line = Item(description="CHEMISE", quantity=Decimal(2), unit_price=Decimal(30), rate=Decimal(20), discount=Decimal(6))
    assert line.amount == Decimal(54)
