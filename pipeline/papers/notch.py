"""A light shape that is several sheets, parted at its notches: sheets of unlike size that touch make a shape that is hollow in a corner.

One sheet is convex, however aslant it is seen. What two that touch lack of their hull is lacking no more when they are parted, and
where they are parted no text is crossed. That needs no seam between them to be seen, only what they lie on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.marks import FEWEST
from pipeline.papers.outline import Outline, outline_of
from pipeline.papers.shapes import Contour, Grey
from pipeline.papers.sides import slope_of
from pipeline.papers.text import FEWEST_RUNS, Quads, heights
from pipeline.papers.view import View
from pipeline.way import Points

HOLLOW = 0.035
"""Share of its hull that a shape of several sheets lacks, and that each cut has to win. The likeliest shape of 24 pictures of one
sheet lacked 0.017 in the middle, 0.029 at the ninetieth percentile and 0.054 at most."""

BENT = 0.08
"""Share of its hull that a piece may lack. Pieces that were sheets lacked 0.02 to 0.07, those of shapes that ran into the table
0.09 to 0.27."""

FRAYED, MOST_HOLLOW = 30, 0.3
"""Corners of a shape's simpler figure, and share of its hull that it lacks, beyond which a threshold ran into the noise of the table. 41
shapes that were several sheets had 27 and 0.23 at most; of 585 others most had more, and they took twenty times as long."""

DEEP = 0.008
"""Share of the shape's diagonal that a notch lies inside its hull at least."""

MOST = 10
"""Notches of a shape that are looked at, the deepest first."""

ROUGH = 0.75
"""Pixels of the view by which the border of a shape is made simpler before it is cut."""

SMOOTH = 0.004
"""Share of the length of a shape's border by which its simpler figure may differ from it."""

LEANS, LEANING = np.radians((-6, -3, 0, 3, 6)), 0.2
"""How much a cut may differ from the side of the sheet that it goes on from, and what a radian of it costs in shares of the hull: where two
cuts win as much, the one that goes straight on is the border."""

OVERHANG = 0.15
"""Share of a run that may reach over a cut."""

CROSSED = 0.03
"""Share of the runs that may reach over a cut: the detector takes lines of two sheets that lie at the same height for one."""

ALONG, APART = 0.7, 3.0
"""Sine of the angle to the lines of text under which a cut runs along them, and heights of a line that are then free of text beside it:
between two lines of one sheet there is always room for a cut, and two receipts have a margin each."""


Cut = tuple[Points, Points, float]
"""A point of a line, the normal to it, and by how much it leans, in radians."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A part of a shape, and the text on it: (N, K, 2) with K corners of a run, or the one place of a mark of ink."""

    contour: Contour
    text: npt.NDArray[np.float64]


def is_stepped(contours: Iterable[Contour], ink: Points, view: View, white: Grey) -> bool:
    """Whether a shape may be several sheets: pieces that look like one, each with enough marks of ink on it."""
    return any(True for _ in _several(contours, ink[:, None], FEWEST, view, white))


def parted_at_notches(contours: Iterable[Contour], runs: Quads, view: View, white: Grey) -> list[list[Outline]]:
    """The sheets of each shape that is several, the shapes with most text on well-seen sheets first; the same sheets come many times."""
    found = [
        (sum(len(piece.text) * sheet.score for piece, sheet in zip(pieces, sheets, strict=True)), sheets)
        for pieces, sheets in _several(contours, runs, FEWEST_RUNS, view, white)
    ]
    return [sheets for _, sheets in sorted(found, key=lambda pair: -pair[0])]


def _several(
    contours: Iterable[Contour], text: npt.NDArray[np.float64], fewest: int, view: View, white: Grey
) -> Iterator[tuple[list[Piece], list[Outline]]]:
    """The pieces of each shape that is several sheets, with so many texts on each at least, and those sheets."""
    middles = text.mean(axis=1)
    for contour in contours:
        if not _may_be_several(contour):
            continue
        pieces = _parted(Piece(_simpler(contour), text[_within(contour, middles)]), fewest)
        if len(pieces) > 1 and (sheets := _as_sheets(pieces, view, white)):
            yield pieces, sheets


def _as_sheets(pieces: Sequence[Piece], view: View, white: Grey) -> list[Outline]:
    """The pieces as sheets; none where one of them does not look like one."""
    sheets: list[Outline] = []
    for piece in pieces:
        if _lacking(piece.contour) > BENT * _hull(piece.contour):
            return []
        beside = np.zeros((view.height, view.width), np.uint8)
        for other in pieces:
            if other is not piece:
                cv2.fillPoly(beside, [other.contour.round().astype(np.int32)], (1,))
        sheet = outline_of(_dense(piece.contour), view, white, beside=beside)
        if sheet is None:
            return []
        sheets.append(sheet)
    return sheets


def _simpler(contour: Contour) -> Contour:
    """The shape to within a pixel, with a few dozen corners in the place of thousands of points: some hundred cuts of it are tried."""
    return np.asarray(cv2.approxPolyDP(contour.astype(np.float32), ROUGH, True)[:, 0], float)


def _dense(corners: Contour) -> Contour:
    """A point for each pixel of a shape's border."""
    sides = np.roll(corners, -1, axis=0) - corners
    steps = np.maximum(1, np.linalg.norm(sides, axis=1).round().astype(int))
    parts = [corner + side * np.arange(count)[:, None] / count for corner, side, count in zip(corners, sides, steps.tolist(), strict=True)]
    return np.concatenate(parts)


