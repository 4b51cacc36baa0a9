"""What becomes of a picture on the way to its words, side by side in one picture: for whoever wonders why a document read badly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.marks import marks_of
from pipeline.papers.outline import Outline
from pipeline.papers.view import look_at
from pipeline.prepare import prepare
from pipeline.recognize import OcrEngine
from pipeline.sheet import Pixels, Sheet
from pipeline.split import papers_of, split
from pipeline.upright import read_upright

HEIGHT = 900
"""Pixels of each stage in the picture that shows them all."""

FOUND, INK, SURE, UNSURE = (0, 150, 60), (30, 90, 220), (0, 150, 60), (220, 40, 40)
WELL = 0.85


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stage:
    """A picture and what it shows."""

    title: str
    pixels: Pixels


def stages(sheet: Sheet, engine: OcrEngine) -> Iterator[Stage]:
    """The picture with the outlines that were found; then each sheet laid flat, upright with its marks, and as shown with its words."""
    view = look_at(sheet.drawing, side=HEIGHT)
    seen = look_at(sheet.drawing)
    papers = [paper.scaled(1 / seen.scale * view.scale) for paper in papers_of(sheet, seen, engine)]
    yield Stage(title=f"as it came, {len(papers) or 'no'} sheet(s) found", pixels=_with_outlines(view.pixels, papers))
    for number, part in enumerate(split(sheet, engine), start=1):
        yield Stage(title=f"{number}: laid flat, {part.width} x {part.height}", pixels=part.pixels)
        ready = prepare(part, engine)
        yield Stage(title=f"{number}: as it is read, letters {ready.letters:.0f} high", pixels=_with_marks(ready))
        yield Stage(title=f"{number}: words on the page as shown", pixels=_with_words(sheet, ready, engine))


def side_by_side(shown: Sequence[Stage]) -> Pixels:
    """All stages at one height, each under its title."""
    return np.concatenate([_captioned(stage) for stage in shown], axis=1)


def _captioned(stage: Stage) -> Pixels:
    height, width = stage.pixels.shape[:2]
    size = (max(1, round(width * HEIGHT / height)), HEIGHT)
    small = cv2.resize(stage.pixels, size, interpolation=cv2.INTER_AREA)
    room = max(0, 10 * len(stage.title) - size[0])
    framed = cv2.copyMakeBorder(small, 40, 8, 8, 8 + room, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    return np.asarray(cv2.putText(framed, stage.title, (8, 27), cv2.FONT_HERSHEY_SIMPLEX, 0.55, (0, 0, 0), 1, cv2.LINE_AA), np.uint8)


def _with_outlines(pixels: Pixels, papers: Sequence[Outline]) -> Pixels:
    drawn = pixels.copy()
    for paper in papers:
        cv2.polylines(drawn, [paper.corners.round().astype(np.int32)], True, FOUND, 3, cv2.LINE_AA)
    return drawn


def _with_marks(sheet: Sheet) -> Pixels:
    drawn = sheet.pixels.copy()
    for left, top, right, bottom in marks_of(sheet.drawing).boxes.round().astype(int).tolist():
        cv2.rectangle(drawn, (left, top), (right, bottom), INK, max(1, sheet.height // HEIGHT))
    return drawn


def _with_words(sheet: Sheet, ready: Sheet, engine: OcrEngine) -> Pixels:
    """The page that a person is shown; its words in green, in red where they were read without certainty."""
    page = read_upright(ready, engine)
    shown = np.rot90(sheet.pixels, -page.turn_degrees // 90) if sheet.may_turn else sheet.pixels
    drawn = cv2.resize(shown, (page.width, page.height), interpolation=cv2.INTER_AREA)
    for word in page.words:
        corners = [round(edge) for edge in (word.box.left, word.box.top, word.box.right, word.box.bottom)]
        colour = SURE if word.confidence >= WELL else UNSURE
        cv2.rectangle(drawn, corners[:2], corners[2:], colour, max(1, page.height // HEIGHT))
    return np.asarray(drawn, np.uint8)
