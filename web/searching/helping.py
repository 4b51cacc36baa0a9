"""Help while typing: suggestions from what the visitor may see, and the searches that each person keeps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.datastructures import QueryParams
from starlette.responses import JSONResponse, RedirectResponse, Response

from search.sentence import fold
from web.desk import Posted, Visit, Visited
from web.searching.address import LONGEST, read_address
from web.searching.chips import WORDS
from web.words import N_

router = APIRouter()
MOST = 8
_NAME_LENGTH = 80
_COMPLETED = ("document_type", "category", "status", "payment_status", "payment_method")
_KINDS = {
    "seller": N_("supplier"),
    "number": N_("number"),
    "word": N_("kind"),
    "recent": N_("searched before"),
    "saved": N_("saved"),
}


@router.get("/search/suggest")
def suggest(visit: Visited, q: str = "") -> JSONResponse:
    """What the sentence may become: a list of `{"text", "kind"}`, the kind in the visitor's language."""
    rows = islice(_distinct(_suggestions(visit, q[:LONGEST])), MOST)
    answer = JSONResponse([{"text": text, "kind": visit.speech.say(_KINDS[kind])} for kind, text in rows])
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.post("/searches")
def save(visit: Posted, name: Annotated[str, Form()] = "", query: Annotated[str, Form()] = "") -> Response:
    """Keep the search of that address under a name."""
    asked = read_address(QueryParams(query))
    called = " ".join(name.split())[:_NAME_LENGTH] or asked.sentence[:_NAME_LENGTH]
    if called:
        searches = visit.desk.filing.stores.register.searches
        searches.save(visit.desk.company.code, owner_of(visit), name=called, address=asked.address())
    return RedirectResponse(asked.address(), status_code=303)


@router.post("/searches/{number}/drop")
def drop(visit: Posted, number: int, query: Annotated[str, Form()] = "") -> Response:
    """Forget a saved search."""
    visit.desk.filing.stores.register.searches.drop(visit.desk.company.code, owner_of(visit), number)
    return RedirectResponse(read_address(QueryParams(query)).address(), status_code=303)


def owner_of(visit: Visit) -> str:
    """Whose searches these are: the account's, else the name that was typed, which may be empty."""
    return (visit.user.id if visit.user else "") or visit.person


def _suggestions(visit: Visit, typed: str) -> Iterator[tuple[str, str]]:
    """Whole sentences asked before; then the last words completed, the longest run that leads anywhere."""
    whole = fold(typed.strip())
    searches = visit.desk.filing.stores.register.searches.latest(visit.desk.company.code, owner_of(visit))
    yield from (("saved" if each.is_saved else "recent", each.name) for each in searches if fold(each.name).startswith(whole))
    for head, tail in _tails(typed):
        found = [(kind, head + text) for kind, text in _completions(visit, tail)]
        yield from found
        if found:
            return


def _tails(typed: str) -> Iterator[tuple[str, str]]:
    """The text parted before each of its last four words, the longest end first."""
    starts = [0, *(i + 1 for i, letter in enumerate(typed) if letter == " ")][-4:]
    yield from ((typed[:start], typed[start:]) for start in starts if typed[start:].strip())


def _completions(visit: Visit, tail: str) -> Iterator[tuple[str, str]]:
    desk = visit.desk
    for each in desk.filing.stores.index.suggest(tail, company=desk.company.code, limit=MOST, only_by=visit.only_by):
        yield each.kind, each.text
    if len(tail.strip()) < 2:
        return
    for name in _COMPLETED:
        for word in map(visit.speech.say, WORDS[name].values()):
            if fold(word).startswith(fold(tail.strip())):
                yield "word", word


def _distinct(rows: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for kind, text in rows:
        if fold(text) not in seen:
            seen.add(fold(text))
            yield kind, text
