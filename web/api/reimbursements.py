"""What people advanced to the firm, over the interface: the list, paid back, taken back."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Query

from domain.advances import Advance, Stage, sums
from domain.circumstances import PaidBy
from domain.money import as_text
from domain.people import Action
from pipeline.advances import Settled, open_advances, repaid_advances, repay, take_back
from web.api import shapes
from web.api.caller import Caller, asking
from web.api.problems import described

router = APIRouter(tags=["reimbursements"])
Deciding = Annotated[Caller, asking(Action.VALIDATE)]


@router.get("/reimbursements", response_model=shapes.AdvanceRows, responses=described(401, 403, 422))
def list_reimbursements(
    caller: Annotated[Caller, asking(Action.SEE)],
    repaid: Annotated[bool, Query(description="those that are paid back in place of the open ones")] = False,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> dict[str, Any]:
    """What people paid out of their own pocket: everybody's for those who see every document, one's own for staff."""
    filing, code, only_by = caller.desk.filing, caller.company.code, caller.only_by
    still_open = open_advances(filing, code, submitted_by=only_by)
    items = repaid_advances(filing, code, submitted_by=only_by, limit=limit) if repaid else still_open[:limit]
    return {
        "items": [_told(advance) for advance in items],
        "owed": _texts(sums(advance for advance in still_open if advance.stage is Stage.OWED)),
        "claimed": _texts(sums(advance for advance in still_open if advance.stage is Stage.CLAIMED)),
    }


@router.post("/reimbursements", response_model=shapes.Settlement, responses=described(400, 401, 403, 404, 409, 422))
def reimburse(caller: Deciding, said: shapes.Repayment) -> dict[str, Any]:
    """Book that these were paid back on that day; nothing is paid twice, however often it is asked."""
    desk, ids = caller.desk, [caller.document(one, Action.VALIDATE).id for one in said.documents]
    return _became(repay(desk.filing, ids, on=said.on, means=PaidBy(said.means), by=caller.by, today=desk.today()))


@router.post("/reimbursements/undo", response_model=shapes.Settlement, responses=described(400, 401, 403, 404, 409, 422))
def undo(caller: Deciding, said: shapes.TakenBack) -> dict[str, Any]:
    """Take payments back by the opposite entries: what they paid is owed again."""
    ids = [caller.document(one, Action.VALIDATE).id for one in said.documents]
    return _became(take_back(caller.desk.filing, ids, by=caller.by))


def _told(advance: Advance) -> dict[str, Any]:
    return {
        "document_id": advance.document_id,
        "person": advance.person,
        "title": advance.title,
        "issue_date": advance.issue_date.isoformat() if advance.issue_date else None,
        "amount": as_text(advance.amount, advance.currency or None) if advance.amount is not None else None,
        "currency": advance.currency or None,
        "stage": advance.stage,
        "repaid_on": advance.repaid_on.isoformat() if advance.repaid_on else None,
        "repaid_by": advance.repaid_by or None,
        "means": advance.means,
        "entry": advance.entry or None,
    }


def _texts(amounts: dict[str, Decimal]) -> dict[str, str]:
    return {currency: as_text(amount, currency) for currency, amount in amounts.items()}


def _became(settled: Settled) -> dict[str, Any]:
    refused = [{"document_id": one, "code": why.code, "detail": why.what, "remedy": why.remedy} for one, why in settled.refused]
    return {"done": list(settled.done), "refused": refused}
