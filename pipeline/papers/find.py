"""The sheets of a picture: of all shapes that may be paper, the likeliest that do not lie on each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from pipeline.papers.outline import Outline, outline_of, overlap
from pipeline.papers.shapes import Contour, Grey
from pipeline.papers.view import View
from pipeline.way import Points

SHARED = 0.2
"""Share of a sheet that another may cover: receipts overlap a little."""

SMALLER = 0.8
"""Share of what holds it that a sheet lying on cardboard, on a tray or on a light table covers at most. Two halves of a folded
sheet fill all of it."""

LOST = 0.02
"""Share of the text on that ground which the sheets on it may leave out."""


def outlines_of(contours: Iterable[Contour], view: View, white: Grey) -> list[Outline]:
    """Those of some shapes that look like paper, the likeliest first."""
    found = [outline for contour in contours if (outline := outline_of(contour, view, white))]
    return sorted(found, key=lambda outline: -outline.score)


def apart(found: Iterable[Outline], view: View) -> list[Outline]:
    """Of outlines, the likeliest first, those that lie on no likelier one."""
    chosen: list[Outline] = []
    for outline in found:
        if all(overlap(outline, other, view) < SHARED for other in chosen):
            chosen.append(outline)
    return chosen


def lying_on(ground: Outline, found: Sequence[Outline], text: Points, view: View, *, lost: float = LOST) -> list[Outline]:
    """The sheets that lie on what seemed to be a sheet and hold all of its text; none when it holds text of its own."""
    upon = (o for o in found if o.area < SMALLER * ground.area and ground.holds(o.corners.mean(axis=0)[None])[0])
    sheets = apart((o for o in upon if overlap(o, ground, view) > 0.9), view)
    if not sheets or sum(sheet.area for sheet in sheets) > SMALLER * ground.area:
        return []
    own = text[ground.holds(text)]
    held = np.any([sheet.holds(own) for sheet in sheets], axis=0)
    return sheets if len(own) and np.mean(~held) <= lost else []
