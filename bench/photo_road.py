"""One picture on the product's own road, watched: which sheets were recognised, where they lie, what was read on them.

This module alone knows how the product names its steps. Everything it hands on is in pixels of the picture as loaded.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from unittest import mock

import numpy as np

from bench.bare import Recorder, kept_sheets
from bench.photo_slope import Placing, placing
from bench.photo_truth import Points, ReadWord
from domain.page import Page
from domain.reading import Reading
from domain.upload import Upload
from pipeline.load import load
from pipeline.papers.flatten import flatten
from pipeline.papers.outline import Outline
from pipeline.prepare import prepare
from pipeline.read import read
from pipeline.sheet import Sheet, plain_sheet
from pipeline.split import split
from pipeline.tools import Tools

TODAY = date(2026, 11, 25)
SIDE_POINTS = 24


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReadSheet:
    """A sheet that was recognised: its border in the picture, the direction of its lines (degrees, clockwise), its words.

    `placed` leads points of the picture to its own pixels, `size` is its width and height in them.
    """

    border: Points
    angle: float
    words: tuple[ReadWord, ...]
    placed: Placing | None = None
    size: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trip:
    """What the road made of a picture. `outlines` are the papers that were found, none where it stayed whole; times in seconds; `parts`
    are the documents."""

    outlines: tuple[Points, ...]
    sheets: tuple[ReadSheet, ...]
    parts: int
    seconds: float
    preparing_seconds: float
    readings: tuple[Reading, ...]


class _Watched:
    """Laying flat as the road does it, and the outlines that it was given, in pixels of the picture as loaded."""

    def __init__(self) -> None:
        self.outlines: list[Points] = []

    def __call__(self, sheet: Sheet, outline: Outline) -> Sheet:
        self.outlines.append(np.asarray(outline.contour))
        return flatten(sheet, outline)


def travel(path: Path, tools: Tools) -> Trip:
    """The whole road. The engine is open already."""
    recorder, watched = Recorder(tools.engine), _Watched()
    upload = Upload(name=path.name, content=path.read_bytes())
    with mock.patch("pipeline.split.flatten", watched):
        started = time.perf_counter()
        readings = read(upload, replace(tools, engine=recorder), today=TODAY)
        seconds = time.perf_counter() - started
    found = tuple(reading for reading in readings if reading.error is None)
    sheets = tuple(_read_sheet(sheet, page) for sheet, page in zip(*kept_sheets(recorder, found), strict=True))
    timings = dict(found[-1].timings_ms) if found else {}
    return Trip(
        outlines=tuple(watched.outlines),
        sheets=sheets,
        parts=len(found),
        seconds=seconds,
        preparing_seconds=timings.get("preprocess", 0) / 1000,
        readings=found,
    )


def laid_out(path: Path, tools: Tools) -> Trip:
    """Preparation alone, without reading: the sheets that would be read. `parts` counts them, whatever they say."""
    sheet, watched = loaded_sheet(path), _Watched()
    with mock.patch("pipeline.split.flatten", watched):
        started = time.perf_counter()
        ready = [prepare(one, tools.engine) for one in split(sheet, tools.engine)]
        seconds = time.perf_counter() - started
    return Trip(
        outlines=tuple(watched.outlines),
        sheets=tuple(_watched_sheet(one, ()) for one in ready),
        parts=len(ready),
        seconds=seconds,
        preparing_seconds=seconds,
        readings=(),
    )


def bare(path: Path, tools: Tools) -> tuple[ReadWord, ...]:
    """The same recogniser on the picture as it was loaded, without any preparation."""
    page = tools.engine.recognize(plain_sheet(loaded_sheet(path).pixels, page=1))
    return _words(page, 0, (page.width, page.height))


def loaded_sheet(path: Path) -> Sheet:
    """The picture as the road gets it: decoded, and turned as EXIF says."""
    loaded = load(Upload(name=path.name, content=path.read_bytes()))
    return loaded.sheet(1)


def border(sheet: Sheet) -> Points:
    """The border of a sheet's pixels, in the picture as loaded."""
    w, h = sheet.width, sheet.height
    t = np.linspace(0, 1, SIDE_POINTS, endpoint=False)
    sides = [
        np.stack([t * w, 0 * t], 1),
        np.stack([w + 0 * t, t * h], 1),
        np.stack([w - t * w, h + 0 * t], 1),
        np.stack([0 * t, h - t * h], 1),
    ]
    return _unturned(sheet, sheet.to_shown.lead(np.concatenate(sides)))


def direction(sheet: Sheet) -> float:
    """Where the sheet's lines point in the picture as loaded: degrees, clockwise from its right."""
    ends = np.array([[0.25 * sheet.width, sheet.height / 2], [0.75 * sheet.width, sheet.height / 2]])
    run, fall = np.diff(_unturned(sheet, sheet.to_shown.lead(ends)), axis=0)[0]
    return float(np.rad2deg(np.arctan2(fall, run)))


def _read_sheet(sheet: Sheet, page: Page) -> ReadSheet:
    return _watched_sheet(sheet, _words(page, sheet.turn_degrees, (sheet.shown_width, sheet.shown_height)))


def _watched_sheet(sheet: Sheet, words: tuple[ReadWord, ...]) -> ReadSheet:
    def forth(points: Points) -> Points:
        return _unturned(sheet, sheet.to_shown.lead(points))

    size = float(sheet.width), float(sheet.height)
    return ReadSheet(border=border(sheet), angle=direction(sheet), words=words, placed=placing(forth, *size), size=size)


def _words(page: Page, turn: int, shown: tuple[float, float]) -> tuple[ReadWord, ...]:
    if not page.words:
        return ()
    corners = np.array([[[w.box.left, w.box.top], [w.box.right, w.box.bottom]] for w in page.words])
    places = turned_back(corners.reshape(-1, 2), turn, shown).reshape(-1, 2, 2)
    boxes = np.concatenate([places.min(axis=1), places.max(axis=1)], axis=1).tolist()
    return tuple(
        ReadWord(text=word.text, x=(left + right) / 2, y=(top + bottom) / 2, box=(left, top, right, bottom))
        for word, (left, top, right, bottom) in zip(page.words, boxes, strict=True)
    )


def _unturned(sheet: Sheet, points: Points) -> Points:
    return turned_back(points, sheet.turn_degrees, (sheet.shown_width, sheet.shown_height))


def turned_back(points: Points, degrees: int, shown: Sequence[float]) -> Points:
    """Points of a picture that was turned clockwise by quarters, in the picture before.

    >>> turned_back(np.array([[10.0, 0.0]]), 90, (100, 200)).tolist()
    [[0.0, 90.0]]
    """
    x, y = np.asarray(points, float).T
    width, height = shown
    back = {0: (x, y), 90: (y, width - x), 180: (width - x, height - y), 270: (height - y, x)}[degrees % 360]
    return np.stack(back, axis=1)
