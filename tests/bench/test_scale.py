"""The simulation of the queue agrees with the formulas where there are any."""

from __future__ import annotations

import pytest

from bench.scale import Kind, Sizes, expected_wait, readers_for, simulate, stores_of

FLAT = (1.0,) * 24
KINDS = (
    Kind(name="photo", share=0.5, seconds=3.0),
    Kind(name="printed", share=0.3, seconds=0.5),
    Kind(name="e-invoice", share=0.2, seconds=0.1),
)


@pytest.mark.parametrize(("readers", "load"), [(1, 0.5), (1, 0.8), (4, 0.8), (16, 0.9)])
def test_at_a_steady_rate_the_mean_wait_is_that_of_the_formula(readers: int, load: float) -> None:
    mean = sum(kind.share * kind.seconds for kind in KINDS)
    rate = load * readers / mean
    waits = simulate(rate * 86_400, readers, KINDS, hours=FLAT, days=3)
    assert waits.mean == pytest.approx(expected_wait(rate, readers, KINDS), rel=0.15)
    assert waits.used == pytest.approx(load, rel=0.03)


def test_more_than_the_readers_can_do_waits_without_end() -> None:
    assert expected_wait(1.0, 1, KINDS) == float("inf")


def test_the_fewest_readers_that_keep_the_wait_short_are_found() -> None:
    readers = readers_for(20_000, KINDS, p95_seconds=10.0)
    assert simulate(20_000, readers, KINDS).p95 <= 10.0
    assert simulate(20_000, readers - 1, KINDS).p95 > 10.0


def test_the_stores_of_a_year_and_their_price_follow_from_what_a_document_leaves() -> None:
    row = stores_of(1_000_000, Sizes(original=300, register=20, index=10), readers=4, peak=1.5)

    assert row == "| 1,000,000 | 3,600 GB | 240 GB | 120 GB | 3 | 6.0 | 1.50 | 159 € |"
