"""What a trip was worth, held against the truth of its picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from bench.photo_boxes import box_fits
from bench.photo_road import ReadSheet, Trip
from bench.photo_slope import slope_of_print
from bench.photo_truth import PictureTruth, Points, SheetTruth, character_errors, share_in_common

Mask = npt.NDArray[np.uint8]
"""What a shape covers of a picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of one picture.

    `outline` is the mean over its documents of the area in common with what was found, None where there is nothing to find.
    `cut_words` of `words` that can be seen lie in no sheet that was read. `upright`, `skews`, `slopes` and `uneven` are by sheet that was
    read and lies on a document: `skews` compare middle lines, `slopes` and `uneven` are those of the print (photo_slope.py). `lost` counts
    documents of which no sheet was read, or that were read as one with another. Errors are of characters. Of `known_boxes` of words that
    were read to the letter, `fitting_boxes` have four fifths in common with the printed word, and `near_boxes` have each side within five
    pixels of it.
    """

    picture: str
    level: str
    kind: str
    megapixels: float
    outline: float | None
    words: int
    cut_words: int
    upright: tuple[bool, ...]
    skews: tuple[float, ...]
    documents: int
    found: int
    lost: int
    errors: int
    characters: int
    bare_errors: int | None
    seconds: float
    preparing_seconds: float
    known_boxes: int = 0
    fitting_boxes: int = 0
    near_boxes: int = 0
    slopes: tuple[float, ...] = ()
    uneven: tuple[float, ...] = ()

    @property
    def rate(self) -> float:
        """Errors a character; a picture of noise words only has as many as it has words."""
        return self.errors / max(1, self.characters)

    @property
    def bare_rate(self) -> float | None:
        return None if self.bare_errors is None else self.bare_errors / max(1, self.characters)


def marks(truth: PictureTruth, trip: Trip, *, bare_errors: int | None = None) -> Marks:
    """The marks of a trip."""
    sheets = [sheet for sheet in truth.sheets if sheet.part]
    words = [word for sheet in trip.sheets for word in sheet.words] if truth.is_one_picture else []
    errors, characters = character_errors(sheets, words)
    seen, cut = _cut_words(truth, sheets, [sheet.border for sheet in trip.sheets])
    pairs = [(sheet, own) for sheet in trip.sheets if (own := _under(truth, sheet, sheets))]
    turns = [_apart(sheet.angle, own.angle) for sheet, own in pairs]
    slopes = [slope for sheet, own in pairs if sheet.placed and (slope := slope_of_print(own, sheet.placed, *sheet.size))]
    known, fitting, near = box_fits(sheets, words)
    return Marks(
        picture=truth.path.stem,
        level=truth.level,
        kind=truth.kind,
        megapixels=truth.megapixels,
        outline=_outline(truth, trip),
        words=seen,
        cut_words=cut,
        upright=tuple(abs(turn) < 45 for turn in turns),
        skews=tuple(abs((turn + 45) % 90 - 45) for turn in turns),
        documents=truth.receipts,
        found=trip.parts,
        lost=_lost(truth, trip),
        errors=errors,
        characters=characters,
        bare_errors=bare_errors,
        seconds=trip.seconds,
        preparing_seconds=trip.preparing_seconds,
        known_boxes=known,
        fitting_boxes=fitting,
        near_boxes=near,
        slopes=tuple(abs(slope) for slope, _ in slopes),
        uneven=tuple(uneven for _, uneven in slopes),
    )


def geometry(truth: PictureTruth, trip: Trip) -> Marks:
    """The marks of a trip on which nothing was read: its errors are not judged.

    A receipt and its slip are put together by what they say, so sheets that lie on different papers of one document count as one; and
    what stands on its head is seen in reading, so lines that lie level are upright.
    """
    found = marks(truth, trip)
    sheets = [sheet for sheet in truth.sheets if sheet.part]
    pairs = [(sheet, own) for sheet in trip.sheets if (own := _under(truth, sheet, sheets))]
    papers = {id(own): own.part for _, own in pairs}
    joined = len(papers) - len(set(papers.values()))
    lying = tuple(abs(_apart(2 * sheet.angle, 2 * own.angle)) < 90 for sheet, own in pairs)
    return replace(found, found=trip.parts - joined, upright=lying, errors=0, characters=0)


def _outline(truth: PictureTruth, trip: Trip) -> float | None:
    """Area in common with the outlines that fit best, for each document: the sheets of one are one shape, and so are those found there."""
    if not truth.parts or not truth.is_one_picture:
        return None
    found = [truth.mask([outline]) for outline in trip.outlines or (truth.border,)]
    return float(np.mean([_in_common(truth, part, found) for part in truth.parts]))


def _in_common(truth: PictureTruth, part: int, found: Sequence[Mask]) -> float:
    """With one of the shapes that were found; where the document has several sheets, also with all that lie on it."""
    sheets = truth.sheets_of(part)
    own = truth.mask(sheet.outline for sheet in sheets)
    on_it = [mask for mask in found if 2 * np.count_nonzero(mask & own) > np.count_nonzero(mask)]
    together = [np.bitwise_or.reduce(on_it)] if len(sheets) > 1 and on_it else []
    return max((share_in_common(own, mask) for mask in (*found, *together)), default=0.0)


def _cut_words(truth: PictureTruth, sheets: Sequence[SheetTruth], borders: Sequence[Points]) -> tuple[int, int]:
    """(words that can be seen, those of them that lie in no border by more than a seventh of themselves)."""
    read, total, cut = truth.mask(borders), 0, 0
    for sheet in sheets:
        quads = sheet.quads[sheet.seen]
        if len(quads):
            middles = quads.mean(axis=1, keepdims=True)
            inside = truth.covered(read, middles + (quads - middles) * 0.7).all(axis=1)
            total, cut = total + len(quads), cut + int((~inside).sum())
    return total, cut


def _under(truth: PictureTruth, sheet: ReadSheet, sheets: Sequence[SheetTruth]) -> SheetTruth | None:
    """The sheet of paper that most of what was read lies on."""
    mask = truth.mask([sheet.border])
    shares = [(int(np.count_nonzero(mask & truth.mask([own.outline]))), own) for own in sheets]
    best = max(shares, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def _lost(truth: PictureTruth, trip: Trip) -> int:
    """Documents to which no sheet that was read belongs: a sheet belongs to the document most of whose visible words lie in it, so
    that of two receipts read as one, one is lost."""
    words = {part: [sheet.quads[sheet.seen].mean(axis=1) for sheet in truth.sheets_of(part) if sheet.seen.any()] for part in truth.parts}
    middles = {part: np.concatenate(found) for part, found in words.items() if found}
    kept = set()
    for mask in (truth.mask([sheet.border]) for sheet in trip.sheets):
        inside = {part: int(truth.covered(mask, places).sum()) for part, places in middles.items()}
        if any(inside.values()):
            kept.add(max(inside, key=lambda part: inside[part]))
    return len(middles.keys() - kept)


def _apart(one: float, other: float) -> float:
    """The angle between two directions, -180 to 180."""
    return (one - other + 180) % 360 - 180
