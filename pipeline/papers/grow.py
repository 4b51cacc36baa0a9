"""Sheets drawn out over text of theirs that their outline does not hold: half of a receipt in shadow may be taken for ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.papers.outline import Corners, Outline, first_top_left, overlap
from pipeline.papers.text import NEAR, RUNS, Quads, clusters
from pipeline.papers.view import View
from pipeline.way import Matrix, Points, inverse

SHARED = 0.1
"""Share of another sheet that a grown one may come to lie on."""

BESIDE = 0.12
"""Share of a sheet's width by which text that goes on above or below it may stand out at a side: paper is bent, and held aslant."""

FARTHEST = 1.5
"""By so many times its own length a sheet is drawn out at most."""

EDGE = 0.03
"""Share of the sheet that is left beyond the last line."""

_SQUARE = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)


def grown(papers: Sequence[Outline], runs: Quads, beside: npt.NDArray[np.bool_], view: View) -> list[Outline]:
    """The papers, each drawn out over the groups of runs `beside` them that are its own.

    A group is a paper's own where it goes on below or above the paper's lines, as wide as they are; or where it is too small to be a
    receipt and lies close beside. A larger one to the left or right is another receipt.
    """
    found = list(papers)
    waiting = clusters(runs[beside], view)
    while waiting:
        group = waiting.pop()
        choices = [
            (drawn.area / paper.area, number, drawn)
            for number, paper in enumerate(found)
            for frame in (paper.corners, _least_rectangle(paper))
            if (drawn := _drawn_out(paper, frame, group, runs, view)) and _is_free(drawn, number, found, view)
        ]
        if choices:
            _, number, drawn = min(choices, key=lambda choice: choice[:2])
            found[number] = drawn
        else:
            waiting += _parted(group, found)
    return found


def _parted(group: Quads, papers: Sequence[Outline]) -> list[Quads]:
    """The runs of a group by the paper that each lies nearest to, where that is more than one: two receipts that both lost an end."""
    middles = group.mean(axis=1).astype(np.float32)
    away = [[-cv2.pointPolygonTest(paper.corners.astype(np.float32), (float(x), float(y)), True) for paper in papers] for x, y in middles]
    nearest = np.argmin(np.array(away), axis=1)
    parts = [group[nearest == number] for number in np.unique(nearest)]
    return parts if len(parts) > 1 else []


def _is_free(drawn: Outline, number: int, papers: Sequence[Outline], view: View) -> bool:
    return all(overlap(drawn, other, view) < SHARED for place, other in enumerate(papers) if place != number)


def _least_rectangle(paper: Outline) -> Corners:
    """For a sheet whose end is cut off aslant by a shadow: drawn out along its four sides it would run into its neighbour."""
    return first_top_left(cv2.boxPoints(cv2.minAreaRect(paper.contour.astype(np.float32))).astype(float))


def _drawn_out(paper: Outline, frame: Corners, group: Quads, runs: Quads, view: View) -> Outline | None:
    """The paper drawn out over the group, along the sides of the frame around it; None where the group is not its own."""
    to_square: Matrix = np.asarray(cv2.getPerspectiveTransform(frame.astype(np.float32), _SQUARE), float)
    places = _led(to_square, group.reshape(-1, 2))
    if places is None:
        return None
    low, high = places.min(axis=0), places.max(axis=0)
    sides = _sides(frame)
    near = NEAR * max(view.width, view.height) / sides
    gap = np.maximum(0.0, np.maximum(low - 1.0, -high))
    across = _across(paper, frame, runs)
    down = 1 - across
    goes_on = low[across] >= -BESIDE and high[across] <= 1 + BESIDE and gap[down] <= near[down]
    is_scrap = len(group) < RUNS and bool(np.all(gap <= near))
    if not (goes_on or is_scrap) or max(-low.min(), high.max() - 1) > FARTHEST:
        return None
    start, end = np.minimum(0.0, low - EDGE), np.maximum(1.0, high + EDGE)
    around = np.array([start, [end[0], start[1]], end, [start[0], end[1]]])
    corners = _led(inverse(to_square), around)
    if corners is None:
        return None
    corners = np.clip(corners, [0, 0], [view.width - 1, view.height - 1])
    hull = cv2.convexHull(np.vstack([paper.contour, corners]).astype(np.float32))
    return replace(paper, corners=corners, contour=hull[:, 0].astype(float))


def _led(way: Matrix, points: Points) -> Points | None:
    """Where points go; None where one lies beyond the horizon of a sheet seen aslant."""
    ends = np.column_stack([points, np.ones(len(points))]) @ way.T
    return ends[:, :2] / ends[:, 2:] if np.all(ends[:, 2] > 1e-6) else None


def _sides(corners: Corners) -> Points:
    """Width and height in pixels, each the mean of two sides."""
    lengths = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    return np.maximum(1.0, np.array([lengths[0] + lengths[2], lengths[1] + lengths[3]]) / 2)


def _across(paper: Outline, frame: Corners, runs: Quads) -> int:
    """Along which sides of its frame its lines run: 0 the first, from corner to corner, 1 the second."""
    own = runs[paper.holds(runs.mean(axis=1))]
    if not len(own):
        return 0
    first, second = own[:, 1] - own[:, 0], own[:, 2] - own[:, 1]
    long = np.where((np.linalg.norm(first, axis=1) >= np.linalg.norm(second, axis=1))[:, None], first, second)
    along = frame[1] - frame[0], frame[2] - frame[1]
    share = [float(np.abs(long @ side).sum() / np.linalg.norm(side)) for side in along]
    return int(share[1] > share[0])
