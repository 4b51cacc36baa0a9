"""Paper is found on dark and light tables, askew, and partly outside the picture; a scan shows none."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.papers.find import find_papers
from pipeline.papers.view import look
from pipeline.sheet import Pixels
from tests.pipeline.papers.drawn import Corners, laid

ASKEW = [[220, 150], [700, 210], [640, 1050], [180, 960]]


def corners_found(pixels: Pixels) -> list[Corners]:
    view = look(pixels)
    return [paper.corners / view.scale for paper in find_papers(view)]


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


@pytest.mark.parametrize("value", [0, 127, 255])
def test_a_plain_picture_shows_no_sheet(value: int) -> None:
    assert corners_found(np.full((600, 400, 3), value, np.uint8)) == []
