"""One photo, several receipts: each becomes a sheet of its own."""

from __future__ import annotations

from pipeline.sheet import Sheet


def split(sheet: Sheet) -> tuple[Sheet, ...]:
    """The sheets of paper in a picture, in reading order; one when in doubt."""
    return (sheet,)
