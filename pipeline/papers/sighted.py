"""The sheets that the network sees, their outlines, and whether that is sure.

Each sheet's inner part is a hill of the network's shares: flooded from its top (a watershed), it ends where the paper does, or where the
next hill begins. There two sheets lie beside each other, or one is folded. The network tells these apart by what it says along the whole
line, and the shapes do: two receipts make a figure with a notch, and two halves of one a rectangle.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.papers.outline import Outline, outline_around
from pipeline.papers.seen import Seen, see
from pipeline.papers.view import View

TOP, INNER = 0.8, 0.5
"""Share of the inner part from which a pixel is of a hill's top; and that from which an inner part counts that is too narrow for a top."""

NARROWER = (6, 12, 18)
"""Pixels by which tops are made narrower, as those of two sheets may touch in some places: by more where what comes out is no rectangle."""

LEAST, BIT = 0.0025, 0.0009
"""Shares of the picture that a sheet covers at least, and an inner part that counts."""

PAPER, UNCLEAR, BROAD = 0.5, (0.2, 0.8), 3.6
"""Share from which a pixel is paper; shares between which that is not clear, and how many pixels broad they lie around sheets at most."""

PRINTED, PRINT_BESIDE, PRINT, PRINT_SHARE = 0.3, 8, 24, 0.06
"""Share from which print stands in a pixel; so many of them beside all sheets are a doubt; and on a sheet that bears print there are as
many at least, and as great a share of it: 0.07 and more on all but four of 850 generated sheets, 0.01 on the grey lids of real scans."""

CLEFT, SEAM, UNSURE = 0.1, 0.3, 0.5
"""Mean shares of the inner part along the line between two hills: under the first it is a seam, and under the second if their shapes do
not speak against it; under the third it may be one. On 290 pictures 304 of 324 lines between two sheets had less than 0.3, and 17 of 254
within one."""

NOTCH, PIECES = 0.015, 0.05
"""By how much worse four corners fit both together than either, from which they are two sheets: receipts that touch have up to 0.18. And by
how much better, from which they are pieces of one."""

SQUARE, RECTANGLE = 0.93, 0.95
"""How well four corners fit a sheet at least, or there may be two of them: with a slip stapled to it 0.85 to 0.99. And how well, for
nobody to look closer."""

FLOODED, MOST = np.linspace(0.95, 0.05, 19), 254
"""Shares of the inner part down to which hills are flooded, one after the other; and hills at most."""

CROSS = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], np.uint8)

Labels = npt.NDArray[np.uint8]
"""(H, W) as the network's copy: the number of a sheet, 0 for the ground."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """A sheet's outline, in pixels of the view, and whether the network sees print on it."""

    outline: Outline
    bears_print: bool


@dataclass(frozen=True, slots=True, eq=False)
class Sighted:
    """What was seen, and whether that is sure."""

    papers: tuple[Paper, ...]
    sure: bool


def sighted(view: View) -> Sighted:
    """The sheets of a picture."""
    return told(see(view), view)


def told(seen: Seen, view: View) -> Sighted:
    """The sheets that the network sees in a picture."""
    found = _found(seen, view, NARROWER[0])
    for narrower in NARROWER[1:]:
        if found.worst >= RECTANGLE:
            break
        found = max(found, _found(seen, view, narrower), key=lambda one: one.worst)
    papers = tuple(
        Paper(outline, _bears_print(found.labels == number, seen)) for outline, number in zip(found.outlines, found.numbers, strict=True)
    )
    sure = bool(papers) and not found.doubted and found.worst >= SQUARE
    return Sighted(papers, sure and _is_clear(np.isin(found.labels, found.numbers), seen))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Found:
    """Hills, the numbers of those that are sheets, and the outlines of these; whether what lies between two of them may be a fold."""

    labels: Labels
    numbers: list[int]
    outlines: tuple[Outline, ...]
    doubted: bool

    @property
    def worst(self) -> float:
        """How well four corners fit the sheet that they fit the least; 1 where there is none."""
        return min((outline.score for outline in self.outlines), default=1.0)


def _found(seen: Seen, view: View, narrower: int) -> _Found:
    labels, doubted = _joined(_hills(seen, narrower), seen)
    numbers = [number for number in _numbers(labels) if np.count_nonzero(labels == number) >= LEAST * labels.size]
    return _Found(labels=labels, numbers=numbers, outlines=_outlines(labels, numbers, seen, view), doubted=doubted)


