"""The desk in the register: piles in their order, signatures that may be taken back, uploads that come twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.document import Document, document_id
from domain.facts import Found
from domain.kinds import State
from domain.queues import Order, Queue
from domain.reading import Reading
from storage.register import Decision, Register, open_register
from tests.web.made import NOON, TODAY, an_invoice, conclude


@pytest.fixture
def register(url: str) -> Iterator[Register]:
    made = open_register(url, now=lambda: NOON)
    yield made
    made.database.close()


def enter(register: Register, name: str, reading: Reading) -> str:
    from domain.company import Company

    concluded = conclude(reading, company=Company(), today=TODAY, category=None)
    one = document_id(company="default", original=name)
    made = Document(id=one, original=name, company="default", name=name, state=State.TO_VALIDATE, received_at=NOON, reading=concluded)
    register.add(made, by="Anne")
    return one


def sure(reading: Reading, confidence: float) -> Reading:
    total = reading.facts.total_with_tax
    assert total
    found = Found(value=total.value, confidence=confidence, place=total.place)
    return replace(reading, facts=reading.facts.having(total_with_tax=found))


def test_the_most_certain_document_comes_first(register: Register) -> None:
    weak = enter(register, "weak", sure(an_invoice(), 0.91))
    strong = enter(register, "strong", sure(an_invoice(), 0.97))

    assert register.queues.ids("default", Queue.GREEN) == (strong, weak)


@pytest.mark.parametrize(("order", "first"), [(Order.SELLER, "Alpha"), (Order.AMOUNT, "Zoé")])
def test_a_pile_can_be_gone_through_by_seller_or_amount(register: Register, order: Order, first: str) -> None:
    ids = {
        "Zoé": enter(register, "z", an_invoice("Zoé", net="900.00", tax="180.00", total="1080.00")),
        "Alpha": enter(register, "a", an_invoice("Alpha")),
    }

    assert register.queues.ids("default", order=order)[0] == ids[first]


def test_sums_that_disagree_make_a_document_doubtful_and_not_odd(register: Register) -> None:
    enter(register, "wrong", an_invoice(total="999.00"))

    assert register.queues.sizes("default") == {Queue.GREEN: 0, Queue.DOUBTFUL: 1, Queue.DUPLICATE: 0, Queue.ANOMALY: 0}


def test_what_is_signed_lies_on_no_pile_until_it_is_taken_back(register: Register) -> None:
    one = enter(register, "a", an_invoice())

    assert register.slips.sign(one, by="Zoé", due=10.0)
    assert register.queues.waiting("default") == 0
    assert register.slips.withdraw(one)
    assert register.queues.ids("default") == (one,)


def test_a_document_is_signed_once(register: Register) -> None:
    one = enter(register, "a", an_invoice())

    assert register.slips.sign(one, by="Zoé", due=10.0)
    assert not register.slips.sign(one, by="Max", due=10.0)


def test_a_signature_is_void_once_the_document_has_changed(register: Register) -> None:
    one = enter(register, "a", an_invoice())
    register.slips.sign(one, by="Zoé", due=10.0)

    register.decide(one, lambda document: Decision(document=document))

    assert register.slips.signature(one) is None
    assert [each.document_id for each in register.slips.due(11.0)] == [one]


def test_an_upload_of_a_known_name_is_the_document_it_became_first(register: Register) -> None:
    one, other = enter(register, "a", an_invoice()), enter(register, "b", an_invoice())
    register.slips.name_upload("default", "k1", one, now=NOON)
    register.slips.name_upload("default", "k1", other, now=NOON)

    assert register.slips.upload("default", "k1") == one
    assert register.slips.upload("other", "k1") is None


def test_a_pile_of_a_person_holds_what_was_given_to_him(register: Register) -> None:
    one, _ = enter(register, "a", an_invoice()), enter(register, "b", an_invoice())
    register.slips.assign(one, "Zoé")

    assert register.queues.ids("default", person="Zoé") == (one,)
    assert register.slips.people("default") == ("Zoé",)
    register.slips.assign(one, "")
    assert register.queues.ids("default", person="Zoé") == ()
