"""Uploads that survive a bad line: a device names each, sends it in pieces, and may ask at any time how far it got.

The name makes it exactly once: when the answer is lost on the way, the same name again gives the document that it became the
first time. Pieces lie in a folder of this machine until the last one is there; only then the original is kept and queued.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Header, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from domain.upload import Upload
from web.desk import Visit, Visited
from web.security import is_token

router = APIRouter()
KEY = re.compile(r"[A-Za-z0-9-]{8,64}")
STALE_SECONDS = 2 * 24 * 3600.0


@router.get("/uploads/{key}")
def how_far(visit: Visited, key: str) -> JSONResponse:
    """How many bytes of that upload are here, and the document that it has become."""
    _known(key)
    return _answer(visit, key)


@router.put("/uploads/{key}")
async def send(
    visit: Visited,
    request: Request,
    key: str,
    x_justif_token: Annotated[str, Header()] = "",
    upload_offset: Annotated[int, Header()] = 0,
    upload_length: Annotated[int, Header()] = 0,
    upload_name: Annotated[str, Header()] = "",
) -> Response:
    """A piece, from `Upload-Offset` on. 409 with the offset that is expected when it does not follow the last one."""
    _known(key)
    if not is_token(x_justif_token, visit.kept_token):
        raise HTTPException(403)
    limit = visit.desk.limits.file_bytes
    if not 0 < upload_length <= limit or upload_offset < 0:
        raise HTTPException(413 if upload_length > limit else 422)
    piece = await request.body()
    return await run_in_threadpool(_take, visit, key, piece, offset=upload_offset, length=upload_length, name=unquote(upload_name))


def receive_once(visit: Visit, upload: Upload, key: str) -> tuple[str, bool]:
    """Hand an upload in under its name; the id of the document, and whether the company had these bytes already."""
    register, company = visit.desk.filing.stores.register, visit.desk.company
    known = register.slips.upload(company.code, key) if KEY.fullmatch(key) else None
    if known:
        return known, False
    receipt = visit.desk.filing.receive(upload, company=company, submitted_by=visit.by)
    if KEY.fullmatch(key):
        register.slips.name_upload(company.code, key, receipt.id, now=visit.now)
    return receipt.id, receipt.duplicate_of is not None


def _take(visit: Visit, key: str, piece: bytes, *, offset: int, length: int, name: str) -> Response:
    if visit.desk.filing.stores.register.slips.upload(visit.desk.company.code, key):
        return _answer(visit, key)
    path = _path(visit, key)
    if offset != _here(path) or offset + len(piece) > length:
        return _answer(visit, key, status=409)
    _write(path, piece, offset=offset)
    if offset + len(piece) < length:
        return _answer(visit, key)
    try:
        content = path.read_bytes()
    except FileNotFoundError:  # the same piece came a second time while the first was being filed
        return _answer(visit, key)
    receive_once(visit, Upload(name=name or "photo.jpg", content=content), key)
    path.unlink(missing_ok=True)
    return _answer(visit, key)


def _here(path: Path) -> int:
    """How many bytes are here."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _write(path: Path, piece: bytes, *, offset: int) -> None:
    """At its own place, not at the end: a device that gave up waiting sends a piece again while the first is still on its way in."""
    with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "wb", closefd=True) as kept:  # noqa: PTH123 - Path opens none without emptying
        kept.seek(offset)
        kept.write(piece)


def _answer(visit: Visit, key: str, *, status: int = 200) -> JSONResponse:
    path = _path(visit, key)
    known = visit.desk.filing.stores.register.slips.upload(visit.desk.company.code, key)
    return JSONResponse({"offset": _here(path), "id": known or ""}, status_code=status)


def _known(key: str) -> None:
    if not KEY.fullmatch(key):
        raise HTTPException(404)


def _path(visit: Visit, key: str) -> Path:
    """Where the pieces lie: for the owner of this process alone, one file an upload of a company and a person."""
    folder = Path(tempfile.gettempdir()) / f"justif-uploads-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    folder.mkdir(mode=0o700, exist_ok=True)
    _sweep(folder)
    whose = f"{visit.desk.company.code}\n{visit.by}\n{key}"
    return folder / hashlib.sha256(whose.encode()).hexdigest()


def _sweep(folder: Path) -> None:
    """Forget what nobody came back for; the device still has it."""
    before = time.time() - STALE_SECONDS
    for path in folder.iterdir():
        with suppress(FileNotFoundError):  # it became a document since the folder was listed
            if path.stat().st_mtime < before:
                path.unlink()
