"""The accountant's desk: the piles that wait, in the order of the work; what is green is looked through together and validated at once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.responses import HTMLResponse, RedirectResponse, Response

from domain.document import Document
from domain.kinds import State
from domain.problem import RefusedError
from domain.queues import Order, Queue, twins_of
from pipeline.signing import sign, take_back
from web.desk import Posted, Visit, Visited
from web.trail import Trail, trail_of
from web.words import N_

router = APIRouter()
SHOWN = 50
TOGETHER = 60
"""As many thumbnails as a person can look through at once."""

WORDS = {
    Queue.GREEN: N_("All green"),
    Queue.DOUBTFUL: N_("Doubtful"),
    Queue.DUPLICATE: N_("Duplicates"),
    Queue.ANOMALY: N_("Anomalies"),
}
ORDERS = {
    Order.CERTAIN: N_("Most certain first"),
    Order.SELLER: N_("By supplier"),
    Order.AMOUNT: N_("Largest amount first"),
    Order.AGE: N_("Oldest first"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A document and the one that it is perhaps a copy of."""

    document: Document
    twin: Document


@router.get("/desk")
def desk(visit: Visited, page: int = 1) -> HTMLResponse:
    """A pile as a list; duplicates side by side."""
    trail = trail_of(visit)
    page = min(max(page, 1), 10_000)
    listed = trail.queues.list(
        trail.company, trail.queue, order=trail.order, person=trail.person, limit=SHOWN + 1, offset=(page - 1) * SHOWN
    )
    pairs = _pairs(visit, listed[:SHOWN]) if trail.queue is Queue.DUPLICATE else ()
    shown: dict[str, Any] = {"documents": listed[:SHOWN], "has_more": len(listed) > SHOWN, "number": page, "pairs": pairs}
    return visit.page("desk.html", note=visit.note(), **shown, **_frame(visit, trail))


@router.get("/desk/together")
def together(visit: Visited) -> HTMLResponse:
    """The green pile as thumbnails."""
    trail = trail_of(visit)
    documents = trail.queues.list(trail.company, Queue.GREEN, order=trail.order, person=trail.person, limit=TOGETHER)
    done = [one for one in visit.request.query_params.getlist("done") if _is_signed(visit, one)]
    return visit.page("together.html", documents=documents, sums=_sums(documents), done=done, note=visit.note(), **_frame(visit, trail))


@router.post("/desk/together")
def validate_together(visit: Posted, ids: Annotated[list[str] | None, Form()] = None) -> Response:
    """Sign those that were ticked. One that is no longer green since the page was made is left where it is."""
    filing, signed = visit.desk.filing, []
    green = frozenset(trail_of(visit).queues.ids(visit.desk.company.code, Queue.GREEN))
    for one in (ids or [])[:TOGETHER]:
        if one not in green:
            continue
        try:
            sign(filing, one, by=visit.by, seconds=visit.desk.habits.grace_seconds)
        except RefusedError:
            continue
        signed.append(one)
    return RedirectResponse("/desk/together?" + "&".join(["note=together", *(f"done={one}" for one in signed)]), status_code=303)


@router.post("/desk/undo")
def undo_together(visit: Posted, ids: Annotated[list[str] | None, Form()] = None) -> Response:
    """Take back what was signed together, as far as it is not booked."""
    taken = [take_back(visit.desk.filing, visit.document(one).id, by=visit.by) for one in (ids or [])[:TOGETHER]]
    return RedirectResponse("/desk/together?note=" + ("withdrawn" if all(taken) else "too_late"), status_code=303)


@router.get("/documents/{document_id}/preview")
def preview(visit: Visited, document_id: str) -> HTMLResponse:
    """The page and the key values, for a look without leaving the list."""
    return visit.page("_preview.html", document=visit.document(document_id))


def _frame(visit: Visit, trail: Trail) -> dict[str, Any]:
    """What every page of the desk shows: the piles with their sizes, and the orders."""
    counts = visit.desk.filing.stores.register.counts(trail.company)
    return {
        "trail": trail,
        "queues": WORDS,
        "orders": ORDERS,
        "sizes": trail.queues.sizes(trail.company),
        "waiting": trail.queues.waiting(trail.company),
        "failed": counts[State.FAILED],
        "people": visit.desk.filing.stores.register.slips.people(trail.company),
    }


def _pairs(visit: Visit, documents: tuple[Document, ...]) -> tuple[Pair, ...]:
    register = visit.desk.filing.stores.register
    found = ((document, register.get(one)) for document in documents if document.reading for one in twins_of(document.reading))
    return tuple(Pair(document=document, twin=twin) for document, twin in found if twin is not None)


def _sums(documents: tuple[Document, ...]) -> dict[str, Decimal]:
    """What the documents come to, by currency."""
    sums: dict[str, Decimal] = {}
    for document in documents:
        facts = document.reading.facts if document.reading else None
        if facts and facts.total_with_tax and facts.currency:
            sums[facts.currency.value] = sums.get(facts.currency.value, Decimal(0)) + facts.total_with_tax.value
    return sums


def _is_signed(visit: Visit, document_id: str) -> bool:
    document = visit.desk.filing.stores.register.get(document_id)
    is_ours = document is not None and document.company == visit.desk.company.code
    return is_ours and visit.desk.filing.stores.register.slips.signature(document_id) is not None
