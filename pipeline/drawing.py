"""Pixels that are drawn when somebody looks: a sheet is known by the way from its points to the picture, however often it is moved.

So a photograph is drawn once, however many steps lay it flat, turn it, level it and cut it: that is quicker than a picture after each
step, and print that is drawn five times is blurred five times. To decide on the next step a small drawing is enough.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from pipeline.pixels import Pixels, halved, shrunk
from pipeline.way import Matrix, Step, Way

STEP, ROWS = 16, 8
"""Pixels between the places that are counted when a bent sheet is drawn, and rows of them that are drawn at once: what they take stays
in the processor's memory, which saves two fifths of the time."""

EXACT = 1e-6
"""Pixels by which whole numbers may be missed by reckoning."""

LARGER, SMALL = 0.8, 2_500_000
"""Pixels of the picture for one of the drawing under which it is enlarged, and drawn along curves instead of straight lines between pixels;
but for large drawings, whose letters are large as well: curves take three times as long."""


@dataclass(frozen=True, eq=False)
class Picture:
    """The pixels that a file holds, and the same by halves, made once for all who want them."""

    pixels: Pixels

    @cached_property
    def _half(self) -> Picture:
        return Picture(halved(self.pixels))

    def halves(self, times: int) -> Picture:
        """Every two by two pixels one, so many times, as long as there are two by two."""
        can = times > 0 and min(self.pixels.shape[:2]) >= 2
        return self._half.halves(times - 1) if can else self

    def small(self, width: int, height: int) -> Pixels:
        """The whole picture at that size, no larger than it is."""
        times = _times(min(self.pixels.shape[1] / width, self.pixels.shape[0] / height))
        return shrunk(self.halves(times).pixels, (width, height))


@dataclass(frozen=True, eq=False)
class Drawing:
    """`width` × `height` pixels; `way` leads from their points to those of the picture. Points lie between pixels: the middle of the
    first is at (0.5, 0.5)."""

    picture: Picture
    way: Way
    width: int
    height: int

    @cached_property
    def pixels(self) -> Pixels:
        """Drawn now, and kept."""
        return drawn(self.picture, self.way, self.width, self.height)

    @property
    def is_part(self) -> bool:
        """Whether it shows pixels of the picture as they are, cut out or turned by quarters."""
        return _place(self.picture.pixels, self.way, self.width, self.height) is not None

    def after(self, first: Step, width: int, height: int) -> Drawing:
        """Another drawing, whose points take that step to those of this one."""
        return Drawing(self.picture, self.way.after(first), width, height)

    def small(self, scale: float) -> Pixels:
        """The same at a scale of at most 1."""
        width, height = (max(1, round(length * scale)) for length in (self.width, self.height))
        if (width, height) == (self.width, self.height):
            return self.pixels
        if "pixels" in vars(self):
            return shrunk(self.pixels, (width, height))
        if not self.way.steps:
            return self.picture.small(width, height)
        return drawn(self.picture, self.way.after(np.diag([self.width / width, self.height / height, 1.0])), width, height)


def whole(pixels: Pixels) -> Drawing:
    """A picture just as it is."""
    return Drawing(Picture(pixels), Way(), int(pixels.shape[1]), int(pixels.shape[0]))


def drawn(picture: Picture, way: Way, width: int, height: int) -> Pixels:
    """Pixels of that size whose points the way leads to those of the picture. Beyond its edge the edge goes on."""
    if (part := _part(picture.pixels, way, width, height)) is not None:
        return part
    finest = _finest(way, width, height)
    times = _times(finest)
    source = picture.halves(times).pixels
    way = way.then(np.diag([0.5**times, 0.5**times, 1.0]))
    curves = cv2.INTER_CUBIC if finest < LARGER and width * height <= SMALL else cv2.INTER_LINEAR
    if len(way.steps) == 1 and isinstance(step := way.steps[0], np.ndarray):
        return _flat(source, step, (width, height), curves)
    return _bent(source, way, (width, height), curves)


