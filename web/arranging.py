"""The pages of a document on a table: turned, put into another order, split off, or put together with another document's."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from domain.document import Document
from domain.kinds import State
from domain.problem import ReadError, RefusedError
from domain.upload import Upload
from pipeline.rearrange import PageRef, arrange
from pipeline.searchable import searchable
from web.desk import Posted, Visit, Visited
from web.trail import trail_of

router = APIRouter()
OFFERED = 40
TURNS = (0, 90, 180, 270)


@router.get("/documents/{document_id}/arrange")
def table(visit: Visited, document_id: str, add: str = "") -> HTMLResponse:
    """The pages, and those of a document that is to be added."""
    document = visit.document(document_id)
    added = (visit.document(add),) if add and add != document_id else ()
    return _table(visit, (document, *added))


@router.post("/documents/{document_id}/arrange")
async def put_in_order(visit: Posted, document_id: str, add: Annotated[str, Form()] = "") -> Response:
    form = await visit.request.form()
    typed = {name: value for name, value in form.items() if isinstance(value, str)}
    return await run_in_threadpool(_arrange, visit, document_id, add, typed)


@router.get("/documents/{document_id}/searchable")
def as_searchable(visit: Visited, document_id: str) -> Response:
    """The document as a PDF whose words can be searched and copied."""
    document = visit.document(document_id)
    if document.reading is None or not document.reading.views:
        raise HTTPException(404)
    upload = Upload(name=document.name, content=visit.desk.filing.stores.objects.get(document.original))
    try:
        content = searchable(upload, document.reading)
    except ReadError as error:
        raise HTTPException(404) from error
    name = document.name.rpartition("/")[2].rpartition(".")[0] or document.id
    disposition = f"attachment; filename=\"{document.id}.pdf\"; filename*=UTF-8''{quote(name, safe='')}.pdf"
    return Response(content, media_type="application/pdf", headers={"Content-Disposition": disposition})


def _arrange(visit: Visit, document_id: str, add: str, typed: dict[str, str]) -> Response:
    documents = tuple(visit.document(one) for one in dict.fromkeys((document_id, add)) if one)
    plan = plan_of(typed, documents)
    try:
        receipts = arrange(visit.desk.filing, [each.id for each in documents], plan, by=visit.by)
    except RefusedError as refused:
        return visit.page("error.html", status=409, title=refused.problem.what, remedy=refused.problem.remedy, number="")
    return RedirectResponse(trail_of(visit).address(receipts[0].id, note="arranged"), status_code=303)


def plan_of(typed: dict[str, str], documents: tuple[Document, ...]) -> list[list[PageRef]]:
    """The pages in the order that was typed; a new document begins where that was ticked. Pages left out fall away."""
    refs: list[tuple[float, PageRef, bool]] = []
    for source, document in enumerate(documents):
        for view in document.reading.views if document.reading else ():
            name = f"{source}-{view.number}"
            turn = typed.get(f"turn-{name}", "0")
            ref = PageRef(source=source, page=view.number, turn_degrees=int(turn) if turn in map(str, TURNS) else 0)
            if typed.get(f"out-{name}") != "yes":
                refs.append((_rank(typed.get(f"order-{name}", ""), len(refs) + 1), ref, typed.get(f"start-{name}") == "yes"))
    plan: list[list[PageRef]] = [[]]
    for _, ref, is_start in sorted(refs, key=lambda each: each[0]):
        if is_start and plan[-1]:
            plan.append([])
        plan[-1].append(ref)
    if not plan[0]:
        raise HTTPException(422)
    return plan


def _rank(text: str, usual: int) -> float:
    return float(text.replace(",", ".")) if re.fullmatch(r"\d{1,3}(?:[.,]\d)?", text) else float(usual)


def _table(visit: Visit, documents: tuple[Document, ...]) -> HTMLResponse:
    """The page of the table, with the documents that could be added."""
    register, code = visit.desk.filing.stores.register, visit.desk.company.code
    waiting = register.queues.list(code, limit=OFFERED) if documents[0].state in (State.TO_VALIDATE, State.FAILED) else ()
    chosen = {document.id for document in documents}
    others = [each for each in waiting if each.id not in chosen and each.part is None and each.reading and each.reading.views]
    return visit.page("arrange.html", documents=documents, others=others, trail=trail_of(visit), turns=TURNS)
