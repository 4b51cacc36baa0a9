"""One document on the desk: its page beside its values, the accountant's corrections, and the decision.

Correcting works the entry and the checks out anew; validating is final. What was typed but not yet saved when a person
validates is saved first and shown again, so that nobody signs an entry that he has not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from accounting.chart import label_of
from domain.contract import value_text
from domain.document import Document
from domain.facts import AMOUNTS, DATES, FIELDS, Facts, Found
from domain.geometry import Place
from domain.kinds import Category, DocumentType, PaymentMethod, State
from domain.problem import Problem, RefusedError
from domain.reading import Reading
from pipeline.doubt import LEAST, LEAST_TYPE
from web.desk import Posted, Visit, Visited
from web.forms import JUDGEMENTS, read_fields, reason_of
from web.language import Speech
from web.words import N_

router = APIRouter()
FIRST_FIELDS = ("seller_name", "invoice_number", "issue_date", "due_date")
MONEY_FIELDS = ("total_without_tax", "total_tax", "total_with_tax", "amount_due", "currency", "payment_method")
OTHER_FIELDS = tuple(name for name in FIELDS if name not in FIRST_FIELDS + MONEY_FIELDS)
CHOICES: Mapping[str, Iterable[str]] = {
    "payment_method": tuple(PaymentMethod),
    "document_type": tuple(DocumentType),
    "category": tuple(Category),
}
# Of the fields whose doubt does not hold a document back; identifiers are proved by their check digits, not by this.
SURE = 0.5
LEAST_SURE = {**LEAST, "document_type": LEAST_TYPE}
NO_REASON = N_("Say in a few words why.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """A field of the form: what stands in it, how sure that is and where it was read."""

    name: str
    kind: str
    text: str
    choices: tuple[str, ...] = ()
    confidence: float | None = None
    is_doubtful: bool = False
    reason: str = ""
    place: Place | None = None
    complaint: str = ""


@router.get("/documents/{document_id}")
def look(visit: Visited, document_id: str) -> HTMLResponse:
    return _show(visit, visit.document(document_id), note=visit.note())


@router.post("/documents/{document_id}/correct")
async def correct(visit: Posted, document_id: str) -> Response:
    """The fields of the form, where they differ from what was read."""
    return await run_in_threadpool(_correct, visit, document_id, await _typed_form(visit))


@router.post("/documents/{document_id}/validate")
async def validate(visit: Posted, document_id: str) -> Response:
    """The entry becomes final and gets its number; the next document opens."""
    return await run_in_threadpool(_validate, visit, document_id, await _typed_form(visit))


@router.post("/documents/{document_id}/reject")
def reject(visit: Posted, document_id: str, reason: Annotated[str, Form()] = "") -> Response:
    document = visit.document(document_id)
    why = reason_of(reason)
    if why is None:
        return _show(visit, document, status=422, reason=reason, reason_complaint=visit.speech.say(NO_REASON))
    try:
        visit.desk.filing.reject(document_id, reason=why, by=visit.by)
    except RefusedError as refused:
        return _show(visit, visit.document(document_id), status=409, problem=refused.problem)
    return _next(visit, f"/documents/{document_id}?note=rejected")


async def _typed_form(visit: Visit) -> dict[str, str]:
    form = await visit.request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _correct(visit: Visit, document_id: str, form: dict[str, str]) -> Response:
    document = visit.document(document_id)
    refused = _save(visit, document, form)
    if refused is not None:
        return refused
    return RedirectResponse(f"/documents/{document_id}?note=corrected", status_code=303)


def _validate(visit: Visit, document_id: str, form: dict[str, str]) -> Response:
    document = visit.document(document_id)
    if _changes(visit, document, form):
        return _save(visit, document, form) or RedirectResponse(f"/documents/{document_id}?note=looked", status_code=303)
    try:
        visit.desk.filing.validate(document_id, by=visit.by)
    except RefusedError as refused:
        return _show(visit, visit.document(document_id), status=409, problem=refused.problem)
    return _next(visit, f"/documents/{document_id}", done=document_id)


def _save(visit: Visit, document: Document, form: dict[str, str]) -> Response | None:
    """Keep what was changed; the page that complains when it cannot be kept."""
    typed = read_fields(form, language=visit.speech.language, currency=_currency(document))
    if typed.complaints:
        return _show(visit, document, status=422, typed=form, complaints=typed.complaints)
    changed = _differing(document, typed.values)
    try:
        if changed:
            visit.desk.filing.correct(document.id, changed, by=visit.by)
    except RefusedError as refused:
        return _show(visit, visit.document(document.id), status=409, problem=refused.problem)
    return None


def _changes(visit: Visit, document: Document, form: dict[str, str]) -> bool:
    typed = read_fields(form, language=visit.speech.language, currency=_currency(document))
    return bool(typed.complaints or _differing(document, typed.values))


def _differing(document: Document, values: Mapping[str, str]) -> dict[str, str]:
    """The values that are not those the document has, compared as the form shows them."""
    had = _canonical_values(document.reading)
    return {name: value for name, value in values.items() if value != had.get(name, "")}


def _canonical_values(reading: Reading | None) -> dict[str, str]:
    if reading is None:
        return {}
    currency = reading.facts.currency.value if reading.facts.currency else None
    values = {name: value_text(found.value, currency) for name in FIELDS if (found := reading.facts.get(name))}
    guesses = {"document_type": reading.document_type, "category": reading.category}
    return values | {name: str(guess.value) for name, guess in guesses.items() if guess}


def _next(visit: Visit, otherwise: str, *, done: str = "") -> Response:
    """The next document that waits for a decision, the oldest first; `otherwise` when none does."""
    register, code = visit.desk.filing.stores.register, visit.desk.company.code
    last = max(0, register.counts(code).get(State.TO_VALIDATE, 0) - 1)
    waiting = register.list(code, State.TO_VALIDATE, limit=1, offset=last)
    after = f"?done={done}" if done else ""
    return RedirectResponse(f"/documents/{waiting[0].id}{after}" if waiting else otherwise, status_code=303)


def _show(
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
    reading = document.reading or Reading()
    rows = {name: _row(visit.speech, reading, name, typed or {}, complaints or {}) for name in (*FIELDS, *JUDGEMENTS)}
    done = visit.request.query_params.get("done", "")
    register = visit.desk.filing.stores.register
    return visit.page(
        "review.html",
        status=status,
        document=document,
        reading=reading,
        rows=rows,
        groups=(("first", ("document_type", "category", *FIRST_FIELDS)), ("money", MONEY_FIELDS)),
        others=OTHER_FIELDS,
        has_odd_others=any(rows[name].is_doubtful or rows[name].complaint for name in OTHER_FIELDS),
        places=_places(reading.facts, rows),
        is_open=document.state in (State.TO_VALIDATE, State.FAILED),
        account_label=lambda number: label_of(number, country=visit.desk.company.country, on=reading.entry.date) if reading.entry else "",
        history=register.history(document.id),
        waiting=register.counts(visit.desk.company.code).get(State.TO_VALIDATE, 0),
        done=register.get(done) if done else None,
        note=note,
        problem=problem,
        reason=reason,
        reason_complaint=reason_complaint,
    )


def _row(speech: Speech, reading: Reading, name: str, typed: Mapping[str, str], complaints: Mapping[str, str]) -> FieldRow:
    kind = "amount" if name in AMOUNTS else "date" if name in DATES else "choice" if name in CHOICES else "text"
    if name in JUDGEMENTS:
        guess = reading.document_type if name == "document_type" else reading.category
        found: Found[Any] | None = Found(value=guess.value, confidence=guess.confidence) if guess else None
    else:
        found = reading.facts.get(name)
    return FieldRow(
        name=name,
        kind="address" if name == "seller_address" else kind,
        text=typed.get(name, _text(speech, found, kind, reading)),
        choices=tuple(CHOICES.get(name, ())),
        confidence=found.confidence if found else None,
        is_doubtful=found is not None and found.confidence < LEAST_SURE.get(name, SURE),
        reason=found.reason if found else "",
        place=found.place if found else None,
        complaint=complaints.get(name, ""),
    )


def _text(speech: Speech, found: Found[Any] | None, kind: str, reading: Reading) -> str:
    if found is None:
        return ""
    currency = reading.facts.currency.value if reading.facts.currency else None
    if kind == "date":
        return speech.typed_day(found.value)
    return speech.amount(found.value, currency) if kind == "amount" else value_text(found.value, currency)


def _places(facts: Facts, rows: Mapping[str, FieldRow]) -> dict[int, list[FieldRow]]:
    """The rows that have a box, by page."""
    placed: dict[int, list[FieldRow]] = {}
    for name in FIELDS:
        found = facts.get(name)
        if found is not None and found.place is not None:
            placed.setdefault(found.place.page, []).append(rows[name])
    return placed


def _currency(document: Document) -> str | None:
    currency = document.reading.facts.currency if document.reading else None
    return currency.value if currency else None
