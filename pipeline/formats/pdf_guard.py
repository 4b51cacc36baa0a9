"""A PDF before anything draws it: is it whole, open, of a sane size, and what is attached to it?

pikepdf (qpdf) looks at the structure; pdfium, which draws, gets only what passed, mended where the structure was broken.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from domain.problem import ReadError, unreadable
from extractors.einvoice import EInvoice, read_xml
from extractors.einvoice.facturx import EMBEDDED_NAMES
from extractors.einvoice.parse import MAX_BYTES as MAX_XML_BYTES
from pipeline.formats.pictures import too_many_pages

logger = logging.getLogger(__name__)

# What one stream may unpack to. Page contents take kilobytes, CJK fonts some megabytes.
MAX_STREAM_BYTES = 256_000_000
# What one picture in a PDF may take in memory: 110 megapixels in RGB.
MAX_PICTURE_BYTES = 330_000_000
_HIGHEST_RATIO = 1032  # of deflate: 258 bytes from two bits
_STREAM = re.compile(rb"stream\r?\n")
_FLATE = re.compile(rb"/(FlateDecode|Fl)\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_COMPONENTS = {"/DeviceGray": 1, "/CalGray": 1, "/Indexed": 1, "/Separation": 1, "/DeviceCMYK": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class SafePdf:
    """Bytes that may be drawn, the number of pages, and the e-invoice attached to them."""

    content: bytes
    page_count: int
    einvoice: EInvoice | None


def inspect(content: bytes, *, name: str, max_pages: int) -> SafePdf:
    """Raises ReadError when the PDF is locked, cut short, beyond mending, empty, too long, a portfolio or a bomb."""
    if _is_cut_short(content):
        raise unreadable(
            "pdf_truncated",
            what="This PDF is cut short: its end is missing.",
            where=name,
            remedy="Send it again: its copy or download may have been interrupted.",
        )
    _refuse_bombs(content, name=name)
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            return _inspected(pdf, content, name=name, max_pages=max_pages)
    except pikepdf.PasswordError as error:
        raise unreadable(
            "pdf_locked", what="This PDF is locked by a password.", where=name, remedy="Send a copy without the password."
        ) from error
    except ReadError:
        raise
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RuntimeError) as error:
        # pikepdf raises the ordinary errors of Python where a file puts one type of object in the place of another.
        raise damaged(name) from error


def damaged(name: str) -> ReadError:
    """The refusal of a PDF that no reader can open."""
    return unreadable(
        "pdf_damaged", what="This PDF is damaged and cannot be mended.", where=name, remedy="Send it again, or print it to a new PDF file."
    )


def _inspected(pdf: pikepdf.Pdf, content: bytes, *, name: str, max_pages: int) -> SafePdf:
    count = len(pdf.pages)
    if count == 0:
        raise unreadable("pdf_without_pages", what="This PDF has no page.", where=name, remedy="Send the document itself.")
    if count > max_pages:
        raise too_many_pages(name, max_pages=max_pages, count=count)
    _refuse_giant_pictures(pdf, name=name)
    einvoice = _einvoice(pdf)
    if einvoice is None and "/Collection" in pdf.Root and len(pdf.attachments):
        raise unreadable(
            "pdf_portfolio",
            what="This PDF is a portfolio: a folder of other files.",
            where=name,
            remedy="Open it, save the files inside, and send those.",
        )
    return SafePdf(content=_mended(pdf) if _is_broken(pdf) else content, page_count=count, einvoice=einvoice)


def _is_cut_short(content: bytes) -> bool:
    """No end mark, or objects after the last one: readers would mend the rest and silently lose pages."""
    end = content.rfind(b"%%EOF")
    if end < 0:
        return b"startxref" not in content[-64:]
    return re.search(rb"\d\s+obj\b", content[end:]) is not None


def _is_broken(pdf: pikepdf.Pdf) -> bool:
    """Whether qpdf had to mend the file, or its page tree lies about the number of its pages."""
    return bool(pdf.get_warnings()) or int(pdf.Root.Pages.get("/Count", 0)) != len(pdf.pages)


def _mended(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    logger.warning("the structure of a PDF was mended")
    return out.getvalue()


def _refuse_bombs(content: bytes, *, name: str) -> None:
    """Streams are unpacked piece by piece, counting, before a library unpacks them whole."""
    end = -1
    for match in _STREAM.finditer(content):
        header = content[max(0, match.start() - 2000) : match.start()].rpartition(b"obj")[2]
        if end < match.end():
            found = content.find(b"endstream", match.end())
            end = found if found >= 0 else len(content)
        filters, packed = len(_FLATE.findall(header)), end - match.end()
        if filters > 1 and packed > 2000:
            raise _bomb(name)
        if filters and not _IMAGE.search(header) and packed * _HIGHEST_RATIO > MAX_STREAM_BYTES:
            data = memoryview(content)[match.end() : end]
            if inflated(data, limit=MAX_STREAM_BYTES, keep=False) is None:
                raise _bomb(name)


def inflated(data: bytes | memoryview, *, limit: int, keep: bool = True) -> bytes | None:
    """The unpacked bytes (or nothing of them, when they are only counted); None when there are more than `limit`."""
    unpacker, pieces, count = zlib.decompressobj(), [], 0
    try:
        rest: bytes | memoryview = data
        while rest and not unpacker.eof:
            piece = unpacker.decompress(rest, 1 << 20)
            rest = unpacker.unconsumed_tail
            count += len(piece)
            if count > limit:
                return None
            if keep:
                pieces.append(piece)
    except zlib.error:
        pass  # damaged or encrypted: what came out before is all there is
    return b"".join(pieces)


def _refuse_giant_pictures(pdf: pikepdf.Pdf, *, name: str) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
            bits = int(item.get("/BitsPerComponent", 1 if item.get("/ImageMask") else 8))
            size = int(item.get("/Width", 0)) * int(item.get("/Height", 0)) * bits * _components(item.get("/ColorSpace")) // 8
            if size > MAX_PICTURE_BYTES:
                raise _bomb(name)


def _components(space: Any) -> int:
    family = str(space[0]) if isinstance(space, pikepdf.Array) and len(space) else str(space)
    return 1 if space is None else _COMPONENTS.get(family, 3)


def _einvoice(pdf: pikepdf.Pdf) -> EInvoice | None:
    """The first attachment that is an e-invoice, known names first. A broken one is left aside: the page still speaks."""
    for name, stream in sorted(_attached(pdf), key=lambda pair: _rank(pair[0])):
        content = _xml_bytes(stream)
        try:
            found = read_xml(content, embedded=True) if content else None
        except ReadError as error:
            logger.warning("an attached XML is left aside: %s", error.problem.code)
            continue
        if found:
            logger.info("an e-invoice is attached, rank %d", _rank(name))
            return found
    return None


def _rank(name: str) -> int:
    return EMBEDDED_NAMES.index(name.lower()) if name.lower() in EMBEDDED_NAMES else len(EMBEDDED_NAMES)


def _attached(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Stream]]:
    """Attached files that may be XML: of the document (names tree and AF, ISO 32000-2 § 14.13), of pages and of notes."""
    specs: list[Any] = [spec.obj for spec in pdf.attachments.values()]
    specs += list(pdf.Root.get("/AF", ()))
    for page in pdf.pages:
        specs += list(page.obj.get("/AF", ()))
        specs += [note.get("/FS") for note in page.obj.get("/Annots", ()) if note.get("/Subtype") == "/FileAttachment"]
    for spec in specs:
        if isinstance(spec, pikepdf.Dictionary) and isinstance(files := spec.get("/EF"), pikepdf.Dictionary):
            name = str(spec.get("/UF", spec.get("/F", "")))
            stream = files.get("/UF", files.get("/F"))
            if isinstance(stream, pikepdf.Stream) and (name.lower().endswith(".xml") or "xml" in str(stream.get("/Subtype", ""))):
                yield name, stream


def _xml_bytes(stream: pikepdf.Stream) -> bytes | None:
    """The bytes of an attached file, None when they are too many or packed in a way that no invoice is."""
    raw = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    names = [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)] if filters is not None else []
    if names == ["/FlateDecode"] and "/DecodeParms" not in stream:
        return inflated(raw, limit=MAX_XML_BYTES)
    if not names:
        return raw
    return stream.read_bytes() if len(raw) < 100_000 and len(names) == 1 else None


def _bomb(name: str) -> ReadError:
    return unreadable(
        "pdf_too_large",
        what="This PDF unpacks to far more than a document needs.",
        where=name,
        remedy="Print it to a new PDF file, or scan it at 300 dpi, and send that.",
    )
