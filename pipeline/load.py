"""The first step of the road: the bytes of an upload become an e-invoice, pages of text, or sheets to be read.

The kind of a file is told from its bytes. A PDF page whose text layer is good is a Page already; every other page is
`unread` and drawn when it is asked for. What is inside the formats stands in pipeline/formats/.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page, Word
from domain.problem import unreadable
from domain.reading import PageView
from domain.upload import Upload
from extractors.einvoice import EInvoice, read_xml
from pipeline.formats import pdf, pdf_guard, pictures
from pipeline.formats.kinds import FileKind, kind_of
from pipeline.formats.text_layer import TextLayer, text_layer
from pipeline.sheet import Pixels, Sheet, plain_sheet

logger = logging.getLogger(__name__)

MAX_PAGES = 100


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Loaded:
    """What a file turned out to hold.

    `text_pages` have a good text layer, `unread` are the numbers of the pages to be recognised; together they are all
    pages. An e-invoice that came as XML has no page. `views` give the size of each page as shown, before any turn that
    preparing may find necessary.
    """

    page_count: int
    einvoice: EInvoice | None
    text_pages: tuple[Page, ...]
    unread: tuple[int, ...]
    views: tuple[PageView, ...]
    draw: Callable[[int], Sheet]

    def sheet(self, number: int) -> Sheet:
        """The pixels of one page, from 1, drawn or decoded now.

        Raises ReadError when that page is damaged, ValueError when there is no such page.
        """
        return self.draw(number)


def load(upload: Upload, *, max_pages: int = MAX_PAGES) -> Loaded:
    """Open an upload. Raises ReadError when it is empty, damaged, locked, too large, or no format that is read."""
    name = shown_name(upload.name)
    kind = kind_of(upload.content, name=name)
    if kind is FileKind.XML:
        return _load_xml(upload.content, name)
    if kind is FileKind.PDF:
        return _load_pdf(upload.content, name, max_pages)
    return _load_picture(upload.content, kind, name, max_pages)


def show(upload: Upload, number: int, *, turn_degrees: int = 0) -> Pixels:
    """The picture of a page that a person is shown, turned clockwise by a multiple of 90 degrees.

    A PDF page has points × 200/72 pixels, fewer when that would be more than forty megapixels; the boxes are then to be
    scaled by the width of the view over the width of this picture. Raises ReadError as `load` does, ValueError for a
    page that is not there and for a file without pages.
    """
    name = shown_name(upload.name)
    if kind_of(upload.content, name=name) is FileKind.PDF:
        safe = pdf_guard.inspect(upload.content, name=name, max_pages=MAX_PAGES)
        _require_page(number, safe.page_count)
        with pdf.opened(safe.content, name=name) as document, pdf.open_page(document, number, name=name) as page:
            pixels = pdf.draw(page, scale=pdf.shown_scale(page))
    else:
        pixels = load(upload).sheet(number).pixels
    return np.ascontiguousarray(np.rot90(pixels, -(turn_degrees // 90) % 4))


def shown_name(name: str) -> str:
    """A file name fit to stand in a message: its last part, on one line, of bearable length; never used as a path.

    >>> shown_name("../../etc/pass\\nwd.pdf"), shown_name("")
    ('pass wd.pdf', 'this file')
    """
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    clean = " ".join("".join(c if c.isprintable() else " " for c in last).split())
    return clean[:120] or "this file"


def _load_xml(content: bytes, name: str) -> Loaded:
    einvoice = read_xml(content, embedded=False)
    if einvoice is None:
        raise unreadable(
            "xml_no_invoice",
            what="This XML is not an e-invoice that Justif knows (CII, Factur-X, ZUGFeRD or UBL).",
            where=name,
            remedy="Send the invoice as a PDF, or ask the sender which format this is.",
        )
    return Loaded(page_count=0, einvoice=einvoice, text_pages=(), unread=(), views=(), draw=_no_page)


def _no_page(number: int) -> Sheet:
    raise ValueError(f"an e-invoice that is XML has no page {number}")


def _require_page(number: int, count: int) -> None:
    if not 1 <= number <= count:
        raise ValueError(f"there is no page {number} of {count}")


def _load_picture(content: bytes, kind: FileKind, name: str, max_pages: int) -> Loaded:
    """The first picture is decoded at once, so that a damaged file is found out here; further pages when asked for."""
    frames = pictures.frames(content, kind, name=name, max_pages=max_pages)
    first = plain_sheet(pictures.pixels(content, kind, name=name, index=frames[0].index), page=1)

    def draw(number: int) -> Sheet:
        _require_page(number, len(frames))
        if number == 1:
            return first
        return plain_sheet(pictures.pixels(content, kind, name=name, index=frames[number - 1].index), page=number)

    return Loaded(
        page_count=len(frames),
        einvoice=None,
        text_pages=(),
        unread=tuple(range(1, len(frames) + 1)),
        views=tuple(PageView(number=n, width=frame.width, height=frame.height) for n, frame in enumerate(frames, 1)),
        draw=draw,
    )


def _load_pdf(content: bytes, name: str, max_pages: int) -> Loaded:
    safe = pdf_guard.inspect(content, name=name, max_pages=max_pages)
    layers, views = [], []
    with pdf.opened(safe.content, name=name) as document:
        for number in range(1, safe.page_count + 1):
            with pdf.open_page(document, number, name=name) as page:
                layers.append(text_layer(page))
                views.append(_view(page, layers[-1]))
    for view, layer in zip(views, layers, strict=True):
        if layer.flaw:
            logger.info("page %d is to be recognised: %s", view.number, layer.flaw)
    return Loaded(
        page_count=safe.page_count,
        einvoice=safe.einvoice,
        text_pages=tuple(_text_page(view, layer) for view, layer in zip(views, layers, strict=True) if not layer.flaw),
        unread=tuple(view.number for view, layer in zip(views, layers, strict=True) if layer.flaw),
        views=tuple(views),
        draw=_drawer(safe, name),
    )


def _drawer(safe: pdf_guard.SafePdf, name: str) -> Callable[[int], Sheet]:
    def draw(number: int) -> Sheet:
        _require_page(number, safe.page_count)
        with pdf.opened(safe.content, name=name) as document, pdf.open_page(document, number, name=name) as page:
            return pdf.sheet_of(page)

    return draw


def _view(page: pdf.OpenPage, layer: TextLayer) -> PageView:
    """The page as shown; one whose text lies sideways is turned. A page to be recognised is turned by `prepare`."""
    turn = 0 if layer.flaw else layer.turn_degrees
    width, height = (page.height, page.width) if turn in (90, 270) else (page.width, page.height)
    return PageView(number=page.number, width=width, height=height, turn_degrees=turn)


def _text_page(view: PageView, layer: TextLayer) -> Page:
    words = tuple(
        Word(text=word.text, box=turned(word.box, view.turn_degrees, width=view.width, height=view.height)) for word in layer.words
    )
    return Page(
        number=view.number, width=view.width, height=view.height, words=words, source=Source.PDF_TEXT, turn_degrees=view.turn_degrees
    )


def turned(box: Box, degrees: int, *, width: float, height: float) -> Box:
    """A box after its page was turned clockwise; `width` and `height` are those of the page after the turn."""
    if degrees == 90:
        return Box(width - box.bottom, box.left, width - box.top, box.right)
    if degrees == 180:
        return Box(width - box.right, height - box.bottom, width - box.left, height - box.top)
    if degrees == 270:
        return Box(box.top, height - box.right, box.bottom, height - box.left)
    return box
