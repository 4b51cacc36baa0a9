"""A false total is printed in place of the right one, and the reading is watched."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bench.adversary import another, forged
from tests.extractors.printed import printed


@given(st.decimals(min_value=1, max_value=99999, places=2), st.integers())
def test_a_false_total_is_one_digit_away(total: Decimal, seed: int) -> None:
    false = another(total, Random(seed))
    assert false != total
    assert sum(a != b for a, b in zip(f"{total:.2f}", f"{false:.2f}", strict=True)) == 1


def test_the_first_place_or_all_are_forged() -> None:
    pages = printed("TOTAL TTC 12,50\nCB 12,50").pages
    once = forged(pages, Decimal("12.50"), Decimal("12.80"), everywhere=False)
    always = forged(pages, Decimal("12.50"), Decimal("12.80"), everywhere=True)
    assert [word.text for word in once[0].words] == ["TOTAL", "TTC", "12,80", "CB", "12,50"]
    assert [word.text for word in always[0].words] == ["TOTAL", "TTC", "12,80", "CB", "12,80"]
