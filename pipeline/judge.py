"""How good a picture is to read, in figures and in words: the size of its letters, how sharp they are, light, and what is cut off.

The picture is judged as it came, letters in pixels of the page as shown. A flaw is told to a person only where reading suffered from
it: a blurred receipt that was read surely needs nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from domain.page import Page
from domain.quality import Quality
from pipeline.marks import FEWEST, marks_of
from pipeline.prepare import signs_read, turn
from pipeline.sheet import Pixels, Sheet

LEAST_LETTERS = 7.0
"""Pixels of a letter's height under which print is guessed more than read."""

BLURRED = 0.3
"""Width of an edge over the height of the letter it bounds. It is 0.04 to 0.15 on 20 real scans, up to 0.19 on photographs out of focus."""

DARK, FAINT = 70, 28
"""Grey of the paper under which a picture is dark; grey levels between paper and print under which print is faint."""

GLARING = 0.04
"""Share of the sheet that is pure white without any print where the rest is not."""

READ_SURELY = 0.75
"""Share of signs read with certainty from which the picture was good enough, whatever its figures."""

LETTERS_LOOKED_AT = 120


def judge(sheet: Sheet) -> Quality | None:
    """The quality of a prepared sheet; None where there is too little print to judge by."""
    marks = marks_of(sheet.drawing)
    if marks.count < FEWEST:
        return None
    grey = cv2.cvtColor(sheet.pixels, cv2.COLOR_RGB2GRAY)
    edges, contrasts, papers = _letters(grey, marks.boxes, marks.size)
    shown = sheet.shown_per_pixel
    return Quality(
        letters=marks.size * shown,
        blur=edges / marks.size,
        paper=papers,
        contrast=contrasts,
        glare=_burnt_out(sheet.pixels),
        cut=_cut_sides(sheet, marks.boxes),
    )


def judged(sheet: Sheet, page: Page) -> Page:
    """What was read of a prepared sheet, with the quality of its picture and what is wrong with it where it was not read surely."""
    signs = sum(len(word.text) for word in page.words)
    if signs and signs_read(page) >= READ_SURELY * signs:
        return page
    quality = judge(turn(sheet, (page.turn_degrees - sheet.turn_degrees) // 90))
    return replace(page, quality=quality, flaws=flaws(quality)) if quality else page


def flaws(quality: Quality) -> tuple[str, ...]:
    """What is wrong with a picture, in sentences."""
    return tuple(_sentences(quality))


def _sentences(quality: Quality) -> Iterator[str]:
    if quality.letters < LEAST_LETTERS:
        yield f"The print is too small in the picture: the letters are about {quality.letters:.0f} pixels high."
    elif quality.blur > BLURRED:
        yield f"The picture is blurred: the edges of letters {quality.letters:.0f} pixels high are {100 * quality.blur:.0f} % as wide."
    if quality.paper < DARK:
        yield f"The picture is too dark: the paper has {100 * quality.paper / 255:.0f} % of full light."
    elif quality.contrast < FAINT:
        yield f"The print is faint: only {100 * quality.contrast / 255:.0f} % darker than the paper."
    if quality.glare > GLARING:
        yield f"A reflection hides {100 * quality.glare:.0f} % of the paper."
    for side in quality.cut:
        yield f"The document is cut off at the {side} of the picture."


def _letters(grey: npt.NDArray[np.uint8], boxes: npt.NDArray[np.float64], size: float) -> tuple[float, float, float]:
    """Medians over letters: the width of their edges in pixels, their contrast, and the grey of the paper around them."""
    found = []
    margin = max(2, round(0.3 * size))
    for left, top, right, bottom in boxes[:: max(1, len(boxes) // LETTERS_LOOKED_AT)].astype(int).tolist():
        crop = grey[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin]
        dark, light = np.percentile(crop, [3, 95])
        steepest = max(float(np.abs(np.diff(crop.astype(np.int16), axis=axis)).max(initial=1)) for axis in (0, 1))
        found.append(((light - dark) / max(1.0, steepest), light - dark, light))
    edge, contrast, paper = np.median(np.array(found), axis=0).tolist()
    return edge, contrast, paper


def _burnt_out(pixels: Pixels) -> float:
    """Share of the sheet that is as white as can be, in one large spot, on paper that is not."""
    small = cv2.resize(pixels, (160, max(1, round(160 * pixels.shape[0] / pixels.shape[1]))), interpolation=cv2.INTER_AREA)
    least = small.min(axis=2)
    if float(np.median(least)) > 225:
        return 0.0
    white = cv2.morphologyEx((least >= 252).astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    return float(white.mean())


def _cut_sides(sheet: Sheet, boxes: npt.NDArray[np.float64]) -> tuple[str, ...]:
    """Sides of the shown page at which at least three letters touch its edge."""
    corners = sheet.to_shown.lead(np.concatenate([boxes[:, :2], boxes[:, 2:]]))
    reach = 1.5
    touching = {
        "left": corners[:, 0] < reach,
        "top": corners[:, 1] < reach,
        "right": corners[:, 0] > sheet.shown_width - reach,
        "bottom": corners[:, 1] > sheet.shown_height - reach,
    }
    return tuple(side for side, at in touching.items() if np.count_nonzero(at) >= 3)
