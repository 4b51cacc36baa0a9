"""A PDF that looks like the page and can be searched: the picture, and over it the words that were read, invisible, where they stand.

A PDF that has its own text is given as it is.
"""

from __future__ import annotations

import io

import pikepdf
from PIL import Image

from domain.kinds import Source
from domain.page import Word
from domain.reading import PageView, Reading
from domain.upload import Upload
from pipeline.load import show
from pipeline.sheet import Pixels

_POINTS = 72 / 200
_LONGEST = 2200
_QUALITY = 82


def searchable(upload: Upload, reading: Reading) -> bytes:
    """The PDF. Raises ReadError for a file that cannot be opened, ValueError for a document that has no page."""
    if not reading.views:
        raise ValueError("there is no page to show")
    if reading.source is not Source.OCR and upload.content.startswith(b"%PDF"):
        return upload.content
    made = pikepdf.new()
    words = {page.page: page.words() for page in reading.words}
    for view in reading.views:
        _add_page(made, view, show(upload, view.number, turn_degrees=view.turn_degrees), words.get(view.number, ()))
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()


def _add_page(made: pikepdf.Pdf, view: PageView, pixels: Pixels, words: tuple[Word, ...]) -> None:
    picture = Image.fromarray(pixels)
    picture.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS, reducing_gap=2.0)
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=_QUALITY, optimize=True)
    width, height = view.width * _POINTS, view.height * _POINTS
    image = pikepdf.Stream(
        made, jpeg.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=picture.width, Height=picture.height
    )
    image.ColorSpace, image.BitsPerComponent, image.Filter = pikepdf.Name.DeviceRGB, 8, pikepdf.Name.DCTDecode
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, Encoding=pikepdf.Name.WinAnsiEncoding
    )
    page = made.add_blank_page(page_size=(width, height))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image), Font=pikepdf.Dictionary(F=font))
    drawn = [f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Im Do Q".encode(), *(_text(word, height) for word in words)]
    page.obj.Contents = pikepdf.Stream(made, b"\n".join(drawn))


def _text(word: Word, height: float) -> bytes:
    """A word that is neither filled nor stroked (mode 3 of ISO 32000-1, 9.3.6), as wide as its box; the blank parts it from the next."""
    box = word.box
    size = max(1.0, box.height * _POINTS)
    natural = sum(map(_width, word.text)) * size
    stretch = 100 * box.width * _POINTS / natural if natural else 100
    shown = word.text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    x, y = box.left * _POINTS, height - box.bottom * _POINTS + 0.2 * size
    return f"BT 3 Tr /F {size:.2f} Tf {stretch:.1f} Tz 1 0 0 1 {x:.2f} {y:.2f} Tm (".encode() + shown + b" ) Tj ET"


def _width(sign: str) -> float:
    """About how wide Helvetica draws a sign, in shares of its size (Adobe's metrics, by kind of sign)."""
    if sign.isdigit():
        return 0.556
    if sign.isupper():
        return 0.68
    return 0.5 if sign.isalpha() else 0.33
