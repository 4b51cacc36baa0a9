"""Pages put into another order: what comes out is a document of its own, and nothing that was handed in is touched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from domain.company import Company
from domain.geometry import Box
from domain.kinds import Source, State
from domain.page import Page, Word
from domain.problem import RefusedError
from domain.reading import PageView, Reading
from domain.upload import Upload
from domain.wordmap import pack
from pipeline.filing import Filing
from pipeline.rearrange import PageRef, arrange, compose
from pipeline.searchable import searchable
from pipeline.tools import Stores, Tools
from search.engines.embedded import EmbeddedIndex
from storage.objects.memory import MemoryStore
from storage.register import open_register
from tests.web.made import NOON, NoEngine, Script, an_invoice, conclude


def pdf(*widths: int) -> bytes:
    made = pikepdf.new()
    for width in widths:
        made.add_blank_page(page_size=(width, 300))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def photo(size: tuple[int, int] = (60, 40), *, form: str = "JPEG", orientation: int | None = None) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    if orientation:
        exif[274] = orientation
    Image.new("RGB", size, "white").save(out, form, **({"exif": exif.tobytes()} if orientation else {}))
    return out.getvalue()


def pages(content: bytes) -> list[tuple[int, int]]:
    """Width in points and turn of each page."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        return [(round(float(page.mediabox[2])), int(page.obj.get("/Rotate", 0))) for page in opened.pages]


def test_pages_come_in_the_order_and_turn_that_was_asked() -> None:
    made = compose(
        [Upload(name="a.pdf", content=pdf(100, 200, 300))],
        [PageRef(source=0, page=3), PageRef(source=0, page=1, turn_degrees=90)],
        name="x.pdf",
    )

    assert pages(made.content) == [(300, 0), (100, 90)]


def test_the_jpeg_of_a_photo_is_taken_over_untouched() -> None:
    content = photo(orientation=6)

    made = compose([Upload(name="a.jpg", content=content)], [PageRef(source=0, page=1)], name="x.pdf")

    assert content in made.content
    assert pages(made.content)[0][1] == 90


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF"])
def test_pictures_of_other_formats_become_pages_too(form: str) -> None:
    assert len(pages(compose([Upload(name="a", content=photo(form=form))], [PageRef(source=0, page=1)], name="x.pdf").content)) == 1


def test_the_same_pages_make_the_same_bytes() -> None:
    upload, refs = Upload(name="a.pdf", content=pdf(100, 200)), [PageRef(source=0, page=2)]

    assert compose([upload], refs, name="x.pdf") == compose([upload], refs, name="x.pdf")


@pytest.fixture
def filing(tmp_path: Path) -> Iterator[Filing]:
    register = open_register(f"sqlite:///{tmp_path / 'register.sqlite'}", now=lambda: NOON)
    stores = Stores(objects=MemoryStore(), register=register, index=EmbeddedIndex(tmp_path / "index.sqlite"))
    yield Filing(stores=stores, tools=Tools(engine=NoEngine(), company=Company()), reader=Script(), concluder=conclude)
    register.database.close()


def hand_in(filing: Filing, content: bytes) -> str:
    receipt = filing.receive(Upload(name="scan.pdf", content=content), submitted_by="Anne")
    filing.read_document(receipt.id)
    return receipt.id


def test_a_split_gives_new_documents_and_keeps_the_original(filing: Filing) -> None:
    one = hand_in(filing, pdf(100, 200))

    receipts = arrange(filing, [one], [[PageRef(source=0, page=1)], [PageRef(source=0, page=2)]], by="Zoé")

    source = filing.stores.register.get(one)
    assert source
    assert source.state == State.REJECTED
    assert all(receipt.id in source.rejected_reason for receipt in receipts)
    assert pages(filing.stores.objects.get(source.original)) == [(100, 0), (200, 0)]
    made = [filing.stores.register.get(receipt.id) for receipt in receipts]
    assert [(each.name, each.submitted_by, each.state) for each in made if each] == [
        ("scan-1.pdf", "Anne", "received"),
        ("scan-2.pdf", "Anne", "received"),
    ]
    assert filing.stores.register.history(receipts[0].id)[-1].after == one


def test_two_documents_become_one(filing: Filing) -> None:
    ids = [hand_in(filing, pdf(100)), hand_in(filing, pdf(200))]

    (receipt,) = arrange(filing, ids, [[PageRef(source=0, page=1), PageRef(source=1, page=1)]], by="Zoé")

    assert pages(filing.stores.objects.get(receipt.original)) == [(100, 0), (200, 0)]


def test_what_is_validated_stays_as_it_is(filing: Filing) -> None:
    one = hand_in(filing, pdf(100))
    filing.validate(one, by="Zoé")

    with pytest.raises(RefusedError, match="stands"):
        arrange(filing, [one], [[PageRef(source=0, page=1, turn_degrees=90)]], by="Zoé")


def test_a_photo_becomes_a_pdf_whose_words_are_found_where_they_stand() -> None:
    import pypdfium2

    words = (Word(text="Total", box=Box(100, 100, 200, 130)), Word(text="12,50€", box=Box(220, 100, 330, 130)))
    kept = pack(Page(number=1, width=600, height=400, words=words, source=Source.OCR))
    reading = Reading(pages=1, source=Source.OCR, views=(PageView(number=1, width=600, height=400),), words=(kept,))

    page = pypdfium2.PdfDocument(searchable(Upload(name="a.jpg", content=photo((600, 400))), reading))[0]
    text = page.get_textpage()

    assert text.get_text_range().split() == ["Total", "12,50€"]
    left, bottom, _, top = text.get_charbox(0)
    assert 30 < left < 45
    assert 90 < bottom < top < 115


def test_a_pdf_with_text_of_its_own_is_given_as_it_is() -> None:
    content = pdf(100)
    reading = Reading(pages=1, source=Source.PDF_TEXT, views=(PageView(number=1, width=1, height=1),))

    assert searchable(Upload(name="a.pdf", content=content), reading) == content


def test_what_has_no_page_has_no_pdf() -> None:
    with pytest.raises(ValueError, match="no page"):
        searchable(Upload(name="a.xml", content=b"<xml/>"), an_invoice_without_pages())


def an_invoice_without_pages() -> Reading:
    from dataclasses import replace

    return replace(an_invoice(), views=())
