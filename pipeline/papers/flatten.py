"""A sheet laid flat: its four corners become those of a rectangle, its bent sides straight, and all within its outline stays."""

from __future__ import annotations

import math

import cv2
import numpy as np

from pipeline.papers.bend import mesh_of
from pipeline.papers.outline import Outline
from pipeline.sheet import Sheet
from pipeline.way import Matrix, Points, Way, inverse

MARGIN = 0.012
"""Share of the longer side that is left around the sheet: outlines were found to within so much."""

BULGE = 0.15
"""Share of a side by which the outline may go beyond the straight line between two corners; more is another sheet."""


def flatten(sheet: Sheet, outline: Outline, *, scale: float = 1.0) -> Sheet:
    """The part of the sheet within the outline, which is in its pixels, seen from straight above, at that scale."""
    width, height = _size(outline.corners, scale)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    straight: Matrix = np.asarray(cv2.getPerspectiveTransform(outline.corners.astype(np.float32), target), float)
    mesh = mesh_of(outline, straight, width, height)
    low, high = _extent(Way((straight,)).lead(outline.contour), width, height, bent=mesh is not None)
    size = (math.ceil(high[0] - low[0]), math.ceil(high[1] - low[1]))
    shift = np.array([[1, 0, low[0]], [0, 1, low[1]], [0, 0, 1]], float)
    back = inverse(straight)
    flat = sheet.after(back, *size)
    return (flat.after(mesh, *size) if mesh else flat).after(shift, *size)


def _size(corners: Points, scale: float) -> tuple[float, float]:
    """Width and height of the rectangle: the longer of each pair of sides, so that no print is made smaller than it was."""
    top, right, bottom, left = (float(np.linalg.norm(corners[(i + 1) % 4] - corners[i])) for i in range(4))
    return max(2.0, scale * max(top, bottom)), max(2.0, scale * max(left, right))


def _extent(reach: Points, width: float, height: float, *, bent: bool) -> tuple[Points, Points]:
    """The rectangle around the outline, a margin, and what bulges beyond straight sides; a mesh has drawn that in."""
    size, margin = np.array([width, height]), MARGIN * max(width, height)
    if bent:
        return np.full(2, -margin), size + margin
    low = np.clip(reach.min(axis=0), -BULGE * size, 0)
    high = np.clip(reach.max(axis=0), size, (1 + BULGE) * size)
    return low - margin, high + margin
