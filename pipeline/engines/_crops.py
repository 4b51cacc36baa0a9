"""Between detector and recogniser: cut the runs of text out of the picture, and cut what was read into words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.sheet import Pixels

Quad = npt.NDArray[np.float32]
"""(4, 2) corners of a run of text in pixels: top left, top right, bottom right, bottom left of the text as it is read."""

Quads = npt.NDArray[np.float32]
"""(N, 4, 2), one quad a run."""

STANDING = 1.5
"""A run this many times higher than wide is text that stands on its side (PaddleOCR's own rule)."""


@dataclass(frozen=True, slots=True)
class Character:
    """A sign and where its middle stands along the run, from 0 at the left end to 1 at the right."""

    sign: str
    at: float


def cut_runs(pixels: Pixels, quads: Quads) -> list[Pixels]:
    """One level crop a quad, at the full resolution of the picture."""
    return [_cut(pixels, quad) for quad in quads]


def _cut(pixels: Pixels, quad: Quad) -> Pixels:
    width = max(2, round(float(max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3])))))
    height = max(2, round(float(max(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[2] - quad[1])))))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    crop = cv2.warpPerspective(pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return cast(Pixels, crop)


def is_standing(quads: Quads) -> npt.NDArray[np.bool_]:
    """Which runs are text on its side, as it is printed along the edge of many invoices."""
    wide = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    high = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    return cast(npt.NDArray[np.bool_], high > STANDING * wide)


def words_of(characters: Sequence[Character]) -> Iterator[tuple[str, float, float]]:
    """Words with where they begin and end along the run. A border lies half-way to the blank beside it."""
    start = 0
    while start < len(characters):
        if characters[start].sign.isspace():
            start += 1
            continue
        end = start
        while end < len(characters) and not characters[end].sign.isspace():
            end += 1
        yield "".join(c.sign for c in characters[start:end]), _border(characters, start - 1, start), _border(characters, end, end - 1)
        start = end


def _border(characters: Sequence[Character], blank: int, inner: int) -> float:
    """The edge of a word between its last character and the blank beside it; the end of the run where there is none."""
    if not 0 <= blank < len(characters):
        return float(blank >= 0)
    return (characters[blank].at + characters[inner].at) / 2
