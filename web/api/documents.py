"""Documents over the interface: the same verbs as the pages and the command line, with the same checks."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from fastapi import APIRouter, File, Header, Path, Query, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from domain.document import Document
from domain.kinds import State
from domain.listing import contract_of, list_row
from domain.people import Action
from domain.problem import refused
from domain.upload import Upload
from pipeline.filing import Receipt as Filed
from storage.paging import page_of
from web.api import shapes
from web.api.caller import Caller, asking
from web.api.problems import described
from web.handing_out import original_of, picture_of

router = APIRouter(tags=["documents"])
DocumentId = Annotated[str, Path(pattern="^[0-9a-f]{20}$")]
IdempotencyKey = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$")]
Looking = Annotated[Caller, asking(Action.SEE)]
BYTES: dict[str, Any] = {"type": "string", "format": "binary"}


def _bytes(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": "The bytes", "content": {media_type: {"schema": BYTES}}}}


@router.get("/documents", response_model=shapes.Rows, responses=described(401, 403, 422))
def list_documents(
    caller: Looking,
    state: State | None = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """The documents of a company, the latest received first."""
    database = caller.desk.filing.stores.register.database
    try:
        page = page_of(database, company=caller.company.code, state=state, submitted_by=caller.only_by, after=cursor, limit=limit)
    except ValueError as error:
        raise HTTPException(422, detail=f"cursor: {error}") from error
    return {"items": [list_row(document) for document in page.documents], "next": page.following}


@router.post("/documents", response_model=shapes.Receipt, status_code=201, responses=described(400, 401, 403, 409, 413, 422))
def hand_in(
    caller: Annotated[Caller, asking(Action.SUBMIT)], file: Annotated[UploadFile, File()], idempotency_key: IdempotencyKey = None
) -> dict[str, Any]:
    """Hand a document in. It is safe in the archive before this answers; the same key again gives the same answer."""
    if (file.size or 0) > caller.desk.limits.file_bytes:
        raise HTTPException(413)
    upload = Upload(name=file.filename or "document", content=file.file.read())
    return _receive(caller, upload, idempotency_key)


@router.get("/documents/{document_id}", response_model=shapes.Row, responses=described(401, 403, 404, 422))
def look(caller: Looking, document_id: DocumentId) -> dict[str, Any]:
    return list_row(caller.document(document_id, Action.SEE))


@router.get("/documents/{document_id}/reading", responses=described(401, 403, 404, 409, 422))
def reading(caller: Looking, document_id: DocumentId) -> dict[str, Any]:
    """What was read, with the keys of `justif extract`, what a person corrected included."""
    document = caller.document(document_id, Action.SEE)
    if document.reading is None:
        raise refused("not_read", what="This document has not been read yet.", where=document_id, remedy="Wait until it has been read.")
    return contract_of(document)


@router.get(
    "/documents/{document_id}/original",
    response_class=Response,
    responses=_bytes("application/octet-stream") | described(401, 403, 404, 422),
)
def original(caller: Looking, document_id: DocumentId) -> Response:
    """The untouched bytes."""
    return original_of(caller.desk, caller.document(document_id, Action.SEE))


@router.get(
    "/documents/{document_id}/pages/{number}",
    response_class=Response,
    responses=_bytes("image/jpeg") | described(401, 403, 404, 422),
)
def page(caller: Looking, document_id: DocumentId, number: Annotated[int, Path(ge=1, le=10_000)]) -> Response:
    """A page as a person sees it; the boxes of the reading lie on it."""
    return picture_of(caller.desk, caller.document(document_id, Action.SEE), number, size="page")


@router.post("/documents/{document_id}/correct", responses=described(400, 401, 403, 404, 409, 422))
def correct(caller: Annotated[Caller, asking(Action.CORRECT)], document_id: DocumentId, said: shapes.Corrections) -> dict[str, Any]:
    """Write values over those read; the entry and the checks follow. Gives the reading as it is then."""
    document = caller.document(document_id, Action.CORRECT)
    return contract_of(caller.desk.filing.correct(document.id, said.values, by=caller.by))


@router.post("/documents/{document_id}/validate", response_model=shapes.Row, responses=described(401, 403, 404, 409, 422))
def validate(caller: Annotated[Caller, asking(Action.VALIDATE)], document_id: DocumentId) -> dict[str, Any]:
    """Book the proposed entry, for ever."""
    document = caller.document(document_id, Action.VALIDATE)
    return list_row(caller.desk.filing.validate(document.id, by=caller.by))


@router.post("/documents/{document_id}/reject", response_model=shapes.Row, responses=described(400, 401, 403, 404, 409, 422))
def reject(caller: Annotated[Caller, asking(Action.REJECT)], document_id: DocumentId, said: shapes.Rejection) -> dict[str, Any]:
    """Keep the document out of the books."""
    document = caller.document(document_id, Action.REJECT)
    return list_row(caller.desk.filing.reject(document.id, reason=said.reason.strip(), by=caller.by))


@router.post("/documents/{document_id}/retry", response_model=shapes.Row, responses=described(401, 403, 404, 409, 422))
def retry(caller: Annotated[Caller, asking(Action.RETRY)], document_id: DocumentId) -> dict[str, Any]:
    """Read the document again; what a person corrected will still hold."""
    document = caller.document(document_id, Action.RETRY)
    return list_row(caller.desk.filing.retry(document.id))


def _receive(caller: Caller, upload: Upload, key: str | None) -> dict[str, Any]:
    filing, code = caller.desk.filing, caller.company.code
    name = hashlib.sha256(f"{caller.user.id}\n{key}".encode()).hexdigest() if key else None
    before = filing.stores.register.slips.upload(code, name) if name else None
    known = filing.stores.register.get(before) if before else None
    if known:
        return _again(known, upload)
    receipt: Filed = filing.receive(upload, company=caller.company, submitted_by=caller.by)
    if name:
        filing.stores.register.slips.name_upload(code, name, receipt.id, now=filing.stores.register.now())
    return {"id": receipt.id, "original": receipt.original, "state": receipt.state, "duplicate_of": receipt.duplicate_of}


def _again(known: Document, upload: Upload) -> dict[str, Any]:
    """The answer that was given before; a key that named other bytes is refused (IETF draft on the Idempotency-Key header, 2.7)."""
    if known.original != upload.sha256:
        raise HTTPException(422, detail="Idempotency-Key: it named another document before")
    return {"id": known.id, "original": known.original, "state": known.state, "duplicate_of": None}
