"""One photo, several receipts: each becomes a sheet of its own.

A sheet of paper is a light, four-sided shape on a darker table. Receipts that touch, or lie on a table as light as they are,
stay one sheet: a person can see that, while a receipt cut in two would lose figures silently.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.marks import FEWEST, find_marks
from pipeline.sheet import Pixels, Sheet

SIDE = 640
"""Longest side of the picture in which paper is sought."""

SMALLEST = 0.03
"""Share of the picture under which a light shape is not taken for a receipt."""

FOUR_SIDED = 0.85
"""Share of its own least rectangle that a sheet fills; crumpled corners take a little away."""

CONTRAST = 40
"""Grey levels between paper and table; less, and the border may be a shadow."""

Corners = npt.NDArray[np.float64]
"""(4, 2) in pixels: top left, top right, bottom right, bottom left."""


def split(sheet: Sheet) -> tuple[Sheet, ...]:
    """The sheets of paper in a picture, in reading order; the sheet itself when in doubt."""
    papers = _papers(sheet.pixels)
    parts = [part for corners in papers if find_marks((part := _cut(sheet, corners)).pixels).count >= FEWEST]
    # Something else that is light, a plate or a screen, says nothing against the receipts beside it, but text outside
    # every paper does: it would be lost.
    if len(parts) < 2 or _marks_outside(sheet.pixels, papers) > FEWEST:
        return (sheet,)
    return tuple(parts)


def _papers(pixels: Pixels) -> list[Corners]:
    """Corners of the light four-sided shapes on a dark ground, in reading order."""
    scale = min(1.0, SIDE / max(pixels.shape[:2]))
    size = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
    grey = cv2.cvtColor(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    # Letters are bridged, so that a sheet is one light shape.
    paper = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    _, light = cv2.threshold(paper, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    light = cv2.morphologyEx(light, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    if not light.any() or light.all() or paper[light > 0].mean() - paper[light == 0].mean() < CONTRAST:
        return []
    contours, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = [_corners(contour) / scale for contour in contours if _is_sheet(contour, light.size)]
    return _in_reading_order(found)


def _is_sheet(contour: npt.NDArray[np.int32], whole: int) -> bool:
    area = cv2.contourArea(contour)
    (_, (width, height), _) = cv2.minAreaRect(contour)
    return bool(area >= SMALLEST * whole and area >= FOUR_SIDED * width * height)


def _corners(contour: npt.NDArray[np.int32]) -> Corners:
    """Corners of the least rectangle around it, beginning at the one that is top left when it stands as it lies."""
    corners = cv2.boxPoints(cv2.minAreaRect(contour)).astype(float)
    first = int(np.argmin(corners.sum(axis=1)))
    return np.roll(corners, -first, axis=0)


def _in_reading_order(papers: Sequence[Corners]) -> list[Corners]:
    """Rows from top to bottom, and each from left to right; two sheets share a row when half of the shorter lies beside the other."""
    rows: list[list[Corners]] = []
    for paper in sorted(papers, key=lambda p: float(p[:, 1].mean())):
        if rows and any(_beside(paper, other) for other in rows[-1]):
            rows[-1].append(paper)
        else:
            rows.append([paper])
    return [paper for row in rows for paper in sorted(row, key=lambda p: float(p[:, 0].mean()))]


def _beside(one: Corners, other: Corners) -> bool:
    shared = min(one[:, 1].max(), other[:, 1].max()) - max(one[:, 1].min(), other[:, 1].min())
    return bool(shared > 0.5 * min(np.ptp(one[:, 1]), np.ptp(other[:, 1])))


def _cut(sheet: Sheet, corners: Corners) -> Sheet:
    """The part of the sheet between the corners, level, with its way back."""
    width = max(1, math.ceil(float(np.linalg.norm(corners[1] - corners[0]))))
    height = max(1, math.ceil(float(np.linalg.norm(corners[3] - corners[0]))))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    forward = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    pixels = cv2.warpPerspective(sheet.pixels, forward, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return replace(sheet, pixels=pixels, to_shown=sheet.to_shown.after(np.linalg.inv(forward)))


def _marks_outside(pixels: Pixels, papers: Sequence[Corners]) -> int:
    """How many letters stand on none of the papers."""
    middles = find_marks(pixels).middles
    inside = [any(cv2.pointPolygonTest(paper.astype(np.float32), (x, y), False) >= 0 for paper in papers) for x, y in middles.tolist()]
    return inside.count(False)
