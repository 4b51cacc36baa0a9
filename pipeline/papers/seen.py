"""What a small network sees of a picture: where paper is, where each sheet's inner part is, and where print stands.

It was taught on drawn photographs (training/sheetnet.py), and looks at a copy of 384 pixels, in 20 ms. Thresholds fail on white
paper on a white table, and where two receipts touch; the network was shown thousands of both.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.network import opened
from pipeline.papers.view import View

WEIGHTS = Path(__file__).with_name("sheets.onnx")

SIDE, STRIDE = 384, 32
"""Longest side that the network looks at; its sides are multiples of the other, or its levels do not fit on each other."""

Shares = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Shares in [0, 1], each (H, W) of the network's own copy of the picture."""

    paper: Shares
    inner: Shares
    printed: Shares


def see(view: View) -> Seen:
    """The picture as the network sees it."""
    scale = SIDE / max(view.width, view.height)
    width, height = (max(2 * STRIDE, round(length * scale / STRIDE) * STRIDE) for length in (view.width, view.height))
    small = cv2.resize(view.pixels, (width, height), interpolation=cv2.INTER_AREA)
    picture = np.ascontiguousarray(small.transpose(2, 0, 1)[None], np.float32) / 255 - np.float32(0.5)
    return Seen(*_network().run(None, {"picture": picture})[0][0])


@functools.cache
def _network() -> Any:
    """One for all threads: it may be asked by several at once."""
    return opened(WEIGHTS.read_bytes())
