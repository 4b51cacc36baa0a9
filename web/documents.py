"""The way in and the queue: receive documents, follow them, see their pages, take the original back."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, File, Form, UploadFile
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from domain.document import Document
from domain.kinds import State
from domain.problem import RefusedError
from domain.upload import Upload
from web.desk import COMPANY_COOKIE, LANGUAGE_COOKIE, PERSON_COOKIE, PERSON_LENGTH, Posted, Visit, Visited
from web.handing_out import original_of, picture_of
from web.uploads import receive_once

log = logging.getLogger(__name__)
router = APIRouter()
SHOWN = 50
MOVING = (State.RECEIVED, State.READING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What became of one file that was handed in."""

    name: str
    id: str = ""
    duplicate: bool = False
    complaint: str = ""


@router.get("/")
def home(visit: Visited, state: str = "", page: int = 1) -> HTMLResponse:
    """The drop zone and the queue."""
    return visit.page("queue.html", **_queue(visit, state, page), limits=visit.desk.limits, note=visit.note(), arrivals=())


@router.get("/queue")
def queue(visit: Visited, state: str = "", page: int = 1) -> HTMLResponse:
    """The queue alone, for the page that refreshes itself."""
    return visit.page("_queue.html", **_queue(visit, state, page))


@router.post("/documents")
def receive(visit: Posted, files: Annotated[list[UploadFile] | None, File()] = None, answer: Annotated[str, Form()] = "") -> Response:
    """Every file is safe in the archive before this answers; reading them is the worker's."""
    files = [file for file in files or [] if file.filename or file.size]
    if not files:
        return RedirectResponse("/?note=nothing", status_code=303)
    arrivals = [_receive(visit, file, rank) for rank, file in enumerate(files)]
    if answer == "json":
        return JSONResponse([{"name": a.name, "id": a.id, "duplicate": a.duplicate, "complaint": a.complaint} for a in arrivals])
    context = _queue(visit, "", 1) | {"limits": visit.desk.limits, "note": "", "arrivals": arrivals}
    return visit.page("queue.html", status=200 if not any(a.complaint for a in arrivals) else 413, **context)


@router.post("/documents/{document_id}/retry")
def retry(visit: Posted, document_id: str) -> Response:
    visit.document(document_id)
    try:
        visit.desk.filing.retry(document_id)
    except RefusedError as refused:
        return visit.page("error.html", status=409, title=refused.problem.what, remedy=refused.problem.remedy, number="")
    return RedirectResponse("/?note=retried", status_code=303)


@router.get("/documents/{document_id}/original")
def original(visit: Visited, document_id: str) -> Response:
    return original_of(visit.desk, visit.document(document_id))


@router.get("/documents/{document_id}/pages/{number}")
def picture(visit: Visited, document_id: str, number: int, size: str = "page") -> Response:
    return picture_of(visit.desk, visit.document(document_id), number, size=size, by_link=True)


@router.post("/preferences")
def prefer(
    visit: Posted, language: Annotated[str, Form()] = "", person: Annotated[str | None, Form()] = None, company: Annotated[str, Form()] = ""
) -> Response:
    """Language, name and the company whose books lie open, kept in this browser."""
    answer = RedirectResponse(_back(visit), status_code=303)
    if language in visit.desk.languages:
        visit.keep(answer, LANGUAGE_COOKIE, language)
    if company in visit.company_codes:
        visit.keep(answer, COMPANY_COOKIE, company)
    if person is not None:
        visit.keep(answer, PERSON_COOKIE, quote(" ".join(person.split())[:PERSON_LENGTH]))
    return answer


def _receive(visit: Visit, file: UploadFile, rank: int) -> Arrival:
    name = file.filename or "?"
    limits = visit.desk.limits
    if rank >= limits.files:
        return Arrival(name=name, complaint=visit.speech.say("Too many files at once: this one was not taken."))
    if (file.size or 0) > limits.file_bytes:
        return Arrival(name=name, complaint=visit.speech.say("This file is too large: it was not taken."))
    upload = Upload(name=name, content=file.file.read())
    key = visit.request.headers.get("idempotency-key", "")
    one, is_known = receive_once(visit, upload, f"{key}-{rank}" if key else "")
    return Arrival(name=name, id=one, duplicate=is_known)


def _queue(visit: Visit, state: str, page: int) -> dict[str, Any]:
    """What the queue shows: a page of documents, and how many there are of each state."""
    register, code = visit.desk.filing.stores.register, visit.desk.company.code
    chosen = State(state) if state in list(State) else None
    page = min(max(page, 1), 100_000)
    listed: tuple[Document, ...] = register.list(code, chosen, submitted_by=visit.only_by, limit=SHOWN + 1, offset=(page - 1) * SHOWN)
    counts = register.counts(code, submitted_by=visit.only_by)
    return {
        "documents": listed[:SHOWN],
        "has_more": len(listed) > SHOWN,
        "number": page,
        "counts": {each: counts.get(each, 0) for each in State},
        "chosen": chosen,
        "is_moving": any(counts.get(each, 0) for each in MOVING),
    }


def _back(visit: Visit) -> str:
    """The page of ours that the form was on."""
    came = visit.request.headers.get("referer", "")
    base = str(visit.request.base_url)
    return "/" + came[len(base) :] if came.startswith(base) else "/"
