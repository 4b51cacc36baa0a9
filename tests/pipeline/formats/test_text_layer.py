"""Can the text of a PDF page be trusted, or must the page be recognised like a scan?"""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.formats import pdf
from pipeline.formats.text_layer import TextLayer, is_garbled, text_layer

Draw = Callable[[Canvas], object]


def judged(*steps: Draw) -> TextLayer:
    """The text layer of an A4 page drawn by these steps."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for step in steps:
        canvas.saveState()
        step(canvas)
        canvas.restoreState()
    canvas.showPage()
    canvas.save()
    with pdf.opened(out.getvalue(), name="f.pdf") as document, pdf.open_page(document, 1, name="f.pdf") as page:
        return text_layer(page)


def body(canvas: Canvas, lines: int = 25) -> None:
    for number in range(lines):
        canvas.drawString(50, 780 - 22 * number, f"Ligne {number} : farine de blé complète 20 kg à 5,00 € soit {number}00,00 €")


def short_body(canvas: Canvas) -> None:
    body(canvas, 12)


def typed(lines: tuple[str, ...], *, width: int, height: int, size: int) -> ImageReader:
    """A picture with text in it, as a letterhead made in a drawing program is."""
    image = Image.new("RGB", (width, height), "white")
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((10, 8 + number * size * 1.4), line, fill="black", font=ImageFont.load_default(size))
    return ImageReader(image)


def scan(canvas: Canvas) -> None:
    lines = tuple(f"{number} baguettes tradition au levain {number},50 EUR" for number in range(25))
    canvas.drawImage(typed(lines, width=1240, height=1754, size=36), 0, 0, *A4)


def photograph(canvas: Canvas) -> None:
    random = np.random.default_rng(3)
    coarse = Image.fromarray(random.integers(0, 255, (40, 60, 3), dtype=np.uint8)).resize((900, 600), Image.Resampling.BICUBIC)
    grain = np.clip(np.asarray(coarse).astype(int) + random.integers(-20, 20, (600, 900, 3)), 0, 255)
    canvas.drawImage(ImageReader(Image.fromarray(grain.astype(np.uint8))), 50, 50, 450, 250)


def logo(canvas: Canvas) -> None:
    canvas.drawImage(typed(("MOULIN", "de l'Etang"), width=300, height=120, size=40), 430, 60, 120, 48)


def matrix_code(canvas: Canvas) -> None:
    drawing = Drawing(100, 100)
    drawing.add(QrCodeWidget("BCD\n002\n1\nSCT\nFIDCFR21XXX\nAu bon moulin\nFR2012421242124212421242124\nEUR470.15"))
    renderPDF.draw(drawing, canvas, 450, 20)


def grid(canvas: Canvas) -> None:
    for number in range(26):
        canvas.line(40, 774 - 22 * number, 550, 774 - 22 * number)
    for number in range(9):
        canvas.line(40 + 60 * number, 774, 40 + 60 * number, 224)


def leaders(canvas: Canvas) -> None:
    for number in range(10):
        canvas.drawString(50, 200 - 12 * number, "Total " + " ." * 60 + " 1")


def night(canvas: Canvas) -> None:
    canvas.setFillGray(0.2)
    canvas.rect(30, 30, 540, 790, fill=1)
    canvas.setFillGray(1)
    body(canvas)


def tint(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), (235, 235, 255))), 0, 0, *A4)


@pytest.mark.parametrize(
    "steps",
    [(body,), (body, logo), (body, matrix_code), (short_body, photograph), (body, grid), (body, leaders), (night,), (tint, body)],
    ids=["plain", "logo", "matrix code", "photograph", "table", "leaders", "white on dark", "background"],
)
def test_a_page_that_its_text_covers_is_trusted(steps: tuple[Draw, ...]) -> None:
    layer = judged(*steps)

    assert layer.flaw == ""
    assert len(layer.words) > 100


def letterhead(canvas: Canvas) -> None:
    lines = (
        "MOULIN DE L'ETANG SARL au capital de 1000 euros",
        "12 chemin du Bief 84340 Malaucene",
        "SIRET 732 829 320 00074 FR44732829320",
    )
    canvas.drawImage(typed(lines, width=1000, height=160, size=32), 50, 50, 450, 72)


def totals(canvas: Canvas) -> None:
    lines = ("Total HT 624,90 EUR", "Total TVA 46,25 EUR", "Total TTC 671,15 EUR", "Net a payer 470,15 EUR")
    canvas.drawImage(typed(lines, width=700, height=220, size=36), 300, 60, 240, 75)


def scanner_note(canvas: Canvas) -> None:
    canvas.drawString(200, 12, "Scanned with a telephone")


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(60, 780)
    text.setTextRenderMode(3)
    for _ in range(25):
        text.textLine("what a scanner believed to read 12,00")
    canvas.drawText(text)


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ((scan,), "no text"),
        ((scan, scanner_note), "shows more"),
        ((scan, invisible), "not what the page shows"),
        ((body, scan), "behind a picture"),
        ((short_body, letterhead), "shows more"),
        ((short_body, totals), "shows more"),
    ],
    ids=["scan", "scan with a note", "scan with invisible text", "text behind a scan", "letterhead", "totals"],
)
def test_a_page_that_shows_more_than_its_text_is_recognised(steps: tuple[Draw, ...], why: str) -> None:
    assert why in judged(*steps).flaw


def test_words_that_nobody_sees_are_no_words_of_the_page() -> None:
    def hidden(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.drawString(50, 50, "Total 9999,00")

    layer = judged(body, hidden)

    assert layer.flaw == ""
    assert "9999,00" not in {word.text for word in layer.words}


def test_a_blank_page_has_neither_words_nor_flaw() -> None:
    assert judged() == TextLayer(words=(), turn_degrees=0, flaw="")


FRENCH = (
    "Facture numéro 2026-017 du trente et un janvier, payable à trente jours par virement. Farine de blé complète, vingt kilogrammes. "
    "Conditions de règlement : pénalités de retard au taux légal, indemnité forfaitaire de recouvrement de quarante euros."
)


def test_sound_text_is_not_garbled() -> None:
    assert not is_garbled(FRENCH.split())
    assert not is_garbled(["FACTURE", "N°", "F-17", "12,50", "€", "\uf0b7", "Total", "TTC", "." * 80])
    assert not is_garbled("فاتورة رقم ١٢٣ بتاريخ المبلغ الإجمالي مع الرسوم".split())


@pytest.mark.parametrize(
    "text",
    [
        FRENCH.encode().decode("latin-1"),
        FRENCH.encode().decode("cp1252", "replace"),
        "".join(chr(ord(c) + 3) if c.isalpha() else c for c in FRENCH),
        "".join(chr(0xE000 + ord(c) % 256) if c.isalpha() else c for c in FRENCH),
        "".join("\ufffd" if c.isdigit() or c in "éàè" else c for c in FRENCH),
        "(cid:12)(cid:7) (cid:33)(cid:12)",
        '!"#$% &\'()* +,-./ :;<=> ?@[\\] ^_`{|} !"#$%',
    ],
    ids=["utf-8 as latin-1", "utf-8 as cp1252", "shifted", "private use", "unmapped", "glyph numbers", "signs only"],
)
def test_garbled_text_is_seen_as_such(text: str) -> None:
    assert is_garbled(text.split())


@given(st.lists(st.text(min_size=1, max_size=8), max_size=20))
def test_any_text_is_judged(words: list[str]) -> None:
    assert is_garbled(words) in (True, False)
