"""Bare recognition is measured on the very sheets that the road has read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

import samples
from bench.bare import Recorder, compare, kept_sheets
from domain.company import Company
from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page, Word
from domain.reading import PageView, Reading
from domain.wordmap import pack
from pipeline.recognize import Quads
from pipeline.sheet import Pixels, Sheet, plain_sheet
from pipeline.tools import Tools

FOLDER = Path(next(iter(samples.__path__)))


class CountingEngine:
    """Reads the same word on every sheet."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []

    def recognize(self, sheet: Sheet) -> Page:
        self.sheets.append(sheet)
        word = Word(text="TOTAL", box=Box(1, 1, 9, 5))
        return Page(number=sheet.page, width=sheet.shown_width, height=sheet.shown_height, words=(word,), source=Source.OCR)

    def find_text(self, pixels: Pixels) -> Quads:
        return np.zeros((0, 4, 2), np.float32)

    def confidence_upright(self, pixels: Pixels) -> float:
        return 1.0


def test_each_sheet_is_read_once_on_the_road_and_once_bare() -> None:
    engine = CountingEngine()
    found = compare([FOLDER / "ticket-peage.png"], today=date(2026, 11, 21), tools=Tools(engine=engine, company=Company()))
    assert found is not None
    assert found.documents == 1
    assert found.ratio > 0
    # One reading to warm up, one that is timed, one bare.
    assert len(engine.sheets) == 3
    # The same pixels, but not the same picture: what an engine remembers of it must not make the bare reading shorter.
    assert np.array_equal(engine.sheets[-1].pixels, engine.sheets[-2].pixels)
    assert not np.shares_memory(engine.sheets[-1].pixels, engine.sheets[-2].pixels)


def test_a_sheet_that_was_read_both_ways_up_is_read_once_bare() -> None:
    class Unsure(CountingEngine):
        def recognize(self, sheet: Sheet) -> Page:
            page = super().recognize(sheet)
            unsure = tuple(replace(word, text="TOTAL-TTC-12,40", confidence=0.4) for word in page.words)
            return replace(page, words=unsure, turn_degrees=sheet.turn_degrees)

    engine = Unsure()
    compare([FOLDER / "ticket-peage.png"], today=date(2026, 11, 21), tools=Tools(engine=engine, company=Company()))

    assert len(engine.sheets) == 5


def test_documents_without_pictures_are_not_compared() -> None:
    tools = Tools(engine=CountingEngine(), company=Company())
    assert compare([FOLDER / "facture-cii.xml"], today=date(2026, 11, 21), tools=tools) is None


def test_a_receipt_and_its_slip_are_two_sheets_of_one_view() -> None:
    recorder = Recorder(CountingEngine())
    texts = ("TOTAL TTC 19,10", "MONTANT 19,10 EUR", "AUTRE CHOSE")
    for text in texts:
        sheet = plain_sheet(np.zeros((10, 10, 3), np.uint8), page=1)
        words = tuple(Word(text=word, box=Box(0, 0, 1, 1)) for word in text.split())
        recorder.sheets.append(sheet)
        recorder.pages.append(Page(number=1, width=10, height=10, words=words, source=Source.OCR))
    view = PageView(number=1, width=10, height=10)
    reading = Reading(views=(view,), words=tuple(map(pack, recorder.pages[:2])), text=f"{texts[0]}\n{texts[1]}")

    sheets, _ = kept_sheets(recorder, [reading])

    assert {id(sheet) for sheet in sheets} == {id(sheet) for sheet in recorder.sheets[:2]}
