"""What a sheet looks like, in bits: light and table say nothing, the layout does."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.likeness import BITS, difference, likeness_of
from pipeline.sheet import Pixels, Sheet, plain_sheet
from pipeline.twins import ALIKE


def receipt(seed: int, *, paper: int = 235, ink: int = 60, margin: int = 40, slope: float = 0.0) -> Sheet:
    """Lines of words on paper, as a till prints them; the light falls off to the right by `slope`."""
    rng, width, lines = Random(seed), 400, 24
    pixels = np.full((lines * 30 + 2 * margin, width + 2 * margin), paper, np.float32)
    for line in range(lines):
        left = margin + rng.choice((0, 0, 0, 60, 140))
        while left < margin + width - 60:
            wide = rng.randint(20, 70)
            pixels[margin + line * 30 : margin + line * 30 + 16, left : left + wide : 2] = ink
            left += wide + rng.choice((10, 10, 80))
    shaded = pixels * np.linspace(1, 1 - slope, pixels.shape[1], dtype=np.float32)
    return plain_sheet(np.repeat(shaded[..., None], 3, axis=2).astype(np.uint8), page=1)


@pytest.mark.parametrize("other", [{"paper": 180, "ink": 40}, {"margin": 90}, {"slope": 0.4}, {"paper": 250, "ink": 120, "margin": 15}])
def test_the_same_print_looks_the_same_in_another_light_and_with_another_margin(other: dict[str, int]) -> None:
    assert difference(likeness_of(receipt(1)), likeness_of(receipt(1, **other))) <= ALIKE / 2


@pytest.mark.parametrize("seed", range(2, 8))
def test_another_print_does_not(seed: int) -> None:
    assert difference(likeness_of(receipt(1)), likeness_of(receipt(seed))) > ALIKE


def test_an_empty_sheet_looks_like_nothing_not_even_like_another() -> None:
    white: Pixels = np.full((300, 200, 3), 255, np.uint8)
    empty = likeness_of(plain_sheet(white, page=1))

    assert empty == ""
    assert difference(empty, empty) == 1.0


bits = st.binary(min_size=BITS // 8, max_size=BITS // 8).map(bytes.hex)


@given(bits, bits)
def test_a_difference_is_a_share_the_same_both_ways(one: str, other: str) -> None:
    assert difference(one, one) == 0
    assert 0 <= difference(one, other) == difference(other, one) <= 1
