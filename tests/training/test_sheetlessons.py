"""The lessons of the network that finds sheets: what is drawn, what is said of it, and what changes at random."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from training.sheetlessons import changed, unchanged
from training.sheetshots import SIDE, Shown, load, shown, write

RNG = 5


def touching() -> Shown:
    """Two white sheets side by side on a dark ground, a line of print on each."""
    pixels, sheets, printed = np.full((512, 384, 3), 60, np.uint8), np.zeros((512, 384), np.uint8), np.zeros((512, 384), np.uint8)
    for number, (left, right) in enumerate(((80, 180), (180, 300)), start=1):
        pixels[120:400, left:right], sheets[120:400, left:right] = 240, number
        printed[200:210, left + 20 : right - 20] = 1
        pixels[200:210, left + 20 : right - 20] = 40
    return Shown(pixels=pixels, sheets=sheets, printed=printed)


def test_two_sheets_that_touch_are_one_paper_and_share_no_inner_part() -> None:
    _, (paper, inner, printed), _ = unchanged(touching())

    seam = slice(134, 137)  # at 180 of 384 pixels, shown at three quarters
    assert paper[150:240, seam].all()
    assert not inner[150:240, seam].any()
    assert inner[150:240, [100, 180]].all()
    assert printed[153, 90]
    assert not printed[100:130].any()


def test_a_pixel_counts_more_near_a_border_and_most_where_two_sheets_touch() -> None:
    one = touching()
    rng = np.random.default_rng(RNG)
    _, wanted, weights = changed(one, rng, (288, 384), 8.0)
    _, _, plain = unchanged(one)

    assert plain[150, 60] > plain[150, 20]  # beside the left side, and in the open
    assert plain.max() <= 5.0
    assert weights.max() > 8.0
    assert weights[wanted[1] > 0].min() >= 1.0


def test_a_lesson_has_the_size_that_the_network_sees_and_stays_in_its_shades() -> None:
    rng = np.random.default_rng(RNG)
    for size in ((288, 384), (384, 288)) * 8:
        picture, wanted, weights = changed(touching(), rng, size, 8.0)
        assert picture.shape == wanted.shape == (3, size[1], size[0])
        assert weights.shape == (size[1], size[0])
        assert -0.5 <= picture.min() <= picture.max() <= 0.5
        assert wanted[1].sum() <= wanted[0].sum()


@pytest.mark.slow
def test_a_drawn_picture_is_the_same_every_time_and_its_paper_lies_where_it_says(tmp_path: Path) -> None:
    write(tmp_path, 3, jobs=1)

    for number in range(3):
        one, again = shown(number), load(tmp_path, number)
        assert max(one.pixels.shape) == SIDE
        assert (one.sheets == again.sheets).all()
        assert (one.printed == again.printed).all()
        assert np.abs(one.pixels.astype(int) - again.pixels).mean() < 5
        assert one.sheets.any()
        assert not (one.printed[one.sheets == 0]).mean() > 0.01
