"""Vain tries are counted for a quarter of an hour, the same wherever and however many at once they come."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from storage.people.failures import WINDOW, Failures
from storage.register import Register, open_register

START = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def register(url: str) -> Iterator[Register]:
    opened = open_register(url)
    yield opened
    opened.database.close()


def test_so_many_tries_are_let_in_and_those_that_were_not_vain_do_not_count(register: Register) -> None:
    now = [START]
    failures = Failures(register.database, now=lambda: now[0])
    first, second = failures.enter("anne", 2), failures.enter("anne", 2)
    assert first
    assert second

    assert failures.enter("anne", 2) is None
    assert failures.enter("paul", 2)
    failures.forgive(first)
    assert failures.enter("anne", 2)
    now[0] += WINDOW
    assert failures.enter("anne", 2)


def test_many_at_once_at_several_processes_are_no_more_than_the_limit(register: Register, url: str) -> None:
    others = [open_register(url) for _ in range(2)]
    together, got = threading.Barrier(8), []

    def hurry(other: Register) -> None:
        together.wait()
        got.append(Failures(other.database, now=lambda: START).enter("anne", 5))

    threads = [threading.Thread(target=hurry, args=(other,)) for other in others for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for other in others:
        other.database.close()
    assert sum(one is not None for one in got) == 5
    assert Failures(register.database, now=lambda: START).too_many({"anne": 5})
