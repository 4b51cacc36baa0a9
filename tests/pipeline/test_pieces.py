"""Pieces of lines are found from their marks, level or standing, and cut out as they are read."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.marks import find_marks
from pipeline.pieces import LONGEST, cut_out, find_pieces, pieces_of_runs
from pipeline.sheet import Pixels


def printed(*, askew: float = 0.0) -> Pixels:
    """Twelve lines between x 100 and 800, on rows 60 apart from 200 on."""
    pixels = np.full((1200, 900, 3), 245, np.uint8)
    for row in range(12):
        cv2.putText(pixels, "TOTAL A PAYER 42,30", (100, 200 + 60 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (30, 30, 30), 2, cv2.LINE_AA)
    around = cv2.getRotationMatrix2D((450, 600), askew, 1.0)
    return np.asarray(cv2.warpAffine(pixels, around, (900, 1200), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def ink_rows(crop: Pixels) -> float:
    """Share of the rows of a crop in which there is ink: a level line leaves its rims free."""
    return float((crop.min(axis=(1, 2)) < 120).mean())


@pytest.mark.parametrize("askew", [0.0, 5.0, -8.0])
def test_a_piece_of_each_line_is_cut_out_level(askew: float) -> None:
    pixels = printed(askew=askew)
    pieces = find_pieces(find_marks(pixels), 900, 1200, standing=False, most=20)

    assert len(pieces) == 12
    for piece in pieces:
        crop = cut_out(pixels, piece)
        assert crop.shape[1] > 3 * crop.shape[0]
        assert 0.4 < ink_rows(crop) < 0.95


def test_lines_that_stand_are_cut_out_as_the_picture_reads_when_it_is_turned_by_a_quarter() -> None:
    pixels = printed()
    on_its_side = np.ascontiguousarray(np.rot90(pixels))  # a quarter clockwise makes it upright
    (piece,) = find_pieces(find_marks(on_its_side), 1200, 900, standing=True, most=1)
    crop = cut_out(on_its_side, piece)

    distance = cv2.matchTemplate(pixels, crop, cv2.TM_SQDIFF_NORMED)
    assert float(distance.min()) < 0.05


def test_a_rule_of_dashes_is_no_line() -> None:
    pixels = printed()
    pixels[1000:1004, 100:800] = np.where((np.arange(700) // 12 % 2)[None, :, None] == 0, 40, 245)

    assert len(find_pieces(find_marks(pixels), 900, 1200, standing=False, most=20)) == 12


def test_an_empty_picture_has_no_pieces() -> None:
    assert find_pieces(find_marks(np.full((200, 200, 3), 255, np.uint8)), 200, 200, standing=True, most=9).shape == (0, 4, 2)


def test_a_long_run_that_stands_gives_a_piece_of_its_middle() -> None:
    run = np.array([[[100, 100], [120, 100], [120, 500], [100, 500]]], np.float32)
    short = np.array([[[200, 100], [220, 100], [220, 130], [200, 130]]], np.float32)
    (piece,) = pieces_of_runs(np.concatenate([short, run]), most=5)

    assert piece.mean(axis=0) == pytest.approx([110, 300])
    assert np.linalg.norm(piece[1] - piece[0]) == pytest.approx(LONGEST * 20, rel=0.01)
    assert np.linalg.norm(piece[3] - piece[0]) == pytest.approx(20)
    assert piece[0][1] > piece[1][1]  # read upwards
