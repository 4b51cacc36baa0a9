"""The phone's pages: photograph and forget, what was read of it, my documents; and what makes them an app that starts offline."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response

from domain.advances import Stage, sums
from domain.document import Document
from domain.kinds import State
from pipeline.advances import open_advances, repaid_advances
from pipeline.doubt import LEAST
from web.desk import Posted, Visit, Visited
from web.picture import measured

router = APIRouter()
STATIC = Path(__file__).parent / "static"
SHOWN = 50
MOVING = (State.RECEIVED, State.READING)
PATIENCE_SECONDS = 4.0
"""So long an answer waits for the reading: a server that is told to stop does not wait longer either."""
LONGEST_NOTE = 500
READ_FIELDS = ("seller_name", "issue_date", "total_with_tax", "total_tax")


@router.get("/capture")
def capture(visit: Visited) -> HTMLResponse:
    """The camera, the photos that wait on this phone, and what was read of those that went up."""
    return visit.page("capture.html", limits=visit.desk.limits, note=visit.note())


@router.get("/capture/{document_id}")
async def captured(visit: Visited, document_id: str, wait: bool = False) -> HTMLResponse:
    """What was read, for the page that asks again until it is; with `wait` the answer waits a while for it."""
    until = time.monotonic() + PATIENCE_SECONDS
    document = await run_in_threadpool(visit.document, document_id)
    while wait and document.state in MOVING and time.monotonic() < until and not await visit.request.is_disconnected():
        await asyncio.sleep(_pause((visit.now - document.received_at).total_seconds()))
        document = await run_in_threadpool(visit.document, document_id)
    return await run_in_threadpool(_captured, visit, document)


@router.post("/documents/{document_id}/note")
def note(visit: Posted, document_id: str, text: Annotated[str, Form()] = "") -> Response:
    """What only the sender knows: who was at the lunch, which project, paid how."""
    document = visit.document(document_id)
    said = " ".join(text.split())[:LONGEST_NOTE]
    if said:
        visit.desk.filing.remark(document_id, what="noted", text=said, by=visit.by)
    if visit.request.headers.get("hx-request"):
        return _captured(visit, document)
    return RedirectResponse("/mine?note=commented" if said else "/mine", status_code=303)


@router.get("/mine")
def mine(visit: Visited, page: int = 1) -> HTMLResponse:
    """What this person handed in, and what became of it; what came back with a reason stands first."""
    page = min(max(page, 1), 10_000)
    register, company = visit.desk.filing.stores.register, visit.desk.company.code
    listed = register.queues.sent_by(company, visit.by, limit=SHOWN + 1, offset=(page - 1) * SHOWN)
    own = (
        *open_advances(visit.desk.filing, company, submitted_by=visit.by),
        *repaid_advances(visit.desk.filing, company, submitted_by=visit.by, limit=page * SHOWN),
    )
    returned = [document for document in listed[:SHOWN] if document.state in (State.REJECTED, State.FAILED)]
    return visit.page(
        "mine.html",
        documents=listed[:SHOWN],
        returned=returned,
        has_more=len(listed) > SHOWN,
        number=page,
        note=visit.note(),
        advances={advance.document_id: advance for advance in own},
        owed=sums(advance for advance in own if advance.stage is Stage.OWED),
        claimed=sums(advance for advance in own if advance.stage is Stage.CLAIMED),
        paid=register.advances.who_paid([document.id for document in listed]),
    )


@router.get("/sw.js")
@router.get("/sync.js")
def service_worker(visit: Visited) -> Response:
    """The service worker, at the root so that it may serve every page; the second one sends what waits when no page is open, too."""
    name = visit.request.url.path.rpartition("/")[2]
    return FileResponse(STATIC / name, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@router.get("/manifest.webmanifest")
def manifest(visit: Visited) -> JSONResponse:
    """What a phone needs to install the pages as an app (W3C Web Application Manifest)."""
    speech = visit.speech
    return JSONResponse(
        {
            "name": "Justif",
            "short_name": "Justif",
            "description": speech.say("Photograph receipts and invoices"),
            "lang": speech.language,
            "dir": speech.direction,
            "id": "/capture",
            "start_url": "/capture",
            "scope": "/",
            "display": "standalone",
            "background_color": "#f4f5f2",
            "theme_color": "#0f6b5c",
            "icons": [
                {"src": f"/static/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
                for size in (192, 512)
                for purpose in ("any", "maskable")
            ],
            "shortcuts": [{"name": speech.say("My documents"), "url": "/mine"}],
        },
        media_type="application/manifest+json",
    )


def _pause(age_seconds: float) -> float:
    """Between two looks: short as long as a person waits for it, longer where a queue must be read first.

    >>> _pause(1.0), _pause(10.0), _pause(3600.0)
    (0.1, 0.5, 1.0)
    """
    return min(max(age_seconds / 20, 0.1), 1.0)


def _captured(visit: Visit, document: Document) -> HTMLResponse:
    facts = document.reading.facts if document.reading else None
    found = {name: facts.get(name) for name in READ_FIELDS} if facts else {}
    doubtful = {name for name, value in found.items() if value is None or value.confidence < LEAST.get(name, 0.5)}
    parts = visit.desk.filing.stores.register.parts(document)
    history = visit.desk.filing.stores.register.history(document.id)
    return visit.page(
        "_captured.html",
        document=document,
        found=found,
        doubtful=doubtful,
        others=len(parts) - 1,
        flaws=document.reading.flaws if document.reading else (),
        qualities=[measured(visit.speech, one) for one in document.reading.qualities] if document.reading else [],
        is_moving=document.state in MOVING,
        paid=visit.desk.filing.stores.register.advances.who_paid([document.id]).get(document.id),
        noted=[event.after for event in history if event.what == "noted"],
    )
