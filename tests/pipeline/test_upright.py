"""A page on its head is seen when it is read, and only such a page is read twice."""

from __future__ import annotations

import numpy as np
import pytest

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page, Word
from pipeline.recognize import Quads
from pipeline.sheet import Pixels, Sheet, plain_sheet
from pipeline.upright import read_upright


class Reader:
    """Reads well what is white at the top."""

    def __init__(self, *, well: float = 0.97, badly: float = 0.4) -> None:
        self.well, self.badly, self.readings = well, badly, 0

    def recognize(self, sheet: Sheet) -> Page:
        self.readings += 1
        confidence = self.well if sheet.pixels[0, 0, 0] == 255 else self.badly
        word = Word(text="TOTAL", box=sheet.shown(Box(0, 0, 20, 10)), confidence=confidence)
        return Page(
            number=sheet.page,
            width=sheet.shown_width,
            height=sheet.shown_height,
            words=(word,),
            source=Source.OCR,
            turn_degrees=sheet.turn_degrees,
        )

    def find_text(self, pixels: Pixels) -> Quads:
        return np.zeros((0, 4, 2), np.float32)

    def confidence_upright(self, pixels: Pixels) -> float:
        raise AssertionError("nobody is asked beforehand")


def paper(*, on_its_head: bool) -> Sheet:
    pixels = np.zeros((60, 100, 3), np.uint8)
    pixels[:30] = 255
    return plain_sheet(np.ascontiguousarray(np.rot90(pixels, 2)) if on_its_head else pixels, page=1)


def test_an_upright_page_is_read_once() -> None:
    reader = Reader()

    assert read_upright(paper(on_its_head=False), reader).turn_degrees == 0
    assert reader.readings == 1


def test_a_page_on_its_head_is_turned_and_its_boxes_lie_on_the_turned_page() -> None:
    page = read_upright(paper(on_its_head=True), Reader())

    assert page.turn_degrees == 180
    box = page.words[0].box
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx((0, 0, 20, 10))


def test_a_worn_page_that_reads_badly_both_ways_stays_as_it_was() -> None:
    assert read_upright(paper(on_its_head=False), Reader(well=0.7, badly=0.6)).turn_degrees == 0


def test_a_page_without_words_is_read_once() -> None:
    class Blind(Reader):
        def recognize(self, sheet: Sheet) -> Page:
            self.readings += 1
            return Page(number=1, width=1, height=1, words=(), source=Source.OCR)

    reader = Blind()
    read_upright(paper(on_its_head=True), reader)

    assert reader.readings == 1
