"""A sheet made ready for reading: upright, level and close, with the way back to the shown page kept.

Everything is decided on the marks of ink and on the look of a few pieces of lines; only where they leave a doubt is the engine asked to
read a piece. The sheet is drawn once, when all is decided.
"""

from __future__ import annotations

import logging
import math
from dataclasses import replace
from functools import partial

import numpy as np
import numpy.typing as npt

from domain.geometry import Box
from domain.page import Page
from pipeline.facing import CLEAR, facing
from pipeline.marks import FEWEST, Marks, marks_of, share_lying, slope_degrees
from pipeline.papers.view import look_at
from pipeline.pieces import cut_out, find_pieces, pieces_of_runs
from pipeline.pixels import Pixels
from pipeline.recognize import OcrEngine, Quads
from pipeline.sheet import Sheet
from pipeline.straighten import bend_of, moved, straightened
from pipeline.way import Matrix, Way, inverse

log = logging.getLogger(__name__)

READS_WELL, READS_SURELY = 0.85, 0.93
"""Mean confidence of print that stands upright. On 28 receipts, upright strips gave 0.96 to 1.00 (worn ones 0.73 to 0.85), the
same upside down 0.51 to 0.75."""

HEAD_DOWN = 0.65
"""What a piece of a line gives on its head, as a rule: one that reads surely need not be read the other way up, too."""

DECIDED, CLEARLY = 0.6, 0.25
"""Differences of confidence between both ways, added up over pieces: from the first on nobody is asked any more, after two or three lines
as a rule; with less than the second, when all were asked, the whole page is read."""

MOST_PIECES = 10

UNCLEAR = (0.35, 0.65)
"""Share of lying marks between which the grain of a table, or print as wide as high, hides how the lines lie: the detector tells."""

COARSE = 736
"""Longest side of the picture in which it looks."""

STANDING = 1.5
"""A run so many times as long as it is high has a direction."""

SLIGHT_DEGREES = 0.3
"""The detector follows a slighter slope by itself, and turning pixels blurs them a little."""

PAGE, CLEARER_A_DEGREE = (1.2, 1.65), 0.2
"""Longer side over shorter of a page (A4 has 1.41, seen askew it has more or less), whose slope must show more clearly the stronger it is:
where folds bend it, the lines of the left alone slope, and each amount at the right comes beside the label above its own. Such pages
gained 1.10 and 1.22 at a false slope of 1.3 and 1.7 degrees, others 1.37 at a true one of 0.9 and 2.06 at 12. Receipts are too narrow
for that, and too narrow to gain as much."""

STEEP_DEGREES = 3.0
"""From here on the boxes of slanting letters are clearly larger than the letters."""

LEAST_LETTERS, LARGEST = 8.0, 2.0
"""Pixels of a letter's height under which the sheet is enlarged, and how much at most."""

MOST_LETTERS = 20.0
"""Above, the sheet is drawn smaller, where it is not read as it came: the recogniser's lines have 48 pixels. Of 120 generated pictures nine
were read better at 20 than at 22, and five worse, by a sign or two; at 22 four and four against all as large as they came."""

MOST_PIXELS = 6_000_000

MARGIN = 3.0
"""Letters' heights that are left around the text when the background is cut away."""


def prepare(sheet: Sheet, engine: OcrEngine) -> Sheet:
    """The sheet as it should be read: upright, then level, then without a wide background."""
    marks = marks_of(sheet.drawing)
    if marks.count < FEWEST:
        return sheet
    quarters = quarter_turns(sheet, engine, marks)
    upright, marks = turn(sheet, quarters), _turned(marks, quarters, sheet)
    clearer = CLEARER_A_DEGREE if _is_page(upright) else 0.0
    angle = slope_degrees(marks, clearer_a_degree=clearer)
    if abs(angle) >= STEEP_DEGREES:
        upright = level(upright, angle)
        marks = marks_of(upright.drawing)
        angle = slope_degrees(marks, clearer_a_degree=clearer)
    if bend := bend_of(marks, angle):
        upright, marks = straightened(upright, bend), moved(marks, bend, upright)
    elif abs(angle) >= SLIGHT_DEGREES:
        upright, marks = level(upright, angle), _levelled(marks, upright, angle)
    return scaled(crop(upright, marks), marks.size).drawn()


def _is_page(sheet: Sheet) -> bool:
    return PAGE[0] <= max(sheet.width, sheet.height) / max(1, min(sheet.width, sheet.height)) <= PAGE[1]


