"""Sheets are made upright, level and close, and every point still leads back to the shown page."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page, Word
from pipeline.marks import Marks, find_marks, share_lying, slope_degrees
from pipeline.prepare import CLEARER_A_DEGREE, MOST_LETTERS, crop, level, prepare, turn
from pipeline.recognize import Quads
from pipeline.sheet import Pixels, Sheet, plain_sheet

LINES = (
    "CAFE DE LA GARE",
    "12 AVENUE FOCH 69006 LYON",
    "SIRET 552 100 554 00013",
    "2 MENU DU JOUR 37,80",
    "1 EAU GAZEUSE 4,50",
    "TOTAL TTC 42,30",
)


class Reader:
    """Knows which way is up by the paper's tint: redder at the left, greener at the top. Counts how often it is asked."""

    def __init__(self, *, hesitates: bool = False) -> None:
        self.asked = 0
        self.hesitates = hesitates

    def recognize(self, sheet: Sheet) -> Page:
        word = Word(text="TOTAL", box=Box(0, 0, 1, 1), confidence=self._truth(sheet.pixels))
        return Page(number=1, width=1, height=1, words=(word,), source=Source.OCR)

    def find_text(self, pixels: Pixels) -> Quads:
        return np.zeros((0, 4, 2), np.float32)

    def confidence_upright(self, pixels: Pixels) -> float:
        self.asked += 1
        return 0.7 if self.hesitates else self._truth(pixels)

    def _truth(self, pixels: Pixels) -> float:
        paper = np.where(pixels.min(axis=2, keepdims=True) < 214, np.nan, pixels)
        middle_x, middle_y = pixels.shape[1] // 2, pixels.shape[0] // 2
        redder_left = np.nanmean(paper[:, :middle_x, 0]) - np.nanmean(paper[:, middle_x:, 0])
        greener_top = np.nanmean(paper[:middle_y, :, 1]) - np.nanmean(paper[middle_y:, :, 1])
        return 0.98 if redder_left > 0.2 and greener_top > 0.2 else 0.6


