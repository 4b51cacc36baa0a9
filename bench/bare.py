"""The road against bare recognition, on the same sheets, one right after the other so that a busy machine slows both."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from domain.page import Page
from domain.reading import Reading
from domain.upload import Upload
from justif.assemble import make_tools
from justif.settings import Settings
from pipeline.drawing import whole
from pipeline.read import read
from pipeline.recognize import OcrEngine, Quads
from pipeline.sheet import Pixels, Sheet
from pipeline.tools import Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Seconds for the same documents: on the whole road, and in detection and recognition alone."""

    documents: int
    road_seconds: float
    bare_seconds: float

    @property
    def ratio(self) -> float:
        return self.road_seconds / self.bare_seconds


class Recorder:
    """An engine that remembers the sheets it was asked to read, and what it read on them."""

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine
        self.sheets: list[Sheet] = []
        self.pages: list[Page] = []

    def recognize(self, sheet: Sheet) -> Page:
        self.sheets.append(sheet)
        self.pages.append(self._engine.recognize(sheet))
        return self.pages[-1]

    def find_text(self, pixels: Pixels) -> Quads:
        return self._engine.find_text(pixels)

    def confidence_upright(self, pixels: Pixels) -> float:
        return self._engine.confidence_upright(pixels)

    def forget(self) -> None:
        """Begin anew."""
        self.sheets.clear()
        self.pages.clear()


def compare(paths: Sequence[Path], *, today: date, tools: Tools | None = None) -> Comparison | None:
    """Reads each picture, then its prepared sheets again with the engine alone. None when no path needs recognition."""
    own = tools or make_tools(Settings())
    recorder = Recorder(own.engine)
    watched = replace(own, engine=recorder)
    documents, road, bare = 0, 0.0, 0.0
    warm = False
    for path in paths:
        upload = Upload(name=path.name, content=path.read_bytes())
        if not warm:  # the first reading pays for opening and compiling
            read(upload, watched, today=today)
            warm = bool(recorder.sheets)
        recorder.forget()
        started = time.perf_counter()
        readings = read(upload, watched, today=today)
        seconds = time.perf_counter() - started
        sheets, _ = kept_sheets(recorder, readings)
        if sheets:
            documents, road = documents + 1, road + seconds
            bare += _bare_seconds(own.engine, sheets)
    return Comparison(documents=documents, road_seconds=road, bare_seconds=bare) if documents else None


def kept_sheets(recorder: Recorder, readings: Sequence[Reading]) -> tuple[tuple[Sheet, ...], tuple[Page, ...]]:
    """The sheets whose words were kept, and what was read on each: one that was read both ways up is one sheet to bare recognition.

    Of the sheets that lie as a view does, it is the one most of whose words stand in the reading; on one picture a receipt and its slip are
    two sheets of one view.
    """
    left, kept = list(zip(recorder.sheets, recorder.pages, strict=True)), []
    for reading in readings:
        words = Counter(reading.text.split())
        sheets_a_view = max(1, len(reading.words)) if len(reading.views) == 1 else 1
        for view in [view for view in reading.views for _ in range(sheets_a_view)]:
            alike = [pair for pair in left if (pair[0].page, pair[0].turn_degrees) == (view.number, view.turn_degrees)]
            if alike:
                found = max(alike, key=lambda pair: (_share_told(pair[1], words), recorder.sheets.index(pair[0])))
                left.remove(found)
                kept.append(found)
    return tuple(sheet for sheet, _ in kept), tuple(page for _, page in kept)


def _share_told(page: Page, words: Counter[str]) -> float:
    """Share of the words of a page that stand among these."""
    own = Counter(word for run in page.words for word in run.text.split())
    return (own & words).total() / max(1, own.total())


def _bare_seconds(engine: OcrEngine, sheets: Sequence[Sheet]) -> float:
    # Copies: an engine may know a picture again that it has just searched for text, and would not search it here.
    sheets = [replace(sheet, drawing=whole(sheet.pixels.copy())) for sheet in sheets]
    started = time.perf_counter()
    for sheet in sheets:
        engine.recognize(sheet)
    return time.perf_counter() - started
