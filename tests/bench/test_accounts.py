"""The made-up year: it covers every trade, and one validation is enough for the next document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.accounts import measure, purchases
from domain.kinds import Category
from storage.register import Register, open_register


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    made = open_register(f"sqlite:///{tmp_path / 'register.sqlite'}")
    yield made
    made.database.close()


def test_the_year_covers_what_small_firms_buy_and_is_the_same_each_time() -> None:
    year = purchases()

    assert {one.category for one in year} >= set(Category) - {Category.PAYROLL, Category.OTHER}
    assert [one.reading.facts for one in purchases()] == [one.reading.facts for one in year]
    assert sum(one.is_held_out for one in year) > len(year) / 4


@pytest.mark.slow
def test_after_one_validation_the_next_document_of_a_seller_is_booked_as_it_was(register: Register) -> None:
    figures = measure(register)

    first, later = figures["first"], figures["later"]
    assert isinstance(first, dict)
    assert isinstance(later, dict)
    assert first["accounts"] >= 0.75
    assert later["accounts"] >= 0.9
    assert later["vat_and_journal"] >= 0.9
