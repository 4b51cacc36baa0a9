"""The outline of a sheet: a shape, and its four corners."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.papers.view import View

Contour = npt.NDArray[np.float64]
"""(N, 2) points around a shape, in pixels of the view."""

RASTER = 200
"""Longest side of the masks in which a shape is held against its four corners."""

Corners = npt.NDArray[np.float64]
"""(4, 2), clockwise, beginning at the top left of the sheet as it lies in the picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A sheet in the view's pixels. `score` is what it has in common with the figure of its four corners, of what either covers."""

    corners: Corners
    contour: Contour
    score: float

    @property
    def area(self) -> float:
        return abs(float(cv2.contourArea(self.corners.astype(np.float32))))

    def scaled(self, factor: float) -> Outline:
        return replace(self, corners=self.corners * factor, contour=self.contour * factor)

    def holds(self, points: npt.NDArray[np.float64], *, around: float = 0.0) -> npt.NDArray[np.bool_]:
        """Which points lie on it, or no farther than `around` beside it."""
        left, top = self.contour.min(axis=0) - around - 2
        right, bottom = self.contour.max(axis=0) + around + 2
        # Looked up in a small mask: thousands of marks against hundreds of border points took 40 ms one by one.
        scale = min(1.0, 400 / max(right - left, bottom - top))
        mask = np.zeros((int((bottom - top) * scale) + 2, int((right - left) * scale) + 2), np.uint8)
        cv2.fillPoly(mask, [((self.contour - [left, top]) * scale).round().astype(np.int32)], (1,))
        if around:
            reach = 2 * max(1, round(around * scale)) + 1
            mask = np.asarray(cv2.dilate(mask, np.ones((reach, reach), np.uint8)))
        x, y = ((points - [left, top]) * scale).T
        inside = (x >= 0) & (y >= 0) & (x < mask.shape[1]) & (y < mask.shape[0])
        held = np.zeros(len(points), bool)
        held[inside] = mask[y[inside].astype(int), x[inside].astype(int)] > 0
        return held


def outline_around(contour: Contour) -> Outline:
    """A shape and its four corners, whatever it is; its score tells how well these fit it."""
    rough = _four_corners(contour)
    if rough is None:
        rough = cv2.boxPoints(cv2.minAreaRect(contour.astype(np.float32))).astype(float)
    corners = first_top_left(_sharpened(rough, contour))
    return Outline(corners, contour, _fit(corners, contour))


def _fit(corners: Corners, contour: Contour) -> float:
    """What a shape and the figure of its four corners have in common, of what either covers."""
    low = np.minimum(corners.min(axis=0), contour.min(axis=0))
    size = np.maximum(corners.max(axis=0), contour.max(axis=0)) - low
    scale = float(RASTER / max(1.0, size.max()))
    masks = np.zeros((2, RASTER + 2, RASTER + 2), np.uint8)
    for mask, points in zip(masks, (corners, contour), strict=True):
        cv2.fillPoly(mask, [((points - low) * scale * 16).round().astype(np.int32)], (1,), shift=4)
    both, either = np.count_nonzero(masks[0] & masks[1]), np.count_nonzero(masks[0] | masks[1])
    return float(both) / max(1, int(either))


def first_top_left(corners: Corners) -> Corners:
    """The same corners, clockwise from the one that is top left of the sheet as it lies."""
    middle = corners.mean(axis=0)
    clockwise = corners[np.argsort(np.arctan2(*(corners - middle).T[::-1]))]
    return np.roll(clockwise, -int(np.argmin(clockwise.sum(axis=1))), axis=0)


def overlap(one: Outline, other: Outline, view: View) -> float:
    """Share of the smaller of two sheets that lies under the other."""
    shape = (view.height // 2 + 1, view.width // 2 + 1)
    masks = []
    for outline in (one, other):
        mask = np.zeros(shape, np.uint8)
        cv2.fillPoly(mask, [(outline.corners / 2).round().astype(np.int32)], (1,))
        masks.append(mask)
    return float((masks[0] & masks[1]).sum() / max(1, min(masks[0].sum(), masks[1].sum())))


def _four_corners(contour: Contour) -> Corners | None:
    """The hull with ever more of its corners left out, until four remain."""
    hull = cv2.convexHull(contour.astype(np.float32))
    length = cv2.arcLength(hull, True)
    for share in np.linspace(0.01, 0.12, 23):
        simple = cv2.approxPolyDP(hull, share * length, True)
        if len(simple) <= 4:
            return simple[:, 0, :].astype(float) if len(simple) == 4 else None
    return None


def _sharpened(corners: Corners, contour: Contour) -> Corners:
    """Corners where straight lines through the sides meet: a torn or rounded corner moves them less."""
    lines = [_line(contour, corners[i], corners[(i + 1) % 4]) for i in range(4)]
    met = [_meeting(lines[i - 1], lines[i]) for i in range(4)]
    sharp = np.array([corner if point is None else point for corner, point in zip(corners, met, strict=True)])
    far = np.linalg.norm(sharp - corners, axis=1) > 0.08 * np.linalg.norm(np.ptp(corners, axis=0))
    return np.where(far[:, None], corners, sharp)


def _line(contour: Contour, start: npt.NDArray[np.float64], end: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """(x, y, dx, dy) through the contour's points near the middle of a side."""
    length = max(1e-6, float(np.linalg.norm(end - start)))
    along = (end - start) / length
    away = contour - start
    place, off = away @ along, np.abs(away @ np.array([-along[1], along[0]]))
    near = (place > 0.1 * length) & (place < 0.9 * length) & (off < 0.04 * length + 4)
    if near.sum() < 8:
        return np.concatenate([start, along])
    place, off = place[near], (away @ np.array([-along[1], along[0]]))[near]
    for _ in range(2):  # once more without the points that a fold or a finger moved
        slope, offset = np.polyfit(place, off, 1)
        apart = np.abs(off - slope * place - offset)
        kept = apart <= 2 * float(np.median(apart)) + 0.5
        place, off = place[kept], off[kept]
    across = np.array([-along[1], along[0]])
    return np.concatenate([start + offset * across, along + slope * across])


def _meeting(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> npt.NDArray[np.float64] | None:
    """Where two lines meet; None when they are nearly parallel."""
    matrix = np.stack([one[2:], -other[2:]], axis=1)
    if abs(np.linalg.det(matrix)) < 0.2:
        return None
    return np.asarray(one[:2] + np.linalg.solve(matrix, other[:2] - one[:2])[0] * one[2:])
