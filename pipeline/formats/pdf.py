"""Pages of a PDF as pdfium sees them: their size, their pixels, and the way from points to the shown page.

The shown page has points × 200/72 pixels, with /Rotate and the CropBox honoured. pdfium is not safe to use from two
threads at once, so every use stands inside `opened`.
"""

from __future__ import annotations

import ctypes
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from domain.problem import unreadable
from pipeline.drawing import whole
from pipeline.formats.pdf_guard import damaged
from pipeline.sheet import Pixels, Sheet
from pipeline.way import Matrix, Way

DPI = 200
# An A3 page at 200 dpi makes 8 megapixels, A0 makes 62.
MAX_DRAWN_PIXELS = 40_000_000
# The longer side up to which a small page is drawn finer than it is shown.
SMALL_PAGE_PIXELS = 2600

_LOCK = threading.RLock()
_FINE = 64  # pdfium answers in whole pixels: asked on a page 64 times larger, it is exact to 1/64 of a pixel


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPage:
    """A page inside `opened`, and its size when shown."""

    number: int
    handle: pdfium.PdfPage
    width: int
    height: int


@contextmanager
def opened(content: bytes, *, name: str) -> Iterator[pdfium.PdfDocument]:
    """The document, for one thread at a time. Raises ReadError when pdfium cannot open it."""
    with _LOCK:
        try:
            pdf = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as error:
            raise damaged(name) from error
        try:
            yield pdf
        finally:
            pdf.close()


@contextmanager
def open_page(pdf: pdfium.PdfDocument, number: int, *, name: str) -> Iterator[OpenPage]:
    """One page, with its form fields and notes drawn into it, as a person sees them."""
    try:
        handle = _flattened(pdf, pdf[number - 1], number)
    except (pdfium.PdfiumError, IndexError) as error:
        raise unreadable(
            "pdf_page_damaged",
            what="A page of this PDF is damaged.",
            where=f"{name}, page {number}",
            remedy="Print the document to a new PDF file and send that.",
        ) from error
    try:
        width, height = (max(1, round(points * DPI / 72)) for points in handle.get_size())
        yield OpenPage(number=number, handle=handle, width=width, height=height)
    finally:
        handle.close()


def page_to_shown(page: OpenPage) -> Matrix:
    """The affine map from the page's own space (points, y upwards) to the shown page."""
    x, y = ctypes.c_int(), ctypes.c_int()
    points = []
    for px, py in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        args = (page.handle, 0, 0, page.width * _FINE, page.height * _FINE, 0, px, py, ctypes.byref(x), ctypes.byref(y))
        pdfium_c.FPDF_PageToDevice(*args)
        points.append((x.value / _FINE, y.value / _FINE))
    (ox, oy), (ax, ay), (bx, by) = points
    return np.array([[(ax - ox) / 1000, (bx - ox) / 1000, ox], [(ay - oy) / 1000, (by - oy) / 1000, oy], [0.0, 0.0, 1.0]])


def draw(page: OpenPage, *, scale: float = 1.0) -> Pixels:
    """The page on white; at `scale` 1 it has the size of the shown page."""
    width, height = max(1, round(page.width * scale)), max(1, round(page.height * scale))
    bitmap = pdfium.PdfBitmap.new_native(width, height, format=pdfium_c.FPDFBitmap_BGR, rev_byteorder=True)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        flags = pdfium_c.FPDF_ANNOT | pdfium_c.FPDF_REVERSE_BYTE_ORDER
        pdfium_c.FPDF_RenderPageBitmap(bitmap, page.handle, 0, 0, width, height, 0, flags)
        pixels: Pixels = np.array(bitmap.to_numpy()[:, :, :3], dtype=np.uint8)
        return pixels
    finally:
        bitmap.close()


def sheet_of(page: OpenPage) -> Sheet:
    """The page to be read; boxes lead back to the shown page at 200 dpi.

    It is drawn at 200 dpi, at less where that would make too many pixels, and at more where a small page, such as a till
    receipt, holds a scan that is finer.
    """
    pixels = draw(page, scale=_reading_scale(page))
    height, width = pixels.shape[:2]
    return Sheet(
        page=page.number,
        drawing=whole(pixels),
        to_shown=Way((np.diag([page.width / width, page.height / height, 1.0]),)),
        shown_width=page.width,
        shown_height=page.height,
        may_turn=False,
    )


def _reading_scale(page: OpenPage) -> float:
    worth = min(_finest_picture(page), SMALL_PAGE_PIXELS / max(page.width, page.height))
    return worth if worth >= 1.2 else shown_scale(page)


def shown_scale(page: OpenPage) -> float:
    """1, or less where the shown page would have too many pixels to be drawn."""
    return min(1.0, math.sqrt(MAX_DRAWN_PIXELS / (page.width * page.height)))


def _finest_picture(page: OpenPage) -> float:
    """Pixels of the finest picture over the pixels that the shown page gives it; pictures below a tenth of the page aside."""
    wide, high = page.handle.get_size()
    finest = 1.0
    for index in range(min(1000, pdfium_c.FPDFPage_CountObjects(page.handle))):
        item = pdfium_c.FPDFPage_GetObject(page.handle, index)
        if pdfium_c.FPDFPageObj_GetType(item) == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            width, height = ctypes.c_uint(), ctypes.c_uint()
            pdfium_c.FPDFImageObj_GetImagePixelSize(item, ctypes.byref(width), ctypes.byref(height))
            area = drawn_area(item)
            if area >= 0.1 * wide * high:
                finest = max(finest, math.sqrt(width.value * height.value / area) * 72 / DPI)
    return finest


def drawn_area(item: object) -> float:
    """Square points that an object of a page covers."""
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium_c.FPDFPageObj_GetBounds(item, *(ctypes.byref(edge) for edge in edges))
    left, bottom, right, top = (float(edge.value) for edge in edges)
    return max(0.0, right - left) * max(0.0, top - bottom)


def _flattened(pdf: pdfium.PdfDocument, handle: pdfium.PdfPage, number: int) -> pdfium.PdfPage:
    """Form fields and notes become part of the page, for the text of a page does not hold theirs."""
    notes = range(pdfium_c.FPDFPage_GetAnnotCount(handle))
    if all(_subtype(handle, index) in (pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP) for index in notes):
        return handle
    if pdfium_c.FPDFPage_Flatten(handle, pdfium_c.FLAT_NORMALDISPLAY) != pdfium_c.FLATTEN_SUCCESS:
        return handle
    handle.close()
    return pdf[number - 1]


def _subtype(handle: pdfium.PdfPage, index: int) -> int:
    note = pdfium_c.FPDFPage_GetAnnot(handle, index)
    try:
        return int(pdfium_c.FPDFAnnot_GetSubtype(note))
    finally:
        pdfium_c.FPDFPage_CloseAnnot(note)
