"""The border of a sheet sought from its text: white paper on a white table has no light shape, and yet an edge on each of its sides.

Along a whole side even an edge of two grey levels stands out, because everything else averages out (a Radon transform of the
gradient, beside the text alone). No border runs through text, so the lines of print say from where to look and how far.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.papers.outline import Outline, first_top_left
from pipeline.papers.shapes import Grey
from pipeline.papers.text import Quads, mask_of
from pipeline.papers.trace import OUTWARDS, Path, contour_between, edge_along, traced
from pipeline.papers.view import View
from pipeline.way import Matrix, Points, inverse

FARTHEST = 0.45
"""By so many times the longer side of the text its paper goes on beside it, at most."""

TILTS = np.tan(np.radians(np.linspace(-10, 10, 21)))
"""How much a side leans against the lines of text: perspective, and curled paper."""

CLIP = 2.0
"""Grey levels a pixel that count at most: a bar code is steep on two fifths of the width, and no border."""

LEAST, CLEAR = 0.5, 3.0
"""Grey levels a pixel along the whole side, and how many times what the lines beside it have in the middle, from which it is a border."""

NEARER = 0.6
"""Share of the strongest edge from which a nearer one is the border: beyond it lie shadows, seams and the edge of the table."""

GLOW = 0.5
"""Grey levels a pixel by which it becomes lighter outwards, from which a side may be the edge of a shadow on the paper."""

PASSES, AFTER, ALIKE = 2, 16, 0.5
"""Pixels past a corner in which the side beside it is sought again, and the share of its edge from which it goes on there: the edge of a
shadow crosses the paper, whose sides go on beyond it; a border ends them."""

SEEN, SURE_ALONE = 2, 3
"""Sides whose edge is seen that a sheet needs; and, where it lies alone, sides that are seen or outside the picture."""

MARGIN = 0.04
"""Share of the text's longer side that is left where no edge was seen."""

BAND = 4
"""Rows that are taken together before lines of many leans are added up: at ten degrees those of one band lie 0.7 of a pixel apart."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The picture around some text, turned until its lines lie level; (H, W) each.

    `place` leads the view there, `low` and `high` hold the text. `known` is 1 within the picture, `own` and `other` 1 on runs of text.
    """

    place: Matrix
    light: Floats
    known: Floats
    own: Floats
    other: Floats
    low: Points
    high: Points

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.light.shape[1], self.light.shape[0]


@dataclass(frozen=True, slots=True)
class Side:
    """A line x = at + lean × (y - middle) of a frame, whether a border was seen there, whether that
    may be a shadow's, and whether the picture ends there before the sheet."""

    at: float
    lean: float
    middle: float
    sure: bool
    shaded: bool = False
    outside: bool = False


def outline_by_sides(own: Quads, other: Quads, view: View, light: Grey) -> Outline | None:
    """The sheet on which the runs `own` lie, and `other` runs do not; None where its border is not seen."""
    frame = frame_of(own, other, view, light)
    sides = [_right_side(turned(frame, quarter)) for quarter in range(4)]
    if not len(other):
        sides = [_past_shade(sides, quarter, frame) if side.shaded else side for quarter, side in enumerate(sides)]
        if any(side.shaded for side in sides):
            return None
    seen = sum(side.sure for side in sides)
    if seen < SEEN or (not len(other) and seen + sum(side.outside for side in sides) < SURE_ALONE):
        return None
    corners = _corners(sides, frame)
    paths = [_traced(side, quarter, frame, corners) for quarter, side in enumerate(sides)]
    corners, contour = (_led_back(points, frame, view) for points in (corners, contour_between(paths, frame.size)))
    corners = first_top_left(corners)
    if not cv2.isContourConvex(corners.astype(np.float32)) or not len(contour):
        return None
    return Outline(corners, contour, seen / 4, bends=False)


def _led_back(points: Points, frame: Frame, view: View) -> Points:
    """Points of the frame in the view, within it."""
    led = np.asarray(cv2.perspectiveTransform(points[:, None], inverse(frame.place))[:, 0], float)
    return np.clip(led, [0, 0], [view.width - 1, view.height - 1])


def _traced(side: Side, quarter: int, frame: Frame, corners: Points) -> Path:
    """Where a side runs in the frame turned by its quarter: followed where its edge was seen, straight where it was not."""
    own = turned(frame, quarter)
    ends = [_turned_point(corners[quarter - n], frame, quarter)[1] for n in (1, 0)]
    length = max(ends) - min(ends)
    rows = np.arange(int(min(ends) - OUTWARDS * length), int(max(ends) + OUTWARDS * length) + 1, dtype=np.int64)
    straight = _columns(side, rows)
    return rows, traced(steepness_across(own), own.own, straight, rows, length) if side.sure else straight


def _corners(sides: Sequence[Side], frame: Frame) -> Points:
    """Where each side meets the next one, in the frame."""
    lines = [_ends(side, frame, quarter) for quarter, side in enumerate(sides)]
    return np.array([_meeting(lines[n], lines[(n + 1) % 4]) for n in range(4)])