def receipt(width: int = 900, height: int = 1200) -> Pixels:
    """A tinted sheet with a few printed lines, and a blue spot at (120, 1000)."""
    red = np.linspace(255, 215, width)[None, :].repeat(height, axis=0)
    green = np.linspace(255, 215, height)[:, None].repeat(width, axis=1)
    pixels = np.stack([red, green, np.full((height, width), 240.0)], axis=2).astype(np.uint8)
    for row in range(12):
        cv2.putText(pixels, LINES[row % 6], (100, 200 + 60 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (30, 30, 30), 2, cv2.LINE_AA)
    cv2.circle(pixels, (120, 1000), 9, (0, 0, 255), -1)
    return pixels


def blue_spot(pixels: Pixels) -> tuple[float, float]:
    blue = (pixels[:, :, 2] > 180) & (pixels[:, :, 0] < 90)
    rows, columns = np.nonzero(blue)
    return float(columns.mean()) + 0.5, float(rows.mean()) + 0.5


def shown_point(sheet: Sheet, x: float, y: float) -> tuple[float, float]:
    box = sheet.shown(Box(x, y, x, y))
    return box.left, box.top


def test_a_page_with_level_lines_is_left_as_it_is_and_nobody_is_asked() -> None:
    sheet, reader = plain_sheet(receipt(), page=1), Reader()

    assert prepare(sheet, reader).pixels is sheet.pixels
    assert reader.asked == 0


@pytest.mark.parametrize("quarters", [1, 3])
def test_a_turned_photo_comes_upright_and_is_shown_so(quarters: int) -> None:
    sheet = prepare(plain_sheet(np.ascontiguousarray(np.rot90(receipt(), quarters)), page=1), Reader())

    assert sheet.turn_degrees == 90 * quarters
    assert (sheet.shown_width, sheet.shown_height) == (900, 1200)
    assert np.array_equal(sheet.pixels, receipt())
    assert shown_point(sheet, 120, 1000) == pytest.approx((120, 1000))


@pytest.mark.parametrize("quarters", [1, 3])
def test_a_turned_pdf_page_is_read_upright_but_shown_as_it_was(quarters: int) -> None:
    turned = np.ascontiguousarray(np.rot90(receipt(), quarters))
    sheet = prepare(plain_sheet(turned, page=1, may_turn=False), Reader())

    assert np.array_equal(sheet.pixels, receipt())
    assert (sheet.turn_degrees, sheet.shown_width, sheet.shown_height) == (0, turned.shape[1], turned.shape[0])
    assert shown_point(sheet, *blue_spot(sheet.pixels)) == pytest.approx(blue_spot(turned), abs=1)


@settings(max_examples=8, deadline=None)
@given(st.floats(min_value=-14, max_value=14).filter(lambda degrees: abs(degrees) > 1))
def test_a_sheet_askew_comes_level_and_leads_back(degrees: float) -> None:
    askew = level(plain_sheet(receipt(), page=1), degrees).pixels
    sheet = prepare(plain_sheet(askew, page=1), Reader())

    assert slope_degrees(find_marks(sheet.pixels)) == pytest.approx(0, abs=0.35)
    assert shown_point(sheet, *blue_spot(sheet.pixels)) == pytest.approx(blue_spot(askew), abs=2)


def rows_of_marks(*, left_slope: float) -> Marks:
    """Eight labels at the left, which slope by so many degrees, and their amounts at the right, level and 45 pixels apart."""
    boxes = []
    for row in range(8):
        for x in (*range(100, 500, 50), 1500, 1550, 1600):
            y = 100 + 45 * row + (np.tan(np.radians(left_slope)) * (x - 300) if x < 500 else 0)
            boxes.append([x, y, x + 40, y + 24])
    return Marks(np.array(boxes, float))


def test_lines_of_a_page_that_slope_at_the_left_alone_do_not_turn_it() -> None:
    bent = rows_of_marks(left_slope=-1.7)
    assert slope_degrees(bent, clearer_a_degree=CLEARER_A_DEGREE) == 0.0


@pytest.mark.parametrize("degrees", [-6.0, -1.7, 0.4, 2.5])
def test_a_page_that_slopes_as_a_whole_is_turned(degrees: float) -> None:
    boxes = rows_of_marks(left_slope=0.0).boxes
    boxes[:, [1, 3]] += np.tan(np.radians(degrees)) * boxes[:, :1]
    assert slope_degrees(Marks(boxes), clearer_a_degree=CLEARER_A_DEGREE) == pytest.approx(degrees, abs=0.1)


def test_a_small_receipt_on_a_large_table_is_cut_out() -> None:
    table = np.full((3000, 4000, 3), 245, np.uint8)
    table[900:2100, 1500:2400] = receipt()
    sheet = crop(plain_sheet(table, page=1), find_marks(table))

    assert sheet.width < 1200
    assert shown_point(sheet, *blue_spot(sheet.pixels)) == pytest.approx((1620, 1900), abs=1)


def test_no_mark_is_ever_cut_away() -> None:
    table = np.full((3000, 4000, 3), 245, np.uint8)
    table[900:2100, 1500:2400] = receipt()
    cv2.putText(table, "42,30", (3700, 2900), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 4)

    cut = crop(plain_sheet(table, page=1), find_marks(table))

    assert (cut.pixels < 100).all(axis=2).sum() == (table < 100).all(axis=2).sum()


def test_a_page_on_its_head_is_turned_before_anybody_reads_it() -> None:
    reader = Reader()
    sheet = prepare(plain_sheet(np.ascontiguousarray(np.rot90(receipt(), 2)), page=1), reader)

    assert sheet.turn_degrees == 180
    assert np.array_equal(sheet.pixels, receipt())
    assert reader.asked == 0


@pytest.mark.parametrize("quarters", [1, 3])
def test_where_the_classifier_is_in_doubt_the_engine_reads_pieces(quarters: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.prepare.facing", lambda pieces: 0.0)
    reader = Reader()
    sheet = prepare(plain_sheet(np.ascontiguousarray(np.rot90(receipt(), quarters)), page=1), reader)

    assert sheet.turn_degrees == 90 * quarters
    assert reader.asked


@pytest.mark.parametrize("quarters", [0, 1, 3])
def test_where_strips_leave_a_doubt_the_whole_page_decides(quarters: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.prepare.facing", lambda pieces: 0.0)
    sheet = prepare(plain_sheet(np.ascontiguousarray(np.rot90(receipt(), quarters)), page=1), Reader(hesitates=True))

    assert sheet.turn_degrees == 90 * quarters


def test_small_print_is_enlarged_and_leads_back() -> None:
    small = cv2.resize(receipt(), (200, 267), interpolation=cv2.INTER_AREA)
    sheet = prepare(plain_sheet(small, page=1), Reader())

    assert sheet.width > 200
    assert sheet.letters >= 7.5
    assert shown_point(sheet, sheet.width / 2, sheet.height / 4) == pytest.approx((100, 66.75), abs=0.5)


def test_large_print_is_drawn_smaller_where_it_is_drawn_anew_and_leads_back() -> None:
    large = cv2.resize(receipt(), None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    askew = level(plain_sheet(large, page=1), 5.0).pixels
    sheet = prepare(plain_sheet(askew, page=1), Reader())

    assert find_marks(large).size > 2 * MOST_LETTERS
    assert find_marks(sheet.pixels).size == pytest.approx(MOST_LETTERS, rel=0.15)
    assert shown_point(sheet, *blue_spot(sheet.pixels)) == pytest.approx(blue_spot(askew), abs=3)


def test_large_print_that_lies_well_is_read_as_it_came() -> None:
    large = plain_sheet(cv2.resize(receipt(), None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC), page=1)
    assert prepare(large, Reader()).pixels is large.pixels


def test_an_empty_page_asks_nobody() -> None:
    reader = Reader()
    sheet = plain_sheet(np.full((500, 500, 3), 255, np.uint8), page=1)

    assert prepare(sheet, reader) is sheet
    assert reader.asked == 0


@given(st.integers(1, 60), st.integers(1, 60), st.integers(-3, 7), st.booleans())
def test_four_quarters_make_a_whole_turn(width: int, height: int, quarters: int, may_turn: bool) -> None:
    sheet = plain_sheet(np.random.default_rng(0).integers(0, 255, (height, width, 3), np.uint8), page=1, may_turn=may_turn)
    there_and_back = turn(turn(sheet, quarters), -quarters)
    corners = [[0, 0], [width, 0], [width, height], [0, height]]

    assert np.array_equal(there_and_back.pixels, sheet.pixels)
    assert np.allclose(there_and_back.to_shown.lead(corners), corners)
    assert there_and_back.turn_degrees == 0


def test_letters_have_their_neighbours_beside_them() -> None:
    assert share_lying(find_marks(receipt())) > 0.6
    assert share_lying(find_marks(np.ascontiguousarray(np.rot90(receipt())))) < 0.4
