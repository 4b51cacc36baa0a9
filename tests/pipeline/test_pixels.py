"""A smaller picture is the mean of what it shows, however many steps it took."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pixels import shrunk


@given(st.integers(1, 300), st.integers(1, 300), st.integers(1, 60), st.integers(1, 60))
def test_a_picture_has_the_size_that_was_asked_for(width: int, height: int, wide: int, high: int) -> None:
    size = min(width, wide), min(height, high)
    assert shrunk(np.full((height, width, 3), 90, np.uint8), size).shape == (size[1], size[0], 3)


def test_light_and_places_stay_as_they_were() -> None:
    ramp = np.linspace(0, 255, 3001)[None, :, None].repeat(1003, 0).repeat(3, 2).astype(np.uint8)
    small = shrunk(ramp, (300, 100))

    assert small.mean() == pytest.approx(ramp.mean(), abs=1)
    assert int(small[50, 150, 0]) == pytest.approx(int(ramp[500, 1505, 0]), abs=2)


def test_a_picture_that_has_the_size_already_is_the_same() -> None:
    pixels = np.zeros((20, 30, 3), np.uint8)
    assert shrunk(pixels, (30, 20)) is pixels
