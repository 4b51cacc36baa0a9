"""What the marks of ink tell of a picture before anything is read."""

from __future__ import annotations

import numpy as np

from pipeline.marks import Marks, lie_apart


def lines(left: float, top: float, *, count: int = 10, letters: int = 12) -> Marks:
    """Lines of letters that are 20 pixels high, 10 apart; 40 from line to line."""
    x, y = np.meshgrid(left + 30.0 * np.arange(letters), top + 40.0 * np.arange(count))
    corners = np.stack([x.ravel(), y.ravel()], axis=1)
    return Marks(np.concatenate([corners, corners + 20], axis=1))


def together(*parts: Marks) -> Marks:
    return Marks(np.concatenate([part.boxes for part in parts]))


def test_two_columns_of_lines_with_an_empty_band_between_them_lie_apart() -> None:
    assert lie_apart(together(lines(0, 0), lines(450, 100)))


def test_a_title_across_both_columns_holds_them_together() -> None:
    assert not lie_apart(together(lines(0, 40), lines(450, 40), lines(0, 0, count=1, letters=27)))


def test_one_block_of_lines_does_not_lie_apart() -> None:
    assert not lie_apart(lines(0, 0))


def test_blocks_one_above_the_other_lie_apart_where_a_logo_would_fit_between_them() -> None:
    assert not lie_apart(together(lines(0, 0), lines(0, 500)))
    assert lie_apart(together(lines(0, 0), lines(0, 600)))


def test_a_few_marks_beside_a_sheet_are_no_other_sheet() -> None:
    assert not lie_apart(together(lines(0, 0), lines(900, 0, count=1)))
    assert not lie_apart(Marks(np.zeros((0, 4))))
