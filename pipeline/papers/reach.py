"""An outline drawn out over a dark band: a title printed white on black at the edge of the paper is no light shape."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.papers.outline import Outline
from pipeline.papers.view import View

FARTHEST = 0.25
"""Share of the neighbouring sides' length by which a side is moved outwards at most."""

LEAST = 0.035
"""Less is the bend of the paper beside its corners, which its outline holds already."""

DIFFERENT = 14
"""Grey levels, in any colour, between the band and what lies beside it."""

ENDS = 0.6
"""Share of the side that was moved outwards which must be seen to differ from what lies beyond."""

APART = 4
"""Pixels of the view on either side of the line that goes on."""

Point = npt.NDArray[np.float64]


def reach_out(outline: Outline, view: View) -> Outline:
    """The outline with each side moved outwards as long as both sides beside it clearly go on."""
    corners = outline.corners.copy()
    for side in range(4):
        before, first, second, after = (corners[(side + i) % 4] for i in (-1, 0, 1, 2))
        share = _goes_on(before, first, after, second, view)
        if share > 0:
            corners[side] = first + share * (first - before)
            corners[(side + 1) % 4] = second + share * (second - after)
    if np.array_equal(corners, outline.corners):
        return outline
    hull = cv2.convexHull(np.vstack([outline.contour, corners]).astype(np.float32))
    return replace(outline, corners=corners, contour=hull[:, 0].astype(float))


def _goes_on(before: Point, first: Point, after: Point, second: Point, view: View) -> float:
    """By what share of its length the side from `before` to `first`, and with it that from `after` to `second`, goes on."""
    shares = np.linspace(0.012, FARTHEST, 24)[:, None]
    left = _differs(first + shares * (first - before), first - second, view)
    right = _differs(second + shares * (second - after), second - first, view)
    both = left & right
    steps = len(both) if both.all() else int(np.argmin(both))
    share = float(shares[steps - 1, 0]) if 0 < steps < len(both) else 0.0
    if share < LEAST:
        return 0.0
    return share if _ends_there(first + share * (first - before), second + share * (second - after), first - before, view) else 0.0


def _ends_there(first: Point, second: Point, outwards: Point, view: View) -> bool:
    """Whether the sheet ends along the line where its sides stop going on: the seam between two boards goes on without an end."""
    across = first + (second - first) * np.linspace(0.08, 0.92, 24)[:, None]
    step = np.arange(-6, 7, 2)[:, None, None] * outwards / max(1e-6, float(np.linalg.norm(outwards)))
    return bool(np.any([_differs(places, outwards, view).mean() >= ENDS for places in across + step]))


def _differs(places: Point, outwards: Point, view: View) -> npt.NDArray[np.bool_]:
    """Where the picture differs between both sides of the places, which lie on a line that `outwards` crosses."""
    step = APART * outwards / max(1e-6, float(np.linalg.norm(outwards)))
    beyond, within = places + step, places - step
    limits = [view.width - 1, view.height - 1]
    seen = ((beyond >= 0) & (beyond <= limits) & (within >= 0) & (within <= limits)).all(axis=1)
    one, other = (np.clip(p.round(), 0, limits).astype(int) for p in (beyond, within))
    apart = view.pixels[one[:, 1], one[:, 0]].astype(int) - view.pixels[other[:, 1], other[:, 0]].astype(int)
    return np.asarray(seen & (np.abs(apart).max(axis=1) > DIFFERENT))
