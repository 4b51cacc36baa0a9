"""Pixels to be read, and the way from them back to the page that a person is shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.geometry import Box

Pixels = npt.NDArray[np.uint8]
"""(H, W, 3) uint8 RGB; never written in place."""

Matrix = npt.NDArray[np.float64]
"""(3, 3) projective map of homogeneous points (x, y, 1)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """A picture of one sheet of paper.

    `to_shown` leads a point of `pixels` to the shown page, whose size is `shown_width` × `shown_height` pixels.
    `turn_degrees` (0, 90, 180, 270, clockwise) is how far the original picture is turned to be shown. `may_turn` says
    whether the shown page turns along with a sheet that is made upright: a photo does, a page of a PDF stays as it is.
    """

    page: int
    pixels: Pixels
    to_shown: Matrix
    shown_width: int
    shown_height: int
    turn_degrees: int = 0
    may_turn: bool = True

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    def shown(self, box: Box) -> Box:
        """The upright rectangle, on the shown page, around a box of this sheet's pixels."""
        corners = np.array([[box.left, box.right, box.right, box.left], [box.top, box.top, box.bottom, box.bottom], [1, 1, 1, 1]], float)
        x, y, w = self.to_shown @ corners
        x, y = x / w, y / w
        return Box(float(x.min()), float(y.min()), float(x.max()), float(y.max())).clipped(self.shown_width, self.shown_height)


def plain_sheet(pixels: Pixels, *, page: int, may_turn: bool = True) -> Sheet:
    """A sheet that is shown just as it is."""
    height, width = pixels.shape[:2]
    return Sheet(page=page, pixels=pixels, to_shown=np.eye(3), shown_width=int(width), shown_height=int(height), may_turn=may_turn)
