"""Searches are kept for the person who asked, and for nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.register import Register, open_register
from storage.searches import LATEST_KEPT

START = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    ticks = (START + timedelta(seconds=n) for n in range(10_000))
    opened = open_register(f"sqlite:///{tmp_path}/register.sqlite", now=lambda: next(ticks))
    yield opened
    opened.database.close()


def names(register: Register, person: str = "anne", company: str = "default") -> list[str]:
    return [each.name for each in register.searches.latest(company, person)]


def test_the_latest_search_comes_first_and_once(register: Register) -> None:
    for sentence in ("edf", "orange", "edf"):
        register.searches.note("default", "anne", name=sentence, address=f"/search?q={sentence}")

    assert names(register) == ["edf", "orange"]
    assert names(register, "karim") == []
    assert names(register, company="autre") == []


def test_only_so_many_of_the_latest_stay_but_every_saved_one(register: Register) -> None:
    register.searches.save("default", "anne", name="À payer", address="/search?q=impayés")
    for n in range(LATEST_KEPT + 5):
        register.searches.note("default", "anne", name=str(n), address=f"/search?q={n}")

    assert len(names(register)) == LATEST_KEPT + 1
    assert [each.name for each in register.searches.saved("default", "anne")] == ["À payer"]


def test_a_saved_search_keeps_its_name_when_it_is_asked_again_and_can_be_renamed(register: Register) -> None:
    register.searches.save("default", "anne", name="À payer", address="/search?q=impayés")
    register.searches.note("default", "anne", name="impayés", address="/search?q=impayés")
    assert names(register) == ["À payer"]

    register.searches.save("default", "anne", name="Dettes", address="/search?q=impayés")
    assert names(register) == ["Dettes"]


def test_nobody_drops_the_search_of_another(register: Register) -> None:
    register.searches.save("default", "anne", name="À payer", address="/search?q=impayés")
    (kept,) = register.searches.saved("default", "anne")

    register.searches.drop("default", "karim", kept.id)
    assert register.searches.saved("default", "anne")

    register.searches.drop("default", "anne", kept.id)
    assert not register.searches.saved("default", "anne")