def scaled(sheet: Sheet, letters: float) -> Sheet:
    """The sheet with letters of a height that is read well: small ones are drawn larger, large ones smaller where they must be drawn
    anew anyway. It is told how high they are."""
    factor = min(LARGEST, LEAST_LETTERS / letters) if 0 < letters < LEAST_LETTERS else 1.0
    if letters > MOST_LETTERS and not sheet.drawing.is_part:
        factor = MOST_LETTERS / letters
    if factor == 1.0 or sheet.width * sheet.height * factor**2 > MOST_PIXELS:
        return replace(sheet, letters=letters)
    width, height = round(sheet.width * factor), round(sheet.height * factor)
    back = np.diag([sheet.width / width, sheet.height / height, 1.0])
    return replace(sheet.after(back, width, height), letters=letters * factor)


def quarter_turns(sheet: Sheet, engine: OcrEngine, marks: Marks) -> int:
    """How many quarters clockwise make the sheet upright, 0 to 3.

    Lines that lie level and do not clearly stand on their head stay so: when they are read it is seen again (pipeline/upright.py).
    """
    lying, runs = share_lying(marks), None
    if UNCLEAR[0] < lying < UNCLEAR[1]:
        runs = _runs(engine, sheet)
        lying = _share_of_lying_runs(runs)
    standing = lying < 0.5
    pieces = find_pieces(marks, sheet.width, sheet.height, standing=standing, most=MOST_PIECES)
    faces = facing([partial(_strip, sheet, piece) for piece in pieces])
    if not standing:
        return 2 if faces <= -CLEAR else 0
    if abs(faces) >= CLEAR:
        return 1 if faces > 0 else 3
    vote = _vote(engine, sheet, pieces)
    if abs(vote) < DECIDED:
        runs = _runs(engine, sheet) if runs is None else runs
        vote = _vote(engine, sheet, pieces_of_runs(runs, most=MOST_PIECES), begin=vote)
    if abs(vote) >= CLEARLY:
        return 1 if vote > 0 else 3
    log.info("page=%d lines leave a doubt about upright, reading the whole page", sheet.page)
    return max((1, 3), key=lambda turns: signs_read(engine.recognize(turn(sheet, turns))))


def _vote(engine: OcrEngine, sheet: Sheet, pieces: Quads, *, begin: float = 0.0) -> float:
    """By how much the pieces of standing lines read better turned by one quarter than by three; no more are asked when it is decided."""
    total = begin
    for piece in pieces:
        if abs(total) >= DECIDED:
            break
        # The way that is ahead is tried first: where it reads surely, the other need not be.
        likely, other = (0, 2) if total >= 0 else (2, 0)
        strip = _strip(sheet, piece)
        found = engine.confidence_upright(np.ascontiguousarray(np.rot90(strip, likely)))
        against = HEAD_DOWN if found >= READS_SURELY else engine.confidence_upright(np.ascontiguousarray(np.rot90(strip, other)))
        total += (found - against) * (1 if likely == 0 else -1)
    return total


def _strip(sheet: Sheet, piece: npt.NDArray[np.float32]) -> Pixels:
    """A piece of a line of the sheet, cut out of the picture itself: the sheet need not be drawn for it."""
    return cut_out(sheet.drawing.picture.pixels, np.asarray(sheet.drawing.way.lead(piece), np.float32))


def _runs(engine: OcrEngine, sheet: Sheet) -> Quads:
    """The runs of text, in pixels of the sheet, as the detector sees them in a small copy."""
    seen = look_at(sheet.drawing, side=COARSE)
    return np.asarray(engine.find_text(seen.pixels), np.float32).reshape(-1, 4, 2) / np.float32(seen.scale)


def _share_of_lying_runs(runs: Quads) -> float:
    """Share of the length of all runs of text that lies level; 1 where there is no text."""
    sides = np.abs(np.roll(runs, -1, axis=1) - runs).sum(axis=1) / 2 if len(runs) else np.zeros((0, 2))
    long = sides[sides.max(axis=1) > STANDING * sides.min(axis=1)]
    lengths = long.max(axis=1)
    return float(lengths[long[:, 0] > long[:, 1]].sum() / lengths.sum()) if len(long) else 1.0


def signs_read(page: Page) -> int:
    """How many signs stand in words that were read with certainty."""
    return sum(len(word.text) for word in page.words if word.confidence >= READS_WELL)


