"""Spots of ink that have the size of letters: enough to tell how a page lies, before anything is read."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.drawing import Drawing, whole
from pipeline.pixels import Pixels

SIDE = 1280
"""Longest side of the picture that is looked at; small print of a whole A4 page is still 5 pixels high in it."""

FILLED = 0.35
"""Share of a square of that side which is looked at, at least: the letters of a receipt of 60 cm are lost in 1280 pixels of length."""

FEWEST = 24
"""With fewer marks than this nothing is concluded."""

LOOKED_AT = 700
"""Marks whose neighbours are looked for: each is held against each."""

CLEARER, MOST_CLEARER, SLIGHT = 1.05, 0.25, 0.5
"""How much sharper than level print the lines must be at a slope; how much more at most, and from which slope on, in degrees."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Boxes (N, 4) of left, top, right, bottom, in pixels of the picture."""

    boxes: Numbers

    @property
    def count(self) -> int:
        return len(self.boxes)

    @property
    def middles(self) -> Numbers:
        return (self.boxes[:, :2] + self.boxes[:, 2:]) / 2

    @property
    def size(self) -> float:
        """The usual height of a letter, whichever way it lies."""
        sides = self.boxes[:, 2:] - self.boxes[:, :2]
        return float(np.median(sides.min(axis=1))) if self.count else 0.0


def find_marks(pixels: Pixels) -> Marks:
    """Dark spots on a lighter ground; lines, edges, pictures and specks left out."""
    return marks_of(whole(pixels))


def marks_of(drawing: Drawing) -> Marks:
    """The same of what may not be drawn yet: they are found in a small drawing."""
    height, width = drawing.height, drawing.width
    scale = min(1.0, max(SIDE / max(height, width), math.sqrt(FILLED * SIDE**2 / (height * width))))
    grey = cv2.cvtColor(drawing.small(scale), cv2.COLOR_RGB2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return Marks(_letters(stats[1:]) / scale)


def _letters(stats: npt.NDArray[Any]) -> Numbers:
    left, top, width, height, area = (stats[:, i] for i in range(5))
    long, short = np.maximum(width, height), np.minimum(width, height)
    # Blurred letters run together, so a mark may be a whole word; a thin long one is a rule or an edge.
    like_text = (long >= 5) & (long <= 240) & (short >= 3) & (short <= 60) & (area >= 0.12 * width * height) & (area >= 10)
    boxes = np.stack([left, top, left + width, top + height], axis=1)[like_text]
    return cast(Numbers, boxes.astype(float))


def share_lying(marks: Marks) -> float:
    """Share of marks whose nearest neighbour stands beside them rather than above or below.

    Letters stand closer to the next letter than to the next line (O'Gorman's docstrum, 1993), so the share is near 1 on a
    page with level lines and near 0 on one turned by a quarter.
    """
    # They come row by row: those from the middle keep their neighbours, where every other mark would lose them.
    first = max(0, marks.count - LOOKED_AT) // 2
    chosen = marks.boxes[first : first + LOOKED_AT].astype(np.float32)
    across, down = (
        np.maximum(low[:, None] - high[None, :], low[None, :] - high[:, None]) for low, high in zip(chosen.T, chosen.T[2:], strict=False)
    )
    distance = np.maximum(across, 0) ** 2 + np.maximum(down, 0) ** 2
    np.fill_diagonal(distance, np.inf)
    nearest = distance.argmin(axis=1)
    middles = (chosen[:, :2] + chosen[:, 2:]) / 2
    apart = np.abs(middles[nearest] - middles)
    return float(np.mean(apart[:, 0] > apart[:, 1]))


def slope_degrees(marks: Marks, *, limit: float = 15.0, clearer_a_degree: float = 0.0) -> float:
    """How far the lines slope down to the right: the peak of the projection profile (Postl 1986) of the marks' middles.

    Sought within ±limit in steps of half a degree, then of a twentieth. 0 when no slope makes the profile clearly sharper, by so much more
    for each degree beyond a slight slope.
    """
    middles, profile = marks.middles, profile_of(marks)

    def sharpness(degrees: float) -> float:
        across, down = np.sin(np.radians(degrees)), np.cos(np.radians(degrees))
        return profile(middles @ np.array([-across, down]))

    coarse = max(np.arange(-limit, limit + 0.25, 0.5).tolist(), key=lambda d: (sharpness(d), -abs(d)))
    fine = max((coarse + step / 20 for step in range(-12, 13)), key=lambda d: (sharpness(d), -abs(d)))
    needed = CLEARER + min(MOST_CLEARER, clearer_a_degree * max(0.0, abs(fine) - SLIGHT))
    return float(fine) if sharpness(fine) > needed * sharpness(0.0) else 0.0


def profile_of(marks: Marks) -> Callable[[Numbers], float]:
    """How sharply the marks gather in rows where each lies at such a height, in pixels: the sum of squares of their profile."""
    widths, step = marks.boxes[:, 2] - marks.boxes[:, 0], max(1.0, marks.size / 6)

    def sharpness(heights: Numbers) -> float:
        heights = heights / step
        heights -= heights.min()
        # Each mark is shared between the two rows it lies between, or the peak jumps with the rows' borders.
        above = heights.astype(np.intp)
        below = widths * (heights - above)
        rows = int(above.max()) + 2
        profile = np.bincount(above, widths - below, rows)
        profile[1:] += np.bincount(above, below, rows)[:-1]
        # The sum of squares of the profile smoothed by a half, one, a half: told without making it, some 200 are asked for a sheet.
        return float(1.5 * (profile @ profile) + 2 * (profile[1:] @ profile[:-1]) + 0.5 * (profile[2:] @ profile[:-2]))

    return sharpness
