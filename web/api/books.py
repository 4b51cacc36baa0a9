"""The companies, the search and the books over the interface."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from domain.money import as_text
from domain.people import Action
from search.finding import find, hit_row
from search.query import parse_query
from web.api import shapes
from web.api.caller import Caller, asking
from web.api.problems import described
from web.exports import exported

router = APIRouter()
Year = Annotated[int, Query(ge=1900, le=9999)]
Taking = Annotated[Caller, asking(Action.EXPORT)]
TABLE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file", "content": {"text/csv": {}, "text/plain": {}, "application/octet-stream": {}}}
}


@router.get("/companies", response_model=shapes.Companies, tags=["companies"], responses=described(401, 403, 422))
def list_companies(caller: Annotated[Caller, asking(Action.SEE)]) -> dict[str, Any]:
    """The companies whose books the caller may open."""
    filing = caller.desk.filing
    companies = [filing.company(code) for code in caller.companies]
    return {"items": [{"code": each.code, "name": each.name, "country": each.country} for each in companies]}


@router.get("/search", response_model=shapes.Hits, tags=["search"], responses=described(401, 403, 422))
def search(
    caller: Annotated[Caller, asking(Action.SEARCH)],
    q: Annotated[str, Query(max_length=500, description="A sentence, in your own words")],
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> dict[str, Any]:
    desk, code = caller.desk, caller.company.code
    index, today = desk.filing.stores.index, desk.today()
    query = parse_query(q, today=today, sellers=index.sellers(company=code, only_by=caller.only_by))
    found = find(index, query, company=code, today=today, limit=min(limit, query.limit or limit), only_by=caller.only_by)
    return {
        "items": [hit_row(hit) for hit in found.answer.hits],
        "total": found.answer.total,
        "sums": {currency: as_text(amount, currency) for currency, amount in found.answer.sums.items()},
        "query": found.query.as_json(),
    }


@router.get("/exports/{form}", response_class=Response, tags=["exports"], responses=TABLE | described(401, 403, 404, 422))
def export(caller: Taking, form: Annotated[str, Path(pattern="^[a-z0-9-]{1,30}$", description="fec, csv…")], year: Year) -> Response:
    """The file of a form over a fiscal year (FEC: LPF art. A47 A-1)."""
    return exported(caller.desk, caller.company, form, year)
