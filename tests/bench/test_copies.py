"""The pairs of the bench are what it says they are, and its photographs are the same each time."""

from __future__ import annotations

from itertools import islice

import pytest

from bench.copies import RULES, Taken, counted, photographs
from domain.reading import Reading


def one(shop: int, receipt: str, *, likeness: str = "") -> Taken:
    return Taken(shop=shop, receipt=receipt, reading=Reading(likeness=likeness))


@pytest.mark.parametrize(
    ("first", "second", "pair"),
    [
        (one(1, "a"), one(1, "a"), "copy"),
        (one(1, "a"), one(1, "b"), "shop"),
        (one(1, "b"), one(1, "c"), "shop"),
        (one(1, "c"), one(1, "a"), "again"),
        (one(1, "a"), one(2, "a"), "other"),
    ],
)
def test_a_pair_is_named_by_what_was_photographed(first: Taken, second: Taken, pair: str) -> None:
    assert first.pair_with(second) == pair


def test_shops_that_are_held_out_are_counted_apart_and_never_with_the_others() -> None:
    same = "0f" * 32
    told = counted([one(0, "a", likeness=same), one(0, "a", likeness=same), one(2, "a", likeness=same), one(2, "b", likeness="f0" * 32)])

    assert {part: dict(rules["pairs"]) for part, rules in told.items()} == {"chosen on": {"copy": 1}, "held out": {"shop": 1}}
    assert told["chosen on"]["look alone"]["copy"] == 1
    assert told["held out"]["look alone"]["shop"] == 0
    assert set(told["held out"]) == set(RULES)


def test_a_photograph_is_the_same_each_time() -> None:
    first, again = (next(islice(photographs(6), 1)) for _ in range(2))

    assert first == again
    assert first[0] == "a"
