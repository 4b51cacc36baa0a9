"""Pieces of lines tell upright from upside down by their look alone, and no more are looked at than are needed."""

from __future__ import annotations

from typing import Any

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


@pytest.mark.parametrize("scale", [0.6, 1.1, 3.0])
def test_print_stands_upright_or_on_its_head(scale: float) -> None:
    pieces = [piece(text, scale=scale) for text in LINES]
    assert facing(pieces) >= CLEAR
    assert facing([np.rot90(one, 2) for one in pieces]) <= -CLEAR


def test_what_reads_alike_both_ways_up_leaves_a_doubt() -> None:
    assert abs(facing([piece("0OXI8OX0")[::-1, ::-1] // 2 + piece("0OXI8OX0") // 2])) < CLEAR
    assert abs(facing([np.full((40, 260, 3), 255, np.uint8)] * MOST)) < CLEAR
    assert facing([]) == 0


class Counted(list[Pixels]):
    """Pieces that count how many of them were looked at."""

    looked_at = 0

    def __getitem__(self, places: Any) -> Any:
        found = super().__getitem__(places)
        self.looked_at += len(found)
        return found


def test_no_more_are_looked_at_than_are_needed() -> None:
    clear, doubtful = Counted([piece(LINES[0])] * 9), Counted([np.full((40, 260, 3), 255, np.uint8)] * 9)
    facing(clear)
    facing(doubtful)
    assert (clear.looked_at, doubtful.looked_at) == (AT_ONCE, MOST)