def turn(sheet: Sheet, quarters: int) -> Sheet:
    """The sheet turned clockwise by quarters. A photo is then shown turned, a PDF page stays as it was rendered."""
    quarters %= 4
    if quarters == 0:
        return sheet
    swap = quarters % 2 == 1
    width, height = (sheet.height, sheet.width) if swap else (sheet.width, sheet.height)
    turned = sheet.after(_quarter_matrix(-quarters % 4, width, height), width, height)
    if not sheet.may_turn:
        return turned
    return replace(
        turned,
        to_shown=turned.to_shown.then(_quarter_matrix(quarters, sheet.shown_width, sheet.shown_height)),
        shown_width=sheet.shown_height if swap else sheet.shown_width,
        shown_height=sheet.shown_width if swap else sheet.shown_height,
        turn_degrees=(sheet.turn_degrees + 90 * quarters) % 360,
    )


def _turned(marks: Marks, quarters: int, sheet: Sheet) -> Marks:
    """The marks of a sheet where they lie when it was turned clockwise by quarters."""
    corners = Way((_quarter_matrix(quarters, sheet.width, sheet.height),)).lead(marks.boxes.reshape(-1, 2)).reshape(-1, 2, 2)
    return Marks(np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1)) if quarters else marks


def level(sheet: Sheet, slope: float) -> Sheet:
    """The sheet turned until lines that slope down to the right by so many degrees lie level; it grows to hold its corners."""
    forward, size = _levelling(sheet, slope)
    return sheet.after(inverse(forward), *size)


def _levelled(marks: Marks, sheet: Sheet, slope: float) -> Marks:
    """The marks where they come to lie on the level sheet: to seek them again would take longer than to turn it."""
    forward, _ = _levelling(sheet, slope)
    middles = marks.middles @ forward[:2, :2].T + forward[:2, 2]
    half = (marks.boxes[:, 2:] - marks.boxes[:, :2]) / 2
    return Marks(np.concatenate([middles - half, middles + half], axis=1))


def _levelling(sheet: Sheet, slope: float) -> tuple[Matrix, tuple[int, int]]:
    """Where points of the sheet go when it is made level, and the width and height that it has then."""
    sine, cosine = math.sin(math.radians(slope)), math.cos(math.radians(slope))
    width = math.ceil(sheet.width * cosine + sheet.height * abs(sine))
    height = math.ceil(sheet.width * abs(sine) + sheet.height * cosine)
    # Turn about the middle of the old picture, and put it in the middle of the new one.
    x, y = sheet.width / 2, sheet.height / 2
    forward = np.array(
        [
            [cosine, sine, width / 2 - cosine * x - sine * y],
            [-sine, cosine, height / 2 + sine * x - cosine * y],
            [0, 0, 1],
        ]
    )
    return forward, (width, height)


def crop(sheet: Sheet, marks: Marks) -> Sheet:
    """The sheet without a wide empty background, so that its small print is seen larger; as it was when that gains little.

    Every mark stays, wherever it is: a stray one only makes the crop wider.
    """
    if marks.count < FEWEST:
        return sheet
    margin = MARGIN * marks.size + 0.01 * max(sheet.width, sheet.height)
    low, high = marks.boxes[:, :2].min(axis=0) - margin, marks.boxes[:, 2:].max(axis=0) + margin
    box = Box(float(low[0]), float(low[1]), float(high[0]), float(high[1])).clipped(sheet.width, sheet.height)
    if max(box.width, box.height) > 0.8 * max(sheet.width, sheet.height):
        return sheet
    left, top, right, bottom = math.floor(box.left), math.floor(box.top), math.ceil(box.right), math.ceil(box.bottom)
    shift = np.array([[1, 0, left], [0, 1, top], [0, 0, 1]], float)
    return sheet.after(shift, right - left, bottom - top)


def _quarter_matrix(quarters: int, width: int, height: int) -> Matrix:
    """Where points of a picture of that size go when it is turned clockwise by quarters (edges to edges)."""
    one = {
        0: [[1, 0, 0], [0, 1, 0]],
        1: [[0, -1, height], [1, 0, 0]],
        2: [[-1, 0, width], [0, -1, height]],
        3: [[0, 1, 0], [-1, 0, width]],
    }[quarters]
    return np.array([*one, [0, 0, 1]], float)
