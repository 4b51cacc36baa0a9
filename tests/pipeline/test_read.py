"""The whole road in one function: each way in gives a Reading, whatever comes gives an answer."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from classifiers import document_type as types
from domain.company import Company
from domain.facts import FIELDS
from domain.geometry import Box
from domain.kinds import Category, DocumentType, Source
from domain.page import Page, Word
from domain.reading import Reading, TypeGuess
from domain.seller import Seen, Seller
from domain.upload import Upload
from pipeline import read as road
from pipeline.read import conclude, read
from pipeline.recognize import Quads
from pipeline.sheet import Pixels, Sheet
from pipeline.stopwatch import STEPS
from pipeline.tools import Tools

SAMPLES = Path("samples")
TODAY = date(2026, 11, 23)
TICKET = (
    "BOULANGERIE DU MOULIN SARL",
    "12 rue des Lilas",
    "69003 LYON",
    "Date 14/03/2026",
    "Pain de campagne 4,40",
    "Total HT 4,17",
    "TVA 5,5 % 0,23",
    "TOTAL TTC 4,40 EUR",
    "Carte bancaire 4,40",
)


@dataclass
class Typist:
    """An engine that reads the same lines on every sheet; it tells when it was made ready."""

    lines: tuple[str, ...] = TICKET
    opened: int = 0

    def ready(self) -> None:
        self.opened += 1

    def recognize(self, sheet: Sheet) -> Page:
        words = [
            Word(text=text, box=Box(20 + 12 * start, 20 + 40 * row, 20 + 12 * (start + len(text)), 44 + 40 * row), confidence=0.98)
            for row, line in enumerate(self.lines)
            for start, text in _starts(line)
        ]
        return Page(
            number=sheet.page,
            width=sheet.shown_width,
            height=sheet.shown_height,
            words=tuple(words),
            source=Source.OCR,
            turn_degrees=sheet.turn_degrees,
        )

    def find_text(self, pixels: Pixels) -> Quads:
        return np.zeros((0, 4, 2), np.float32)

    def confidence_upright(self, pixels: Pixels) -> float:
        return 0.9


def _starts(line: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for word in line.split():
        at = line.index(word, at)
        found.append((at, word))
        at += len(word)
    return found


def a_photo() -> bytes:
    picture = io.BytesIO()
    Image.fromarray(np.full((600, 500, 3), 255, np.uint8)).save(picture, "PNG")
    return picture.getvalue()


def tools(engine: Typist) -> Tools:
    return Tools(engine=engine, company=Company(), ready=engine.ready)


def read_one(content: bytes, engine: Typist | None = None, name: str = "f") -> Reading:
    (reading,) = read(Upload(name=name, content=content), tools(engine or Typist()), today=TODAY)
    return reading


def sample(name: str) -> Reading:
    return read_one((SAMPLES / name).read_bytes(), name=name)


def test_a_photo_is_recognised_understood_and_booked() -> None:
    reading = read_one(a_photo())
    assert (reading.source, reading.pages, reading.language, reading.part) == (Source.OCR, 1, "fr", None)
    assert reading.facts.total_with_tax
    assert reading.facts.total_with_tax.value == Decimal("4.40")
    assert reading.facts.total_with_tax.place
    assert reading.entry
    assert reading.entry.debit == Decimal("4.40")
    assert "BOULANGERIE" in reading.text


def test_the_time_of_each_step_is_told_under_the_names_of_the_contract() -> None:
    for reading in (read_one(a_photo()), read_one(b"")):
        timings = dict(reading.timings_ms)
        assert list(timings) == [*STEPS, "total"]
        assert abs(timings["total"] - sum(timings[step] for step in STEPS)) <= len(STEPS)


def test_an_e_invoice_never_wakes_the_engine() -> None:
    engine = Typist()
    reading = read_one((SAMPLES / "facture-ubl.xml").read_bytes(), engine)
    assert engine.opened == 0
    assert reading.source is Source.UBL
    assert reading.language == "fr"
    found = [f for name in FIELDS if (f := reading.facts.get(name))]
    assert found
    assert all(f.place is None for f in found)


def test_a_text_pdf_never_wakes_the_engine_either() -> None:
    engine = Typist()
    reading = read_one((SAMPLES / "facture-bureau.pdf").read_bytes(), engine)
    assert (engine.opened, reading.source) == (0, Source.PDF_TEXT)
    assert [view.number for view in reading.views] == [1]


def test_a_scan_is_one_document_of_all_its_pages() -> None:
    reading = sample("facture-scannee.pdf")
    assert (reading.source, reading.pages, len(reading.views)) == (Source.OCR, 2, 2)


def test_every_page_of_several_is_laid_flat_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    flattened: list[int] = []

    def laid_flat(sheet: Sheet, engine: object) -> Sheet:
        flattened.append(sheet.page)
        return sheet

    monkeypatch.setattr(road, "laid_flat", laid_flat)
    reading = sample("facture-scannee.pdf")
    assert (flattened, reading.pages) == ([1, 2], 2)


def test_a_profile_without_lines_takes_them_from_the_page_and_nothing_else_changes() -> None:
    from pipeline.load import load

    name = "facturx-basic-wl.pdf"
    stated = load(Upload(name=name, content=(SAMPLES / name).read_bytes())).einvoice
    assert stated
    assert not stated.has_lines
    reading = sample(name)
    assert reading.source is Source.FACTURX
    assert reading.facts.lines
    assert all(reading.facts.get(field) == stated.facts.get(field) for field in FIELDS if stated.facts.get(field))


def test_several_receipts_of_one_photo_are_a_reading_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(road, "split", lambda sheet, engine: (sheet, sheet))
    readings = read(Upload(name="two.png", content=a_photo()), tools(Typist()), today=TODAY)
    assert [reading.part for reading in readings] == [1, 2]
    assert all(reading.pages == 1 for reading in readings)


def test_a_page_without_words_is_said_to_have_none() -> None:
    reading = read_one(a_photo(), Typist(lines=()))
    assert reading.error
    assert reading.error.code == "no_text"
    assert reading.needs_review


def test_a_sheet_that_separates_documents_is_said_to_be_none() -> None:
    reading = read_one(a_photo(), Typist(lines=("INTERCALAIRE",)))
    assert reading.error
    assert reading.error.code == "separator"


def test_a_document_at_fault_gives_its_error_and_nothing_else() -> None:
    reading = read_one(b"%PDF-1.7 and then nothing", name="broken.pdf")
    assert reading.error
    assert reading.error.where == "broken.pdf"
    assert reading.document_type is None
    assert reading.entry is None


def test_a_fault_of_ours_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(road, "extract", broken)
    with pytest.raises(ZeroDivisionError):
        read_one(a_photo())


def test_the_category_of_a_seller_is_the_companys_own_habit() -> None:
    known = Seen(seller=Seller(auxiliary="MOULIN", name="Moulin", category=Category.GIFTS), auxiliary="MOULIN")
    reading = conclude(read_one(a_photo()), company=Company(), today=TODAY, seen=known)
    assert reading.category
    assert reading.category.value is Category.GIFTS


def test_a_letter_is_not_booked_and_has_no_total(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(types, "classify", lambda text, facts: (TypeGuess(value=DocumentType.LETTER, confidence=0.9),))
    reading = read_one(a_photo())
    assert reading.facts.total_with_tax is None
    assert reading.facts.tax_breakdown == ()
    assert reading.entry is None


def test_a_kind_that_is_not_sure_takes_no_total_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(types, "classify", lambda text, facts: (TypeGuess(value=DocumentType.LETTER, confidence=0.5),))
    assert read_one(a_photo()).facts.total_with_tax


def test_every_sign_of_life_is_told() -> None:
    steps: list[str] = []
    engine = Typist()
    told = Tools(engine=engine, company=Company(), ready=engine.ready, on_step=steps.append)
    read(Upload(name="f", content=a_photo()), told, today=TODAY)
    assert {"load", "ready", "preprocess", "ocr", "extract", "classify"} <= set(steps)


HEADS = (b"", b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"<?xml version='1.0'?>")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(head=st.sampled_from(HEADS), tail=st.binary(max_size=400))
def test_any_bytes_give_an_answer(head: bytes, tail: bytes) -> None:
    (reading,) = read(Upload(name="any", content=head + tail), tools(Typist()), today=TODAY)
    assert reading.error
    assert all((reading.error.code, reading.error.what, reading.error.where, reading.error.remedy))
