"""Whether a piece of a line stands upright or on its head, told by PP-OCR's small classifier: two milliseconds, where reading takes forty.

It comes inside the package `rapidocr`, as the recogniser's weights do. On faint and blurred print it errs where the recogniser does not, so
it is believed where several pieces agree (docs/decisions/0008-photographs.md).
"""

from __future__ import annotations

import functools
import importlib.resources
import math
from collections.abc import Callable, Sequence
from typing import Any

import cv2
import numpy as np

from pipeline.pixels import Pixels

WEIGHTS = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"

HEIGHT, WIDTH = 48, 192
"""Pixels that it sees, as it was taught (PaddleOCR 2.0)."""

CLEAR, AT_ONCE, MOST = 1.8, 3, 6
"""By how much more upright than on their heads pieces must be together, each by up to 1, for all to be sure; how many pieces are looked at
at once, and at most. On 236 generated sheets, many of them bad ones, 197 were sure and none of them wrong; at 1.5 one of 201 was."""


def facing(pieces: Sequence[Callable[[], Pixels]]) -> float:
    """By how much more the pieces stand upright than on their heads, all together; no more are cut out when that is clear."""
    total = 0.0
    for first in range(0, min(MOST, len(pieces)), AT_ONCE):
        some = [piece() for piece in pieces[first : first + AT_ONCE]]
        upright = _network().run(None, {"x": np.stack([_as_input(way_up) for piece in some for way_up in (piece, np.rot90(piece, 2))])})[0]
        total += float((upright[0::2, 0] - upright[1::2, 0]).sum())
        if abs(total) >= CLEAR:
            break
    return total


def _as_input(piece: Pixels) -> Any:
    """(3, 48, 192) BGR in [-1, 1]; the end of a longer piece is squeezed in, a shorter one has grey at its right."""
    width = min(WIDTH, math.ceil(HEIGHT * piece.shape[1] / piece.shape[0]))
    interpolation = cv2.INTER_AREA if piece.shape[0] > 2 * HEIGHT else cv2.INTER_LINEAR
    resized = cv2.resize(np.ascontiguousarray(piece), (width, HEIGHT), interpolation=interpolation)
    seen = np.zeros((3, HEIGHT, WIDTH), np.float32)
    seen[:, :, :width] = resized[:, :, ::-1].transpose(2, 0, 1) / np.float32(127.5) - 1
    return seen


@functools.cache
def _network() -> Any:
    """One for all threads: it may be asked by several at once."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    weights = importlib.resources.files("rapidocr") / "models" / WEIGHTS
    return onnxruntime.InferenceSession(weights.read_bytes(), options, providers=["CPUExecutionProvider"])
