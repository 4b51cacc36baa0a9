"""Which pile a document belongs on, and how sure one can be of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.checks import Check
from domain.facts import Facts
from domain.queues import TWIN, Queue, certainty_of, queues_of, twins_of
from domain.reading import Reading
from tests.web.made import TODAY, an_invoice, conclude


def concluded(**changes: object) -> Reading:
    from domain.company import Company

    made = conclude(an_invoice(), company=Company(), today=TODAY, category=None)
    return replace(made, **changes)  # type: ignore[arg-type]


ODD = Check(code="cash_limit", ok=False, message="1 200.00 > 1 000.00")
WRONG = Check(code="totals_add_up", ok=False, message="1 + 1 ≠ 3")


@pytest.mark.parametrize(
    ("reading", "queues"),
    [
        (concluded(), (Queue.GREEN,)),
        (concluded(entry=None), ()),
        (concluded(doubts=("the sums do not agree",), checks=(WRONG,)), (Queue.DOUBTFUL,)),
        (concluded(doubts=(TWIN + "a" * 20,)), (Queue.DUPLICATE,)),
        (concluded(doubts=("A check fails: 1 200.00 > 1 000.00",), checks=(ODD,)), (Queue.DOUBTFUL, Queue.ANOMALY)),
        (concluded(checks=(ODD,)), (Queue.ANOMALY,)),
    ],
)
def test_a_document_lies_on_its_piles(reading: Reading, queues: tuple[Queue, ...]) -> None:
    assert queues_of(reading) == queues


def test_a_document_is_as_certain_as_its_weakest_key_field() -> None:
    assert certainty_of(concluded()) == 0.98
    assert certainty_of(Reading(facts=Facts())) == 0.0


def test_a_doubt_names_the_document_that_this_one_copies() -> None:
    assert twins_of(concluded(doubts=(TWIN + "b" * 20, "another doubt"))) == ("b" * 20,)
