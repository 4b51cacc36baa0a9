"""The engine reads what was printed, and puts each word where it stands on the shown page."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from domain.geometry import Box
from pipeline.drawing import whole
from pipeline.engines.paddle import PaddleEngine, open_engine
from pipeline.recognize import OcrEngine, Quads
from pipeline.sheet import Pixels, Sheet, plain_sheet
from pipeline.way import Way

pytestmark = pytest.mark.slow

PRINTED = (("TOTAL", 60, 120), ("128,40", 420, 120), ("FACTURE", 60, 220), ("2024-118", 420, 220))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> OcrEngine:
    return open_engine(cache=tmp_path_factory.mktemp("models"))


def drawn() -> tuple[Pixels, dict[str, Box]]:
    """A white sheet with a few words, and the box of the ink of each."""
    pixels = np.full((320, 720, 3), 255, np.uint8)
    boxes = {}
    for text, x, y in PRINTED:
        before = pixels.copy()
        cv2.putText(pixels, text, (x, y), cv2.FONT_HERSHEY_DUPLEX, 1.4, (20, 20, 20), 2, cv2.LINE_AA)
        rows, columns = np.nonzero((before != pixels).any(axis=2))
        boxes[text] = Box(float(columns.min()), float(rows.min()), float(columns.max() + 1), float(rows.max() + 1))
    return pixels, boxes


def test_words_stand_where_they_were_drawn(engine: OcrEngine) -> None:
    pixels, boxes = drawn()
    page = engine.recognize(plain_sheet(pixels, page=1))

    assert {word.text for word in page.words} == set(boxes)
    for word in page.words:
        assert word.box.center_x == pytest.approx(boxes[word.text].center_x, abs=6)
        assert word.box.center_y == pytest.approx(boxes[word.text].center_y, abs=5)
        assert word.confidence > 0.8


def test_boxes_come_back_to_the_shown_page(engine: OcrEngine) -> None:
    """The sheet is the right half of the page at twice its size."""
    pixels, boxes = drawn()
    half = cv2.resize(pixels[:, 360:], None, fx=2, fy=2)
    way_back = np.array([[0.5, 0, 360], [0, 0.5, 0], [0, 0, 1]], float)
    sheet = Sheet(page=2, drawing=whole(half), to_shown=Way((way_back,)), shown_width=720, shown_height=320)
    page = engine.recognize(sheet)

    assert (page.number, page.width, page.height) == (2, 720, 320)
    found = {word.text: word.box for word in page.words}
    assert found["128,40"].center_x == pytest.approx(boxes["128,40"].center_x, abs=6)
    assert found["128,40"].center_y == pytest.approx(boxes["128,40"].center_y, abs=5)


def test_an_empty_sheet_has_no_word(engine: OcrEngine) -> None:
    assert engine.recognize(plain_sheet(np.full((300, 300, 3), 255, np.uint8), page=1)).words == ()


@pytest.mark.parametrize("shape", [(1, 1), (2, 900), (900, 2), (31, 31)])
def test_a_sliver_of_a_picture_does_not_stop_the_engine(engine: OcrEngine, shape: tuple[int, int]) -> None:
    assert engine.recognize(plain_sheet(np.zeros((*shape, 3), np.uint8), page=1)).words == ()


def test_a_line_reads_better_upright_than_on_its_head(engine: OcrEngine) -> None:
    pixels, boxes = drawn()
    box = max(boxes.values(), key=lambda box: box.width)
    line = pixels[round(box.top) - 4 : round(box.bottom) + 4, round(box.left) - 4 : round(box.right) + 4]
    head_down = np.ascontiguousarray(line[::-1, ::-1])

    assert engine.confidence_upright(line) > engine.confidence_upright(head_down) + 0.1


def test_a_rule_tells_nothing_of_what_is_upright(engine: OcrEngine) -> None:
    rule = np.full((40, 300, 3), 255, np.uint8)
    cv2.putText(rule, "---------------", (8, 28), cv2.FONT_HERSHEY_SIMPLEX, 1, (0, 0, 0), 2)

    assert engine.confidence_upright(rule) == 0.0


def test_text_on_its_side_is_read_in_either_direction(engine: OcrEngine) -> None:
    for turned in (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE):
        pixels, boxes = drawn()
        page = engine.recognize(plain_sheet(cv2.rotate(pixels, turned), page=1))

        assert {word.text for word in page.words} == set(boxes)


def test_a_folder_without_models_is_no_engine(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="has no det"):
        open_engine(models=tmp_path)


def test_a_picture_whose_text_was_sought_is_not_searched_again_when_it_is_read(engine: OcrEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[tuple[int, ...]] = []
    search = PaddleEngine._runs_in

    def counted(self: PaddleEngine, small: Pixels, scale: float, pixels: Pixels) -> Quads:
        searched.append(pixels.shape)
        return search(self, small, scale, pixels)

    monkeypatch.setattr(PaddleEngine, "_runs_in", counted)
    pixels, boxes = drawn()

    engine.find_text(pixels)[:] = 0  # what was given away is the caller's
    assert {word.text for word in engine.recognize(plain_sheet(pixels, page=1)).words} == set(boxes)
    assert len(searched) == 1

    engine.recognize(plain_sheet(pixels.copy(), page=1))
    assert len(searched) == 2
