"""A sheet made ready for reading: upright and level, with the way back to the shown page kept."""

from __future__ import annotations

from pipeline.recognize import OcrEngine
from pipeline.sheet import Sheet


def prepare(sheet: Sheet, engine: OcrEngine) -> Sheet:
    """The sheet as it should be read."""
    return sheet
