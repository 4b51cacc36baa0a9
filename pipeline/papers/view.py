"""A small copy of a picture, in which paper is sought: finding costs the same for 1 and for 60 megapixels."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.sheet import Pixels

SIDE = 640
"""Longest side. At 480 the edge between two touching receipts was lost, at 800 nothing more was found."""


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """`pixels` are the picture's at `scale`."""

    pixels: Pixels
    scale: float

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def area(self) -> int:
        return self.width * self.height


def look(pixels: Pixels, *, side: int = SIDE) -> View:
    """The picture no longer than `side`."""
    scale = min(1.0, side / max(pixels.shape[:2]))
    size = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    return View(np.asarray(small, np.uint8), scale)
