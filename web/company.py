"""The company on a page: what it is and does, told once, and who told it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from accounting.chart import account_of, country_pack
from domain import plugins
from domain.company import FIELDS, VatRegime, Vehicle, as_words
from domain.problem import Problem, RefusedError
from web.desk import Posted, Visit, Visited

router = APIRouter()
DEFAULTS = ("supplier", "supplier_assets", "staff", "associate", "owner", "bank", "cash")
"""Parts in an entry whose accounts are shown with the number that the chart gives them."""


@router.get("/company")
def look(visit: Visited) -> HTMLResponse:
    return _show(visit, note=visit.note())


@router.post("/company")
async def tell(visit: Posted) -> Response:
    form = await visit.request.form()
    values = {name: value for name in FIELDS if isinstance(value := form.get(name), str)}
    ticked = {name: "yes" if form.get(name) else "no" for name in ("flags_weekends", "flags_round_sums")}
    return await run_in_threadpool(_tell, visit, values | ticked)


def _tell(visit: Visit, values: dict[str, str]) -> Response:
    try:
        visit.desk.filing.companies.tell(visit.desk.company.code, values, by=visit.by)
    except RefusedError as refused:
        return _show(visit, typed=values, problem=refused.problem)
    return RedirectResponse("/company?note=told", status_code=303)


def _show(visit: Visit, *, typed: dict[str, str] | None = None, problem: Problem | None = None, note: str = "") -> HTMLResponse:
    company, today = visit.desk.company, visit.desk.today()
    known = plugins.names("locales.countries")
    on = company.fiscal_year_of(today).start
    usual = {part: account_of(part, country=company.country, on=on) for part in DEFAULTS if _has(visit, part)}
    return visit.page(
        "company.html",
        status=422 if problem else 200,
        words=as_words(company) | (typed or {}),
        countries={code: country_pack(code).NAME for code in known},
        months=[visit.speech.month(today.replace(month=month, day=1)).rpartition(" ")[0] for month in range(1, 13)],
        regimes=tuple(VatRegime),
        vehicles=tuple(Vehicle),
        usual=usual,
        history=tuple(reversed(visit.desk.filing.companies.history(company.code)))[:50],
        problem=problem,
        note=note,
    )


def _has(visit: Visit, part: str) -> bool:
    company = visit.desk.company
    on = company.fiscal_year_of(visit.desk.today()).start
    return country_pack(company.country).tables.account(part, on) is not None
