"""Text of several sheets that touch or overlap, parted where an edge runs between them and no run of text across it."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.papers.outline import Outline, overlap
from pipeline.papers.shapes import Grey
from pipeline.papers.sides import BAND, CLEAR, Floats, Frame, frame_of, in_bands, leaned, outline_by_sides, steepness_across, turned
from pipeline.papers.text import FEWEST_RUNS, Quads
from pipeline.papers.view import View

LEANS = np.tan(np.radians(np.linspace(-10, 10, 11)))

EDGE, SEAM = 0.9, 0.45
"""Grey levels a pixel along the whole of the cut, of 2 that count at most: of a cut along the lines of text, which may be a fold or a
bar code, and of one that runs across all of them."""

SHARED = 0.3
"""Share of the shorter text beside the cut that must lie on both sides of it, for the edge to be sought there alone."""

ALIKE = 0.8
"""Share of their width that the texts above and below a cut have in common, from which they are most likely of one sheet."""

APART, WELL_APART = 4.0, 8.0
"""Heights of a line between texts of two sheets that lie one above the other, and where these are as wide as each other: a bar code
stands between, or a fold."""

NONE = np.zeros((0, 4, 2))

Cut = npt.NDArray[np.bool_]
"""Which runs lie on the far side."""


LAID_OVER = 0.2
"""Share of a sheet that another may cover."""


def sheets_of_text(runs: Quads, view: View, light: Grey) -> list[Outline]:
    """The sheets on which all the text of a picture stands, found by it alone; none where the border of one of them is not seen."""
    if not len(runs):
        return []
    grey = np.asarray(cv2.cvtColor(view.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    return _sheets(parted(runs, view, grey), NONE, view, light)


def _sheets(groups: Sequence[Quads], beside: Quads, view: View, light: Grey) -> list[Outline]:
    """The sheet of each group of runs, with other runs `beside` them all; none where the border of one is not seen."""
    found: list[Outline] = []
    for number, group in enumerate(groups):
        others = [other for place, other in enumerate(groups) if place != number]
        outline = outline_by_sides(group, np.concatenate([beside, *others]), view, light)
        if outline is None or any(overlap(outline, other, view) > LAID_OVER for other in found):
            return []
        found.append(outline)
    return found


def parts_of(paper: Outline, runs: Quads, view: View, light: Grey) -> list[Outline]:
    """The sheets side by side on which the text of one paper stands; none where it is one, or a border is not seen.

    Above each other such a shape is not parted: a fold looks like a seam there, and a bar code stands between.
    """
    grey = np.asarray(cv2.cvtColor(view.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    on_it = paper.holds(runs.mean(axis=1))
    groups = parted(runs[on_it], view, grey, quarters=(0,))
    return _sheets(groups, runs[~on_it], view, light) if len(groups) > 1 else []


def parted(runs: Quads, view: View, grey: Grey, *, quarters: Sequence[int] = (0, 1)) -> list[Quads]:
    """The runs of each sheet. `grey` is the view's lightness, with the thin shadows between sheets still in it.

    Cuts run across the lines of text (quarter 0) and along them (quarter 1).
    """
    if len(runs) < 2 * FEWEST_RUNS:
        return [runs]
    frame = frame_of(runs, NONE, view, grey)
    places = cv2.perspectiveTransform(runs.reshape(1, -1, 2), frame.place)[0].reshape(-1, 4, 2)
    cuts = [found for quarter in quarters if (found := _cut(frame, np.asarray(places, float), quarter))]
    if not cuts:
        return [runs]
    _, beyond = max(cuts, key=lambda found: found[0])
    return [*parted(runs[~beyond], view, grey, quarters=quarters), *parted(runs[beyond], view, grey, quarters=quarters)]


def _cut(frame: Frame, places: Quads, quarter: int) -> tuple[float, Cut] | None:
    """The clearest cut that runs down the frame, or across it (turned by a quarter), and how clear it is."""
    across = quarter == 1
    if across:
        places = np.stack([places[..., 1], frame.light.shape[1] - places[..., 0]], axis=-1)
        frame = turned(frame, 1)
    first, last = max(0, int(frame.low[1])), int(np.ceil(frame.high[1])) + BAND
    steep, text = in_bands(steepness_across(frame)[first:last]), in_bands(frame.own[first:last], highest=True)
    middle = first + BAND * len(text) / 2
    high = float(np.median(_sizes(places).min(axis=1)))
    best: tuple[float, Cut] | None = None
    for lean in LEANS:
        straight = places[..., 0] - lean * (places[..., 1] - middle)
        starts, ends = straight.min(axis=1), straight.max(axis=1)
        edges = leaned(steep, lean)
        for at in _free(leaned(text, lean)):
            beyond = (starts + ends) / 2 > at
            if min(beyond.sum(), (~beyond).sum()) < FEWEST_RUNS:
                continue
            top, bottom = _beside(places, beyond)
            along = np.abs(edges[(top - first) // BAND : max(1, (bottom - first) // BAND)].mean(axis=0))
            clear = float(along[at - 1 : at + 2].max())
            least = max(EDGE if across else SEAM, CLEAR * float(np.median(along[along > 0])) if along.any() else 0.0)
            if clear < least or (best and clear <= best[0]):
                continue
            apart = float(starts[beyond].min() - ends[~beyond].max()) / high
            if across and apart < (WELL_APART if _in_common(places, beyond) >= ALIKE else APART):
                continue
            best = clear, beyond
    return best


def _free(text: Floats) -> list[int]:
    """Columns between text that no run crosses."""
    crossed = text.max(axis=0) > 0
    inked = np.flatnonzero(crossed)
    return [at for at in range(int(inked[0]), int(inked[-1])) if not crossed[at]] if len(inked) else []


def _beside(places: Quads, beyond: Cut) -> tuple[int, int]:
    """From where to where the texts of both sides lie beside the cut; the whole length where they hardly share any."""
    one, other = places[beyond][..., 1], places[~beyond][..., 1]
    top, bottom = max(one.min(), other.min()), min(one.max(), other.max())
    if bottom - top < SHARED * min(np.ptp(one), np.ptp(other)):
        top, bottom = min(one.min(), other.min()), max(one.max(), other.max())
    return int(top), max(int(top) + 1, int(np.ceil(bottom)))


def _in_common(places: Quads, beyond: Cut) -> float:
    """Share of the wider of both texts along the cut that lies beside the other."""
    one, other = places[beyond][..., 1], places[~beyond][..., 1]
    shared = min(one.max(), other.max()) - max(one.min(), other.min())
    return float(shared / max(np.ptp(one), np.ptp(other), 1.0))


def _sizes(places: Quads) -> npt.NDArray[np.float64]:
    return np.asarray(places.max(axis=1) - places.min(axis=1))
