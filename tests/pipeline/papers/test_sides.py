"""Sheets that are found by their text: white ones on white, and several that touch."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from pipeline.papers.part import NONE, parted, sheets_of_text
from pipeline.papers.shapes import is_all_paper, lights
from pipeline.papers.sides import outline_by_sides, slope_of
from pipeline.papers.text import Quads
from pipeline.papers.view import View, look
from tests.pipeline.papers.drawn import Corners, laid

ASKEW: Corners = np.array([[150, 120], [470, 160], [420, 560], [110, 520]], float)


def lines_on(corners: Corners, *, rows: int = 10, start: float = 0.1, end: float = 0.9) -> Quads:
    """Runs of text as a detector gives them: level lines on a sheet with these corners."""
    flat = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    tops = np.linspace(0.08, 0.88, rows)
    quads = np.array([[[start, top], [end, top], [end, top + 0.03], [start, top + 0.03]] for top in tops])
    return np.asarray(cv2.perspectiveTransform(quads.reshape(-1, 1, 2), matrix).reshape(-1, 4, 2), float)


def view_of(*sheets: Corners, paper: int = 235, ground: int = 231) -> View:
    """White sheets on a table nearly as white, the later ones on top, each with a thin shadow around it."""
    pixels = np.full((700, 640, 3), ground, np.uint8)
    for corners in sheets:
        cv2.polylines(pixels, [corners.round().astype(np.int32)], True, (min(ground, paper - 40),) * 3, 5)
        cv2.fillPoly(pixels, [corners.round().astype(np.int32)], (paper,) * 3)
    noise = np.random.default_rng(1).integers(-5, 6, pixels.shape)
    return look(np.clip(pixels + noise, 0, 255).astype(np.uint8))


def farthest(found: npt.NDArray[np.float64], corners: Corners) -> float:
    return float(np.abs(found - corners).max())


def test_a_white_sheet_on_a_table_as_white_is_found_by_its_text() -> None:
    view = view_of(ASKEW)
    (found,) = sheets_of_text(lines_on(ASKEW * view.scale), view, lights(view)[0])
    assert farthest(found.corners / view.scale, ASKEW) < 9


def test_text_around_which_no_border_is_seen_has_no_sheet() -> None:
    view = view_of(ASKEW, paper=231, ground=231)
    pixels = np.full_like(view.pixels, 231)
    assert sheets_of_text(lines_on(ASKEW * view.scale), View(pixels, view.scale), np.asarray(pixels[..., 0])) == []


def test_a_bar_code_below_the_text_is_not_the_border_of_the_sheet() -> None:
    corners = np.array([[150, 100], [450, 100], [450, 600], [150, 600]], float)
    view = view_of(corners)
    for x in range(200, 340, 8):
        cv2.rectangle(
            view.pixels, (round(x * view.scale), round(520 * view.scale)), (round((x + 4) * view.scale), round(560 * view.scale)), 0, -1
        )
    runs = lines_on(np.array([[150, 100], [450, 100], [450, 520], [150, 520]], float) * view.scale)
    found = outline_by_sides(runs, NONE, view, lights(view)[0])
    assert found is not None
    assert found.corners[:, 1].max() / view.scale == pytest.approx(600, abs=10)


def test_two_receipts_of_which_one_lies_on_the_edge_of_the_other_are_parted() -> None:
    left, right = (np.array([[x, y], [x + 210, y], [x + 210, y + 450], [x, y + 450]], float) for x, y in ((100, 60), (300, 150)))
    view = view_of(left, right, ground=70)
    runs = np.concatenate([lines_on(left, end=0.85), lines_on(right)]) * view.scale
    assert sorted(len(group) for group in parted(runs, view, np.asarray(view.pixels[..., 0]))) == [10, 10]
    assert len(sheets_of_text(runs, view, lights(view)[0])) == 2


def test_two_columns_of_one_page_stay_together() -> None:
    view = view_of(ASKEW, ground=70)
    runs = np.concatenate([lines_on(ASKEW, end=0.4), lines_on(ASKEW, start=0.6)]) * view.scale
    assert len(parted(runs, view, np.asarray(view.pixels[..., 0]))) == 1


def test_a_fold_across_a_receipt_does_not_part_it() -> None:
    corners = np.array([[150, 60], [450, 60], [450, 640], [150, 640]], float)
    view = view_of(corners, ground=70)
    middle = round(345 * view.scale)
    view.pixels[middle:] = (view.pixels[middle:] * 0.8).astype(np.uint8)
    assert len(parted(lines_on(corners) * view.scale, view, np.asarray(view.pixels[..., 0]))) == 1


@pytest.mark.parametrize("degrees", [-80, -20, 0, 35, 88])
def test_the_lines_slope_as_their_long_sides_do(degrees: float) -> None:
    turn = cv2.getRotationMatrix2D((0, 0), -degrees, 1.0)[:, :2]
    runs = lines_on(np.array([[0, 0], [200, 0], [200, 400], [0, 400]], float)) @ turn.T
    assert np.degrees(slope_of(runs)) == pytest.approx(degrees, abs=0.5)


def test_a_scan_without_a_border_is_paper_from_edge_to_edge() -> None:
    assert is_all_paper(look(np.full((900, 700, 3), 250, np.uint8)))
    assert not is_all_paper(look(laid([[220, 200], [680, 200], [680, 1000], [220, 1000]])))


def test_the_edge_of_a_shadow_below_which_paper_is_lighter_is_no_side_of_a_lone_sheet() -> None:
    """The upper half of a receipt lies in a soft shadow; the print on the lower half is too pale to be found."""
    pixels = np.full((700, 640, 3), 90, np.uint8)
    pixels[80:640, 150:450] = 190
    pixels[400:640, 150:450] = 201
    view = look(cv2.GaussianBlur(pixels, (0, 0), 6))
    upper = np.array([[150, 80], [450, 80], [450, 400], [150, 400]], float)
    assert sheets_of_text(lines_on(upper) * view.scale, view, lights(view)[0]) == []


def test_a_sheet_on_a_table_lighter_than_it_is_found_where_its_sides_end() -> None:
    view = view_of(ASKEW, paper=205, ground=235)
    (found,) = sheets_of_text(lines_on(ASKEW * view.scale), view, lights(view)[0])
    assert farthest(found.corners / view.scale, ASKEW) < 9


def test_the_end_of_a_dark_band_of_print_is_not_the_border_of_a_lone_sheet() -> None:
    """Beyond a title white on black it becomes lighter, and then the paper ends."""
    corners = np.array([[150, 80], [450, 80], [450, 640], [150, 640]], float)
    view = view_of(corners)
    band = (np.array([[165, 590], [435, 628]]) * view.scale).round().astype(int)
    view.pixels[band[0, 1] : band[1, 1], band[0, 0] : band[1, 0]] = 30
    title = np.array([[[170, 600], [430, 600], [430, 620], [170, 620]]], float)
    runs = np.concatenate([lines_on(np.array([[150, 80], [450, 80], [450, 600], [150, 600]], float)), title]) * view.scale
    (found,) = sheets_of_text(runs, view, lights(view)[0])
    assert found.corners[:, 1].max() / view.scale == pytest.approx(640, abs=6)


def area_in_common(found: npt.NDArray[np.float64], true: npt.NDArray[np.float64]) -> float:
    masks = [cv2.fillPoly(np.zeros((700, 640), np.uint8), [shape.round().astype(np.int32)], 1) for shape in (found, true)]
    return float((masks[0] & masks[1]).sum() / (masks[0] | masks[1]).sum())


def test_a_bent_side_is_followed_where_the_paper_ends() -> None:
    down = np.linspace(0, 1, 50)
    bow = 30 * np.sin(np.pi * down)
    right = np.stack([450 + bow, 80 + 560 * down], axis=1)
    left = np.stack([150 + bow, 80 + 560 * down], axis=1)[::-1]
    true = np.concatenate([right, left])
    view = view_of(true, ground=215)
    runs = np.concatenate([lines_on(np.array([[x, y], [x + 300, y], [x + 300, y + 60], [x, y + 60]]), rows=1) for x, y in left[5::5]])
    found = outline_by_sides(runs * view.scale, NONE, view, lights(view)[0])
    assert found is not None
    assert area_in_common(found.corners / view.scale, true) < 0.95
    assert area_in_common(found.contour / view.scale, true) > 0.97


def test_a_slip_stapled_to_a_receipt_is_no_corner_of_table() -> None:
    receipt = np.array([[150, 60], [480, 60], [480, 480], [150, 480]], float)
    slip = np.array([[160, 460], [340, 460], [340, 640], [160, 640]], float)
    view = view_of(receipt, slip, ground=205)
    runs = np.concatenate([lines_on(receipt), lines_on(slip, rows=5)]) * view.scale
    found = outline_by_sides(runs, NONE, view, lights(view)[0])
    assert found is not None
    true = np.array([[150, 60], [480, 60], [480, 480], [340, 480], [340, 640], [150, 640]], float)
    assert area_in_common(found.corners / view.scale, true) < 0.9
    assert area_in_common(found.contour / view.scale, true) > 0.96


def test_a_bar_code_beside_which_nothing_is_printed_is_no_border() -> None:
    corners = np.array([[150, 60], [450, 60], [450, 640], [150, 640]], float)
    view = view_of(corners, ground=220)
    view.pixels[round(540 * view.scale) : round(600 * view.scale), round(180 * view.scale) : round(300 * view.scale) : 4] = 20
    runs = lines_on(np.array([[150, 60], [450, 60], [450, 520], [150, 520]], float) * view.scale)
    found = outline_by_sides(runs, NONE, view, lights(view)[0])
    assert found is not None
    assert area_in_common(found.contour / view.scale, corners) > 0.96
