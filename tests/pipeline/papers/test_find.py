"""Paper is found on dark and light tables, askew, and partly outside the picture; a scan shows none."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.marks import find_marks
from pipeline.papers.find import apart, lying_on
from pipeline.papers.view import look
from pipeline.sheet import Pixels
from tests.pipeline.papers.drawn import Corners, find_outlines, laid

ASKEW = [[220, 150], [700, 210], [640, 1050], [180, 960]]


def corners_found(pixels: Pixels) -> list[Corners]:
    view = look(pixels)
    return [paper.corners / view.scale for paper in apart(find_outlines(view), view)]


@pytest.mark.parametrize(("paper", "ground"), [(235, 60), (235, 150), (240, 215), (190, 130)])
def test_paper_is_found_on_darker_ground(paper: int, ground: int) -> None:
    found = corners_found(laid(ASKEW, paper=paper, ground=ground))

    assert len(found) == 1
    assert np.abs(found[0] - ASKEW).max() < 12


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


def test_a_receipt_on_cardboard_on_a_dark_table_is_found_on_the_cardboard() -> None:
    """A scanner's lid and a sheet of cardboard: that sheet is lighter than its ground too, but no letter stands on it."""
    pixels = laid([[500, 100], [850, 100], [850, 700], [500, 700]], paper=240, ground=165)
    pixels[:, :250] = 30
    pixels[1000:] = 30

    view = look(pixels)
    found = find_outlines(view)
    (cardboard,) = apart(found, view)
    (receipt,) = lying_on(cardboard, found, find_marks(pixels).middles * view.scale, view)

    assert cardboard.area > 2 * receipt.area
    assert np.abs(receipt.corners / view.scale - [[500, 100], [850, 100], [850, 700], [500, 700]]).max() < 12


@pytest.mark.parametrize("value", [0, 127, 255])
def test_a_plain_picture_shows_no_sheet(value: int) -> None:
    assert corners_found(np.full((600, 400, 3), value, np.uint8)) == []
