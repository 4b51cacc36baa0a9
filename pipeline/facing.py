"""Whether a piece of a line stands upright or on its head, told by PP-OCR's small classifier: two milliseconds, where reading takes forty.

It comes inside the package `rapidocr`, as the recogniser's weights do. On faint and blurred print it errs where the recogniser does not, so
it is believed where several pieces agree (docs/decisions/0021-a-photograph-is-drawn-once.md).
"""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.engines._crops import as_input
from pipeline.network import opened
from pipeline.pixels import Pixels

WEIGHTS = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"

WIDTH = 192
"""Pixels that it sees of 48 in height, as it was taught (PaddleOCR 2.0)."""

CLEAR, AT_ONCE, MOST = 1.8, 3, 6
"""By how much more upright than on their heads pieces must be together, each by up to 1, for all to be sure; how many pieces are looked at
at once, and at most. On 236 generated sheets, many of them bad ones, 197 were sure and none of them wrong; at 1.5 one of 201 was."""


def facing(pieces: Sequence[Callable[[], Pixels]]) -> float:
    """By how much more the pieces stand upright than on their heads, all together; no more are cut out when that is clear."""
    total = 0.0
    for first in range(0, min(MOST, len(pieces)), AT_ONCE):
        some = [piece() for piece in pieces[first : first + AT_ONCE]]
        upright = _network().run(
            None, {"x": np.concatenate([_as_input(way_up) for piece in some for way_up in (piece, np.rot90(piece, 2))])}
        )[0]
        total += float((upright[0::2, 0] - upright[1::2, 0]).sum())
        if abs(total) >= CLEAR:
            break
    return total


def _as_input(piece: Pixels) -> npt.NDArray[np.float32]:
    """As the recogniser takes it, 192 pixels wide: a longer piece is squeezed in."""
    return as_input(np.ascontiguousarray(piece), narrowest=WIDTH, widest=WIDTH)[0]


@functools.cache
def _network() -> Any:
    """One for all threads: it may be asked by several at once."""
    return opened((importlib.resources.files("rapidocr") / "models" / WEIGHTS).read_bytes())
