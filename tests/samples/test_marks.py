"""Marks leave most of the paper as it was, and never write into the picture they were given."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from samples.marks import circled, ringed, ticked, with_marks
from samples.series import on_glass
from samples.tables import Floats, Picture

PAPER: Picture = np.full((900, 600, 3), 250, np.uint8)


@pytest.mark.parametrize("mark", [circled, ticked, ringed])
def test_a_mark_darkens_a_little_of_the_paper(mark: Callable[[np.random.Generator, Floats], Floats]) -> None:
    paper = PAPER.astype(np.float32)
    changed = np.abs(mark(np.random.default_rng(4), paper) - paper).max(axis=2) > 20
    assert 0 < changed.mean() < 0.2


def test_paper_is_left_untouched() -> None:
    for seed in range(20):
        with_marks(np.random.default_rng(seed), PAPER)
    assert (PAPER == 250).all()


def test_papers_on_the_glass_lie_side_by_side() -> None:
    glass = on_glass([PAPER, PAPER[:300]])
    assert glass.shape[1] > 2 * PAPER.shape[1]
    assert (glass == 250).all(axis=2).sum() == 900 * 600 + 300 * 600
