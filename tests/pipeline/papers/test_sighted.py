"""What the network sees becomes outlines: one for each sheet, parted where two touch, whole where one is folded; it is told how sure."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from pipeline.papers.seen import Seen, see
from pipeline.papers.sighted import Sighted, sighted, told
from pipeline.papers.view import View, look
from pipeline.sheet import Pixels
from tests.pipeline.papers.drawn import Corners, laid

ASKEW = [[220, 150], [700, 210], [640, 1050], [180, 960]]
SIZE = (384, 288)

Box = tuple[int, int, int, int]


def corners_found(pixels: Pixels) -> list[Corners]:
    view = look(pixels)
    return [paper.outline.corners / view.scale for paper in sighted(view).papers]


@pytest.mark.parametrize(("paper", "ground"), [(235, 60), (235, 150), (240, 215), (190, 130)])
def test_paper_is_found_on_darker_ground(paper: int, ground: int) -> None:
    found = corners_found(laid(ASKEW, paper=paper, ground=ground))

    assert len(found) == 1
    assert np.abs(found[0] - ASKEW).max() < 12


def test_paper_is_found_on_ground_as_light_as_it_is() -> None:
    found = corners_found(laid(ASKEW, paper=215, ground=226))

    assert len(found) == 1
    assert np.abs(found[0] - ASKEW).max() < 25


def test_paper_that_leaves_the_picture_is_found_up_to_its_edge() -> None:
    found = corners_found(laid([[220, -200], [700, -140], [660, 1050], [180, 960]]))

    assert len(found) == 1
    assert found[0][:, 1].min() < 12
    assert found[0][:, 1].max() == pytest.approx(1050, abs=12)


def test_under_an_uneven_lamp_the_whole_sheet_is_found() -> None:
    pixels = laid(ASKEW, ground=90)
    lamp = np.linspace(1.0, 0.45, pixels.shape[1])[None, :, None]

    found = corners_found((pixels * lamp).astype(np.uint8))

    assert len(found) == 1
    assert np.abs(found[0] - ASKEW).max() < 15


@pytest.mark.parametrize("size", [(40, 30), (3000, 90), (640, 640)])
def test_a_picture_of_any_size_is_seen(size: tuple[int, int]) -> None:
    height, width = size
    seen = see(look(np.full((height, width, 3), 127, np.uint8)))

    assert seen.paper.shape == seen.inner.shape == seen.printed.shape
    assert min(seen.paper.shape) >= 64
    assert 0 <= seen.paper.min() <= seen.paper.max() <= 1


def shares(sheets: list[Box], *, lines: dict[Box, float] | None = None, printed: list[Box] | None = None) -> tuple[Seen, View]:
    """What the network says of sheets (left, top, right, bottom): their inner parts begin two pixels inside; along `lines` these have that
    share, and print stands on each sheet unless it is told where."""
    paper, inner, ink = (np.full(SIZE, 0.02, np.float32) for _ in range(3))
    for left, top, right, bottom in sheets:
        paper[top:bottom, left:right] = 0.99
        inner[top + 2 : bottom - 2, left + 2 : right - 2] = 0.98
    for (left, top, right, bottom), share in (lines or {}).items():
        inner[top:bottom, left:right] = share
    for left, top, right, bottom in printed if printed is not None else [(a + 10, b + 10, c - 10, b + 30) for a, b, c, _ in sheets]:
        ink[top:bottom, left:right] = 0.9
    return Seen(paper, inner, ink), View(np.zeros((640, 480, 3), np.uint8), 1.0)


def boxes(found: Sighted) -> list[npt.NDArray[np.float64]]:
    """Left, top, right, bottom of each sheet, in the network's pixels, from left to right."""
    ends = [np.concatenate([p.outline.contour.min(axis=0), p.outline.contour.max(axis=0)]) * 384 / 640 for p in found.papers]
    return sorted(ends, key=lambda box: box[0])


def test_sheets_apart_are_found_to_the_pixel_and_that_is_sure() -> None:
    found = told(*shares([(40, 50, 120, 300), (160, 80, 250, 200)]))

    assert found.sure
    assert boxes(found) == [pytest.approx([40, 50, 120, 300], abs=1), pytest.approx([160, 80, 250, 200], abs=1)]
    assert all(paper.bears_print for paper in found.papers)


def test_receipts_that_touch_are_two_where_they_make_a_notch() -> None:
    """A seam that the network half sees: where it is open in one place, both are still two."""
    seam = {(118, 100, 122, 300): 0.6, (118, 180, 122, 190): 0.95}
    found = told(*shares([(40, 50, 120, 300), (120, 100, 200, 360)], lines=seam))

    assert len(found.papers) == 2
    assert boxes(found) == [pytest.approx([40, 50, 120, 300], abs=4), pytest.approx([120, 100, 200, 360], abs=4)]


def test_a_fold_across_a_receipt_parts_nothing() -> None:
    found = told(*shares([(40, 50, 120, 300)], lines={(42, 170, 118, 173): 0.6}))

    assert found.sure
    assert len(found.papers) == 1


def test_a_line_that_may_be_a_fold_or_a_seam_is_a_doubt() -> None:
    found = told(*shares([(40, 50, 120, 300)], lines={(42, 170, 118, 173): 0.4}))

    assert not found.sure


def test_a_figure_of_six_corners_is_a_doubt() -> None:
    """Two receipts between which no seam is seen at all."""
    found = told(*shares([(40, 50, 120, 300), (118, 120, 200, 370)], lines={(110, 124, 130, 296): 0.98}))

    assert not found.sure


def test_print_beside_every_sheet_is_a_doubt() -> None:
    sheets = [(40, 50, 120, 300)]
    assert told(*shares(sheets, printed=[(50, 60, 110, 80)])).sure
    assert not told(*shares(sheets, printed=[(50, 60, 110, 80), (180, 100, 240, 106)])).sure


def test_a_border_that_is_not_seen_is_a_doubt() -> None:
    seen, view = shares([(40, 50, 120, 300)])
    seen.paper[30:320, 120:140] = 0.5

    assert not told(seen, view).sure


def test_a_plate_bears_no_print() -> None:
    found = told(*shares([(40, 50, 120, 300), (160, 80, 250, 200)], printed=[(50, 60, 110, 80)]))

    assert [paper.bears_print for paper in sorted(found.papers, key=lambda p: float(p.outline.corners[0, 0]))] == [True, False]


def test_where_no_paper_is_seen_there_is_none() -> None:
    found = told(*shares([]))

    assert found.papers == ()
    assert not found.sure
