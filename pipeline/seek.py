"""Where text stands in a picture of sheets, as the detector sees it: no closer than is needed, and closer where the print is tiny."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from pipeline.papers.text import RUNS, Quads, heights
from pipeline.papers.view import View, look_at
from pipeline.recognize import OcrEngine
from pipeline.sheet import Sheet

COARSE, FINE = 736, 1280
"""Longest side of the picture in which text is sought beside one sheet, and beside several, whose letters are smaller."""

TINY, OVERLAP = 8.5, 160
"""Pixels of a run's height under which the detector misses most runs (on 100 pictures those that it found were 9 to 25 high in the
middle), and by which the tiles overlap in which it then looks closer."""


def runs_in(sheet: Sheet, view: View, engine: OcrEngine, *, side: int) -> Quads:
    """The runs of text of the whole picture, in pixels of the view; looked at closer where hardly any is seen, or only tiny ones."""
    return _runs_of(sheet, engine, side) * view.scale


def _runs_of(sheet: Sheet, engine: OcrEngine, side: int) -> Quads:
    """The runs of text, in pixels of the picture."""
    scale = min(1.0, side / max(sheet.width, sheet.height))
    # At FINE the detector is shown the picture itself: it makes a copy of that size, and knows the picture again when it is to be read.
    seen = look_at(sheet.drawing, side=side) if side < FINE else View(sheet.pixels, 1.0)
    runs = np.asarray(engine.find_text(seen.pixels), float).reshape(-1, 4, 2) / seen.scale
    if scale < 1.0 and (len(runs) < RUNS or scale * float(np.median(heights(runs))) < TINY):
        return _runs_of(sheet, engine, FINE) if side < FINE else _closer(sheet, engine)
    return runs


def _closer(sheet: Sheet, engine: OcrEngine) -> Quads:
    """The runs of text in pixels of the picture, sought in tiles at twice the size."""
    seen = look_at(sheet.drawing, side=2 * FINE)
    found = [np.zeros((0, 4, 2))]
    for top, above, below in _tiles(seen.height):
        for left, before, after in _tiles(seen.width):
            tile = seen.pixels[top : top + FINE, left : left + FINE]
            runs = np.asarray(engine.find_text(tile), float).reshape(-1, 4, 2) + np.array([left, top])
            middles = runs.mean(axis=1)
            found.append(runs[((middles >= [before, above]) & (middles < [after, below])).all(axis=1)])
    return np.concatenate(found) / seen.scale


def _tiles(length: int) -> list[tuple[int, float, float]]:
    """Where tiles of FINE pixels begin that cover a length, and from where to where runs are taken from each: half their overlap."""
    count = max(1, math.ceil((length - OVERLAP) / (FINE - OVERLAP)))
    starts = [round(n * max(0, length - FINE) / max(1, count - 1)) for n in range(count)]
    borders = [-math.inf, *((one + FINE + other) / 2 for one, other in pairwise(starts)), math.inf]
    return [(start, borders[n], borders[n + 1]) for n, start in enumerate(starts)]
