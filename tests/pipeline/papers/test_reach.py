"""A title printed white on black at the edge of a receipt belongs to it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.papers.find import apart
from pipeline.papers.reach import reach_out
from pipeline.papers.view import look
from tests.pipeline.papers.drawn import find_outlines, laid

UPRIGHT = [[220, 200], [680, 200], [680, 1000], [220, 1000]]


def test_a_dark_band_at_the_top_is_taken_in() -> None:
    pixels = laid(UPRIGHT, ground=140)
    cv2.rectangle(pixels, (220, 200), (680, 290), (30, 30, 40), -1)
    view = look(pixels)
    (seen,) = apart(find_outlines(view), view)

    assert (seen.corners / view.scale)[:, 1].min() == pytest.approx(290, abs=15)
    assert (reach_out(seen, view).corners / view.scale)[:, 1].min() == pytest.approx(200, abs=15)


def test_a_sheet_that_ends_where_it_seems_to_end_stays_as_it_is() -> None:
    pixels = laid(UPRIGHT, ground=140)
    view = look(pixels)
    (seen,) = apart(find_outlines(view), view)

    assert np.array_equal(reach_out(seen, view).corners, seen.corners)


def test_a_seam_of_the_table_that_goes_on_beside_a_sheet_does_not_draw_it_out() -> None:
    pixels = laid(UPRIGHT, ground=140)
    for x in (220, 680):  # the gaps between boards begin where the sides of the sheet end, and go on to nowhere
        cv2.rectangle(pixels, (x - 3, 40), (x + 3, 198), (60, 60, 60), -1)
    view = look(pixels)
    (seen,) = apart(find_outlines(view), view)

    assert np.abs(reach_out(seen, view).corners - seen.corners).max() < 6
