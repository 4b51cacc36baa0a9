"""A sheet seen askew is laid flat, keeps all its text, and every point leads back to the picture."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.marks import find_marks, slope_degrees
from pipeline.papers.flatten import flatten
from pipeline.papers.outline import Outline
from pipeline.sheet import plain_sheet
from tests.pipeline.papers.drawn import laid

ASKEW = np.array([[220, 150], [700, 210], [640, 1050], [180, 960]], float)


def test_lines_of_a_flat_sheet_lie_level_and_none_is_lost() -> None:
    pixels = laid(ASKEW)
    flat = flatten(plain_sheet(pixels, page=1), Outline(ASKEW, ASKEW, 1.0))

    assert slope_degrees(find_marks(flat.pixels)) == pytest.approx(0, abs=0.3)
    assert find_marks(flat.pixels).count == pytest.approx(find_marks(pixels).count, rel=0.06)


def test_its_corners_lead_back_to_where_they_lie_in_the_picture() -> None:
    flat = flatten(plain_sheet(laid(ASKEW), page=1), Outline(ASKEW, ASKEW, 1.0))
    margin = (flat.width - np.linalg.norm(ASKEW[1] - ASKEW[0])) / 2
    size = [flat.width - margin, flat.height - margin]

    led = flat.to_shown.lead([[margin, margin], [size[0], margin], size, [margin, size[1]]])

    assert np.abs(led - ASKEW).max() < 2


def test_what_bulges_beyond_the_straight_sides_stays() -> None:
    bulging = np.insert(ASKEW, 2, [[720, 600]], axis=0)
    flat = flatten(plain_sheet(laid(ASKEW), page=1), Outline(ASKEW, bulging, 1.0))
    right = flat.to_shown.lead([[flat.width, flat.height / 2]])[0]

    assert right[0] > 720
