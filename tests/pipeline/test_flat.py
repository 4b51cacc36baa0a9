"""Lines are told on the level sheet; what is found is shown on the page as photographed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.facts import Facts, Found
from domain.geometry import Box, Place
from domain.kinds import Source
from domain.page import Page, Word
from pipeline.flat import flattened, led_back
from pipeline.layout import transcribe

ASKEW = (
    # A line of a page that lies at 30°: on the page the price stands far below its label.
    Word(text="TOTAL", box=Box(100, 100, 200, 170), flat=Box(10, 10, 110, 40)),
    Word(text="12,00", box=Box(400, 280, 500, 350), flat=Box(350, 11, 450, 41)),
    Word(text="CB", box=Box(80, 150, 110, 180), flat=Box(10, 60, 40, 90)),
)
PAGE = Page(number=1, width=800, height=600, words=ASKEW, source=Source.OCR)


def test_lines_are_those_of_the_sheet() -> None:
    assert [line.text for line in transcribe(flattened([PAGE])).lines] == ["TOTAL 12,00", "CB"]


def test_a_place_is_led_back_to_the_page() -> None:
    level = flattened([PAGE])
    place = Place(page=1, box=level[0].words[1].box)
    facts = Facts(total_with_tax=Found(value=Decimal("12.00"), confidence=0.9, place=place))
    shown = led_back(facts, level, [PAGE]).total_with_tax
    assert shown is not None
    assert shown.place == Place(page=1, box=Box(400, 280, 500, 350))


def test_a_page_with_its_own_text_stays_as_it_is() -> None:
    page = Page(number=1, width=100, height=100, words=(Word(text="A", box=Box(1, 1, 2, 2)),), source=Source.PDF_TEXT)
    assert flattened([page]) == (page,)


@pytest.mark.parametrize("down", [True, False])
def test_a_page_on_its_side_is_set_upright(down: bool) -> None:
    lines = [["BOULANGERIE", "AUBRY"], ["BAGUETTE", "1,20"], ["CROISSANT", "1,40"], ["TOTAL", "2,60"]]
    words = tuple(
        Word(text=text, box=standing(line, place, down=down)) for line, texts in enumerate(lines) for place, text in enumerate(texts)
    )
    page = Page(number=1, width=600, height=800, words=words, source=Source.OCR)
    assert [line.text for line in transcribe(flattened([page])).lines] == [" ".join(texts) for texts in lines]


def standing(line: int, place: int, *, down: bool) -> Box:
    """The box of a word on a page that was photographed on its side."""
    across, along = 60 * line, 200 * place
    left = 500 - across if down else 100 + across
    top = 100 + along if down else 600 - along
    return Box(left, top, left + 30, top + 120)
