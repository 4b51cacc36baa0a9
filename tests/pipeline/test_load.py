"""An upload becomes an e-invoice, pages of text, or sheets to be read."""

from __future__ import annotations

import io
import threading
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page
from domain.problem import ReadError
from domain.upload import Upload
from pipeline.load import Loaded, load, show, turned

INVOICE_LINES = (
    "Moulin de l'Étang SARL 12 chemin du Bief 84340 Malaucène",
    "Facture FA-2026-0017 du 31 janvier 2026",
    "Farine de blé 20 kg à 5,00 € soit 100,00 €",
    "Total HT 100,00 € TVA 20,00 € Total TTC 120,00 €",
)


def text_pdf(*pages: tuple[str, ...], size: tuple[float, float] = A4, picture: Image.Image | None = None) -> bytes:
    """A PDF with text at 12 points, each line 60 points from the left, the first 100 points from the top."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for lines in pages:
        canvas.setFont("Helvetica", 12)
        if picture:
            canvas.drawInlineImage(picture, 0, 0, *size)
        for number, line in enumerate(lines):
            canvas.drawString(60, size[1] - 100 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def edited(content: bytes, edit: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        edit(pdf)
        pdf.save(out)
    return out.getvalue()


def picture_file(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def loaded(content: bytes, name: str = "facture.pdf") -> Loaded:
    return load(Upload(name=name, content=content))


def box_of(page: Page, text: str) -> Box:
    return next(word.box for word in page.words if word.text == text)


def test_a_page_with_text_is_not_recognised_again() -> None:
    found = loaded(text_pdf(INVOICE_LINES))

    assert found.unread == ()
    assert found.page_count == 1
    assert [word.text for word in found.text_pages[0].words] == " ".join(INVOICE_LINES).split()
    assert found.text_pages[0].source == Source.PDF_TEXT


def test_the_box_of_a_word_lies_where_the_word_is_seen() -> None:
    page = loaded(text_pdf(INVOICE_LINES)).text_pages[0]

    box = box_of(page, "Moulin")
    baseline = 100 * 200 / 72
    assert (page.width, page.height) == (1654, 2339)
    assert box.left == pytest.approx(60 * 200 / 72, abs=4)
    assert box.top < baseline - 20
    assert box.bottom == pytest.approx(baseline, abs=10)


def test_the_ink_of_the_shown_page_lies_inside_the_boxes() -> None:
    upload = Upload(name="f.pdf", content=text_pdf(INVOICE_LINES))
    pixels = show(upload, 1).copy()

    for word in load(upload).text_pages[0].words:
        box = word.box
        cut = pixels[int(box.top) - 2 : int(box.bottom) + 3, int(box.left) - 2 : int(box.right) + 3]
        assert cut.min() < 128
        cut[:] = 255
    assert pixels.min() > 200


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_that_the_pdf_turns_is_read_as_it_is_shown(rotate: int) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/Rotate"] = rotate

    upload = Upload(name="f.pdf", content=edited(text_pdf(INVOICE_LINES), turn))

    found = load(upload)
    page, view = found.text_pages[0], found.views[0]
    pixels = show(upload, 1, turn_degrees=view.turn_degrees)
    assert pixels.shape[:2] == (page.height, page.width) == (2339, 1654)
    box = box_of(page, "TTC")
    assert pixels[int(box.top) : int(box.bottom), int(box.left) : int(box.right)].min() < 128
    assert box.top == pytest.approx((160 - 9) * 200 / 72, abs=6)


def test_the_crop_box_is_the_page() -> None:
    def crop(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/CropBox"] = pikepdf.Array([50, 600, 500, 800])

    page = loaded(edited(text_pdf(INVOICE_LINES), crop)).text_pages[0]

    assert (page.width, page.height) == (1250, 556)
    assert box_of(page, "Moulin").left == pytest.approx(10 * 200 / 72, abs=4)


def test_a_page_whose_text_runs_upwards_is_turned_upright() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.rotate(90)
    canvas.setFont("Helvetica", 12)
    for number, line in enumerate(INVOICE_LINES):
        canvas.drawString(60, -100 - 20 * number, line)
    canvas.save()
    upload = Upload(name="f.pdf", content=out.getvalue())

    found = load(upload)
    page, view = found.text_pages[0], found.views[0]
    pixels = show(upload, 1, turn_degrees=view.turn_degrees)
    assert view.turn_degrees == page.turn_degrees == 90
    assert pixels.shape[:2] == (page.height, page.width) == (1654, 2339)
    box = box_of(page, "Malaucène")
    assert box.width > box.height
    assert pixels[int(box.top) : int(box.bottom), int(box.left) : int(box.right)].min() < 128


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_turned_box_keeps_its_size_and_stays_on_the_page(degrees: int) -> None:
    before = Box(10, 20, 40, 30)
    width, height = (200, 100) if degrees in (90, 270) else (100, 200)

    after = turned(before, degrees, width=width, height=height)

    assert {after.width, after.height} == {before.width, before.height}
    assert after.clipped(width, height) == after


def test_a_pdf_of_photos_is_to_be_recognised() -> None:
    found = loaded(text_pdf((), (), picture=printed(40)))

    assert found.unread == (1, 2)
    assert found.text_pages == ()
    assert found.sheet(2).pixels.shape == (2339, 1654, 3)


def test_each_page_is_judged_by_itself() -> None:
    first, second = text_pdf(INVOICE_LINES), text_pdf((), picture=printed(40))

    def append(pdf: pikepdf.Pdf) -> None:
        pdf.pages.extend(pikepdf.open(io.BytesIO(second)).pages)

    found = loaded(edited(first, append))
    assert found.unread == (2,)
    assert [page.number for page in found.text_pages] == [1]
    assert [view.number for view in found.views] == [1, 2]


def test_a_blank_page_has_nothing_to_recognise() -> None:
    found = loaded(text_pdf(INVOICE_LINES, ()))

    assert found.unread == ()
    assert found.text_pages[1].words == ()


def test_a_giant_page_is_drawn_smaller_and_its_boxes_lead_back() -> None:
    found = loaded(text_pdf((), size=(14000, 14000), picture=printed(40)))

    sheet = found.sheet(1)
    assert sheet.width * sheet.height < 41_000_000
    whole = sheet.shown(Box(0, 0, sheet.width, sheet.height))
    assert (sheet.shown_width, sheet.shown_height) == (38889, 38889)
    assert (whole.width, whole.height) == pytest.approx((38889, 38889))


def test_a_fine_scan_on_a_small_page_is_read_finely_and_shown_at_200_dpi() -> None:
    upload = Upload(name="f.pdf", content=text_pdf((), size=(227, 312), picture=printed(40)))

    found = load(upload)
    sheet = found.sheet(1)
    assert show(upload, 1).shape[:2] == (867, 631)
    assert (sheet.shown_width, sheet.shown_height) == (found.views[0].width, found.views[0].height) == (631, 867)
    assert sheet.height == pytest.approx(1100, rel=0.02)
    assert sheet.shown(Box(0, 0, sheet.width, sheet.height)).right == pytest.approx(631)


def test_the_values_of_form_fields_are_text_of_the_page() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawString(60, 700, "Total TTC")
    canvas.acroForm.textfield(name="total", value="671,15", x=200, y=690, width=100, height=20)
    canvas.save()

    words = {word.text for page in loaded(out.getvalue()).text_pages for word in page.words}

    assert "671,15" in words


def test_a_jpeg_is_shown_upright_by_its_exif() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: the picture is to be turned by 90 degrees clockwise
    image = Image.new("RGB", (60, 40), "white")
    image.paste("black", (0, 0, 60, 10))
    upload = Upload(name="photo", content=picture_file(image, "JPEG", exif=exif, quality=95))

    found = load(upload)
    sheet = found.sheet(1)
    assert (found.views[0].width, found.views[0].height) == (sheet.width, sheet.height) == (40, 60)
    assert sheet.pixels[:, 35].max() < 60
    assert sheet.pixels[:, 5].min() > 200
    assert np.array_equal(show(upload, 1), sheet.pixels)


def test_a_shown_picture_can_be_turned() -> None:
    image = Image.new("RGB", (60, 40), "white")
    image.paste("black", (0, 0, 60, 10))
    upload = Upload(name="photo", content=picture_file(image, "PNG"))

    turned_once = show(upload, 1, turn_degrees=90)

    assert turned_once.shape == (60, 40, 3)
    assert turned_once[:, 35].max() == 0


def test_every_page_of_a_tiff_is_a_sheet() -> None:
    colours = ("red", "lime", "blue")
    pages = [Image.new("RGB", (30 + 10 * n, 20), colour) for n, colour in enumerate(colours)]
    found = loaded(picture_file(pages[0], "TIFF", save_all=True, append_images=pages[1:]))

    assert found.page_count == 3
    assert found.unread == (1, 2, 3)
    assert [view.width for view in found.views] == [30, 40, 50]
    assert [tuple(found.sheet(n).pixels[0, 0]) for n in (1, 2, 3)] == [(255, 0, 0), (0, 255, 0), (0, 0, 255)]


def test_a_page_that_is_not_there_is_our_own_mistake() -> None:
    found = loaded(text_pdf(INVOICE_LINES))

    for number in (0, 2):
        with pytest.raises(ValueError, match="no page"):
            found.sheet(number)


def test_pages_can_be_drawn_from_several_threads() -> None:
    found = loaded(text_pdf(*[INVOICE_LINES] * 4))
    drawn: dict[int, int] = {}
    threads = [threading.Thread(target=lambda n=n: drawn.update({n: found.sheet(n).pixels.sum()})) for n in (1, 2, 3, 4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(drawn.values())) == 1
    assert len(drawn) == 4


def test_xml_that_is_no_invoice_is_refused_in_words() -> None:
    with pytest.raises(ReadError, match="not an e-invoice"):
        loaded(b"<?xml version='1.0'?><note>hello</note>")


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\"b'c.pdf", "a\nb.pdf", "", "x" * 5000, "C:\\temp\\a.pdf"])
def test_a_name_is_never_a_path_and_stays_on_one_line(name: str) -> None:
    with pytest.raises(ReadError) as caught:
        loaded(b"", name=name)

    where = caught.value.problem.where
    assert where
    assert "/" not in where
    assert "\n" not in where
    assert len(where) <= 120


def printed(lines: int) -> Image.Image:
    """A page of bars that stand like letters in lines."""
    page = np.full((1100, 800, 3), 255, np.uint8)
    for line in range(lines):
        top = 60 + line * 24
        for letter in range(40):
            left = 80 + letter * 14
            page[top : top + 12, left : left + 3] = 0
            page[top : top + 3, left : left + 8] = 0
    return Image.fromarray(page)
