"""A validation can be taken back for a while, then it is final: booked once or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from domain.company import Company
from domain.kinds import State
from domain.problem import RefusedError
from domain.upload import Upload
from pipeline.filing import Filing
from pipeline.signing import settle, sign, take_back
from pipeline.tools import Stores, Tools
from search.engines.embedded import EmbeddedIndex
from storage.objects.memory import MemoryStore
from storage.register import open_register
from tests.web.made import NOON, NoEngine, Script, an_invoice, conclude


@pytest.fixture
def filing(tmp_path: Path) -> Iterator[Filing]:
    register = open_register(f"sqlite:///{tmp_path / 'register.sqlite'}", now=lambda: NOON)
    stores = Stores(objects=MemoryStore(), register=register, index=EmbeddedIndex(tmp_path / "index.sqlite"))
    script = Script({"wrong.pdf": an_invoice(total="999.00")})
    yield Filing(stores=stores, tools=Tools(engine=NoEngine(), company=Company()), reader=script, concluder=conclude)
    register.database.close()


def hand_in(filing: Filing, name: str = "a.pdf") -> str:
    receipt = filing.receive(Upload(name=name, content=name.encode()), submitted_by="Anne")
    filing.read_document(receipt.id)
    return receipt.id


def state_of(filing: Filing, one: str) -> State:
    document = filing.stores.register.get(one)
    assert document
    return document.state


def test_what_is_signed_is_booked_once_its_time_is_over(filing: Filing) -> None:
    one = hand_in(filing)
    sign(filing, one, by="Zoé", seconds=8, now=100.0)

    assert settle(filing, now=107.0) == 0
    assert state_of(filing, one) == State.TO_VALIDATE
    assert settle(filing, now=109.0) == 1
    assert state_of(filing, one) == State.VALIDATED
    assert settle(filing, now=200.0) == 0


def test_what_is_taken_back_is_never_booked_and_the_history_says_so(filing: Filing) -> None:
    one = hand_in(filing)
    sign(filing, one, by="Zoé", seconds=8, now=100.0)

    assert take_back(filing, one, by="Zoé")
    assert settle(filing, now=200.0) == 0
    assert state_of(filing, one) == State.TO_VALIDATE
    assert filing.stores.register.history(one)[-1].what == "withdrawn"


def test_what_is_booked_cannot_be_taken_back(filing: Filing) -> None:
    one = hand_in(filing)
    sign(filing, one, by="Zoé", seconds=8, now=100.0)
    settle(filing, now=109.0)

    assert not take_back(filing, one, by="Zoé")
    assert state_of(filing, one) == State.VALIDATED


def test_a_document_that_was_corrected_after_it_was_signed_is_not_booked(filing: Filing) -> None:
    one = hand_in(filing)
    sign(filing, one, by="Zoé", seconds=8, now=100.0)
    filing.correct(one, {"invoice_number": "X-1"}, by="Max")

    assert settle(filing, now=109.0) == 0
    assert state_of(filing, one) == State.TO_VALIDATE
    assert filing.stores.register.queues.ids("default") == (one,)


def test_what_has_no_entry_cannot_be_signed(filing: Filing) -> None:
    with pytest.raises(RefusedError, match="no balanced entry"):
        sign(filing, hand_in(filing, "wrong.pdf"), by="Zoé", seconds=8)


def test_without_a_time_for_second_thoughts_it_is_booked_at_once(filing: Filing) -> None:
    one = hand_in(filing)

    sign(filing, one, by="Zoé", seconds=0)

    assert state_of(filing, one) == State.VALIDATED


@pytest.mark.parametrize(("limit", "state"), [("0", State.TO_VALIDATE), ("119.99", State.TO_VALIDATE), ("120.00", State.VALIDATED)])
def test_small_documents_without_a_flaw_are_booked_alone_only_where_the_firm_says_so(filing: Filing, limit: str, state: State) -> None:
    one = hand_in(replace(filing, automate_under=Decimal(limit)))

    assert state_of(filing, one) == state


def test_a_doubtful_document_is_never_booked_alone(filing: Filing) -> None:
    one = hand_in(replace(filing, automate_under=Decimal(100_000)), "wrong.pdf")

    assert state_of(filing, one) == State.TO_VALIDATE
