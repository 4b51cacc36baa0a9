"""What lies beside a sheet: the grain of the table all around it, or print of its own beyond one side."""

from __future__ import annotations

import numpy as np

from pipeline.papers.outline import Outline
from pipeline.papers.text import goes_on, lie_around

SQUARE = np.array([[100, 100], [300, 100], [300, 300], [100, 300]], float)
PAPER = Outline(SQUARE, SQUARE, 1.0)


def test_grain_lies_all_around_a_sheet() -> None:
    places = np.random.default_rng(4).uniform(0, 400, (400, 2))
    assert lie_around(PAPER, places[~PAPER.holds(places)])


def test_grain_lies_around_a_sheet_that_fills_the_picture_on_one_side() -> None:
    places = np.random.default_rng(4).uniform([0, 0], [400, 300], (400, 2))
    assert lie_around(PAPER, places[~PAPER.holds(places)])


def test_print_that_goes_on_below_a_sheet_lies_on_one_side_of_it() -> None:
    places = np.random.default_rng(4).uniform([110, 310], [290, 600], (200, 2))
    assert not lie_around(PAPER, places)


def test_print_beyond_a_side_that_is_no_wider_than_the_sheet_is_its_own() -> None:
    below = np.random.default_rng(4).uniform([110, 310], [290, 600], (200, 2))
    assert goes_on(PAPER, below)
    assert goes_on(PAPER, below[:, ::-1])


def test_the_grain_of_the_table_does_not_go_on_from_a_sheet() -> None:
    places = np.random.default_rng(4).uniform(0, 400, (400, 2))
    assert not goes_on(PAPER, places[~PAPER.holds(places)])
    beyond_the_edge = np.random.default_rng(4).uniform([0, 310], [400, 400], (200, 2))
    assert not goes_on(PAPER, beyond_the_edge)
