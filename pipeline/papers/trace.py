"""A side that was found as a straight line, followed where the paper really ends: it bends, and a slip stapled to it stands out.

In each few rows beside the line its edge is sought where it is steepest in the direction of the whole side, and the path of the
greatest sum is taken that steps little, or jumps where it gains much (dynamic programming, after Bellman, 1957).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

ROWS = 4
"""Pixels of the view along a side that are taken as one."""

OUTWARDS, FARTHEST = 0.06, 0.4
"""Shares of the side's length by which the paper may end beyond the straight line, and before it."""

PLAIN, BEND, JUMP = 0.25, 0.25, 8.0
"""Grey levels a pixel of an edge that speaks for nothing yet; and what a step of one pixel from row to row costs, and a jump, in these."""

USUAL = 60
"""Percentile of the edges along the straight line, or near it, which is that of the border."""

AWAY = 0.2
"""What the farthest place from the straight line costs, in grey levels a pixel: where no edge is seen nothing is followed."""

GAIN = 1.15
"""By so many times the path must be steeper than the straight line, or that stays."""

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.float64]

Path = tuple[npt.NDArray[np.int64], Places]
"""Rows of a frame, and in which column a side runs through each."""


def traced(steep: Floats, text: Floats, straight: Places, rows: npt.NDArray[np.int64], length: float) -> Places:
    """Where a side runs, in pixels of a frame whose right side it is: a column for each of those rows.

    `steep` is how much lighter the frame becomes to the right, `text` 1 on print, which no border crosses; `straight` is the column of the
    straight line in each row.
    """
    before, beyond = round(FARTHEST * length), max(3, round(OUTWARDS * length))
    offsets = np.arange(-before, beyond + 1)
    places = straight[:, None] + offsets
    columns = np.clip(np.round(places), 0, steep.shape[1] - 1).astype(int)
    lines = np.clip(rows, 0, steep.shape[0] - 1)[:, None]
    edge, printed = steep[lines, columns], text[lines, columns] > 0
    sign = np.sign(float(edge[:, before - 1 : before + 2].mean()))
    edge = np.where(np.arange(printed.shape[1]) <= _reach_of_text(printed)[:, None], -np.float32(np.inf), sign * edge)
    groups = -(-len(rows) // ROWS)
    padded = np.concatenate([edge, np.repeat(edge[-1:], groups * ROWS - len(rows), axis=0)]).reshape(groups, ROWS, -1)
    worth = np.maximum(padded.mean(axis=1), -1e3)
    # Where the border is seen it is as clear as the rest of the side: a bar code is clearer, and no border.
    near = worth[:, max(0, before - beyond // 2) : before + beyond // 2 + 1]
    worth = np.minimum(worth, max(PLAIN, float(np.percentile(near.max(axis=1), USUAL)))) - PLAIN
    path = _best_path(worth - AWAY * np.where(offsets > 0, offsets / beyond, -offsets / before).astype(np.float32))
    at = np.arange(groups)
    if (worth[at, path] + PLAIN).sum() < GAIN * max(0.0, float((worth[:, before] + PLAIN).sum())):
        return straight
    return straight + np.repeat(offsets[path], ROWS)[: len(rows)]


def _reach_of_text(printed: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """The last column up to which a sheet must go in each row; -1 where none.

    A sheet becomes narrower towards its ends, where a slip stands out, and has no notch between two lines as wide: a bar code stands there.
    """
    last = np.where(printed.any(axis=1), printed.shape[1] - 1 - printed[:, ::-1].argmax(axis=1), -1)
    return np.asarray(np.minimum(np.maximum.accumulate(last), np.maximum.accumulate(last[::-1])[::-1]), np.int64)


def _best_path(worth: Floats) -> npt.NDArray[np.int64]:
    """The column of each row of the path of the greatest worth."""
    count, width = worth.shape
    total = worth[0].copy()
    came = np.zeros((count, width), np.int64)
    here = np.arange(width)
    for row in range(1, count):
        best = int(np.argmax(total))
        choice, value = np.full(width, best), np.full(width, total[best] - JUMP)
        for step in (-2, -1, 0, 1, 2):
            stepped = np.full(width, -np.inf, np.float32)
            low, high = max(0, step), min(width, width + step)
            stepped[low:high] = total[low - step : high - step] - BEND * abs(step)
            better = stepped > value
            choice, value = np.where(better, here - step, choice), np.where(better, stepped, value)
        came[row], total = choice, worth[row] + value
    path = np.zeros(count, np.int64)
    path[-1] = int(np.argmax(total))
    for row in range(count - 1, 0, -1):
        path[row - 1] = came[row, path[row]]
    return path


def edge_along(part: Floats, columns: Places, rows: npt.NDArray[Any]) -> float:
    """The clearest mean of a part of a frame along those places or up to three pixels beside them; nothing lies outside the frame."""
    means = []
    for by in range(-3, 4):
        x, y = np.round(columns + by).astype(int), np.round(rows).astype(int)
        there = (x >= 0) & (y >= 0) & (x < part.shape[1]) & (y < part.shape[0])
        means.append(float(np.where(there, part[y.clip(0, part.shape[0] - 1), x.clip(0, part.shape[1] - 1)], 0.0).mean()))
    return max(map(abs, means))


def contour_between(paths: Sequence[Path], size: tuple[int, int]) -> Places:
    """The border of what lies left of each path, in a frame of that width and height; path n in the frame turned by n quarters."""
    width, height = size
    mask = np.ones((height, width), np.uint8)
    for rows, columns in paths:
        side = np.ones_like(mask)
        kept = (rows >= 0) & (rows < mask.shape[0])
        limits = np.interp(np.arange(mask.shape[0]), rows[kept], columns[kept])
        side[:] = np.arange(mask.shape[1])[None, :] <= limits[:, None]
        mask = np.rot90(mask & side)
    found, _ = cv2.findContours(np.ascontiguousarray(mask), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return max(found, key=cv2.contourArea)[:, 0].astype(float) if found else np.zeros((0, 2))
