"""Where the ink of a word stands within its run.

A run is as high as the detector drew it, a quarter of the letters' height above them and half as much below; and the border of a word lies
where the recogniser saw a blank. Whoever is shown a word, or cuts it out again, wants its print.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
"""(48, W) the ink of a run as the recogniser saw it."""

Sides = tuple[float, float, float, float]
"""Left, top, right, bottom of a word as shares of its run's width and height."""

DEEP = 0.45
"""Share of the depth of the darkest strokes from which a pixel is ink: about where the edge of a blurred stroke lies."""

SPECK, RULE = 9, 5
"""Pixels of a spot that is no ink, and height of a rule; both of a run 48 pixels high."""

NEAR = 4
"""Rows between a letter and its accent."""

REACH = 0.5
"""Heights of the run by which the gap between two words may lie off where the recogniser saw the blank."""


def ink_of(grey: npt.NDArray[np.uint8]) -> Mask:
    """The ink of a run in its lightness (48, W), without specks, rules, and what reaches in from the lines above and below."""
    low, middle, light = np.percentile(grey[::3, ::3], [2, 50, 98])
    if 2 * middle < low + light:
        grey = 255 - grey  # light print on a dark band
    high = grey.shape[0]
    paper = cv2.blur(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8)), (25, 25))
    depth = cv2.subtract(paper, grey)
    mask = (depth > DEEP * float(np.percentile(depth[::3, ::3], 97))).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    top, bottom = stats[:, cv2.CC_STAT_TOP], stats[:, cv2.CC_STAT_TOP] + stats[:, cv2.CC_STAT_HEIGHT]
    body = (top < 0.45 * high) & (bottom > 0.55 * high)
    body[0] = False
    if not body.any():
        return np.zeros(grey.shape, bool)
    # A comma reaches from within the line to the lower edge, an accent stands close above it; the feet of the line above do neither.
    above = (top == 0) & (bottom < float(np.median(top[body])) - NEAR)
    below = (bottom == high) & (top >= float(np.median(bottom[body])))
    rule = (stats[:, cv2.CC_STAT_HEIGHT] <= RULE) & (stats[:, cv2.CC_STAT_WIDTH] > high)
    kept = (stats[:, cv2.CC_STAT_AREA] >= SPECK) & ~above & ~below & ~rule
    kept[0] = False
    return cast(Mask, kept[labels])


def tightened(ink: Mask, start: float, end: float) -> Sides | None:
    """Where the ink of a word that was read between two shares of the run stands; None where there is none."""
    high, width = ink.shape
    columns = np.asarray(ink.any(axis=0))
    left, right = _gap(columns, start * width, REACH * high), _gap(columns, end * width, REACH * high)
    within = np.flatnonzero(columns[left:right])
    if not len(within):
        return None
    left, right = left + int(within[0]), left + int(within[-1]) + 1
    rows = np.flatnonzero(ink[:, left:right].any(axis=1))
    return left / width, float(rows[0]) / high, right / width, (float(rows[-1]) + 1) / high


def _gap(columns: npt.NDArray[np.bool_], at: float, reach: float) -> int:
    """The middle of the widest gap between ink near a place; the place itself where there is none, and the ends of the run as they are."""
    if not 0 < at < len(columns):
        return round(at)
    low, high = max(0, round(at - reach)), min(len(columns), round(at + reach))
    free = np.concatenate([[False], ~columns[low:high], [False]]).astype(np.int8)
    starts, ends = np.flatnonzero(np.diff(free) == 1), np.flatnonzero(np.diff(free) == -1)
    if not len(starts):
        return round(at)
    # Of two gaps nearly as wide, the nearer: a gap between letters is narrower than one between words.
    middles = low + (starts + ends) / 2
    best = int(np.argmax((ends - starts) - 0.5 * np.abs(middles - at)))
    return round(float(middles[best]))
