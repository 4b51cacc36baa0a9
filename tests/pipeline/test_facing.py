"""Pieces of lines tell upright from upside down by their look alone, and no more are looked at than are needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import cv2
import numpy as np
import pytest

from pipeline.facing import AT_ONCE, CLEAR, MOST, facing
from pipeline.pixels import Pixels

LINES = (
    "TOTAL TTC 42,30",
    "12 AVENUE FOCH",
    "MENU DU JOUR 37,80",
    "EAU GAZEUSE 4,50",
    "MERCI DE VOTRE VISITE",
    "CARTE BANCAIRE 42,30",
)


def piece(text: str, *, scale: float = 1.1) -> Pixels:
    """A line of print as it is cut out of a picture."""
    (width, height), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_DUPLEX, scale, 2)
    pixels = np.full((2 * height, width + height, 3), 235, np.uint8)
    cv2.putText(pixels, text, (height // 2, round(1.5 * height)), cv2.FONT_HERSHEY_DUPLEX, scale, (40, 40, 40), 2, cv2.LINE_AA)
    return pixels


def asked(pieces: Sequence[Pixels]) -> tuple[float, int]:
    """How they face together, and how many of them were looked at."""
    seen: list[Pixels] = []

    def cut_out(one: Pixels) -> Pixels:
        seen.append(one)
        return one

    return facing([partial(cut_out, one) for one in pieces]), len(seen)


@pytest.mark.parametrize("scale", [0.6, 1.1, 3.0])
def test_print_stands_upright_or_on_its_head(scale: float) -> None:
    pieces = [piece(text, scale=scale) for text in LINES]
    assert asked(pieces)[0] >= CLEAR
    assert asked([np.rot90(one, 2) for one in pieces])[0] <= -CLEAR


def test_what_reads_alike_both_ways_up_leaves_a_doubt() -> None:
    both = piece("0OXI8OX0")[::-1, ::-1] // 2 + piece("0OXI8OX0") // 2
    assert abs(asked([both])[0]) < CLEAR
    assert asked([]) == (0, 0)


def test_no_more_are_looked_at_than_are_needed() -> None:
    blank = np.full((40, 260, 3), 255, np.uint8)
    assert asked([piece(LINES[0])] * 9)[1] == AT_ONCE
    assert asked([blank] * 9)[1] == MOST
