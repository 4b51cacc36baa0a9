"""Text recognition: a Sheet becomes a Page. The engines behind it are one file each in pipeline/engines/."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from domain.page import Page
from pipeline.sheet import Pixels, Sheet

Quads = npt.NDArray[np.float32]
"""(N, 4, 2) corners of runs of text in pixels: top left, top right, bottom right, bottom left of the text as it is read."""


class OcrEngine(Protocol):
    """What reads the words of a sheet. Boxes of the Page that it gives lie on the *shown* page."""

    def recognize(self, sheet: Sheet) -> Page:
        """Every word of the sheet, with the recogniser's confidence."""
        ...

    def find_text(self, pixels: Pixels) -> Quads:
        """Where runs of text stand, whichever way they lie: corners in pixels. Nothing is read, and a small picture costs little."""
        ...

    def confidence_upright(self, pixels: Pixels) -> float:
        """How well a piece of a line reads as it stands, in [0, 1], 0 where it is no text: the cheap vote between two orientations."""
        ...
