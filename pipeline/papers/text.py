"""What the sheets of a picture leave out: text beside all of them says that one was missed, or not seen whole."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.papers.outline import Outline, first_top_left
from pipeline.papers.view import View
from pipeline.way import Points

Quads = npt.NDArray[np.float64]
"""(N, 4, 2) runs of text, in pixels."""

RUNS = 6
"""Runs that lie together make a receipt; a parking ticket has seven."""

FEWEST_RUNS = 3

NEAR = 0.06
"""Share of the picture's longer side within which runs lie together, and within which text is of the sheet beside it."""


def holds_runs(paper: Outline, runs: Quads) -> bool:
    """Whether a few runs of text lie on it: the grain of wood is ink to the eye of a threshold, and none to a detector."""
    return bool(np.count_nonzero(paper.holds(runs.mean(axis=1))) >= FEWEST_RUNS)


def left_out(papers: Sequence[Outline], points: Points, *, around: float) -> npt.NDArray[np.bool_]:
    """Which points lie on none of the papers nor close beside one."""
    out = np.ones(len(points), bool)
    for paper in papers:
        out &= ~paper.holds(points, around=around)
    return out


def heights(runs: Quads) -> npt.NDArray[np.float64]:
    """How high each run is: the shorter of its sides, whichever way it stands."""
    sides = np.linalg.norm(np.roll(runs, -1, axis=1) - runs, axis=2)
    return np.asarray(np.minimum(sides[:, 0], sides[:, 1]))


def _mask_of(runs: Quads, view: View) -> npt.NDArray[np.uint8]:
    """1 on the runs, in a picture as large as the view."""
    mask = np.zeros((view.height, view.width), np.uint8)
    for run in runs:
        cv2.fillPoly(mask, [run.round().astype(np.int32)], (1,))
    return mask


def gathered(runs: Quads, view: View) -> list[Outline]:
    """Runs that lie together, each group that is enough for a receipt with the least rectangle around it."""
    return [_around(group, _reach(view)) for group in clusters(runs, view) if len(group) >= RUNS]


def clusters(runs: Quads, view: View) -> list[Quads]:
    """Runs that lie together, in groups."""
    size = 2 * max(1, round(_reach(view))) + 1
    count, labels = cv2.connectedComponents(np.asarray(cv2.dilate(_mask_of(runs, view), np.ones((size, size), np.uint8))))
    middles = np.clip(runs.mean(axis=1).round().astype(int), 0, [view.width - 1, view.height - 1])
    groups = [runs[labels[middles[:, 1], middles[:, 0]] == label] for label in range(1, count)]
    return [group for group in groups if len(group)]


def _reach(view: View) -> float:
    return NEAR * max(view.width, view.height) / 2


def _around(runs: Quads, margin: float) -> Outline:
    (middle, (width, height), angle) = cv2.minAreaRect(runs.reshape(-1, 2).astype(np.float32))
    corners = first_top_left(cv2.boxPoints((middle, (width + margin, height + margin), angle)).astype(float))
    return Outline(corners, corners, 0.0)
