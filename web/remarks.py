"""Words that people leave on a document: comments of those who work on it, who looks after it, a note of who sent it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from web.desk import PERSON_LENGTH, Posted
from web.trail import trail_of

router = APIRouter()
LONGEST = 500


@router.post("/documents/{document_id}/comment")
def comment(visit: Posted, document_id: str, text: Annotated[str, Form()] = "") -> Response:
    """Written into the history, where everybody who may see the document reads it."""
    visit.document(document_id)
    said = " ".join(text.split())[:LONGEST]
    if said:
        visit.desk.filing.remark(document_id, what="commented", text=said, by=visit.by)
    return RedirectResponse(trail_of(visit).address(document_id, note="commented" if said else ""), status_code=303)


@router.post("/documents/{document_id}/assign")
def assign(visit: Posted, document_id: str, person: Annotated[str, Form()] = "") -> Response:
    """From now on it lies on the pile of that person; of nobody when the name is empty."""
    visit.document(document_id)
    name = " ".join(person.split())[:PERSON_LENGTH]
    visit.desk.filing.stores.register.slips.assign(document_id, name)
    visit.desk.filing.remark(document_id, what="assigned", text=name, by=visit.by)
    return RedirectResponse(trail_of(visit).address(document_id, note="assigned"), status_code=303)
