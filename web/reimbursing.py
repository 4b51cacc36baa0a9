"""Who paid, and what the firm owes them: told by who handed the document in, paid back by the accountant, in one list by person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Annotated, Literal

from fastapi import APIRouter, Form
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from domain.advances import Advance, Stage, sums
from domain.circumstances import MEANS, PaidBy
from domain.money import as_text
from domain.people import Action
from domain.problem import Problem, RefusedError
from pipeline.advances import Settled, open_advances, repaid_advances, repay, take_back, tell
from web import tables
from web.desk import Posted, Visit, Visited
from web.words import ADVANCE_STAGES, CIRCUMSTANCE_CHOICES, N_

router = APIRouter()
SHOWN = 50
AT_ONCE = 200
_COLUMNS = (
    N_("Person"),
    N_("Supplier"),
    N_("Date"),
    N_("Amount"),
    N_("Currency"),
    N_("State"),
    N_("Paid back on"),
    N_("Paid back from"),
    N_("Booked by"),
    N_("Entry"),
    N_("Document"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one person is owed, and what they claim beside it; the amounts by currency."""

    person: str
    owed: tuple[Advance, ...]
    claimed: tuple[Advance, ...]

    @property
    def owed_sums(self) -> dict[str, Decimal]:
        return sums(self.owed)

    @property
    def claimed_sums(self) -> dict[str, Decimal]:
        return sums(self.claimed)


def shares(advances: Iterable[Advance]) -> tuple[Share, ...]:
    """The open advances by person, in the order of their names."""
    ordered = sorted(advances, key=lambda advance: advance.person.casefold())
    found = []
    for _, group in groupby(ordered, key=lambda advance: advance.person.casefold()):
        own = tuple(group)
        owed = tuple(advance for advance in own if advance.stage is Stage.OWED)
        found.append(Share(person=own[0].person, owed=owed, claimed=tuple(advance for advance in own if advance.stage is Stage.CLAIMED)))
    return tuple(found)


@router.get("/reimbursements")
def reimbursements(visit: Visited) -> HTMLResponse:
    """What is owed, by person, and what was paid back last."""
    done = [one for one in visit.request.query_params.getlist("done")[:AT_ONCE] if len(one) == 20 and one.isalnum()]
    return _list(visit, done=done)


@router.get("/reimbursements.csv")
def table(visit: Visited) -> StreamingResponse:
    """Every advance of those that the visitor may see, open and paid back, for a spreadsheet."""
    return tables.table(_rows(visit), name="remboursements.csv")


@router.post("/reimbursements")
def settle(
    visit: Posted,
    ids: Annotated[list[str] | None, Form()] = None,
    on: Annotated[date | None, Form()] = None,
    means: Annotated[PaidBy, Form()] = PaidBy.BANK,
) -> Response:
    """Book that the ticked ones were paid back."""
    today = visit.desk.today()
    try:
        settled = repay(visit.desk.filing, _known(visit, ids), on=on or today, means=means, by=visit.by, today=today)
    except RefusedError as refused:
        return _list(visit, problems=(refused.problem,))
    return _after(visit, settled, note="repaid", undo=settled.done)


@router.post("/reimbursements/undo")
def undo(visit: Posted, ids: Annotated[list[str] | None, Form()] = None) -> Response:
    """Take payments back: what they paid is owed again."""
    return _after(visit, take_back(visit.desk.filing, _known(visit, ids), by=visit.by), note="owed_again")


@router.post("/documents/{document_id}/paid")
def paid(visit: Posted, document_id: str, who: Annotated[Literal["me", "firm"], Form()]) -> Response:
    """The word of who handed it in: out of their own pocket, or the firm paid."""
    visit.document(document_id)
    try:
        tell(visit.desk.filing, document_id, is_own_money=who == "me", by=visit.by)
    except RefusedError as refused:
        say = visit.speech.retell
        return visit.page("error.html", status=409, title=say(refused.problem.what), remedy=say(refused.problem.remedy), number="")
    if visit.request.headers.get("hx-request"):
        return RedirectResponse(f"/capture/{document_id}", status_code=303)
    return RedirectResponse("/mine?note=who_paid", status_code=303)


def _known(visit: Visit, ids: list[str] | None) -> list[str]:
    """Those among the ids, each of a document on which the visitor may decide. Raises HTTP 404 and 403."""
    known = []
    for one in (ids or [])[:AT_ONCE]:
        visit.require(Action.VALIDATE, visit.document(one))
        known.append(one)
    return known


def _after(visit: Visit, settled: Settled, *, note: str, undo: tuple[str, ...] = ()) -> Response:
    if settled.refused:
        return _list(visit, problems=tuple(problem for _, problem in settled.refused), done=list(undo))
    query = "&".join([f"note={note if settled.done else 'unticked'}", *(f"done={one}" for one in undo)])
    return RedirectResponse(f"/reimbursements?{query}", status_code=303)


def _list(visit: Visit, *, problems: tuple[Problem, ...] = (), done: list[str] | None = None) -> HTMLResponse:
    filing, code = visit.desk.filing, visit.desk.company.code
    found = open_advances(filing, code)
    return visit.page(
        "reimbursements.html",
        status=409 if problems else 200,
        shares=shares(found),
        owed=sums(advance for advance in found if advance.stage is Stage.OWED),
        claimed=sums(advance for advance in found if advance.stage is Stage.CLAIMED),
        repaid=repaid_advances(filing, code, limit=SHOWN),
        means=MEANS,
        today=visit.desk.today().isoformat(),
        may_settle=visit.may(Action.VALIDATE),
        problems=problems,
        done=done or [],
        note=visit.note(),
    )


def _rows(visit: Visit) -> Iterator[list[str]]:
    filing, code, say = visit.desk.filing, visit.desk.company.code, visit.speech.say
    yield [say(title) for title in _COLUMNS]
    for some in (open_advances(filing, code, submitted_by=visit.only_by), repaid_advances(filing, code, submitted_by=visit.only_by)):
        for advance in some:
            yield [
                tables.told(advance.person),
                tables.told(advance.title),
                advance.issue_date.isoformat() if advance.issue_date else "",
                as_text(advance.amount, advance.currency) if advance.amount is not None else "",
                tables.told(advance.currency),
                say(ADVANCE_STAGES[advance.stage]),
                advance.repaid_on.isoformat() if advance.repaid_on else "",
                say(CIRCUMSTANCE_CHOICES[advance.means]) if advance.means else "",
                tables.told(advance.repaid_by),
                tables.told(advance.entry),
                advance.document_id,
            ]