def _past_shade(sides: Sequence[Side], quarter: int, frame: Frame) -> Side:
    """What becomes of a side of a lone sheet beyond which it is lighter.

    It is the border where the sides beside it end there. Else it is the end of a dark band of print, or of a shadow on the paper, and the
    border is the next edge beyond which it is darker; where none is seen, it stays `shaded`.
    """
    corners = _corners(sides, frame)
    beside = ((quarter - 1) % 4, corners[quarter - 1]), ((quarter + 1) % 4, corners[quarter])
    if not any(_goes_on(sides[other], other, corner, frame, down=other == (quarter - 1) % 4) for other, corner in beside):
        return replace(sides[quarter], shaded=False)
    farther = _right_side(turned(frame, quarter), darker=True)
    return farther if farther.sure else sides[quarter]


def _goes_on(side: Side, quarter: int, corner: Points, frame: Frame, *, down: bool) -> bool:
    """Whether a side is seen beyond its lower (or upper) corner, in the frame turned by its quarter; also where that cannot be told."""
    if not side.sure:
        return False
    own = turned(frame, quarter)
    row = _turned_point(corner, frame, quarter)[1]
    outwards = 1 if down else -1
    steep, low, high = steepness_across(own), float(own.low[1]), float(own.high[1])
    within, rows = np.arange(low, high), row + outwards * np.arange(PASSES, AFTER)
    beyond = edge_along(steep, _columns(side, rows), rows)
    return beyond > ALIKE * edge_along(steep, _columns(side, within), within) or edge_along(own.known, _columns(side, rows), rows) < 1.0


def _columns(side: Side, rows: npt.NDArray[Any]) -> Points:
    """Where a side runs in each row of the frame turned by its quarter."""
    return np.asarray(side.at + side.lean * (rows - side.middle), np.float64)


def _turned_point(point: Points, frame: Frame, quarter: int) -> Points:
    """A point of the frame where it lies when that was turned by quarters against the clock."""
    rows, columns = frame.light.shape
    for _ in range(quarter):
        point = np.array([point[1], columns - point[0]])
        rows, columns = columns, rows
    return point


def frame_of(own: Quads, other: Quads, view: View, light: Grey) -> Frame:
    """The picture around the runs `own`."""
    slope = slope_of(own)
    along = np.array([np.cos(slope), np.sin(slope)])
    turn = np.array([along, [-along[1], along[0]]])
    places = own.reshape(-1, 2) @ turn.T
    low, high = places.min(axis=0), places.max(axis=0)
    reach = FARTHEST * float(max(high - low)) + 8
    place = np.eye(3)
    place[:2, :2], place[:2, 2] = turn, reach - low
    size = (int(high[0] - low[0] + 2 * reach) + 1, int(high[1] - low[1] + 2 * reach) + 1)

    def seen(picture: npt.NDArray[np.uint8], border: int = cv2.BORDER_CONSTANT) -> Floats:
        return np.asarray(cv2.warpAffine(picture, place[:2], size, flags=cv2.INTER_LINEAR, borderMode=border), np.float32)

    within = np.ones((view.height, view.width), np.uint8)
    return Frame(
        place=place,
        light=seen(light, cv2.BORDER_REPLICATE),
        known=seen(within),
        own=seen(mask_of(own, view)),
        other=seen(mask_of(other, view)),
        low=np.full(2, reach),
        high=high - low + reach,
    )


def slope_of(runs: Quads) -> float:
    """The direction of the lines in radians, in (-π/2, π/2]: the mean of the runs' long sides by their length, whichever way they point."""
    first, second = runs[:, 1] - runs[:, 0], runs[:, 2] - runs[:, 1]
    long = np.where((np.linalg.norm(first, axis=1) >= np.linalg.norm(second, axis=1))[:, None], first, second)
    length, angle = np.linalg.norm(long, axis=1), np.arctan2(long[:, 1], long[:, 0])
    doubled = np.sum(length**2 * np.exp(2j * angle))
    return float(np.angle(doubled) / 2)


def turned(frame: Frame, quarter: int) -> Frame:
    """The frame turned by quarters against the clock: its right side becomes the top, its bottom the right side."""
    low, high, (rows, columns) = frame.low, frame.high, frame.light.shape
    for _ in range(quarter):
        low, high = np.array([low[1], columns - high[0]]), np.array([high[1], columns - low[0]])
        rows, columns = columns, rows
    light, known, own, other = (np.rot90(part, quarter) for part in (frame.light, frame.known, frame.own, frame.other))
    return Frame(place=frame.place, light=light, known=known, own=own, other=other, low=low, high=high)


