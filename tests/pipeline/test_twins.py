"""Two documents that are perhaps one: what gives them away, and what two receipts of one shop are forgiven."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from domain.document import Document
from domain.facts import Facts, Found
from domain.kinds import State
from domain.reading import Reading
from pipeline.twins import ALIKE, twins_of

ONE_PICTURE = "0f" * 32
ALIKE_PICTURE = "0e" * 32
"""An eighth of the bits differ."""
OTHER_PICTURE = "f0" * 32
WORDS = "AU BON MOULIN PAIN 2,40 BEURRE 3,10 CAFE TOTAL MERCI"


def reading(
    *, total: str = "", day: date | None = None, number: str = "", seller: str = "", likeness: str = ONE_PICTURE, text: str = WORDS
) -> Reading:
    facts = Facts(
        seller_name=Found(value=seller, confidence=0.9) if seller else None,
        total_with_tax=Found(value=Decimal(total), confidence=0.9) if total else None,
        issue_date=Found(value=day, confidence=0.9) if day else None,
        invoice_number=Found(value=number, confidence=0.9) if number else None,
    )
    return Reading(facts=facts, likeness=likeness, text=text)


def why(one: Reading, other: Reading) -> str:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    known = Document(id="d", original="0" * 64, company="c", name="a.jpg", state=State.TO_VALIDATE, received_at=noon, reading=other)
    found = twins_of(one, [known])
    return found[0].why if found else ""


DAY, NEXT = date(2026, 3, 2), date(2026, 3, 3)


def test_a_second_photograph_is_known_where_the_seller_was_misread() -> None:
    first = reading(total="12.50", day=DAY, seller="AU BON MOULIN")
    second = reading(total="12.50", day=DAY, seller="ALI B0N M0ULlN", likeness=ALIKE_PICTURE, text="other words")

    assert why(second, first) == "same figures, and it looks the same"


def test_a_second_photograph_that_looks_different_is_known_by_its_words() -> None:
    """A crumpled receipt is not laid as it lay the first time."""
    first = reading(total="12.50", day=DAY)

    assert why(reading(total="12.50", day=DAY, likeness=OTHER_PICTURE), first) == "same figures, and most of the same words"


def test_a_second_photograph_is_known_by_its_number_where_day_or_total_was_not_read() -> None:
    assert why(reading(number="0042", total="12.50"), reading(number="42", day=DAY)) == "same figures, and it looks the same"


@pytest.mark.parametrize(
    ("other", "because"),
    [
        (reading(total="12.50", day=NEXT), "the same order on the next day"),
        (reading(total="9.80", day=DAY), "another purchase of that day"),
        (reading(total="12.50", day=DAY, number="7"), "the same order again on that day, under another number"),
        (reading(total="12.50"), "the day was not read: the same order on any day"),
        (reading(day=DAY), "the total was not read: any purchase of that day looks like this"),
        (reading(total="12.50", day=DAY, likeness=OTHER_PICTURE, text="TABAC PRESSE TIMBRES"), "look and words are others"),
        (reading(total="12.50", day=DAY, likeness="", text="TABAC PRESSE TIMBRES"), "no photograph, and other words"),
    ],
)
def test_two_receipts_of_one_shop_are_no_copies(other: Reading, because: str) -> None:
    assert why(reading(total="12.50", day=DAY, number="6"), other) == "", because


def test_a_likeness_at_the_limit_counts_and_one_beyond_does_not() -> None:
    at = int(ALIKE * 256)
    near, far = (f"{int(ONE_PICTURE, 16) ^ ((1 << count) - 1):064x}" for count in (at, at + 1))

    assert why(reading(total="5.00", day=DAY, likeness=near, text="A"), reading(total="5.00", day=DAY))
    assert not why(reading(total="5.00", day=DAY, likeness=far, text="A"), reading(total="5.00", day=DAY))
