"""Text recognition: a Sheet becomes a Page. The engines behind it are one file each in pipeline/engines/."""

from __future__ import annotations

from typing import Protocol

from domain.page import Page
from pipeline.sheet import Pixels, Sheet


class OcrEngine(Protocol):
    """What reads the words of a sheet. Boxes of the Page that it gives lie on the *shown* page."""

    def recognize(self, sheet: Sheet) -> Page:
        """Every word of the sheet, with the recogniser's confidence."""
        ...

    def confidence_upright(self, pixels: Pixels) -> float:
        """How well the picture reads as it stands, in [0, 1]: the cheap vote between two opposite orientations."""
        ...
