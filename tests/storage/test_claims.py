"""Who reads which document: nobody twice at once, and nothing is forgotten."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.document import Document, document_id
from domain.kinds import State
from storage.claims import ATTEMPTS, LEASE_SECONDS, Claims
from storage.database import Database
from storage.owner import is_dead, own_name
from storage.register import Decision, Register


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(url: str, clock: Clock) -> Iterator[Register]:
    register = Register(Database(url))
    register.claims = Claims(register.database, clock=clock)
    yield register
    register.database.close()


def enter(register: Register, serial: int = 1, *, priority: int = 0) -> str:
    original = f"{serial:064x}"
    one = document_id(company="default", original=original)
    received = datetime(2026, 11, 23, 12, 0, serial, tzinfo=UTC)
    register.add(
        Document(id=one, original=original, company="default", name="f", state=State.RECEIVED, received_at=received),
        by="Anne",
        priority=priority,
    )
    return one


def test_the_document_that_has_waited_longest_is_read_first(register: Register) -> None:
    first, second = enter(register, 1), enter(register, 2)
    taken = [register.claims.take(owner=own_name()) for _ in range(3)]
    assert [t.id if t else None for t in taken] == [first, second, None]


def test_what_a_person_waits_for_is_read_before_what_came_in_bulk(register: Register) -> None:
    bulk, person = enter(register, 1, priority=1), enter(register, 2)
    taken = [register.claims.take(owner=own_name()) for _ in range(2)]
    assert [t.id if t else None for t in taken] == [person, bulk]


def test_many_who_take_at_once_never_take_the_same(register: Register) -> None:
    entered = {enter(register, serial) for serial in range(1, 25)}

    def take_all(_: int) -> list[str]:
        owner, taken = own_name(), []
        while document := register.claims.take(owner=owner):
            taken.append(document.id)
        return taken

    with ThreadPoolExecutor(6) as pool:
        taken = [one for some in pool.map(take_all, range(6)) for one in some]
    assert sorted(taken) == sorted(entered)


def test_a_document_whose_reader_died_waits_behind_those_that_nobody_tried(register: Register, clock: Clock) -> None:
    first, second = enter(register, 1), enter(register, 2)
    register.claims.take(owner="a:b:1:2:1", document_id=first)
    clock.now += LEASE_SECONDS + 1
    taken = [register.claims.take(owner=own_name()) for _ in range(2)]
    assert [t.id if t else None for t in taken] == [second, first]


def test_a_claimed_document_is_nobody_elses(register: Register) -> None:
    one = enter(register)
    assert register.claims.take(owner="a:b:1:2:1", document_id=one)
    assert register.claims.take(owner="a:b:1:2:2", document_id=one) is None


def test_a_claim_lapses_when_its_lease_runs_out_unless_it_is_renewed(register: Register, clock: Clock) -> None:
    one = enter(register)
    register.claims.take(owner="a:b:1:2:1", document_id=one)
    clock.now += LEASE_SECONDS - 1
    assert register.claims.renew(one, owner="a:b:1:2:1")
    clock.now += LEASE_SECONDS - 1
    assert register.claims.take(owner="a:b:1:2:2") is None
    clock.now += 2
    assert register.claims.take(owner="a:b:1:2:2")
    assert not register.claims.renew(one, owner="a:b:1:2:1")


def test_who_lost_a_claim_files_nothing(register: Register, clock: Clock) -> None:
    one = enter(register)
    document = register.claims.take(owner="a:b:1:2:1", document_id=one)
    assert document
    clock.now += LEASE_SECONDS + 1
    register.claims.take(owner="a:b:1:2:2", document_id=one)
    assert register.file(document, lambda known: [Decision(document=d) for d in known], owner="a:b:1:2:1") is None


def test_what_was_taken_up_and_filed_meanwhile_is_not_taken_again(
    register: Register, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = enter(register)
    register.claims.take(owner="a:b:1:2:1", document_id=one)
    clock.now += LEASE_SECONDS + 1
    with register.database.reading() as connection:
        stale = register.claims._lapsed(connection)
    document = register.claims.take(owner="a:b:1:2:2")
    assert document
    monkeypatch.setattr(register.claims, "_lapsed", lambda _: stale)
    assert register.claims.take(owner="a:b:1:2:3") is None
    register.file(document, lambda known: [Decision(document=replace(d, state=State.TO_VALIDATE)) for d in known], owner="a:b:1:2:2")
    assert register.claims.take(owner="a:b:1:2:3") is None


def test_a_document_given_back_is_free_at_once(register: Register) -> None:
    one = enter(register)
    register.claims.take(owner="a:b:1:2:1", document_id=one)
    register.claims.give_back(one, owner="a:b:1:2:1")
    assert register.claims.take(owner="a:b:1:2:2", document_id=one)
    assert not register.claims.hopeless(one)


def test_a_document_whose_readers_keep_dying_is_hopeless(register: Register, clock: Clock) -> None:
    one = enter(register)
    for _ in range(ATTEMPTS):
        assert register.claims.take(owner="a:b:1:2:1", document_id=one)
        assert not register.claims.hopeless(one)
        clock.now += LEASE_SECONDS + 1
    assert register.claims.take(owner="a:b:1:2:1", document_id=one)
    assert register.claims.hopeless(one)


def test_what_is_yet_to_be_read_is_counted(register: Register) -> None:
    enter(register, 1)
    enter(register, 2)
    register.claims.take(owner=own_name())
    assert register.claims.waiting() == 2


def test_a_claim_of_a_dead_process_is_free_at_once(register: Register) -> None:
    one = enter(register)
    names = multiprocessing.get_context("fork").SimpleQueue()

    def live() -> None:
        names.put(own_name())
        time.sleep(60)

    reader = multiprocessing.get_context("fork").Process(target=live)
    reader.start()
    name = names.get()
    assert not is_dead(name)
    assert register.claims.take(owner=name, document_id=one)
    assert register.claims.take(owner=own_name(), document_id=one) is None
    os.kill(reader.pid or 0, signal.SIGKILL)
    reader.join()
    assert is_dead(name)
    assert register.claims.take(owner=own_name(), document_id=one)


@pytest.mark.parametrize("make", [str, lambda: "somebody", lambda: "a:b:c:d:e", lambda: "other-boot:1:1:1:1", own_name])
def test_who_cannot_be_known_to_be_dead_is_not(make: Callable[[], str]) -> None:
    assert not is_dead(make())
