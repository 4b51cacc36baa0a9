"""What programs are to be told is written with the decision, and stays until they have taken it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.document import Event
from domain.kinds import State
from storage.outbox import LEASE_SECONDS, WAITS_SECONDS, Outbox
from storage.register import Decision, Register, open_register
from tests.storage.test_register import NOON, a_document

URL = "https://erp.example/justif"


class Clock:
    def __init__(self) -> None:
        self.seconds = NOON.timestamp()

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Iterator[Register]:
    register = open_register(f"sqlite:///{tmp_path / 'register.sqlite'}", now=lambda: NOON)
    register.outbox = Outbox(register.database, now=lambda: NOON, clock=clock)
    register.add(a_document(), by="Anne")
    yield register
    register.database.close()


def happen(register: Register, what: str) -> None:
    event = Event(when=NOON, who="Anne", what=what)
    register.decide(
        a_document().id, lambda d: Decision(document=replace(d, state=State.REJECTED, rejected_reason="twice"), events=(event,))
    )


def test_only_what_was_asked_for_is_told_and_only_of_that_company(register: Register) -> None:
    register.outbox.add(company="default", url=URL, events=("rejected",))
    register.outbox.add(company="other", url=URL, events=("rejected", "validated", "failed"))
    happen(register, "validated")
    happen(register, "rejected")

    delivery = register.outbox.take()
    assert delivery
    assert register.outbox.take() is None
    told = json.loads(delivery.body)
    assert told["type"] == "document.rejected"
    assert told["data"]["document"]["id"] == a_document().id
    assert (told["data"]["company"], told["data"]["by"], told["data"]["reason"]) == ("default", "Anne", "twice")


def test_a_decision_that_is_undone_tells_nobody(register: Register) -> None:
    register.outbox.add(company="default", url=URL, events=("rejected",))

    def fail(document: object) -> Decision:
        raise RuntimeError("power failed")

    with pytest.raises(RuntimeError):
        register.decide(a_document().id, fail)
    assert register.outbox.take() is None


def test_a_message_on_its_way_is_nobody_elses_until_its_sender_died(register: Register, clock: Clock) -> None:
    register.outbox.add(company="default", url=URL, events=("rejected",))
    happen(register, "rejected")

    first = register.outbox.take()
    assert register.outbox.take() is None
    clock.seconds += LEASE_SECONDS + 1
    again = register.outbox.take()
    assert first
    assert again
    assert (first.id, again.attempts) == (again.id, 2)


def test_vain_tries_come_ever_more_seldom_and_end(register: Register, clock: Clock) -> None:
    register.outbox.add(company="default", url=URL, events=("rejected",))
    happen(register, "rejected")

    waited = []
    while delivery := register.outbox.take():
        register.outbox.failed(delivery, answer="503")
        (told,) = register.outbox.told("default")
        if not told.is_waiting:
            break
        before = clock.seconds
        while register.outbox.told("default")[0].is_waiting and clock.seconds - before < 100_000:
            clock.seconds += 5
            if (nearest := _due(register)) is not None and nearest <= clock.seconds:
                break
        waited.append(clock.seconds - before)
    assert waited == list(WAITS_SECONDS)
    assert register.outbox.told("default")[0].answer == "503"


def _due(register: Register) -> float | None:
    from sqlalchemy import select

    from storage.people.tables import deliveries

    with register.database.reading() as connection:
        due: float | None = connection.execute(select(deliveries.c.due)).scalar()
    return due


def test_what_was_taken_is_not_sent_again(register: Register, clock: Clock) -> None:
    hook = register.outbox.add(company="default", url=URL, events=("rejected",))
    happen(register, "rejected")
    delivery = register.outbox.take()
    assert delivery
    register.outbox.delivered(delivery.id, answer="204")
    clock.seconds += 1_000_000

    assert register.outbox.take() is None
    assert [(t.is_delivered, t.is_waiting, t.answer) for t in register.outbox.told("default")] == [(True, False, "204")]
    register.outbox.remove("default", hook.id)
    assert register.outbox.list("default") == ()
