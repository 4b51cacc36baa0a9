"""One document on the bench: its page beside its values and its entry, the accountant's corrections, and the decision.

Correcting works the entry and the checks out anew. Validating signs the entry: it is booked, for ever, once the time for
second thoughts is over. What was typed but not yet saved when a person validates is saved first and shown again, so that
nobody signs an entry that he has not seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from accounting.chart import label_of
from domain.document import Document
from domain.kinds import State
from domain.problem import Problem, RefusedError
from domain.queues import twins_of
from domain.reading import Reading
from pipeline.signing import sign, take_back
from web.desk import Posted, Visit, Visited
from web.fieldrows import FIRST_FIELDS, MONEY_FIELDS, OTHER_FIELDS, canonical_values, currency_of, field_rows, placed
from web.forms import read_fields, reason_of
from web.searching.places import places_of
from web.trail import Trail, trail_of
from web.words import N_

router = APIRouter()
NO_REASON = N_("Say in a few words why.")
LONGEST_SECONDS = 1800.0
"""A document open for longer was left open: it tells nothing about the work."""


@router.get("/documents/{document_id}")
def look(visit: Visited, document_id: str) -> HTMLResponse:
    return show(visit, visit.document(document_id), note=visit.note())


@router.post("/documents/{document_id}/correct")
async def correct(visit: Posted, document_id: str) -> Response:
    """The fields of the form, where they differ from what was read."""
    return await run_in_threadpool(_correct, visit, document_id, await _typed_form(visit))


@router.post("/documents/{document_id}/validate")
async def validate(visit: Posted, document_id: str) -> Response:
    """The entry is signed, and the next document opens; it gets its number when it can no longer be taken back."""
    return await run_in_threadpool(_validate, visit, document_id, await _typed_form(visit))


@router.post("/documents/{document_id}/undo")
def undo(visit: Posted, document_id: str) -> Response:
    """Take the signature back, if there is still time, and show the document again."""
    visit.document(document_id)
    note = "withdrawn" if take_back(visit.desk.filing, document_id, by=visit.by) else "too_late"
    return RedirectResponse(trail_of(visit).address(document_id, note=note), status_code=303)


@router.post("/documents/{document_id}/reject")
def reject(visit: Posted, document_id: str, reason: Annotated[str, Form()] = "") -> Response:
    document = visit.document(document_id)
    why = reason_of(reason)
    if why is None:
        return show(visit, document, status=422, reason=reason, reason_complaint=visit.speech.say(NO_REASON))
    trail = trail_of(visit)
    following = trail.after(document_id)
    try:
        visit.desk.filing.reject(document_id, reason=why, by=visit.by)
    except RefusedError as refused:
        return show(visit, visit.document(document_id), status=409, problem=refused.problem)
    return RedirectResponse(trail.address(following or document_id, note="" if following else "rejected"), status_code=303)


async def _typed_form(visit: Visit) -> dict[str, str]:
    form = await visit.request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _correct(visit: Visit, document_id: str, form: dict[str, str]) -> Response:
    document = visit.document(document_id)
    refused = _save(visit, document, form)
    if refused is not None:
        return refused
    return RedirectResponse(trail_of(visit).address(document_id, note="corrected"), status_code=303)


def _validate(visit: Visit, document_id: str, form: dict[str, str]) -> Response:
    document, trail = visit.document(document_id), trail_of(visit)
    if _changes(visit, document, form):
        return _save(visit, document, form) or RedirectResponse(trail.address(document_id, note="looked"), status_code=303)
    following = trail.after(document_id)
    try:
        sign(visit.desk.filing, document_id, by=visit.by, seconds=visit.desk.habits.grace_seconds)
    except RefusedError as refused:
        return show(visit, visit.document(document_id), status=409, problem=refused.problem)
    _time(visit, document_id, form.get("seconds", ""))
    if following is None:
        return RedirectResponse(trail.address(document_id), status_code=303)
    return RedirectResponse(trail.address(following, done=document_id), status_code=303)


def _time(visit: Visit, document_id: str, seconds: str) -> None:
    """Keep how long the person had the document open, where the page could tell."""
    try:
        spent = float(seconds)
    except ValueError:
        return
    if 0 < spent <= LONGEST_SECONDS:
        visit.desk.filing.stores.register.slips.handled(document_id, spent)


def _save(visit: Visit, document: Document, form: dict[str, str]) -> Response | None:
    """Keep what was changed; the page that complains when it cannot be kept."""
    typed = read_fields(form, language=visit.speech.language, currency=currency_of(document.reading))
    if typed.complaints:
        return show(visit, document, status=422, typed=form, complaints=typed.complaints)
    changed = _differing(document, typed.values)
    try:
        if changed:
            visit.desk.filing.correct(document.id, changed, by=visit.by)
    except RefusedError as refused:
        return show(visit, visit.document(document.id), status=409, problem=refused.problem)
    return None


def _changes(visit: Visit, document: Document, form: dict[str, str]) -> bool:
    typed = read_fields(form, language=visit.speech.language, currency=currency_of(document.reading))
    return bool(typed.complaints or _differing(document, typed.values))


def _differing(document: Document, values: Mapping[str, str]) -> dict[str, str]:
    """The values that are not those the document has, compared as the form shows them."""
    had = canonical_values(document.reading)
    return {name: value for name, value in values.items() if value != had.get(name, "")}


def show(
    visit: Visit,
    document: Document,
    *,
    status: int = 200,
    note: str = "",
    problem: Problem | None = None,
    typed: Mapping[str, str] | None = None,
    complaints: Mapping[str, str] | None = None,
    reason: str = "",
    reason_complaint: str = "",
) -> HTMLResponse:
    """The bench with a document on it."""
    reading = document.reading or Reading()
    seller = reading.facts.seller_name
    register, code = visit.desk.filing.stores.register, visit.desk.company.code
    last = register.queues.last_category(code, seller.value) if seller else ""
    rows = field_rows(visit.speech, reading, typed=typed or {}, complaints=complaints or {}, last=last)
    signature = register.slips.signature(document.id)
    return visit.page(
        "review.html",
        status=status,
        document=document,
        reading=reading,
        found=places_of(reading, visit.request.query_params.get("find", "")),
        rows=rows,
        groups=(("first", ("document_type", "category", *FIRST_FIELDS)), ("money", MONEY_FIELDS)),
        others=OTHER_FIELDS,
        has_odd_others=any(rows[name].is_doubtful or rows[name].complaint for name in OTHER_FIELDS),
        places=placed(reading.facts, rows),
        is_open=document.state in (State.TO_VALIDATE, State.FAILED) and signature is None,
        signature=signature,
        account_label=lambda number: label_of(number, country=visit.desk.company.country, on=reading.entry.date) if reading.entry else "",
        history=register.history(document.id),
        twins=twins_of(reading),
        keeper=register.slips.assigned(document.id),
        people=register.slips.people(code),
        note=note,
        problem=problem,
        reason=reason,
        reason_complaint=reason_complaint,
        **_on_the_way(visit, trail_of(visit), document),
    )


def _on_the_way(visit: Visit, trail: Trail, document: Document) -> dict[str, Any]:
    """What lies before and behind the document: the one just signed, the next one, how many wait."""
    done = visit.request.query_params.get("done", "")
    register = visit.desk.filing.stores.register
    return {
        "trail": trail,
        "following": trail.after(document.id),
        "waiting": register.queues.waiting(visit.desk.company.code),
        "done": register.get(done) if done else None,
        "undoable": done if done and register.slips.signature(done) else "",
    }
