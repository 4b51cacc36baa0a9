"""What leaves of a document: the untouched bytes, and pictures of its pages; for the pages and for programs alike."""

from __future__ import annotations

import logging
from urllib.parse import quote

from fastapi import HTTPException
from starlette.responses import RedirectResponse, Response

from domain.document import Document
from domain.problem import ReadError
from domain.upload import Upload
from pipeline.sheet import Pixels
from storage.objects import PictureLinks
from web.desk import Desk
from web.pictures import SIZES, encode

_KEPT_SECONDS = 120
"""How long a browser may keep the way to a picture: less than the link holds."""

log = logging.getLogger(__name__)


def original_of(desk: Desk, document: Document) -> Response:
    """The untouched bytes, always as a download: a stranger's file never runs under our name."""
    name = "".join(sign for sign in document.name.rpartition("/")[2] if sign.isprintable()) or "original"
    plain = "".join(sign if sign.isascii() and sign not in '"\\;%' else "_" for sign in name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    content = desk.filing.stores.objects.get(document.original)
    return Response(content, media_type="application/octet-stream", headers={"Content-Disposition": disposition})


def picture_of(desk: Desk, document: Document, number: int, *, size: str, by_link: bool = False) -> Response:
    """A page as a person sees it. Raises HTTP 404 where there is none to show.

    `by_link` sends a browser to the store for it, where the store serves browsers: what it may see was asked before, and the address
    it gets ends soon.
    """
    view = next((v for v in (document.reading.views if document.reading else ()) if v.number == number), None)
    if view is None or size not in SIZES:
        raise HTTPException(404)

    def render() -> Pixels:
        upload = Upload(name=document.name, content=desk.filing.stores.objects.get(document.original))
        return desk.show(upload, number, turn_degrees=view.turn_degrees)

    store = desk.filing.stores.objects
    try:
        if by_link and isinstance(store, PictureLinks) and store.pictures_at:
            name = f"{document.original}-{number}-{view.turn_degrees}-{size}"
            link = store.picture_link(name, lambda: encode(render(), longest=SIZES[size]))
            return RedirectResponse(link, status_code=307, headers={"Cache-Control": f"private, max-age={_KEPT_SECONDS}"})
        encoded = desk.pictures.get((document.original, number, view.turn_degrees, size), render)
    except ReadError as error:
        log.warning("page %d of %s cannot be shown: %s", number, document.id, error.problem.code)
        raise HTTPException(404) from error
    return Response(encoded, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})
