"""Pixels to be read, and the way from them back to the page that a person is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from domain.geometry import Box
from pipeline.drawing import Drawing, whole
from pipeline.pixels import Pixels
from pipeline.way import Step, Way

__all__ = ["Pixels", "Sheet", "plain_sheet"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """A picture of one sheet of paper.

    `to_shown` leads a point of `pixels` to the shown page, whose size is `shown_width` × `shown_height` pixels.
    `turn_degrees` (0, 90, 180, 270, clockwise) is how far the original picture is turned to be shown. `may_turn` says
    whether the shown page turns along with a sheet that is made upright: a photo does, a page of a PDF stays as it is.
    `letters` is the usual height of a letter in pixels, 0 where nobody looked.
    """

    page: int
    drawing: Drawing
    to_shown: Way
    shown_width: int
    shown_height: int
    turn_degrees: int = 0
    may_turn: bool = True
    letters: float = 0.0

    @property
    def pixels(self) -> Pixels:
        """Drawn from the picture at the first look."""
        return self.drawing.pixels

    @property
    def width(self) -> int:
        return self.drawing.width

    @property
    def height(self) -> int:
        return self.drawing.height

    @property
    def shown_per_pixel(self) -> float:
        """How long a pixel from the middle of the sheet is on the shown page."""
        middle, beside = self.to_shown.lead([[self.width / 2, self.height / 2], [self.width / 2 + 1, self.height / 2]])
        return float(np.linalg.norm(beside - middle))

    def after(self, step: Step, width: int, height: int) -> Sheet:
        """The sheet drawn anew, `width` × `height` pixels whose points take that step to those of this one."""
        return replace(self, drawing=self.drawing.after(step, width, height), to_shown=self.to_shown.after(step))

    def drawn(self) -> Sheet:
        """The same, its pixels drawn now: whoever makes a sheet ready takes the time for it, not whoever reads it."""
        _ = self.drawing.pixels
        return self

    def shown(self, box: Box) -> Box:
        """The upright rectangle, on the shown page, around a box of this sheet's pixels."""
        return self.around([[box.left, box.top], [box.right, box.top], [box.right, box.bottom], [box.left, box.bottom]])

    def around(self, points: npt.ArrayLike) -> Box:
        """The upright rectangle, on the shown page, around (N, 2) points of this sheet's pixels."""
        led = self.to_shown.lead(points)
        (left, top), (right, bottom) = led.min(axis=0).tolist(), led.max(axis=0).tolist()
        return Box(left, top, right, bottom).clipped(self.shown_width, self.shown_height)


def plain_sheet(pixels: Pixels, *, page: int, may_turn: bool = True) -> Sheet:
    """A sheet that is shown just as it is."""
    height, width = pixels.shape[:2]
    return Sheet(page=page, drawing=whole(pixels), to_shown=Way(), shown_width=int(width), shown_height=int(height), may_turn=may_turn)
