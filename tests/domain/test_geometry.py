"""Boxes on a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geometry import Box, Place, union

edge = st.floats(min_value=0, max_value=5000, allow_nan=False)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    left, right = sorted((draw(edge), draw(edge)))
    top, bottom = sorted((draw(edge), draw(edge)))
    return Box(left, top, right, bottom)


@given(st.lists(boxes(), min_size=1))
def test_a_union_holds_every_box(every: list[Box]) -> None:
    whole = union(every)

    assert all(whole.left <= b.left and whole.top <= b.top and whole.right >= b.right and whole.bottom >= b.bottom for b in every)


@given(boxes(), boxes())
def test_the_overlap_of_two_boxes_is_the_same_seen_from_either(a: Box, b: Box) -> None:
    assert a.iou(b) == pytest.approx(b.iou(a))
    assert 0 <= a.iou(b) <= 1 + 1e-9


@given(boxes(), edge, edge)
def test_a_clipped_box_lies_on_the_page(box: Box, width: float, height: float) -> None:
    clipped = box.clipped(width, height)

    assert 0 <= clipped.left <= clipped.right <= width
    assert 0 <= clipped.top <= clipped.bottom <= height


def test_a_box_inside_out_is_refused() -> None:
    with pytest.raises(ValueError, match="left ≤ right"):
        Box(10, 0, 5, 5)


def test_pages_count_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        Place(page=0, box=Box(0, 0, 1, 1))


def test_a_union_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no box"):
        union(())
