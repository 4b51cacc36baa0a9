"""Whether the boxes of words that were read lie where those words are printed, on the picture that a person sees."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bench.photo_truth import Points, ReadWord, SheetTruth

FITS = 0.8
"""Area in common with the printed word, from which a box fits."""

WITHIN = 5.0
"""Pixels by which a side of the box may lie off that of the word."""

FEWEST_LETTERS = 4
"""A shorter word may stand twice in a line."""


def box_fits(sheets: Sequence[SheetTruth], words: Sequence[ReadWord]) -> tuple[int, int, int]:
    """(words that were read to the letter, those whose box has FITS in common with the print, those with each side WITHIN of it).

    The print is the upright rectangle around the word's quad. A word that was read belongs to the printed one with its letters whose
    middle lies in its box.
    """
    known = fits = within = 0
    for word in words:
        truth = _printed(sheets, word) if len(word.text) >= FEWEST_LETTERS else None
        if truth is not None and word.box is not None:
            known += 1
            fits += _in_common(truth, word.box) >= FITS
            within += bool(np.abs(truth - np.array(word.box)).max() <= WITHIN)
    return known, fits, within


def _printed(sheets: Sequence[SheetTruth], word: ReadWord) -> Points | None:
    """(left, top, right, bottom) of the printed word that was read; None where none, or more than one, can be meant."""
    left, top, right, bottom = word.box or (0.0, 0.0, 0.0, 0.0)
    found = []
    for sheet in sheets:
        for n in (n for n, text in enumerate(sheet.texts) if text == word.text and sheet.seen[n]):
            x, y = sheet.quads[n].mean(axis=0)
            if left <= x <= right and top <= y <= bottom:
                found.append(np.concatenate([sheet.quads[n].min(axis=0), sheet.quads[n].max(axis=0)]))
    return found[0] if len(found) == 1 else None


def _in_common(one: Points, other: Sequence[float]) -> float:
    """Intersection over union of two upright rectangles."""
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    shared = wide * high
    areas = (one[2] - one[0]) * (one[3] - one[1]) + (other[2] - other[0]) * (other[3] - other[1])
    return float(shared / (areas - shared))
