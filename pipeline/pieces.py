"""Pieces of lines, found from marks of ink alone: enough to ask the recogniser which way up a sheet stands.

Marks that follow each other along a line run together in a small mask; each long thin run is a line, and a piece of its middle is as much
as the recogniser sees at once. It takes a few milliseconds, where detection takes a tenth of a second or two.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.marks import Marks
from pipeline.recognize import Quads
from pipeline.sheet import Pixels

LETTER = 6
"""Pixels of a letter's height in the mask."""

GAP = 8
"""Pixels of the mask between marks of one word or of two."""

LONGEST, SHORTEST = 6.5, 3.0
"""Length of a piece over its height: the recogniser sees 320 pixels by 48, and less than three letters say nothing."""

LOWEST, HIGHEST = 1.0, 2.4
"""Height of a line over that of its letters; what is lower is a rule of dashes, what is higher are two lines, or a picture."""

AROUND = 0.2
"""Share of its height that is left around a piece: marks end where letters do."""

MOST_PIXELS = 4_000_000
"""Of the mask: marks a pixel or two high on a large picture are specks."""


def find_pieces(marks: Marks, width: int, height: int, *, standing: bool, most: int) -> Quads:
    """Pieces of the longest lines of a picture of that size, one of each line, in its pixels.

    Their corners go around so that a line that lies is cut out as it is, and one that stands as if the picture were turned by a
    quarter clockwise.
    """
    boxes = marks.boxes
    if standing:
        boxes = np.stack([height - boxes[:, 3], boxes[:, 0], height - boxes[:, 1], boxes[:, 2]], axis=1)
        width, height = height, width
    scale = LETTER / max(marks.size, 1.0)
    if width * height * scale**2 > MOST_PIXELS:
        return np.zeros((0, 4, 2), np.float32)
    found = sorted(_lines(_mask(boxes * scale, width * scale, height * scale)), key=lambda line: -line[0])[:most]
    quads = np.array([quad for _, quad in found], np.float32).reshape(-1, 4, 2) / np.float32(scale)
    if standing:
        quads = np.stack([quads[..., 1], width - quads[..., 0]], axis=-1)
    return np.asarray(quads, np.float32)


def pieces_of_runs(runs: Quads, *, most: int) -> Quads:
    """The same of runs of text that the detector found standing, the longest first."""
    standing = np.roll(runs, 1, axis=1)
    wide, high = (np.linalg.norm(standing[:, n] - standing[:, 0], axis=1) for n in (1, 3))
    chosen = np.flatnonzero(wide >= SHORTEST * high)
    longest = chosen[np.argsort(-wide[chosen])][:most]
    chosen_runs = standing[longest]
    share = np.minimum(1.0, LONGEST * high[longest] / wide[longest])[:, None, None]
    across = (chosen_runs + chosen_runs[:, [1, 0, 3, 2]]) / 2  # the middles of both long sides, each for the two corners beside it
    return np.asarray(across + (chosen_runs - across) * share, np.float32)


def cut_out(pixels: Pixels, quad: npt.NDArray[np.float32]) -> Pixels:
    """A piece, level."""
    width, height = (max(2, round(float(np.linalg.norm(quad[n] - quad[0])))) for n in (1, 3))
    target = np.array([[0, 0], [width, 0], [width, height]], np.float32)
    matrix = cv2.getAffineTransform(np.ascontiguousarray(quad[:3]), target)
    flat = cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, np.uint8)


def _mask(boxes: npt.NDArray[np.float64], width: float, height: float) -> npt.NDArray[np.uint8]:
    mask = np.zeros((int(height) + 2, int(width) + 2), np.uint8)
    for left, top, right, bottom in boxes.astype(int).tolist():
        mask[top : bottom + 1, left : right + 1] = 1
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, GAP + 1), np.uint8)))


def _lines(mask: npt.NDArray[np.uint8]) -> Iterator[tuple[float, npt.NDArray[np.float32]]]:
    """Length and piece of each line of the mask."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        if cv2.boundingRect(contour)[2] <= SHORTEST * LETTER:
            continue
        middle, sides, degrees = cv2.minAreaRect(contour)
        if sides[0] < sides[1]:
            sides, degrees = sides[::-1], degrees - 90
        degrees -= 180 * round(degrees / 180)  # a line is read from left to right
        length, high = sides[0] + 1, sides[1] + 1
        if LOWEST * LETTER <= high <= HIGHEST * LETTER and length >= SHORTEST * high and abs(degrees) < 45:
            piece = (middle, (min(length, LONGEST * high) + 2 * AROUND * high, (1 + 2 * AROUND) * high), degrees)
            yield length, _corners(*piece)


def _corners(middle: tuple[float, float], sides: tuple[float, float], degrees: float) -> npt.NDArray[np.float32]:
    """Top left, top right, bottom right, bottom left of a rectangle that slopes down to the right by so many degrees."""
    along = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))]) * sides[0] / 2
    down = np.array([-np.sin(np.radians(degrees)), np.cos(np.radians(degrees))]) * sides[1] / 2
    corners = np.array([-along - down, along - down, along + down, down - along]) + np.array(middle)
    return np.asarray(corners, np.float32)
