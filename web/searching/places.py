"""Where on the pages of a document the words of a search stand, so that a hit opens at them."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import RedirectResponse

from domain.geometry import Box
from domain.reading import Reading
from search.synonyms import widened
from search.terms import terms
from web.desk import Visited
from web.searching.address import LONGEST

router = APIRouter()
MOST_BOXES = 60


@router.get("/documents/{document_id}/found")
def found(visit: Visited, document_id: str, find: str = "") -> RedirectResponse:
    """Open the document at the first place that holds what was looked for."""
    reading = visit.document(document_id).reading
    places = places_of(reading, find[:LONGEST]) if reading else {}
    place = "#found" if places else ""
    return RedirectResponse(f"/documents/{document_id}?{urlencode({'find': find[:LONGEST]})}{place}", status_code=303)


def places_of(reading: Reading, find: str) -> dict[int, tuple[Box, ...]]:
    """By page, the boxes of the words that were looked for, or that stand for them, or that begin so."""
    wanted = terms(find[:LONGEST])
    if not wanted:
        return {}
    standing = {word for group in widened(wanted) for term in group for word in term.split()}
    by_page: dict[int, tuple[Box, ...]] = {}
    for page in reading.words:
        boxes = tuple(word.box for word in page.words() if _matches(terms(word.text), standing, wanted))[:MOST_BOXES]
        if boxes:
            by_page[page.page] = boxes
    return by_page


def _matches(borne: list[str], standing: set[str], wanted: list[str]) -> bool:
    return any(term in standing or any(len(word) > 3 and term.startswith(word) for word in wanted) for term in borne)