def _hills(seen: Seen, narrower: int) -> Labels:
    """A number for each hill of the inner parts, flooded level by level down to the border of the paper."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * narrower + 1, 2 * narrower + 1))
    tops = cv2.erode((seen.inner > TOP).astype(np.uint8), kernel)
    count, labels = cv2.connectedComponents(tops, connectivity=4)
    narrow, others, sizes, _ = cv2.connectedComponentsWithStats((seen.inner > INNER).astype(np.uint8), connectivity=4)
    for other in range(1, narrow):
        if sizes[other, cv2.CC_STAT_AREA] >= BIT * tops.size and not labels[others == other].any():
            labels[others == other] = count
            count += 1
    flooded = np.asarray(labels.clip(max=MOST), np.uint8)
    _, sheets = cv2.connectedComponents((seen.paper > PAPER).astype(np.uint8), connectivity=4)
    shared = _shared(sheets, flooded)
    if (shared.sum(axis=1) <= 1).all():  # no two hills on one paper: the flood would end at its border
        return np.asarray(shared.argmax(axis=1).astype(np.uint8)[sheets], np.uint8)
    for level in FLOODED:
        flooded = _spread(flooded, (seen.inner > level) & (seen.paper > PAPER))
    return _spread(flooded, seen.paper > PAPER)


def _shared(sheets: npt.NDArray[np.int32], hills: Labels) -> Mask:
    """(sheets, hills): which have a pixel in common; the ground, number 0 of either, has none."""
    rows = int(sheets.max()) + 1
    pairs = np.bincount(sheets.ravel() * (MOST + 1) + hills.ravel(), minlength=rows * (MOST + 1)).reshape(rows, MOST + 1) > 0
    pairs[0] = pairs[:, 0] = False
    return np.asarray(pairs)


def _spread(labels: Labels, within: Mask) -> Labels:
    """The labels spread over all that is joined to them within a mask; what another has first stays its own."""
    while True:
        free = within & (labels == 0)
        wider = np.where(free, cv2.dilate(labels, CROSS), labels)
        if np.array_equal(wider, labels):
            return labels
        labels = np.asarray(wider, np.uint8)


def _joined(labels: Labels, seen: Seen) -> tuple[Labels, bool]:
    """The hills with those joined between which lies a fold, and whether a line was left that may be either."""
    lowest = cv2.erode(seen.inner, np.ones((3, 3), np.uint8))
    while True:
        doubted, strongest = False, (0.0, 0, 0)
        for one, other in combinations(_numbers(labels), 2):
            line = _line(labels, one, other)
            if not line.any():
                continue
            share = float(lowest[line].mean())
            kind = _kind(share, labels == one, labels == other)
            if kind == "fold":
                strongest = max(strongest, (share, one, other))
            doubted |= kind == "doubt"
        if not strongest[1]:
            return labels, doubted
        _, one, other = strongest
        labels = labels.copy()
        labels[labels == other] = one


def _kind(share: float, one: Mask, other: Mask) -> Literal["fold", "seam", "doubt"]:
    """What lies between two hills along whose line the inner part has that mean share."""
    if share < CLEFT:
        return "seam"
    notch = min(_fits(one), _fits(other)) - _fits(one | other)
    if notch > (-PIECES if share < SEAM else NOTCH):
        return "seam"
    return "doubt" if share < UNSURE else "fold"


def _line(labels: Labels, one: int, other: int) -> Mask:
    """Where two hills meet, on both sides."""
    masks = [(labels == number).astype(np.uint8) for number in (one, other)]
    beside = [cv2.dilate(mask, CROSS) > 0 for mask in masks]
    return np.asarray(((masks[0] > 0) & beside[1]) | ((masks[1] > 0) & beside[0]))


def _fits(mask: Mask) -> float:
    """How well four corners fit a shape."""
    return outline_around(_contour(np.repeat(np.repeat(mask, 2, axis=0), 2, axis=1))).score


def _outlines(labels: Labels, numbers: list[int], seen: Seen, view: View) -> tuple[Outline, ...]:
    """The outlines of those sheets: along the border of the paper, which is known to a part of the network's pixel, and between sheets."""
    _, nearest = cv2.distanceTransformWithLabels((labels == 0).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    owners = np.zeros(nearest.max() + 1, np.uint8)
    owners[nearest[labels > 0]] = labels[labels > 0]
    size = view.width, view.height
    paper = cv2.resize(seen.paper, size, interpolation=cv2.INTER_LINEAR) > PAPER
    own = cv2.resize(owners[nearest], size, interpolation=cv2.INTER_NEAREST)
    return tuple(outline_around(_contour(paper & (own == number))) for number in numbers)


def _contour(mask: Mask) -> npt.NDArray[np.float64]:
    """(N, 2) through the middles of the pixels along the border of the largest shape."""
    contours, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.asarray(max(contours, key=cv2.contourArea)[:, 0], float) + 0.5


def _bears_print(held: Mask, seen: Seen) -> bool:
    count = np.count_nonzero(held & (seen.printed > PRINTED))
    return bool(count >= max(PRINT, PRINT_SHARE * np.count_nonzero(held)))


def _is_clear(held: Mask, seen: Seen) -> bool:
    """Whether paper ends sharply, and neither paper nor print is seen beside the sheets."""
    around = cv2.dilate(held.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    border = np.count_nonzero(cv2.morphologyEx(held.astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))) / 2
    unclear = np.count_nonzero((seen.paper > UNCLEAR[0]) & (seen.paper < UNCLEAR[1]))
    beside = np.count_nonzero((seen.printed > PRINTED) & ~around)
    missed = np.count_nonzero((seen.paper > PAPER) & ~around)
    return bool(unclear < BROAD * max(border, 1.0) and beside < PRINT_BESIDE and missed < LEAST * held.size / 4)


def _numbers(labels: Labels) -> list[int]:
    return [int(number) for number in np.flatnonzero(np.bincount(labels.ravel())) if number > 0]
