"""For administrators: which programs are told what happens to the documents of this company, and what became of each message."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form
from starlette.responses import HTMLResponse, RedirectResponse, Response

from storage.outbox import EVENTS, Webhook
from web.desk import Posted, Visit, Visited
from web.words import N_

router = APIRouter()
NO_ADDRESS = N_("Give a whole address, which begins with https:// or http://.")
NO_EVENT = N_("Choose what the program is told.")
LONGEST = 500


@router.get("/webhooks")
def look(visit: Visited) -> HTMLResponse:
    return _show(visit)


@router.post("/webhooks")
def add(visit: Posted, url: Annotated[str, Form()] = "", events: Annotated[list[str] | None, Form()] = None) -> Response:
    """Tell a program from now on; the secret that signs the messages is shown this once."""
    wanted = tuple(event for event in EVENTS if event in (events or ()))
    if not is_address(url) or not wanted:
        return _show(visit, status=422, complaint=NO_EVENT if is_address(url) else NO_ADDRESS)
    outbox = visit.desk.filing.stores.register.outbox
    return _show(visit, added=outbox.add(company=visit.desk.company.code, url=url.strip(), events=wanted))


@router.post("/webhooks/{webhook_id}/remove")
def remove(visit: Posted, webhook_id: str) -> Response:
    visit.desk.filing.stores.register.outbox.remove(visit.desk.company.code, webhook_id)
    return RedirectResponse("/webhooks", status_code=303)


def is_address(url: str) -> bool:
    """Whether messages can be sent there.

    >>> is_address("https://erp.example/justif"), is_address("file:///etc/passwd"), is_address("erp.example"), is_address("http://[")
    (True, False, False, False)
    """
    try:
        parts = urlsplit(url.strip())
        return parts.scheme in ("http", "https") and bool(parts.hostname) and len(url) <= LONGEST and (parts.port or 1) > 0
    except ValueError:
        return False


def _show(visit: Visit, *, status: int = 200, complaint: str = "", added: Webhook | None = None) -> HTMLResponse:
    outbox, code = visit.desk.filing.stores.register.outbox, visit.desk.company.code
    return visit.page(
        "people/webhooks.html",
        status=status,
        webhooks=outbox.list(code),
        told=outbox.told(code),
        events=EVENTS,
        complaint=visit.speech.say(complaint),
        added=added,
    )
