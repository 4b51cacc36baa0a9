"""A sheet laid flat: its four corners become those of a rectangle, and all that lies within its outline stays."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np

from pipeline.papers.outline import Outline
from pipeline.sheet import Sheet
from pipeline.way import Way

MARGIN = 0.012
"""Share of the longer side that is left around the sheet: outlines were found to within so much."""

BULGE = 0.15
"""Share of a side by which the outline may go beyond the straight line between two corners; more is another sheet."""


def flatten(sheet: Sheet, outline: Outline) -> Sheet:
    """The part of the sheet within the outline, which is in its pixels, seen from straight above."""
    corners = outline.corners
    width = max(float(np.linalg.norm(corners[1] - corners[0])), float(np.linalg.norm(corners[2] - corners[3])), 2.0)
    height = max(float(np.linalg.norm(corners[3] - corners[0])), float(np.linalg.norm(corners[2] - corners[1])), 2.0)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    straight = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    size = np.array([width, height])
    reach = Way((straight,)).lead(outline.contour)
    low = np.clip(reach.min(axis=0), -BULGE * size, 0) - MARGIN * size.max()
    high = np.clip(reach.max(axis=0), size, (1 + BULGE) * size) + MARGIN * size.max()
    forward = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]]) @ straight
    extent = (math.ceil(high[0] - low[0]), math.ceil(high[1] - low[1]))
    pixels = cv2.warpPerspective(sheet.pixels, forward, extent, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return replace(sheet, pixels=np.asarray(pixels, np.uint8), to_shown=sheet.to_shown.after(np.linalg.inv(forward)))
