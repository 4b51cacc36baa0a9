"""What no document says, told on a page: who paid, which account, which vehicle, what part of the VAT, at which rate of exchange."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from domain.circumstances import WORDS, Asset, PaidBy
from domain.company import Vehicle
from domain.problem import Problem, RefusedError
from domain.reading import Reading
from web.desk import Posted, Visit, Visited

router = APIRouter()
CHOICES: dict[str, tuple[str, ...]] = {
    "paid_by": tuple(PaidBy),
    "vehicle": tuple(Vehicle),
    "reverse_charge": ("eu", "other", "no"),
    "is_deposit": ("yes", "no"),
    "discount_after": ("yes", "no"),
    "asset": tuple(asset.name.lower() for asset in Asset),
}


@router.get("/documents/{document_id}/circumstances")
def look(visit: Visited, document_id: str) -> HTMLResponse:
    return _show(visit, document_id)


@router.post("/documents/{document_id}/circumstances")
async def tell(visit: Posted, document_id: str) -> Response:
    """The words that differ from those that were said before; an emptied one is taken back."""
    form = await visit.request.form()
    typed = {name: value.strip().replace(",", ".") for name in WORDS if isinstance(value := form.get(name), str)}
    return await run_in_threadpool(_tell, visit, document_id, typed)


def _tell(visit: Visit, document_id: str, typed: dict[str, str]) -> Response:
    document = visit.document(document_id)
    said = dict((document.reading or Reading()).said)
    changed = {name: value for name, value in typed.items() if value != said.get(name, "")}
    try:
        if changed:
            visit.desk.filing.correct(document_id, changed, by=visit.by)
    except RefusedError as refused:
        return _show(visit, document_id, typed=typed, problem=refused.problem)
    return RedirectResponse(f"/documents/{document_id}?note={'corrected' if changed else 'unchanged'}", status_code=303)


def _show(visit: Visit, document_id: str, *, typed: dict[str, str] | None = None, problem: Problem | None = None) -> HTMLResponse:
    document = visit.document(document_id)
    said = dict((document.reading or Reading()).said) | (typed or {})
    return visit.page(
        "circumstances.html",
        status=422 if problem else 200,
        document=document,
        said=said,
        names=tuple(WORDS),
        choices=CHOICES,
        problem=problem,
    )
