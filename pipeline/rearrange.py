"""Pages put into another order: split off, put together, turned. What comes out is a document of its own, read anew.

The originals stay untouched in the archive; a new PDF is composed from their pages, JPEG streams as they are, and handed in. The
documents it was made from are rejected with a reason that leads to it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from PIL import Image, ImageOps

from domain.document import Document
from domain.kinds import State
from domain.problem import refused
from domain.upload import Upload
from pipeline.filing import Filing, Receipt
from pipeline.formats import pdf_guard
from pipeline.formats.kinds import FileKind, kind_of
from pipeline.load import MAX_PAGES, show

_POINTS = 72 / 200
_QUALITY = 95
# EXIF orientation (CIPA DC-008, tag 274) → the clockwise turn that shows the picture upright; mirrored ones are drawn anew.
_TURNS = {1: 0, 3: 180, 6: 90, 8: 270}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """A page of one of several documents, turned clockwise by a multiple of 90 degrees."""

    source: int
    page: int
    turn_degrees: int = 0


def arrange(filing: Filing, document_ids: Sequence[str], plan: Sequence[Sequence[PageRef]], *, by: str) -> tuple[Receipt, ...]:
    """Compose a document from each row of the plan, hand it in, and reject those that the pages came from.

    Raises RefusedError when one of them is decided on already, has no pages, or shares its picture with others.
    """
    sources = tuple(_source(filing, one) for one in document_ids)
    uploads = tuple(Upload(name=each.name, content=filing.stores.objects.get(each.original)) for each in sources)
    composed = [compose(uploads, row, name=_name(sources[0].name, rank, len(plan))) for rank, row in enumerate(plan, 1) if row]
    company = filing.company(sources[0].company)
    receipts = tuple(filing.receive(upload, company=company, submitted_by=sources[0].submitted_by) for upload in composed)
    for receipt in receipts:
        filing.remark(receipt.id, what="arranged", text=" ".join(document_ids), by=by)
    made = ", ".join(receipt.id for receipt in receipts)
    for source in sources:
        filing.reject(source.id, reason=f"its pages are now in {made}", by=by)
    return receipts


def compose(uploads: Sequence[Upload], pages: Sequence[PageRef], *, name: str) -> Upload:
    """A PDF of those pages, the same bytes for the same pages. Raises ReadError for a damaged file."""
    opened = [_as_pdf(upload) for upload in uploads]
    made = pikepdf.new()
    for ref in pages:
        made.pages.append(opened[ref.source].pages[ref.page - 1])
        if ref.turn_degrees % 360:
            made.pages[-1].rotate(ref.turn_degrees % 360, relative=True)
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return Upload(name=name, content=out.getvalue())


def _source(filing: Filing, document_id: str) -> Document:
    document = filing.stores.register.get(document_id)
    views = document.reading.views if document and document.reading else ()
    if document is None or document.part is not None or not views:
        what, remedy = "The pages of this document cannot be arranged.", "Hand its pages in one by one."
        raise refused("no_pages", what=what, where=document.name if document else document_id, remedy=remedy)
    if document.state not in (State.TO_VALIDATE, State.FAILED):
        what, remedy = "A decision on this document stands.", "Take it up again first."
        raise refused("decided", what=what, where=document.name, remedy=remedy)
    return document


def _as_pdf(upload: Upload) -> pikepdf.Pdf:
    kind = kind_of(upload.content, name=upload.name)
    if kind is FileKind.PDF:
        return pikepdf.open(io.BytesIO(pdf_guard.inspect(upload.content, name=upload.name, max_pages=MAX_PAGES).content))
    made = pikepdf.new()
    with Image.open(io.BytesIO(upload.content)) if kind is FileKind.JPEG else _decoded(upload) as picture:
        turn = _TURNS.get(picture.getexif().get(274, 1))
        if picture.format == "JPEG" and picture.mode in ("RGB", "L") and turn is not None:
            _add_picture(made, upload.content, picture, turn)
        else:
            _add_encoded(made, picture)
        for frame in range(1, getattr(picture, "n_frames", 1)):
            picture.seek(frame)
            _add_encoded(made, picture)
    return made


def _decoded(upload: Upload) -> Image.Image:
    """A picture of another format: what cannot be opened here is opened as it is shown."""
    try:
        return Image.open(io.BytesIO(upload.content))
    except OSError:
        return Image.fromarray(show(upload, 1))


def _add_encoded(made: pikepdf.Pdf, picture: Image.Image) -> None:
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=_QUALITY)
    _add_picture(made, out.getvalue(), upright, 0)


def _add_picture(made: pikepdf.Pdf, jpeg: bytes, picture: Image.Image, turn: int) -> None:
    """A page that is just that JPEG (ISO 32000-1, 7.4.8)."""
    width, height = picture.size
    space = pikepdf.Name.DeviceGray if picture.mode == "L" else pikepdf.Name.DeviceRGB
    image = pikepdf.Stream(made, jpeg, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height)
    image.ColorSpace, image.BitsPerComponent, image.Filter = space, 8, pikepdf.Name.DCTDecode
    wide, high = width * _POINTS, height * _POINTS
    page = made.add_blank_page(page_size=(wide, high))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
    page.obj.Contents = pikepdf.Stream(made, f"q {wide:.3f} 0 0 {high:.3f} 0 0 cm /Im Do Q".encode())
    if turn:
        page.obj.Rotate = turn


def _name(name: str, rank: int, count: int) -> str:
    stem = name.rpartition("/")[2].rpartition(".")[0] or "document"
    return f"{stem}-{rank}.pdf" if count > 1 else f"{stem}.pdf"
