"""Between detector and recogniser: cut the runs of text out of the picture, and cut what was read into words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.engines._decode import Character
from pipeline.recognize import Quads
from pipeline.sheet import Pixels

Quad = npt.NDArray[np.float32]
"""(4, 2) corners of a run of text in pixels: top left, top right, bottom right, bottom left of the text as it is read."""

STANDING = 1.5
"""A run this many times higher than wide is text that stands on its side (PaddleOCR's own rule)."""

HEIGHT, NARROWEST, WIDEST, STEP = 48, 320, 3200, 32
"""Pixels that the recogniser sees. It was trained on 320 and more: given less, it read four amounts of six hundred wrong that it
reads right so (`40.00` as `40.0C`). Few different widths keep the shapes that OpenVINO prepares, and its memory, few."""


def cut(pixels: Pixels, quad: Quad) -> Pixels:
    """The run, level, at the full resolution of the picture."""
    width = max(2, round(float(max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3])))))
    height = max(2, round(float(max(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[2] - quad[1])))))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    crop = cv2.warpPerspective(pixels, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return cast(Pixels, crop)


def as_input(crop: Pixels, *, narrowest: int = NARROWEST, widest: int = WIDEST) -> tuple[npt.NDArray[np.float32], float]:
    """The crop as the recogniser takes it, (1, 3, 48, W) BGR in [-1, 1] with grey at the right, and the share that is not grey."""
    width = min(widest, max(8, math.ceil(HEIGHT * crop.shape[1] / crop.shape[0])))
    padded = max(narrowest, math.ceil(width / STEP) * STEP)
    interpolation = cv2.INTER_AREA if crop.shape[0] > 2 * HEIGHT else cv2.INTER_LINEAR
    resized = cv2.resize(crop, (width, HEIGHT), interpolation=interpolation)
    out = np.zeros((1, 3, HEIGHT, padded), np.float32)
    out[0, :, :, :width] = resized[:, :, ::-1].transpose(2, 0, 1) / np.float32(127.5) - 1
    return out, width / padded


def is_standing(quads: Quads) -> npt.NDArray[np.bool_]:
    """Which runs are text on its side, as it is printed along the edge of many invoices."""
    wide = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    high = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    return cast(npt.NDArray[np.bool_], high > STANDING * wide)


def words_of(characters: Sequence[Character]) -> Iterator[tuple[str, float, float, float]]:
    """Words with where they begin and end along the run, and the confidence of their weakest sign.

    A border lies half-way to the blank beside it.
    """
    start = 0
    while start < len(characters):
        if characters[start].sign.isspace():
            start += 1
            continue
        end = start
        while end < len(characters) and not characters[end].sign.isspace():
            end += 1
        word = characters[start:end]
        left, right = _border(characters, start - 1, start), _border(characters, end, end - 1)
        yield "".join(c.sign for c in word), left, right, min(c.confidence for c in word)
        start = end


def _border(characters: Sequence[Character], blank: int, inner: int) -> float:
    """The edge of a word between its last character and the blank beside it; the end of the run where there is none."""
    if not 0 <= blank < len(characters):
        return float(blank >= 0)
    return (characters[blank].at + characters[inner].at) / 2
