"""The page of a search, and the same answer as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import HTMLResponse, StreamingResponse

from domain.money import as_text
from search.finding import Found, find
from search.index import Hit, IndexCard
from search.query import Query
from search.spelling import meant
from web import tables
from web.desk import Visit, Visited
from web.searching.address import Asked, read_address, understood
from web.searching.answers import line_of
from web.searching.chips import chips, facets, word
from web.searching.helping import owner_of
from web.searching.plot import plots
from web.words import FIELDS, N_

router = APIRouter()
SHOWN = 20
A_BATCH = 500
_COLUMNS = {
    "issue_date": FIELDS["issue_date"],
    "document_type": FIELDS["document_type"],
    "seller_name": FIELDS["seller_name"],
    "invoice_number": FIELDS["invoice_number"],
    "total_with_tax": FIELDS["total_with_tax"],
    "currency": FIELDS["currency"],
    "category": FIELDS["category"],
    "status": N_("State"),
    "payment_method": FIELDS["payment_method"],
    "due_date": FIELDS["due_date"],
    "submitted_by": N_("Handed in by"),
    "name": N_("File"),
    "document_id": N_("Reference"),
}


@router.get("/search")
def search(visit: Visited) -> HTMLResponse:
    asked = read_address(visit.request.query_params)
    query = _query(visit, asked)
    shown = min(query.limit or SHOWN, SHOWN)
    found = _find(visit, query, limit=shown, offset=(asked.page - 1) * shown)
    answer = found.answer
    _note(visit, asked, found)
    respelt = meant(asked.sentence, found.query.text, [hit.card for hit in answer.hits])
    return visit.page(
        "search.html",
        asked=asked,
        query=query,
        found=found,
        answer=answer,
        line=line_of(visit.speech, found.query, answer),
        plots=plots(visit.speech, asked, answer),
        documents=visit.desk.filing.stores.register.several(hit.card.document_id for hit in answer.hits),
        chips=chips(visit.speech, asked, query),
        facets=facets(visit.speech, asked, query, answer),
        respelt=(respelt, Asked(sentence=respelt, added=asked.added).address()) if respelt else None,
        opening=lambda hit: _opening(found.query, hit),
        permalink=_permalink(asked, visit.desk.today()),
        saved=visit.desk.filing.stores.register.searches.saved(visit.desk.company.code, owner_of(visit)),
        pages=-(-min(answer.total, query.limit or answer.total) // shown),
    )


@router.get("/search.csv")
def table(visit: Visited) -> StreamingResponse:
    """Every document that answers, in the order of the page, for a spreadsheet."""
    query = _query(visit, read_address(visit.request.query_params))
    return tables.table(_rows(visit, query), name="justif-recherche.csv")


def _query(visit: Visit, asked: Asked) -> Query:
    sellers = visit.desk.filing.stores.index.sellers(company=visit.desk.company.code, only_by=visit.only_by)
    return understood(asked, today=visit.desk.today(), sellers=sellers)


def _find(visit: Visit, query: Query, *, limit: int, offset: int) -> Found:
    desk = visit.desk
    return find(
        desk.filing.stores.index,
        query,
        company=desk.company.code,
        today=desk.today(),
        limit=limit,
        offset=offset,
        only_by=visit.only_by,
    )


def _note(visit: Visit, asked: Asked, found: Found) -> None:
    """A sentence that found something is suggested again later."""
    if asked.sentence and found.answer.total and asked.page == 1:
        searches = visit.desk.filing.stores.register.searches
        searches.note(visit.desk.company.code, owner_of(visit), name=asked.sentence, address=asked.address())


def _opening(query: Query, hit: Hit) -> str:
    """Where a hit opens: at the page and the place that matched."""
    wanted = [word for word in query.text.split() if not word.startswith("-")]
    find_words = " ".join(filter(None, [*wanted, query.wording, query.seller, query.invoice_number]))
    address = f"/documents/{hit.card.document_id}"
    return f"{address}/found?{urlencode({'find': find_words})}" if find_words else address


def _permalink(asked: Asked, today: date) -> str:
    """An address that finds the same another day too: « le mois dernier » keeps the day it was asked."""
    return Asked(sentence=asked.sentence, without=asked.without, added=asked.added, on=asked.on or today).address()


def _rows(visit: Visit, query: Query) -> Iterator[list[str]]:
    yield [visit.speech.say(title) for title in _COLUMNS.values()]
    left, offset = query.limit or 10**9, 0
    while left > 0:
        hits = _find(visit, query, limit=min(A_BATCH, left), offset=offset).answer.hits
        if not hits:
            return
        for hit in hits:
            yield [_cell(visit, hit.card, name) for name in _COLUMNS]
        left, offset = left - len(hits), offset + len(hits)


def _cell(visit: Visit, card: IndexCard, name: str) -> str:
    value = getattr(card, name)
    if value is None:
        return ""
    if name == "total_with_tax":
        return as_text(value, card.currency)
    text = word(visit.speech, name, value) if name in ("document_type", "category", "status", "payment_method") else str(value)
    return tables.told(text)
