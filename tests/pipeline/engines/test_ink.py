"""The box of a word lies around its print: not around the run that the detector drew, nor up to where a blank was read."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from pipeline.engines._ink import ink_of, tightened

TOTAL, AMOUNT = (20, 10, 118, 34), (160, 10, 262, 34)


def run(*, ink: int = 40, paper: int = 230) -> npt.NDArray[np.uint8]:
    """A run with two words, drawn as bars of letters: `TOTAL` at the left, an amount at the right."""
    grey = np.full((48, 300), paper, np.uint8)
    for left, top, right, bottom in (TOTAL, AMOUNT):
        for x in range(left, right - 6, 16):
            grey[top:bottom, x : x + 8] = ink
        grey[top:bottom, right - 8 : right] = ink
    return grey


def sides(grey: npt.NDArray[np.uint8], start: float, end: float) -> list[float]:
    found = tightened(ink_of(grey), start, end)
    assert found is not None
    return [found[0] * 300, found[1] * 48, found[2] * 300, found[3] * 48]


@pytest.mark.parametrize("blank", [0.42, 0.46, 0.51])
def test_a_word_ends_where_its_print_ends_wherever_in_the_gap_the_blank_was_read(blank: float) -> None:
    assert sides(run(), 0.0, blank) == pytest.approx(TOTAL, abs=1)
    assert sides(run(), blank, 1.0) == pytest.approx(AMOUNT, abs=1)


def test_a_border_that_was_read_within_a_word_moves_to_the_gap() -> None:
    assert sides(run(), 0.0, 0.37) == pytest.approx(TOTAL, abs=1)


def test_light_print_on_a_dark_band_and_a_shadow_across_the_run_are_ink_and_paper() -> None:
    assert sides(run(ink=235, paper=30), 0.0, 0.46) == pytest.approx(TOTAL, abs=1)
    shaded = (run() * np.linspace(1.0, 0.5, 300)[None, :]).astype(np.uint8)
    assert sides(shaded, 0.46, 1.0) == pytest.approx(AMOUNT, abs=1)


def test_letters_of_the_lines_above_and_below_and_rules_are_not_of_the_word() -> None:
    grey = run()
    grey[:5, 40:60] = 40  # the foot of a g in the line above
    grey[43:, 90:100] = 40
    grey[38:40, :] = 40  # a rule under the line
    assert sides(grey, 0.0, 0.46) == pytest.approx(TOTAL, abs=1)


def test_blurred_print_ends_in_the_middle_of_its_edge() -> None:
    assert sides(np.asarray(cv2.GaussianBlur(run(), (0, 0), 2.0), np.uint8), 0.0, 0.46) == pytest.approx(TOTAL, abs=2)


def test_where_there_is_no_ink_nothing_is_tightened() -> None:
    assert tightened(ink_of(np.full((48, 300), 230, np.uint8)), 0.0, 1.0) is None
