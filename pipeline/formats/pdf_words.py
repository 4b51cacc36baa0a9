"""The words that a PDF page states itself, where a person sees them on the shown page."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from domain.geometry import Box, union
from domain.page import Word
from pipeline.formats.pdf import OpenPage, page_to_shown
from pipeline.way import Matrix

# A box reaches from below the baseline to the height of capitals, in shares of the type size, so that "." and "€" of
# one line lie at the same height; accents make it higher.
_ASCENT, _DESCENT = 0.72, 0.20
_INVISIBLE = 3  # text rendering mode (ISO 32000-1, table 106)
_HYPHEN = 0x02  # pdfium's sign for a word broken at the end of a line
_NOTHING = {0x00, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD}
# Half of a capital is no blank; pdfium inserts blanks itself, this only catches columns that it ran together.
_GAP, _STEP = 1.0, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWord:
    """A word, and what the judgement of a text layer needs: `is_drawn` is False for text in invisible ink.

    `turn_degrees` (0, 90, 180, 270) is how far the page is to be turned clockwise for the word to be upright.
    """

    word: Word
    is_drawn: bool
    turn_degrees: int


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    index: int
    box: Box
    x: float  # of the origin, on the shown page
    y: float
    up: tuple[float, float]  # from the baseline, one type size long
    size: float


def words_of(page: OpenPage) -> tuple[TextWord, ...]:
    """Every word of the page's text layer that touches the page, seen or not, in the order of the file."""
    textpage = page.handle.get_textpage()
    try:
        to_shown = page_to_shown(page)
        shown = Box(0, 0, page.width, page.height)
        words = (_word(textpage, glyphs, page) for glyphs in _runs(textpage, to_shown) if union(g.box for g in glyphs).iou(shown) > 0)
        return tuple(one for one in words if one.word.text)
    finally:
        textpage.close()


def _word(textpage: pdfium.PdfTextPage, glyphs: list[_Glyph], page: OpenPage) -> TextWord:
    text = normalised("".join(glyph.text for glyph in glyphs))
    box = union(glyph.box for glyph in glyphs).clipped(page.width, page.height)
    handle = pdfium_c.FPDFText_GetTextObject(textpage, glyphs[0].index)
    mode = pdfium_c.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
    return TextWord(word=Word(text=text, box=box), is_drawn=mode != _INVISIBLE, turn_degrees=_turn(glyphs[0].up))


def normalised(text: str) -> str:
    """Ligatures and Arabic presentation forms as the letters that they stand for; everything else as it is.

    >>> normalised("oﬃce"), normalised("12 m²"), normalised("½")
    ('office', '12 m²', '½')
    """
    return "".join(
        unicodedata.normalize("NFKC", c) if 0xFB00 <= ord(c) <= 0xFDFF or 0xFE70 <= ord(c) <= 0xFEFC or 0xFF01 <= ord(c) <= 0xFF5E else c
        for c in unicodedata.normalize("NFC", text)
    )


def _turn(up: tuple[float, float]) -> int:
    """The clockwise turn that brings a direction to the top, to the nearest right angle. On the page y grows downwards.

    >>> _turn((0, -10)), _turn((-10, 0)), _turn((0, 10)), _turn((10, 1))
    (0, 90, 180, 270)
    """
    return round(math.degrees(math.atan2(-up[0], -up[1])) / 90) * 90 % 360


def _runs(textpage: pdfium.PdfTextPage, to_shown: Matrix) -> Iterator[list[_Glyph]]:
    """Glyphs that belong to one word: no blank, no jump between them."""
    run: list[_Glyph] = []
    for glyph in _glyphs(textpage, to_shown):
        if run and (glyph is None or _jumps(run[-1], glyph)):
            yield run
            run = []
        if glyph is not None:
            run.append(glyph)
    if run:
        yield run


def _jumps(before: _Glyph, after: _Glyph) -> bool:
    """Whether a glyph stands on another line than the one before, or far from its end."""
    ux, uy = (before.up[0] / before.size, before.up[1] / before.size)
    dx, dy = after.x - before.x, after.y - before.y
    along, across = -dx * uy + dy * ux, dx * ux + dy * uy
    advance = abs(before.box.width * uy) + abs(before.box.height * ux)
    return abs(across) > _STEP * before.size or not -_GAP * before.size < along - advance < _GAP * before.size


def _glyphs(textpage: pdfium.PdfTextPage, to_shown: Matrix) -> Iterator[_Glyph | None]:
    """The glyphs in the order of the file, None for a blank."""
    a, b, left = (float(v) for v in to_shown[0])
    c, d, top = (float(v) for v in to_shown[1])
    edges = [ctypes.c_double() for _ in range(4)]
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_MATRIX()
    edge_refs, x_ref, y_ref, matrix_ref = [ctypes.byref(e) for e in edges], ctypes.byref(x), ctypes.byref(y), ctypes.byref(matrix)
    for index in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(textpage, index)
        if code in _NOTHING:
            continue
        text = _character(code)
        if text.isspace():
            yield None
            continue
        if not pdfium_c.FPDFText_GetCharBox(textpage, index, *edge_refs):
            continue
        pdfium_c.FPDFText_GetCharOrigin(textpage, index, x_ref, y_ref)
        pdfium_c.FPDFText_GetMatrix(textpage, index, matrix_ref)
        size = pdfium_c.FPDFText_GetFontSize(textpage, index) or 1.0
        up = ((a * matrix.c + b * matrix.d) * size, (c * matrix.c + d * matrix.d) * size)
        x0, x1, y0, y1 = (e.value for e in edges)
        ox, oy = a * x.value + b * y.value + left, c * x.value + d * y.value + top
        xs = (a * x0 + b * y0 + left, a * x1 + b * y1 + left, ox + up[0] * _ASCENT, ox - up[0] * _DESCENT)
        ys = (c * x0 + d * y0 + top, c * x1 + d * y1 + top, oy + up[1] * _ASCENT, oy - up[1] * _DESCENT)
        box = Box(min(xs), min(ys), max(xs), max(ys))
        yield _Glyph(text, index, box, ox, oy, up, max(math.hypot(*up), 0.1))


def _character(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    return "\ufffd" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or (code < 0x20 and not chr(code).isspace()) else chr(code)
