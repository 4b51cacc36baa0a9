"""The workers: every document is read once, whatever happens to one of them."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from domain.company import Company
from domain.kinds import State
from domain.page import Page
from domain.reading import Reading
from domain.upload import Upload
from justif import worker as worker_module
from justif.worker import Worker
from pipeline.filing import Filing
from pipeline.recognize import Quads
from pipeline.sheet import Pixels, Sheet
from pipeline.tools import Stores, Tools
from search.engines.embedded import EmbeddedIndex
from storage.objects.memory import MemoryStore
from storage.register import open_register

Read = Callable[[Upload], tuple[Reading, ...]]


class NoEngine:
    def recognize(self, sheet: Sheet) -> Page:
        raise AssertionError("nothing is recognised here")

    def find_text(self, pixels: Pixels) -> Quads:
        return np.zeros((0, 4, 2), np.float32)

    def confidence_upright(self, pixels: Pixels) -> float:
        raise AssertionError("nothing is recognised here")


@pytest.fixture
def stores(tmp_path: Path) -> Stores:
    register = open_register(f"sqlite:///{tmp_path / 'register.sqlite'}")
    return Stores(objects=MemoryStore(), register=register, index=EmbeddedIndex(tmp_path / "index.sqlite"))


def filing_of(stores: Stores, how: Read) -> Filing:
    def reader(upload: Upload, tools: Tools, *, today: date) -> tuple[Reading, ...]:
        return how(upload)

    return Filing(stores=stores, tools=Tools(engine=NoEngine(), company=Company()), reader=reader)


def hand_in(filing: Filing, count: int) -> list[str]:
    return [filing.receive(Upload(name=f"{n}.pdf", content=str(n).encode())).id for n in range(count)]


def states(stores: Stores) -> Counter[State]:
    return Counter(document.state for document in stores.register.list())


def test_documents_are_read_in_the_order_they_came(stores: Stores) -> None:
    asked: list[str] = []

    def read(upload: Upload) -> tuple[Reading, ...]:
        asked.append(upload.name)
        return (Reading(pages=1),)

    filing = filing_of(stores, read)
    hand_in(filing, 3)
    worker = Worker(filing, stop=threading.Event())
    assert [worker.read_next() for _ in range(4)] == [True, True, True, False]
    assert asked == ["0.pdf", "1.pdf", "2.pdf"]
    assert states(stores) == {State.TO_VALIDATE: 3}


def test_several_workers_read_each_document_once(stores: Stores) -> None:
    asked: list[str] = []

    def read(upload: Upload) -> tuple[Reading, ...]:
        asked.append(upload.name)
        time.sleep(0.01)
        return (Reading(pages=1),)

    hand_in(filing_of(stores, read), 20)
    stop = threading.Event()
    workers = [threading.Thread(target=Worker(filing_of(stores, read), stop=stop).run) for _ in range(4)]
    for thread in workers:
        thread.start()
    while stores.register.claims.waiting():
        time.sleep(0.05)
    stop.set()
    for thread in workers:
        thread.join()
    assert sorted(asked) == sorted(f"{n}.pdf" for n in range(20))


def test_a_fault_of_ours_marks_that_document_and_the_next_is_read(stores: Stores) -> None:
    def read(upload: Upload) -> tuple[Reading, ...]:
        if upload.name == "0.pdf":
            raise ZeroDivisionError
        return (Reading(pages=1),)

    filing = filing_of(stores, read)
    first, second = hand_in(filing, 2)
    worker = Worker(filing, stop=threading.Event())
    worker.read_next()
    worker.read_next()
    failed, fine = stores.register.get(first), stores.register.get(second)
    assert failed
    assert failed.problem
    assert failed.problem.code == "internal"
    assert fine
    assert fine.state is State.TO_VALIDATE


def test_a_worker_that_is_stopped_in_the_middle_gives_its_document_back(stores: Stores) -> None:
    stop = threading.Event()

    def read(upload: Upload) -> tuple[Reading, ...]:
        stop.set()
        raise RuntimeError("the reading process was ended")

    filing = filing_of(stores, read)
    (one,) = hand_in(filing, 1)
    Worker(filing, stop=stop).run()
    assert states(stores) == {State.RECEIVED: 1}
    assert Worker(filing_of(stores, lambda _: (Reading(pages=1),)), stop=threading.Event()).read_next(one)
    assert states(stores) == {State.TO_VALIDATE: 1}


def test_who_waits_is_told_what_was_read(stores: Stores) -> None:
    told: list[str] = []
    filing = filing_of(stores, lambda _: (Reading(pages=1),))
    (one,) = hand_in(filing, 1)
    Worker(filing, stop=threading.Event(), on_read=lambda documents: told.extend(d.id for d in documents)).read_next()
    assert told == [one]


def test_who_is_idle_gets_ready_and_not_before(stores: Stores) -> None:
    stop, happened = threading.Event(), list[str]()

    def idle() -> None:
        happened.append("idle")
        stop.set()

    filing = filing_of(stores, lambda _: (Reading(pages=1),))
    hand_in(filing, 2)
    Worker(filing, stop=stop, on_read=lambda _: happened.append("read"), on_idle=idle).run()
    assert happened == ["read", "read", "idle"]


def test_who_is_idle_is_woken_by_what_arrives(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long before it would look by itself: the wait for it would not end within the test's patience."""
    monkeypatch.setattr(worker_module, "_IDLE_SECONDS", 3600.0)
    read, stop, arrived = threading.Event(), threading.Event(), threading.Event()
    filing = filing_of(stores, lambda _: (Reading(pages=1),))
    worker = Worker(filing, stop=stop, arrived=arrived, on_read=lambda _: read.set())
    thread = threading.Thread(target=worker.run)
    thread.start()
    hand_in(filing, 1)
    arrived.set()

    assert read.wait(60)
    stop.set()
    arrived.set()
    thread.join(60)
    assert not thread.is_alive()
