"""How much two photographs look like one paper: 256 bits of a sheet that was made upright, and the share in which two of them differ.

A difference hash (Krawetz 2013) of the ink alone: each of 16 × 17 fields of the printed part is compared with the one above it, so that
light, the colour of the table and the margin around the paper say nothing. It tells the layout and not what is printed: receipts of one
shop look alike. So it never speaks without the facts (pipeline/twins.py; figures in docs/decisions/0017-another-photograph.md).
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.sheet import Pixels, Sheet

BITS = 256
_SIDE = 16
_LONGEST = 1200
"""Pixels of the longest side on which ink is looked for; letters are some ten high there."""
_PAPER_SIGMA = 25.0
"""Pixels over which paper is smooth, and print is not."""
_COARSER = 8
_FAINT, _INK = 0.08, 0.15
"""Share of the paper's light below which a mark is grain, and from which it is print."""
_OUTLIERS = 0.5
"""Percent of the ink on each side that may lie outside the printed part: a shadow, a finger, the edge of the paper."""


def likeness_of(sheet: Sheet) -> str:
    """64 hexadecimal digits; "" for a sheet without print."""
    ink = _ink(sheet.pixels)
    printed = ink > _INK
    if not printed.any():
        return ""
    top, bottom = _extent(printed.sum(axis=1))
    left, right = _extent(printed.sum(axis=0))
    fields = cv2.resize(ink[top:bottom, left:right], (_SIDE, _SIDE + 1), interpolation=cv2.INTER_AREA)
    return np.packbits(fields[1:] > fields[:-1]).tobytes().hex()


def difference(one: str, other: str) -> float:
    """The share of bits in which they differ, 0 to 1; chance makes it about a half, and no likeness at all differs in everything.

    >>> difference("00" * 32, "00" * 31 + "0f"), difference("", "00" * 32)
    (0.015625, 1.0)
    """
    if len(one) != len(other) or not one:
        return 1.0
    return (int(one, 16) ^ int(other, 16)).bit_count() / (4 * len(one))


def _ink(pixels: Pixels) -> npt.NDArray[np.float32]:
    """How much darker than the paper around it each point is, 0 to 1."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    scale = _LONGEST / max(grey.shape)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    light = grey.astype(np.float32)
    # What is so smooth is smoothed on a small copy just as well, in a tenth of the time.
    size = (max(1, light.shape[1] // _COARSER), max(1, light.shape[0] // _COARSER))
    coarse = cv2.GaussianBlur(cv2.resize(light, size, interpolation=cv2.INTER_AREA), (0, 0), _PAPER_SIGMA / _COARSER)
    paper = cv2.resize(coarse, (light.shape[1], light.shape[0]), interpolation=cv2.INTER_LINEAR)
    ink = np.clip((paper - light) / np.maximum(paper, 1), 0, 1)
    return np.where(ink < _FAINT, 0, ink).astype(np.float32)


def _extent(amounts: npt.NDArray[np.int64]) -> tuple[int, int]:
    """From where to where the ink lies, but for the outliers."""
    share = np.cumsum(amounts) / amounts.sum() * 100
    first, last = int(np.searchsorted(share, _OUTLIERS)), int(np.searchsorted(share, 100 - _OUTLIERS))
    return first, max(last, first) + 1