def _times(pixels: float) -> int:
    """How often a picture can be halved of which one pixel is to be made of so many by so many."""
    return max(0, math.floor(math.log2(max(1.0, pixels + EXACT))))


def _finest(way: Way, width: int, height: int) -> float:
    """Pixels of the picture for one of the drawing, where it looks closest."""
    x, y = (np.array([0.02, 0.5, 0.98]) * length for length in (width, height))
    places = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    here, right, below = (way.lead(places + shift) for shift in ([0, 0], [1, 0], [0, 1]))
    (a, b), (c, d) = (right - here).T, (below - here).T
    return float(np.sqrt(np.abs(a * d - b * c)).min())


def _part(pixels: Pixels, way: Way, width: int, height: int) -> Pixels | None:
    """The pixels themselves, where the way leads to a part of them."""
    place = _place(pixels, way, width, height)
    if place is None:
        return None
    (left, top), (right, bottom), quarters = place
    # The whole picture stays the very same array: an engine knows again what it has just searched for text.
    part = pixels if (bottom - top, right - left) == pixels.shape[:2] else pixels[top:bottom, left:right]
    return np.asarray(cv2.rotate(part, _ROTATIONS[quarters]), np.uint8) if quarters else part


def _place(pixels: Pixels, way: Way, width: int, height: int) -> tuple[tuple[int, int], tuple[int, int], int] | None:
    """Left and top, right and bottom of the part of the picture that the way cuts out, and by how many quarters clockwise it turns it; None
    for any other way."""
    if len(way.steps) > 1 or not all(isinstance(step, np.ndarray) for step in way.steps):
        return None
    corners = way.lead([[0, 0], [width, 0], [width, height], [0, height]])
    exact = corners.round()
    (left, top), (right, bottom) = exact.min(axis=0).astype(int).tolist(), exact.max(axis=0).astype(int).tolist()
    quarters = int(np.argmin(exact.sum(axis=1)))  # the corner that is top left in the picture: none, one, two or three further on
    sides = (bottom - top, right - left) if quarters % 2 else (right - left, bottom - top)
    fits = sides == (width, height) and min(left, top) >= 0 and right <= pixels.shape[1] and bottom <= pixels.shape[0]
    (a, b), (c, d) = exact[1] - exact[0], exact[3] - exact[0]
    if not fits or a * d - b * c <= 0 or np.abs(corners - exact).max() > EXACT * max(pixels.shape):
        return None
    return (left, top), (right, bottom), quarters


_ROTATIONS = {1: cv2.ROTATE_90_CLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_COUNTERCLOCKWISE}


def _flat(pixels: Pixels, step: Matrix, size: tuple[int, int], curves: int) -> Pixels:
    middles = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])  # OpenCV's points are the middles of pixels
    matrix = np.linalg.inv(middles) @ step @ middles
    flags = curves | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpPerspective(pixels, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _bent(pixels: Pixels, way: Way, size: tuple[int, int], curves: int) -> Pixels:
    """The way is smooth: it is counted at every sixteenth pixel and drawn out between, a few rows at a time, as it is six times as large as
    the picture."""
    width, height = size
    columns, rows = -(-width // STEP), -(-height // STEP)
    x, y = ((np.arange(-1, count + 1) + 0.5) * STEP for count in (columns, rows))
    led = way.lead(np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)) - 0.5
    nodes = led.reshape(rows + 2, columns + 2, 2).astype(np.float32)
    bent = np.empty((height, width, 3), np.uint8)
    for first in range(0, rows, ROWS):
        band = nodes[first : first + ROWS + 2]
        between = cv2.resize(band, None, fx=STEP, fy=STEP, interpolation=cv2.INTER_LINEAR)
        top, count = first * STEP, min((len(band) - 2) * STEP, height - first * STEP)
        places = between[STEP : STEP + count, STEP : STEP + width]
        cv2.remap(pixels, places, None, curves, dst=bent[top : top + count], borderMode=cv2.BORDER_REPLICATE)
    return bent
