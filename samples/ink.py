"""Where the ink of each word of a drawn text lies.

A font tells the room that a word takes: as high as the cell of its letters in faces made of dots, and up to where the next
letter would begin.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from samples.leaf import Printed

HALF = 128
"""Grey from which on, towards black, a pixel of black print on white is ink: at least half of it is covered."""


def words_in(drawn: Image.Image, text: str, face: ImageFont.FreeTypeFont, start: float = 0.0, across: float = 1.0) -> Iterator[Printed]:
    """The words of a text that was drawn in that face, black on white and alone, from x = `start`, then stretched `across` by so much.

    Boxes are in pixels of the drawing, edge to edge, tight to the ink. Each word is sought from the middle of the blank before it to
    that of the blank behind it. A word that left no ink is not there.
    """
    grey = np.asarray(drawn)
    spans = [found.span() for found in re.finditer(r"\S+", text)]
    blanks = [(one[1] + other[0]) / 2 for one, other in itertools.pairwise(spans)]
    limits = [0, *(_at(face, text, blank, start, across) for blank in blanks), drawn.width]
    for (begin, end), (left, right) in zip(spans, itertools.pairwise(limits), strict=False):  # a blank text has no word
        part = grey[:, max(0, left) : max(0, right)]
        ink = part < HALF if (part < HALF).any() else part < part.max(initial=0)
        rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
        if len(rows):
            top, bottom, first = float(rows[0]), float(rows[-1]) + 1, max(0, left)
            yield Printed(text=text[begin:end], box=(first + float(columns[0]), top, first + float(columns[-1]) + 1, bottom))


def words_drawn_at(text: str, face: ImageFont.FreeTypeFont, x: float, y: float, size: tuple[int, int]) -> Iterator[Printed]:
    """The words of a text as it is drawn at x, y of a picture of that size, whatever else stands there."""
    alone = Image.new("L", size, 255)
    ImageDraw.Draw(alone).text((x, y), text, font=face, fill=0)
    return words_in(alone, text, face, x)


def _at(face: ImageFont.FreeTypeFont, text: str, place: float, start: float, across: float) -> int:
    """The pixel of a place between two letters; of a half place, the one in the middle of a blank."""
    ends = [face.getlength(text[: int(place)]), face.getlength(text[: int(place + 0.5)])]
    return round((start + sum(ends) / 2) * across)
