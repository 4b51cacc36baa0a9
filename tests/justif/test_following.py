"""The index follows beside the pages: nobody waits for it, and nothing it has not seen is forgotten."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.company import Company
from domain.problem import UnavailableError
from domain.reading import Reading
from domain.upload import Upload
from justif.following import Follower
from pipeline.filing import Filing
from pipeline.tools import Stores, Tools
from search.engines.embedded import EmbeddedIndex
from storage.objects.memory import MemoryStore
from storage.register import Register, open_register
from tests.web.made import NoEngine

FILE = Upload(name="facture.pdf", content=b"facture")


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    register = open_register(f"sqlite:///{tmp_path / 'register.sqlite'}")
    yield Stores(objects=MemoryStore(), register=register, index=EmbeddedIndex(tmp_path / "index.sqlite"))
    register.database.close()


def filing_of(stores: Stores, follower: Follower) -> Filing:
    def reader(upload: Upload, tools: Tools, *, today: date) -> tuple[Reading, ...]:
        return (Reading(),)

    return Filing(stores=stores, tools=Tools(engine=NoEngine(), company=Company()), reader=reader, bell=follower)


def until(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.01)
    return False


def has_seen_all(register: Register) -> bool:
    return not register.unindexed()


def test_a_document_is_received_while_the_index_is_held_and_found_once_it_is_free(stores: Stores) -> None:
    follower = Follower(look_seconds=60)
    filing = filing_of(stores, follower)
    free = threading.Event()

    def follow() -> None:
        free.wait(30)
        filing.follow()

    with follower.over(follow):
        receipt = filing.receive(FILE)
        assert stores.register.get(receipt.id)
        assert not has_seen_all(stores.register)
        free.set()
        assert until(lambda: has_seen_all(stores.register))


def test_an_index_that_does_not_answer_is_told_later(stores: Stores) -> None:
    follower = Follower(look_seconds=0.01)
    filing = filing_of(stores, follower)
    refusals = [UnavailableError("index"), RuntimeError("a disk that is full")]

    def follow() -> None:
        if refusals:
            raise refusals.pop()
        filing.follow()

    with follower.over(follow):
        filing.receive(FILE)
        assert until(lambda: has_seen_all(stores.register))
    assert refusals == []


def test_what_rang_last_is_told_before_the_end(stores: Stores) -> None:
    follower = Follower(look_seconds=60)
    filing = filing_of(stores, follower)
    with follower.over(filing.follow):
        filing.receive(FILE)
    assert has_seen_all(stores.register)


def test_what_a_killed_process_left_is_told_at_the_next_start(stores: Stores) -> None:
    killed = filing_of(stores, Follower())  # whose thread never came to it
    killed.receive(FILE)
    assert not has_seen_all(stores.register)

    follower = Follower(look_seconds=60)
    filing = replace(killed, bell=follower)
    with follower.over(filing.follow):
        filing.resume()
        assert until(lambda: has_seen_all(stores.register))
