"""All that is done to a picture is drawn side by side."""

from __future__ import annotations

import numpy as np
import pytest

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page, Word
from pipeline.recognize import Quads
from pipeline.sheet import Pixels, Sheet, plain_sheet
from pipeline.stages import HEIGHT, side_by_side, stages
from tests.pipeline.papers.drawn import laid


class Reader:
    """Reads one word in the middle of each sheet."""

    def recognize(self, sheet: Sheet) -> Page:
        x, y = sheet.width / 2, sheet.height / 2
        word = Word(text="TOTAL", box=sheet.shown(Box(x - 60, y - 20, x + 60, y + 20)), confidence=0.95)
        return Page(number=1, width=sheet.shown_width, height=sheet.shown_height, words=(word,), source=Source.OCR)

    def find_text(self, pixels: Pixels) -> Quads:
        return np.zeros((0, 4, 2), np.float32)

    def confidence_upright(self, pixels: Pixels) -> float:
        return 0.97


def test_each_stage_of_a_sheet_has_its_title() -> None:
    shown = list(stages(plain_sheet(laid([[220, 150], [700, 210], [640, 1050], [180, 960]]), page=1), Reader()))

    assert [stage.title.split(",")[0] for stage in shown] == [
        "as it came",
        "1: laid flat",
        "1: as it is read",
        "1: words on the page as shown",
    ]
    assert side_by_side(shown).shape[0] == HEIGHT + 48


@pytest.mark.parametrize("height", [40, 1500])
def test_a_picture_without_a_sheet_is_shown_all_the_same(height: int) -> None:
    shown = list(stages(plain_sheet(np.full((height, 300, 3), 255, np.uint8), page=1), Reader()))

    assert shown[0].title == "as it came, no sheet(s) found"
    assert side_by_side(shown).shape[0] == HEIGHT + 48
