"""A light shape of several sheets is parted at its notches; one sheet, however it is bent or shaded, is not."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.papers.notch import is_stepped, parted_at_notches
from pipeline.papers.outline import Outline
from pipeline.papers.shapes import Contour, lights, shapes
from pipeline.papers.text import Quads
from pipeline.papers.view import View
from tests.pipeline.papers.drawn import Corners
from tests.pipeline.papers.test_sides import lines_on

LEFT: Corners = np.array([[60, 60], [240, 60], [240, 560], [60, 560]], float)
RIGHT: Corners = np.array([[241, 130], [420, 130], [420, 400], [241, 400]], float)
BELOW: Corners = np.array([[130, 330], [430, 330], [430, 600], [130, 600]], float)


def table(*sheets: Corners) -> View:
    """White sheets without any border between them on a dark table."""
    pixels = np.full((640, 480, 3), 60, np.uint8)
    for corners in sheets:
        cv2.fillPoly(pixels, [corners.round().astype(np.int32)], (235, 235, 235))
    return View(pixels, 1.0)


def parted(view: View, runs: Quads) -> list[list[Outline]]:
    light, white = lights(view)
    return parted_at_notches(shapes(view, light, white), runs, view, white)


def areas(sheets: list[Outline]) -> list[int]:
    return sorted(round(sheet.area / 1000) for sheet in sheets)


def test_receipts_of_unlike_length_that_touch_are_parted_though_no_seam_is_seen() -> None:
    runs = np.concatenate([lines_on(LEFT), lines_on(RIGHT)])
    best = parted(table(LEFT, RIGHT), runs)[0]
    assert areas(best) == [48, 90]
    assert [int(sheet.holds(runs.mean(axis=1)).sum()) for sheet in best] == [10, 10]


def test_no_cut_goes_through_lines_of_print() -> None:
    """One sheet cut to the shape of two, as a shadow would: its lines reach across."""
    across = lines_on(np.array([[60, 130], [420, 130], [420, 400], [60, 400]], float))
    assert parted(table(LEFT, RIGHT), across) == []


def test_between_two_lines_of_one_sheet_there_is_always_room_and_yet_no_cut() -> None:
    """A sheet whose lower half is wider: a corner lies in the shadow."""
    upper = np.array([[130, 60], [300, 60], [300, 330], [130, 330]], float)
    lines = lines_on(np.array([[130, 60], [300, 60], [300, 600], [130, 600]], float), rows=24)
    assert parted(table(upper, BELOW), lines) == []


def test_receipts_one_below_the_other_are_parted_where_no_text_is_near() -> None:
    upper = np.array([[60, 60], [240, 60], [240, 330], [60, 330]], float)
    runs = np.concatenate([lines_on(upper), lines_on(BELOW)])
    assert areas(parted(table(upper, BELOW), runs)[0]) == [49, 81]


def test_a_bent_sheet_is_no_several() -> None:
    view = table()
    arch = 12 * np.sin(np.linspace(0, np.pi, 50))
    top = np.stack([np.linspace(60, 420, 50), 80 + arch], axis=1)
    cv2.fillPoly(view.pixels, [np.concatenate([top, top[::-1] + np.array([0, 480])]).round().astype(np.int32)], (235, 235, 235))
    assert parted(view, lines_on(LEFT)) == []


def test_marks_of_ink_tell_already_which_shape_may_be_several_sheets() -> None:
    def dots(corners: Corners) -> Contour:
        return np.concatenate([lines_on(corners, start=at, end=at + 0.05).mean(axis=1) for at in (0.2, 0.4, 0.6, 0.8)])

    view = table(LEFT, RIGHT)
    light, white = lights(view)
    contours = list(shapes(view, light, white))
    assert is_stepped(contours, np.concatenate([dots(LEFT), dots(RIGHT)]), view, white)
    assert not is_stepped(contours, dots(LEFT), view, white)
    alone = table(LEFT)
    assert not is_stepped(shapes(alone, *lights(alone)), dots(LEFT), alone, lights(alone)[1])
