"""The words that a PDF page states itself, and where they are seen."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.formats import pdf
from pipeline.formats.pdf_words import TextWord, normalised, words_of

DPI = 200 / 72
VERA = Path(pdfmetrics.__file__).parent.parent / "fonts" / "Vera.ttf"


def words(
    *texts: tuple[float, float, str], size: float = 12, spacing: float = 0, angle: float = 0, font: str = "Helvetica"
) -> list[TextWord]:
    """What is read of texts drawn at points from the left and the top."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.rotate(angle)
    if font == "Vera":
        pdfmetrics.registerFont(TTFont("Vera", VERA))
    for left, top, text in texts:
        drawn = canvas.beginText(left, A4[1] - top)
        drawn.setFont(font, size)
        drawn.setCharSpace(spacing)
        drawn.textOut(text)
        canvas.drawText(drawn)
    canvas.showPage()
    canvas.save()
    with pdf.opened(out.getvalue(), name="f.pdf") as document, pdf.open_page(document, 1, name="f.pdf") as page:
        return list(words_of(page))


def texts(found: list[TextWord]) -> list[str]:
    return [one.word.text for one in found]


def test_words_are_split_on_every_kind_of_blank() -> None:
    assert texts(words((60, 100, "Total TTC\u00a01\u00a0234,56  €"), font="Helvetica")) == ["Total", "TTC", "1", "234,56", "€"]


def test_columns_stay_apart_and_letters_stay_together() -> None:
    assert texts(words((60, 100, "Total"), (300, 100, "671,15"), (60, 130, "Solde"))) == ["Total", "671,15", "Solde"]
    assert texts(words((60, 100, "FACTURE"), spacing=1.5)) == ["FACTURE"]


def test_small_signs_lie_at_the_height_of_their_line() -> None:
    high, low = words((60, 100, "TTC ."))

    assert low.word.box.overlap_y(high.word.box) > 0.9
    assert high.word.box.height == pytest.approx(0.92 * 12 * DPI, rel=0.15)


def test_a_word_is_as_wide_as_it_is_drawn() -> None:
    (one,) = words((60, 100, "Malaucène"))

    assert one.word.box.left == pytest.approx(60 * DPI, abs=4)
    assert one.word.box.width == pytest.approx(pdfmetrics.stringWidth("Malaucène", "Helvetica", 12) * DPI, abs=6)


def test_text_beside_the_page_is_not_on_it() -> None:
    assert texts(words((60, 100, "seen"), (2000, 100, "unseen"), (60, -500, "unseen"))) == ["seen"]


@pytest.mark.parametrize(("angle", "turn"), [(0, 0), (3, 0), (-5, 0)])
def test_tilted_text_still_stands_upright(angle: float, turn: int) -> None:
    assert {one.turn_degrees for one in words((100, 300, "Facture du moulin"), angle=angle)} == {turn}


def test_a_font_with_its_own_map_gives_its_letters() -> None:
    assert texts(words((60, 100, "Réglé à l'œuvre 12,50 €"), font="Vera")) == ["Réglé", "à", "l'œuvre", "12,50", "€"]


@pytest.mark.parametrize(
    ("printed", "meant"), [("ﬁn", "fin"), ("oﬃce", "office"), ("e\u0301tang", "étang"), ("m²", "m²"), ("№", "№"), ("ﻓﺎﺗﻮﺭﺓ", "فاتورة")]
)
def test_ligatures_become_letters_and_signs_stay(printed: str, meant: str) -> None:
    assert normalised(printed) == meant
