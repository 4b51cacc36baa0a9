"""Shapes that may be paper: light ones on something darker at many thresholds, and even ones with an edge around them.

One threshold fails where a lamp shines on one half and the table is as light as the other; among a dozen of them one
follows each sheet. Where none does, paper is still even and ends in an edge. Which shape is a sheet is told by outline.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.papers.view import View

Contour = npt.NDArray[np.float64]
"""(N, 2) points around a shape, in pixels of the view."""

Grey = npt.NDArray[np.uint8]

SMALLEST = 0.006
"""Share of the picture under which a shape is not taken for a receipt: eight small ones fill more."""

RIM, RIM_WHITE = 0.01, 240
"""Share of the longer side that is looked at along the edges of the picture, and the grey of a scanner's white."""

EVEN = 0.9
"""Darkest tenth of a picture against its lightest parts, letters aside, from which it is one ground: on 30 of 32 scans in whose grey paper
no sheet was found it was 0.92 and more, on 107 photographs 0.85 at most."""

LEVELS = 10
STEEPNESS = (1.5, 3.0, 5.0, 8.0, 12.0)
"""Grey levels a pixel that end an even shape: a fold in shadow is steeper than the border of white paper on white."""


def lights(view: View) -> tuple[Grey, Grey]:
    """Lightness, and whiteness (the least of the three colours), with letters closed so that a sheet is one light shape."""
    letters = cv2.getStructuringElement(cv2.MORPH_RECT, (9, 9))
    grey = cv2.cvtColor(view.pixels, cv2.COLOR_RGB2GRAY)
    white = cv2.min(cv2.min(view.pixels[:, :, 0], view.pixels[:, :, 1]), view.pixels[:, :, 2])
    return (np.asarray(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, letters)), np.asarray(cv2.morphologyEx(white, cv2.MORPH_CLOSE, letters)))


def is_all_paper(view: View) -> bool:
    """Whether the picture is white along all its edges: a scan without a border has no sheet to be sought in it."""
    grey = cv2.cvtColor(view.pixels, cv2.COLOR_RGB2GRAY)
    wide = max(2, round(RIM * max(grey.shape)))
    rim = np.concatenate([part.ravel() for part in (grey[:wide], grey[-wide:], grey[:, :wide], grey[:, -wide:])])
    return bool(np.percentile(rim, 10) >= RIM_WHITE)


def is_even(light: Grey) -> bool:
    """Whether the picture is as light everywhere, letters aside: a scan on grey paper, or of sheets of which no border is seen."""
    dark, bright = np.percentile(light, [10, 97])
    return bool(dark >= EVEN * bright)


def shapes(view: View, light: Grey, white: Grey) -> Iterator[Contour]:
    """Every shape large enough to be a receipt; the same sheet comes many times."""
    least = SMALLEST * view.area
    seen: set[tuple[int, ...]] = set()
    for shape in chain(
        _above_levels(light, least),
        _above_levels(white, least),
        _between_edges(np.maximum(_steepness(light), _steepness(white)), least),
    ):
        # The same to within a pixel or two at most levels: looked at once.
        rough = (*np.round(np.concatenate([shape.min(axis=0), shape.max(axis=0)]) / 3).astype(int).tolist(), len(shape) // 25)
        if rough not in seen:
            seen.add(rough)
            yield shape


def _above_levels(channel: Grey, least: float) -> Iterator[Contour]:
    low, high = np.percentile(channel, [3, 97])
    if high - low < 12:
        return
    for level in np.linspace(low, high, LEVELS + 2)[1:-1]:
        mask = cv2.morphologyEx((channel > level).astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
        yield from _contours(mask, least)


def _between_edges(steep: npt.NDArray[np.float32], least: float) -> Iterator[Contour]:
    height, width = steep.shape
    for limit in STEEPNESS:
        even = cv2.erode((steep < limit).astype(np.uint8), np.ones((3, 3), np.uint8))
        count, labels, stats, _ = cv2.connectedComponentsWithStats(even, connectivity=4)
        for label in range(1, count):
            left, top, wide, high, area = stats[label]
            if area >= 0.6 * least:
                alone = np.pad((labels[top : top + high, left : left + wide] == label).astype(np.uint8), 4)
                for contour in _contours(cv2.dilate(alone, np.ones((5, 5), np.uint8)), least):
                    yield np.clip(contour + np.array([left - 4, top - 4]), 0, [width - 1, height - 1])


def _steepness(channel: Grey) -> npt.NDArray[np.float32]:
    smooth = cv2.GaussianBlur(channel, (0, 0), 1.0).astype(np.float32)
    return np.asarray(cv2.magnitude(cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)) / 8, np.float32)


def _contours(mask: npt.ArrayLike, least: float) -> Iterator[Contour]:
    found, _ = cv2.findContours(np.asarray(mask, np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for contour in found:
        if cv2.contourArea(contour) >= least:
            yield contour[:, 0, :].astype(float)