def _within(contour: Contour, places: Points) -> npt.NDArray[np.bool_]:
    return Outline(contour, contour, 0.0).holds(places)


def _may_be_several(contour: Contour) -> bool:
    """Whether a shape is hollow, and not frayed."""
    return _is_hollow(contour) and _lacking(contour) <= MOST_HOLLOW * _hull(contour) and len(_figure(contour)) <= FRAYED


def _is_hollow(contour: Contour) -> bool:
    return _lacking(contour) >= HOLLOW * _hull(contour)


def _lacking(contour: Contour) -> float:
    """Pixels that the shape lacks of its hull."""
    return _hull(contour) - abs(float(cv2.contourArea(contour.astype(np.float32))))


def _hull(contour: Contour) -> float:
    return float(cv2.contourArea(cv2.convexHull(contour.astype(np.float32))))


def _parted(piece: Piece, fewest: int) -> list[Piece]:
    """The piece parted at its notches until each part is convex, or no cut makes it more so; each has so many texts at least."""
    if len(piece.text) < 2 * fewest or not _is_hollow(piece.contour):
        return [piece]
    found = [both for cut in _cuts(piece.contour) if (both := _cut_by(piece, cut, fewest))]
    if not found:
        return [piece]
    _, *parts = max(found, key=lambda one: one[0])
    return [part for one in parts for part in _parted(one, fewest)]


def _cut_by(piece: Piece, cut: Cut, fewest: int) -> tuple[float, Piece, Piece] | None:
    """What the cut wins, and both sides of it; None where it crosses text or wins too little."""
    point, normal, lean = cut
    far = (piece.text - point) @ normal
    beyond = far.mean(axis=1) > 0
    if min(np.count_nonzero(beyond), np.count_nonzero(~beyond)) < fewest:
        return None
    over = np.minimum(far.max(axis=1), -far.min(axis=1)) / np.maximum(1e-6, np.ptp(far, axis=1))
    crossed = int(np.count_nonzero(over > OVERHANG)) if piece.text.shape[1] > 1 else 0
    if crossed > CROSSED * len(far) or _runs_between_lines(piece.text, normal, far, beyond):
        return None
    one, other = _clipped(piece.contour, point, -normal), _clipped(piece.contour, point, normal)
    if min(len(one), len(other)) < 3:
        return None
    won = (_lacking(piece.contour) - _lacking(one) - _lacking(other)) / _hull(piece.contour)
    if won < HOLLOW:
        return None
    return won - crossed / len(far) - LEANING * lean, Piece(one, piece.text[~beyond]), Piece(other, piece.text[beyond])


def _runs_between_lines(text: Quads, normal: Points, far: npt.NDArray[np.float64], beyond: npt.NDArray[np.bool_]) -> bool:
    """Whether a cut runs along the lines of text, with no more room than there is between two lines."""
    if text.shape[1] == 1:
        return False
    slope = slope_of(text)
    if abs(float(normal @ [np.cos(slope), np.sin(slope)])) >= ALONG:
        return False
    return float(far[beyond].min() - far[~beyond].max()) < APART * float(np.median(heights(text)))


def _cuts(contour: Contour) -> Iterator[Cut]:
    """Each line that may part the shape: from a notch along a side that ends there, or to another notch."""
    figure = _figure(contour)
    if cv2.contourArea(figure.astype(np.float32), True) < 0:
        figure = figure[::-1]
    hull = cv2.convexHull(figure.astype(np.float32))
    before, after = figure - np.roll(figure, 1, axis=0), np.roll(figure, -1, axis=0) - figure
    hollow = before[:, 0] * after[:, 1] < before[:, 1] * after[:, 0]
    depths = np.array([cv2.pointPolygonTest(hull, (float(x), float(y)), True) for x, y in figure])
    least = DEEP * float(np.linalg.norm(np.ptp(figure, axis=0)))
    notches = [n for n in np.argsort(-depths).tolist() if hollow[n] and depths[n] > least][:MOST]
    for place, n in enumerate(notches):
        for side in (before[n], after[n]):
            yield from ((figure[n], _normal(_leaning(side, lean)), abs(lean)) for lean in LEANS.tolist())
        yield from ((figure[n], _normal(figure[m] - figure[n]), 0.0) for m in notches[place + 1 :])


def _figure(contour: Contour) -> Points:
    """The corners of a shape, small bends left out."""
    points = contour.astype(np.float32)
    return np.asarray(cv2.approxPolyDP(points, SMOOTH * cv2.arcLength(points, True), True)[:, 0], float)


def _leaning(side: Points, angle: float) -> Points:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([cosine * side[0] - sine * side[1], sine * side[0] + cosine * side[1]])


def _normal(along: Points) -> Points:
    return np.array([-along[1], along[0]]) / max(1e-6, float(np.linalg.norm(along)))


def _clipped(contour: Contour, point: Points, normal: Points) -> Contour:
    """What of the shape lies on the side of a line to which the normal points."""
    far = (contour - point) @ normal
    beyond = np.roll(far, -1)
    share = far / np.where(far == beyond, 1.0, far - beyond)
    met = contour + share[:, None] * (np.roll(contour, -1, axis=0) - contour)
    both = np.stack([contour, met], axis=1).reshape(-1, 2)
    return np.asarray(both[np.stack([far > 0, (far > 0) != (beyond > 0)], axis=1).reshape(-1)])
