"""Lines of print that bow, or fan out from one side to the other, are drawn straight; the marks of ink alone say how they run.

Where an outline was found its sides have laid the sheet flat already. What they do not show is left: a sheet whose sides are found
by its text, one that is cut off by the picture, a wave in the middle, a corner that was missed. There lines lie level on the whole
and slope by a degree or two here and there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pipeline.marks import FEWEST, Marks, Numbers, profile_of
from pipeline.papers.bend import NODES
from pipeline.sheet import Sheet
from pipeline.way import Mesh, Points

MOST_MARKS = 2000

CLEARER = 1.06
"""By so many times the profile of the lines must become sharper. Of 80 sheets 35 were bent so; three of them became worse by more than
a tenth of a degree. At 1.03 it were seven of 47, at 1.10 two of 26, and less was gained."""

FIRST, FINEST = 0.5, 0.03
"""Heights of a letter by which the lines are bent at first, and in the end."""

FARTHEST = 4.0
"""Heights of a letter by which a line is sought to bow, or to fall more than another."""

TILTS = (-2.5, -1.25, 0.0, 1.25, 2.5)
"""Degrees by which the slope of lines that bend may have been mistaken, as that of straight ones. On 235 sheets the root of the mean square
of the lines' slopes fell from 2.77 to 1.87 degrees at the ninety-fifth percentile with them: nine sheets became better, three worse."""

DOUBT = 0.004
"""Share by which the profile must become sharper for each height of a letter that lines are bent: noise bends them, too."""

BEYOND = 1.1
"""Outside the print, in halves of its width and height, lines are bent no more than there."""

STEEPEST = 0.5
"""Lines that come so much nearer to each other, or farther apart, are no lines of one sheet."""


@dataclass(frozen=True, slots=True, eq=False)
class Bend:
    """How far the lines of a sheet fall below their level place, in pixels.

    `terms` are that of the slope, of lines that fan out, of the bow, and of the three next ones, at the edges of the print; its `middle`
    and half its width and height (`half`) are in pixels.
    """

    terms: Numbers
    middle: Numbers
    half: Numbers

    def fall(self, points: Points) -> Numbers:
        """(N,) for (N, 2) points of the sheet."""
        return np.asarray(self.terms @ _shapes(points, self.middle, self.half), float)


def bend_of(marks: Marks, slope: float) -> Bend | None:
    """The bend of the lines, which slope down to the right by so many degrees on the whole; None where they are as straight as they get.

    The profile of the marks along bent lines (after Postl 1986, whose lines are straight) is made as sharp as it gets, one term after the
    other: some 260 profiles, 3 to 9 ms.
    """
    if marks.count < 2 * FEWEST:
        return None
    chosen = Marks(marks.boxes[:: -(-marks.count // MOST_MARKS)])
    low, high = np.percentile(chosen.middles, [1, 99], axis=0)
    middle, half = (low + high) / 2, np.maximum((high - low) / 2, 1.0)
    sharpness, size = _profile(chosen, middle, half), max(1.0, marks.size)
    straight = np.zeros(6)
    straight[0] = np.tan(np.radians(slope)) * half[0]
    best = _sharpest(_swept(straight, float(half[0]), sharpness, size), sharpness, size)
    found = Bend(best, middle, half)
    return found if sharpness(best) > CLEARER * sharpness(straight) and _is_smooth(found) else None


def straightened(sheet: Sheet, bend: Bend) -> Sheet:
    """The sheet with its lines drawn level; it grows to hold what is moved over its edge."""
    columns, top = np.linspace(0, sheet.width, NODES), _top(bend, sheet)
    bottom = float(np.max(sheet.height - bend.fall(np.stack([columns, np.full(NODES, float(sheet.height))], axis=1))))
    across, level = np.meshgrid(columns, np.linspace(top, bottom, NODES))
    down = level
    for _ in range(4):  # where a point comes from: its fall there, not here
        down = level + bend.fall(np.stack([across.ravel(), down.ravel()], axis=1)).reshape(level.shape)
    size = (sheet.width, int(np.ceil(bottom - top)))
    mesh = Mesh(np.stack([across, down], axis=-1), float(sheet.width), bottom - top)
    return sheet.after(mesh, *size)


def moved(marks: Marks, bend: Bend, sheet: Sheet) -> Marks:
    """The marks where they come to lie when the sheet is straightened."""
    down = (bend.fall(marks.middles) + _top(bend, sheet))[:, None]
    return Marks(marks.boxes - np.concatenate([np.zeros_like(down), down, np.zeros_like(down), down], axis=1))


def _top(bend: Bend, sheet: Sheet) -> float:
    """How high above the sheet its upper edge comes to lie, less than nothing."""
    columns = np.linspace(0, sheet.width, NODES)
    return float(np.min(-bend.fall(np.stack([columns, np.zeros(NODES)], axis=1))))


def _shapes(points: Points, middle: Numbers, half: Numbers) -> Numbers:
    """(6, N): each term's share at each point."""
    slope = (points[:, 0] - middle[0]) / half[0]
    u, v = np.clip((points - middle) / half, -BEYOND, BEYOND).T
    return np.stack([slope, u * v, u * u, u * u * v, u * v * v, u**3])


def _profile(marks: Marks, middle: Numbers, half: Numbers) -> Callable[[Numbers], float]:
    """How sharp the profile of the marks is along lines that are bent so."""
    places, profile = marks.middles, profile_of(marks)
    shapes = _shapes(places, middle, half)
    return lambda terms: profile(places[:, 1] - terms @ shapes)


def _swept(straight: Numbers, half: float, sharpness: Callable[[Numbers], float], size: float) -> Numbers:
    """The best of straight lines, and of those that fan out, or bow, by so much: a step at a time would stop between two lines."""
    sweep = np.arange(-FARTHEST, FARTHEST + 0.1, 0.5) * size
    tilted = [straight + tilt * half * np.eye(6)[0] for tilt in np.tan(np.radians(TILTS))]
    tried = [straight] + [tilt + by * np.eye(6)[term] for tilt in tilted for term in (1, 2) for by in sweep]
    return max(tried, key=lambda terms: _worth(terms, sharpness, size))


def _sharpest(terms: Numbers, sharpness: Callable[[Numbers], float], size: float) -> Numbers:
    """Bent further by ever smaller steps, as long as the profile becomes sharper."""
    best, step = _worth(terms, sharpness, size), FIRST * size
    while step > FINEST * size:
        before = best
        for by in np.concatenate([step * np.eye(6), -step * np.eye(6)]):
            if (worth := _worth(terms + by, sharpness, size)) > 1.0005 * best:
                terms, best = terms + by, worth
        if best == before:
            step /= 2
    return terms


def _worth(terms: Numbers, sharpness: Callable[[Numbers], float], size: float) -> float:
    return sharpness(terms) * (1 - DOUBT * float(np.abs(terms[1:]).sum()) / size)


def _is_smooth(bend: Bend) -> bool:
    """Whether the lines keep about their distance everywhere."""
    across, down = np.meshgrid(np.linspace(-1, 1, 9), np.linspace(-1, 1, 9))
    points = bend.middle + bend.half * np.stack([across.ravel(), down.ravel()], axis=1)
    steps = np.diff(bend.fall(points).reshape(9, 9), axis=0) / (bend.half[1] / 4)
    return bool(np.abs(steps).max() < STEEPEST)
