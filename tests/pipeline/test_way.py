"""Every step that moves pixels can be gone back, flat or bent."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.way import Mesh, Way

SHIFT = np.array([[1, 0, 30], [0, 1, 40], [0, 0, 1]], float)
DOUBLE = np.diag([2.0, 2.0, 1.0])

points = st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=1, max_size=5)


def bent(height: float) -> Mesh:
    """A sheet of 100 × 200 whose middle is higher by so much than its ends."""
    columns, rows = np.meshgrid(np.linspace(0, 100, 21), np.linspace(0, 200, 5))
    return Mesh(np.stack([columns, rows + height * np.sin(np.pi * columns / 100)], axis=-1), 100, 200)


def test_a_way_without_steps_leads_to_the_same_place() -> None:
    assert Way().lead([[3, 4]]).tolist() == [[3, 4]]


def test_a_step_taken_first_is_taken_before_the_others() -> None:
    assert Way((SHIFT,)).after(DOUBLE).lead([[1, 1]]).tolist() == [[32, 42]]
    assert Way((SHIFT,)).then(DOUBLE).lead([[1, 1]]).tolist() == [[62, 82]]


@given(points)
def test_flat_steps_are_kept_as_one_and_lead_as_each_after_the_other(where: list[tuple[float, float]]) -> None:
    way = Way((SHIFT,)).after(DOUBLE).then(DOUBLE)

    assert len(way.steps) == 1
    assert np.allclose(way.lead(where), Way((DOUBLE,)).lead(Way((SHIFT,)).lead(Way((DOUBLE,)).lead(where))))


@given(points)
def test_a_mesh_without_bend_leads_nowhere_else(where: list[tuple[float, float]]) -> None:
    assert np.allclose(bent(0).lead(np.array(where)), where)


def test_a_point_of_bent_paper_leads_to_its_height() -> None:
    way = Way((bent(10),)).after(DOUBLE).then(SHIFT)

    assert len(way.steps) == 3
    assert way.lead([[25, 20]])[0] == pytest.approx((80, 90))
