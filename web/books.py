"""The books on pages: trial balance, ledger, the VAT of a period, and the entries of a document with what can still be done to them.

Everything is made from the validated entries of the company whose books lie open; nothing here is edited. What is wrong is
reversed, what is over is closed.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from accounting.chart import label_of
from accounting.statements import ledger, trial_balance
from accounting.turned import payment_in
from accounting.vat import DUE, summarise
from domain.circumstances import PaidBy
from domain.company import FiscalYear
from domain.money import ZERO
from domain.problem import Problem, RefusedError
from pipeline.ledger import close, days_of, pay, reverse, unpay
from web.desk import Posted, Visit, Visited
from web.lacking import lacking

router = APIRouter()
ROWS_SHOWN = 1000


@router.get("/books")
def balance(visit: Visited, year: int | None = None) -> HTMLResponse:
    """The trial balance of a fiscal year."""
    return _balance(visit, year)


@router.get("/books/ledger")
def show_ledger(visit: Visited, year: int | None = None, account: str = "", auxiliary: str = "") -> HTMLResponse:
    """The movements of an account, or of one supplier."""
    fiscal, books = _year(visit, year), visit.desk.filing.stores.register.books
    entries = books.of_year(visit.desk.company.code, fiscal.year)
    rows = ledger(entries, country=visit.desk.company.country, account=account.strip(), auxiliary=auxiliary.strip())
    return visit.page("ledger.html", fiscal=fiscal, rows=rows[:ROWS_SHOWN], count=len(rows), account=account, auxiliary=auxiliary)


@router.get("/books/vat")
def vat(visit: Visited, period: str = "") -> HTMLResponse:
    """The VAT of a month or a fiscal year, each figure with the entries that make it: a preparation."""
    company = visit.desk.company
    chosen = period or visit.desk.today().strftime("%Y-%m")
    try:
        first, last = days_of(company, chosen)
    except RefusedError as refused:
        return _refusal(visit, refused.problem, status=422)
    entries = visit.desk.filing.stores.register.books.between(company.code, first, last)
    summary = summarise(entries, company=company, first=first, last=last)
    return visit.page("vat.html", period=chosen, summary=summary, due_kinds=DUE)


@router.get("/books/entries/{document_id}")
def entries(visit: Visited, document_id: str) -> HTMLResponse:
    """Every entry of a document: the purchase, its reversal, its payment."""
    return _entries(visit, document_id)


@router.post("/books/entries/{document_id}/reverse")
def take_back(visit: Posted, document_id: str, reason: Annotated[str, Form()] = "") -> Response:
    visit.document(document_id)
    try:
        reverse(visit.desk.filing, document_id, reason=reason, by=visit.by)
    except RefusedError as refused:
        return _entries(visit, document_id, problem=refused.problem)
    return RedirectResponse(f"/documents/{document_id}?note=reversed", status_code=303)


@router.post("/books/entries/{document_id}/pay")
def settle(visit: Posted, document_id: str, on: Annotated[date, Form()], source: Annotated[PaidBy, Form()] = PaidBy.BANK) -> Response:
    visit.document(document_id)
    try:
        pay(visit.desk.filing, document_id, on=on, paid_by=source, by=visit.by)
    except RefusedError as refused:
        return _entries(visit, document_id, problem=refused.problem)
    return RedirectResponse(f"/books/entries/{document_id}", status_code=303)


@router.post("/books/entries/{document_id}/unpay")
def settle_no_more(visit: Posted, document_id: str) -> Response:
    visit.document(document_id)
    try:
        unpay(visit.desk.filing, document_id, by=visit.by)
    except RefusedError as refused:
        return _entries(visit, document_id, problem=refused.problem)
    return RedirectResponse(f"/books/entries/{document_id}", status_code=303)


@router.post("/books/close")
def freeze(visit: Posted, period: Annotated[str, Form()] = "") -> Response:
    """The books up to the end of a period, for ever."""
    try:
        close(visit.desk.filing, visit.desk.company.code, period, by=visit.by)
    except RefusedError as refused:
        return _balance(visit, None, problem=refused.problem)
    return RedirectResponse("/books?note=closed", status_code=303)


def _balance(visit: Visit, year: int | None, *, problem: Problem | None = None) -> HTMLResponse:
    fiscal, books = _year(visit, year), visit.desk.filing.stores.register.books
    rows = trial_balance(books.of_year(visit.desk.company.code, fiscal.year), country=visit.desk.company.country)
    names = ("debit", "credit", "debit_balance", "credit_balance")
    return visit.page(
        "books.html",
        status=409 if problem else 200,
        fiscal=fiscal,
        years=_years(visit),
        rows=rows,
        totals={name: sum((getattr(row, name) for row in rows), ZERO) for name in names},
        closings=books.closings(visit.desk.company.code),
        lacking=lacking(visit, fiscal),
        problem=problem,
        note=visit.note(),
    )


def _entries(visit: Visit, document_id: str, *, problem: Problem | None = None) -> HTMLResponse:
    document = visit.document(document_id)
    booked = visit.desk.filing.stores.register.books.of_document(document_id)
    if not booked:
        raise HTTPException(404)
    return visit.page(
        "entries.html",
        status=409 if problem else 200,
        document=document,
        booked=booked,
        label=lambda line, entry: label_of(line.account, country=visit.desk.company.country, on=entry.entry.date),
        is_paid=payment_in(booked) is not None,
        today=visit.desk.today().isoformat(),
        problem=problem,
    )


def _refusal(visit: Visit, problem: Problem, *, status: int) -> HTMLResponse:
    say = visit.speech.retell
    return visit.page("error.html", status=status, title=say(problem.what), remedy=say(problem.remedy), number="")


def _years(visit: Visit) -> tuple[int, ...]:
    return tuple(year for year, _ in visit.desk.filing.stores.register.books.years(visit.desk.company.code))


def _year(visit: Visit, year: int | None) -> FiscalYear:
    """The fiscal year that was asked for, else the latest with entries, else today's. Raises HTTP 404 for one that cannot be."""
    company, known = visit.desk.company, _years(visit)
    if year is None:
        return company.fiscal_year(known[0]) if known else company.fiscal_year_of(visit.desk.today())
    if not 1900 <= year <= 2199:
        raise HTTPException(404)
    return company.fiscal_year(year)
