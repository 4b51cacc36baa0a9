"""Work over a broker: every document is read once, whatever dies; the broker may forget everything."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from domain.document import Document
from domain.kinds import State
from domain.problem import UnavailableError
from domain.upload import Upload
from justif.assemble import make_filing
from justif.queues import BrokerBell, bells
from justif.settings import Settings
from justif.tasks import Bench, _patiently, make_tasks
from pipeline.filing import Filing
from tests.servers.addresses import address, on
from tests.servers.fleet import servers

INVOICE = Path("samples/facture-ubl.xml").read_bytes()
WORK = ("justif.cli", "work")
BROKEN = ("tests.justif.broken_worker",)


@pytest.fixture(params=[on("redis"), on("rabbitmq")])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """An installation of its own on the broker."""
    made = Settings(home=tmp_path / "home", broker=f"{address(request.param)}#test-{uuid.uuid4().hex[:8]}")
    yield made
    app = make_tasks(made)
    with app.connection_for_write() as connection:
        for queue in app.conf.task_queues:
            connection.default_channel.queue_purge(queue.name)
            connection.default_channel.queue_delete(queue.name)


@pytest.fixture
def filing(settings: Settings) -> Filing:
    return make_filing(settings)


def hand_in(filing: Filing, count: int, *, name: str = "", priority: int = 0) -> list[str]:
    return [
        filing.receive(Upload(name=f"{name}{n}.xml", content=INVOICE + f"\n<!-- {name}{n} -->".encode()), priority=priority).id
        for n in range(count)
    ]


@contextmanager
def running(settings: Settings, *program: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {"JUSTIF_HOME": str(settings.home), "JUSTIF_BROKER": settings.broker, "JUSTIF_THREADS": "1"}
    process = subprocess.Popen([sys.executable, "-m", *program], env=environment, start_new_session=True)
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(holds: Callable[[], bool], *, seconds: float = 120.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


def states(filing: Filing) -> Counter[State]:
    return Counter(document.state for document in filing.stores.register.list())


def times_read(filing: Filing, document: Document) -> int:
    return sum(event.what == "read" for event in filing.stores.register.history(document.id))


def test_what_is_handed_in_is_read_once_by_the_workers_and_found(settings: Settings, filing: Filing) -> None:
    with running(settings, *WORK, "--jobs", "2"):
        hand_in(filing, 6)
        assert until(lambda: states(filing) == {State.TO_VALIDATE: 6})
        assert until(lambda: not filing.stores.register.unindexed())
    assert {times_read(filing, document) for document in filing.stores.register.list()} == {1}


def test_a_killed_worker_leaves_its_documents_to_the_next(settings: Settings, filing: Filing) -> None:
    hand_in(filing, 12)
    with running(settings, *WORK) as worker:
        assert until(lambda: states(filing)[State.TO_VALIDATE] >= 2)
        kill(worker)
    bench = Bench(settings)
    with running(settings, *WORK):
        assert until(lambda: bool(bench.sweep(0) or True) and states(filing) == {State.TO_VALIDATE: 12})
    assert {times_read(filing, document) for document in filing.stores.register.list()} == {1}


def test_what_a_person_waits_for_goes_before_what_came_in_bulk(settings: Settings, filing: Filing) -> None:
    hand_in(filing, 20, name="bulk", priority=1)
    (person,) = hand_in(filing, 1, name="photo")
    with running(settings, *WORK):
        assert until(lambda: states(filing)[State.TO_VALIDATE] == 21)
    read_at = {d.id: next(e.when for e in filing.stores.register.history(d.id) if e.what == "read") for d in filing.stores.register.list()}
    assert sorted(read_at, key=lambda one: read_at[one]).index(person) <= 1  # one may have been handed out before


def test_a_document_that_kills_its_worker_twice_is_set_aside_and_the_others_go_on(settings: Settings, filing: Filing) -> None:
    (poison,) = hand_in(filing, 1, name="poison")
    hand_in(filing, 5)
    with running(settings, *BROKEN):
        assert until(lambda: states(filing) == {State.TO_VALIDATE: 5, State.FAILED: 1})
    failed = filing.stores.register.get(poison)
    assert failed
    assert failed.problem
    assert failed.problem.code == "interrupted"
    assert filing.retry(poison).state is State.RECEIVED


def test_bells_that_the_broker_lost_are_rung_again_and_no_more_than_that(settings: Settings, filing: Filing) -> None:
    hand_in(filing, 4)
    app, bench = make_tasks(settings), Bench(settings)
    assert bells(app) == 4
    assert bench.sweep(bells(app)) == 0
    with app.connection_for_write() as connection:
        for queue in app.conf.task_queues:
            connection.default_channel.queue_purge(queue.name)
    assert bells(app) == 0
    filing.stores.register.claims._clock = lambda: time.time() + 60
    bench.worker.filing.stores.register.claims._clock = lambda: time.time() + 60
    assert bench.sweep(bells(app)) == 4
    assert bells(app) == 4
    assert bench.sweep(bells(app)) == 0


@pytest.mark.services
def test_a_broker_that_died_and_lost_everything_delays_documents_but_loses_none(tmp_path: Path) -> None:
    address("redis")
    with servers(["redis"]) as started:
        broker = started["redis"]
        settings = Settings(home=tmp_path / "home", broker=broker.url)
        filing = make_filing(settings)
        with running(settings, *WORK):
            hand_in(filing, 2, name="before")
            assert until(lambda: states(filing)[State.TO_VALIDATE] == 2)
            broker.kill()
            hand_in(filing, 2, name="during")
            broker.forget()
            broker.start()
            broker.wait()
            bench = Bench(settings)
            bench.worker.filing.stores.register.claims._clock = lambda: time.time() + 60
            assert bench.sweep(0) == 2
            assert until(lambda: states(filing) == {State.TO_VALIDATE: 4})


def test_who_hands_in_does_not_wait_for_a_broker_that_is_gone(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    filing = make_filing(Settings(home=tmp_path / "home", broker=f"redis://127.0.0.1:{port}/0"))
    (one,) = hand_in(filing, 1)
    document = filing.stores.register.get(one)
    assert document
    assert document.state is State.RECEIVED


class AgainError(Exception):
    """What a task raises to be run again."""


class FakeTask:
    name, max_retries = "justif.read", 3

    class request:  # noqa: N801 — Celery's name
        retries = 2

    def retry(self, *, exc: Exception, countdown: float) -> Exception:
        assert 2.0 <= countdown <= 4.0
        return AgainError()


def test_only_what_can_pass_is_tried_again_and_each_time_later() -> None:
    def silent() -> Any:
        raise UnavailableError("objects")

    def wrong() -> Any:
        raise ValueError("our own fault")

    with pytest.raises(AgainError):
        _patiently(FakeTask(), silent)
    with pytest.raises(ValueError, match="our own fault"):
        _patiently(FakeTask(), wrong)


def test_the_most_urgent_has_the_level_that_the_broker_serves_first() -> None:
    redis, rabbit = BrokerBell(Settings(broker="redis://localhost")), BrokerBell(Settings(broker="amqp://localhost"))
    assert [redis._level(n) for n in (0, 1, 99)] == [0, 1, 9]
    assert [rabbit._level(n) for n in (0, 1, 99)] == [9, 8, 0]