def _right_side(frame: Frame, *, darker: bool = False) -> Side:
    """The border to the right of the text; where it must be `darker` beyond, no other edge counts."""
    top, start = int(frame.low[1]), int((frame.low[0] + frame.high[0]) / 2)
    bottom = top + BAND * max(1, round((float(frame.high[1]) - top) / BAND))
    known, steep = (in_bands(part[top:bottom, start:]) for part in (frame.known, steepness_across(frame)))
    own, other = (in_bands(part[top:bottom, start:], highest=True) for part in (frame.own, frame.other))
    middle = (bottom - top) / 2
    edges = np.zeros((len(TILTS), steep.shape[1]))
    far, lighter = np.zeros_like(edges), np.zeros_like(edges)
    for n, lean in enumerate(TILTS):
        seen, text = leaned(steep, lean), leaned(own, lean)
        others = leaned(other, lean) if other.any() else other
        there = leaned(known, lean)
        beyond = np.flatnonzero(text.max(axis=0) > 0)
        first = int(beyond[-1]) + 1 if len(beyond) else 0
        crossed = np.flatnonzero(others[:, first:].max(axis=0) > 0)
        last = first + int(crossed[0]) if len(crossed) else steep.shape[1]
        share = there.mean(axis=0)
        edges[n, first:last] = np.where(share > 0.5, np.abs(seen.mean(axis=0)) / np.maximum(share, 0.5), 0.0)[first:last]
        lighter[n] = seen.mean(axis=0)
        far[n, first:last] = np.arange(first, last) - first + 1
    if darker:
        edges, far = np.where(lighter > GLOW, 0.0, edges), np.where(lighter > GLOW, 0.0, far)
    candidates = edges[far > 0]
    best = float(candidates.max(initial=0.0))
    if best >= max(LEAST, CLEAR * float(np.median(candidates)) if len(candidates) else LEAST):
        strong = np.where((edges >= NEARER * best) & (far > 0), far, np.inf)
        nearest = int(np.argmin(strong)) % edges.shape[1]
        near = (np.abs(np.arange(edges.shape[1]) - nearest) <= 5) * edges
        n, column = divmod(int(np.argmax(near)), edges.shape[1])
        return Side(at=float(start + column), lean=float(TILTS[n]), middle=top + middle, sure=True, shaded=lighter[n, column] > GLOW)
    inked = np.flatnonzero(own.max(axis=0) > 0)
    end = float(start + (inked[-1] + 1 if len(inked) else 0))
    crossed, outside = np.flatnonzero(other.max(axis=0) > 0), np.flatnonzero(known.mean(axis=0) < 0.5)
    free = min((float(start + at) for at in crossed[crossed > end - start].tolist()), default=np.inf)
    if len(outside) and start + outside[0] < free:
        return Side(at=float(start + outside[0]), lean=0.0, middle=top + middle, sure=False, outside=True)
    at = end + min(MARGIN * float(max(frame.high - frame.low)), (free - end) / 2)
    return Side(at=at, lean=0.0, middle=top + middle, sure=False)


def steepness_across(frame: Frame) -> Floats:
    """How much lighter the picture becomes to the right, in grey levels a pixel within ±CLIP; 0 outside it."""
    smooth = cv2.GaussianBlur(np.ascontiguousarray(frame.light), (0, 0), 1.5)
    inner = cv2.erode(np.ascontiguousarray(frame.known), np.ones((5, 5), np.uint8))
    return np.asarray(np.clip(cv2.Sobel(smooth, cv2.CV_32F, 1, 0) / 8, -CLIP, CLIP) * inner, np.float32)


def in_bands(part: Floats, *, highest: bool = False) -> Floats:
    """The mean of each BAND rows, or the highest value among them; rows that are left at the bottom fall away."""
    count = part.shape[0] // BAND
    banded = part[: count * BAND].reshape(count, BAND, -1)
    return np.ascontiguousarray(banded.max(axis=1) if highest else banded.mean(axis=1), np.float32)


def leaned(bands: Floats, lean: float) -> Floats:
    """The bands of rows, each moved so that a line of that lean through the middle of them all stands upright."""
    shear = np.array([[1, BAND * lean, -BAND * lean * (bands.shape[0] - 1) / 2], [0, 1, 0]], np.float32)
    return np.asarray(
        cv2.warpAffine(bands, shear, (bands.shape[1], bands.shape[0]), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP), np.float32
    )


def _ends(side: Side, frame: Frame, quarter: int) -> Points:
    """Two points of a side that was found in a frame turned by quarters, in the frame itself."""
    rows, columns = frame.light.shape
    points = np.array([[side.at - 100 * side.lean, side.middle - 100], [side.at + 100 * side.lean, side.middle + 100]])
    for quarters in range(quarter, 0, -1):
        # Turning by a quarter against the clock led (x, y) to (y, columns - x) of what it was before.
        width = columns if quarters % 2 else rows
        points = np.stack([width - points[:, 1], points[:, 0]], axis=1)
    return points


def _meeting(one: Points, other: Points) -> Points:
    """Where two lines meet, each through two points."""
    first, second = one[1] - one[0], other[1] - other[0]
    share = np.linalg.solve(np.stack([first, -second], axis=1), other[0] - one[0])[0]
    return np.asarray(one[0] + share * first)
