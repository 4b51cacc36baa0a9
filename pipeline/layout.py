"""Words become lines, and lines a transcript in reading order. Everything here is geometry; nothing knows what a word means.

The recogniser's own runs are not trusted as lines: it breaks them at wide gaps, and a price stands far from its label. On a
page that lies askew the words are first turned level, in figures only: at 4° the price column of a receipt drifts by more
than a line.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from domain.page import Line, Page, Transcript, Word

LIMIT_DEGREES = 15.0
"""No page that went through `prepare` lies more askew than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """A word where it would stand if the page lay level."""

    word: Word
    left: float
    right: float
    middle: float
    height: float


def transcribe(pages: Iterable[Page]) -> Transcript:
    """All lines of all pages in reading order."""
    every = tuple(pages)
    return Transcript(pages=every, lines=tuple(line for page in every for line in lines_of(page)))


def lines_of(page: Page) -> tuple[Line, ...]:
    """The lines of one page, from top to bottom."""
    spots = _level([word for word in page.words if word.text], tilt_degrees(page.words))
    rows = sorted(_rows(spots), key=lambda row: median(spot.middle for spot in row))
    return tuple(Line(page=page.number, words=tuple(spot.word for spot in row)) for row in rows)


def tilt_degrees(words: Sequence[Word]) -> float:
    """How far the lines of text slope down to the right, by the profile of the words' middles.

    Each word weighs as much as it is wide. The sharpest profile within ±15° is sought in steps of half a degree, then of
    a tenth; a page whose profile does not get clearly sharper is level.
    """
    if len(words) < 4:
        return 0.0
    # The upright boxes of sloping words are too high, those of short words the least.
    heights = sorted(word.box.height for word in words)
    profile = _Profile(words, blur=max(0.5, heights[len(heights) // 4] / 8))
    steps = range(-2 * int(LIMIT_DEGREES), 2 * int(LIMIT_DEGREES) + 1)
    coarse = max(steps, key=lambda step: (profile.sharpness(step / 2), -abs(step))) / 2
    fine = max(range(-7, 8), key=lambda step: (profile.sharpness(coarse + step / 10), -abs(step))) / 10 + coarse
    # A slight tilt is believed at once and does no harm; a strong one must pay for itself.
    needed = 1 + min(0.1, abs(fine) / 20)
    return fine if profile.sharpness(fine) > needed * profile.sharpness(0.0) else 0.0


class _Profile:
    """The words' middles seen along a sloping line, each as heavy as its word is wide."""

    def __init__(self, words: Sequence[Word], *, blur: float) -> None:
        self._middles = np.array([(word.box.center_x, word.box.center_y) for word in words])
        self._weights = np.array([word.box.width for word in words])
        self._bin = blur / 2
        self._kernel = np.exp(-0.5 * (np.arange(-6, 7) / 2) ** 2)

    def sharpness(self, degrees: float) -> float:
        """Sum of squares: high when the middles gather at few heights."""
        across, down = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
        heights = (self._middles @ np.array([-across, down])) / self._bin
        profile = np.bincount((heights - heights.min()).astype(int), weights=self._weights)
        return float(np.sum(np.convolve(profile, self._kernel) ** 2))


def _level(words: Sequence[Word], degrees: float) -> list[_Spot]:
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    spots = []
    for word in words:
        across = word.box.center_x * cosine + word.box.center_y * sine
        middle = word.box.center_y * cosine - word.box.center_x * sine
        # The upright box around a sloping word is higher than the word; undo that, within reason.
        height = max(word.box.height - abs(word.box.width * sine), word.box.height / 3) if degrees else word.box.height
        spots.append(_Spot(word=word, left=across - word.box.width / 2, right=across + word.box.width / 2, middle=middle, height=height))
    return spots


def _rows(spots: Sequence[_Spot]) -> list[list[_Spot]]:
    """Join from left to right: each word goes to the row whose last word stands most nearly at its height."""
    rows: list[list[_Spot]] = []
    for spot in sorted(spots, key=lambda s: s.left):
        fitting = [row for row in rows if _follows(row[-1], spot)]
        if fitting:
            min(fitting, key=lambda row: abs(row[-1].middle - spot.middle)).append(spot)
        else:
            rows.append([spot])
    return rows


def _follows(last: _Spot, spot: _Spot) -> bool:
    """Whether they can stand on one line: at one height, and side by side."""
    apart = abs(last.middle - spot.middle)
    beside = last.right - spot.left <= 0.5 * min(last.right - last.left, spot.right - spot.left)
    return beside and apart <= 0.5 * min(max(last.height, spot.height), 1.5 * min(last.height, spot.height))
