"""A click on a word of the page gives the value of a field: the word, or the figure or date that it is a part of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from fastapi import APIRouter, HTTPException
from starlette.responses import JSONResponse, Response

from domain.facts import AMOUNTS, DATES
from domain.geometry import Box, union
from domain.page import Word
from domain.reading import Reading
from locales.dates import parse_date
from locales.numbers import parse_amount
from web.desk import Visited
from web.fieldrows import currency_of
from web.language import Speech

router = APIRouter()
_FIGURE = re.compile(r"[-−+]?[\d.,'’\s]*\d[\d.,'’\s]*")
_NEAR = 0.9
"""Words of one figure stand closer than this share of their height (measured on thousands set apart by a thin blank)."""
_MOST_WORDS_OF_A_DATE = 4


@router.get("/documents/{document_id}/words")
def words(visit: Visited, document_id: str) -> Response:
    """The boxes of all words by page, for the pointer: [[left, top, right, bottom], …]."""
    reading = visit.document(document_id).reading or Reading()
    boxes = {page.page: [[round(edge) for edge in _edges(word.box)] for word in page.words()] for page in reading.words}
    return JSONResponse(boxes, headers={"Cache-Control": "private, max-age=600"})


@router.get("/documents/{document_id}/pick")
def pick(visit: Visited, document_id: str, page: int, word: int, field: str = "") -> JSONResponse:
    """What a click on the `word`-th word of a page writes into `field`, with the box of what was taken."""
    reading = visit.document(document_id).reading or Reading()
    found = next((each.words() for each in reading.words if each.page == page), ())
    if not 0 <= word < len(found):
        raise HTTPException(404)
    text, box = taken(found, word, field=field, speech=visit.speech, currency=currency_of(reading))
    return JSONResponse({"text": text, "box": [round(edge) for edge in _edges(box)]})


def taken(words: tuple[Word, ...], chosen: int, *, field: str, speech: Speech, currency: str | None) -> tuple[str, Box]:
    """The value around the chosen word as it is typed in the field, and its box; the bare word where nothing else makes sense."""
    if field in AMOUNTS:
        run = _run(words, chosen, lambda word: _FIGURE.fullmatch(word.text) is not None)
        for piece in (run, [words[chosen]]):
            amount = parse_amount(_text(piece), currency=currency)
            if amount is not None:
                return speech.amount(amount, currency), _box(piece)
    if field in DATES:
        for piece in _around(words, chosen):
            day = parse_date(_text(piece))
            if day is not None:
                return speech.typed_day(day), _box(piece)
    return words[chosen].text, words[chosen].box


def _run(words: tuple[Word, ...], chosen: int, belongs: Callable[[Word], bool]) -> list[Word]:
    """The chosen word and its close neighbours of the line that belong to it, from left to right."""
    run = [words[chosen]]
    for step in (-1, 1):
        while True:
            edge = run[0] if step < 0 else run[-1]
            near = _neighbour(words, edge, step)
            if near is None or near in run or not belongs(near):
                break
            run.insert(0 if step < 0 else len(run), near)
    return run


def _neighbour(words: tuple[Word, ...], word: Word, step: int) -> Word | None:
    """The nearest word of the same line on that side, if it is close."""
    best: tuple[float, Word] | None = None
    for other in words:
        gap = (other.box.left - word.box.right) if step > 0 else (word.box.left - other.box.right)
        if (
            other is not word
            and -1 <= gap <= _NEAR * word.box.height
            and word.box.overlap_y(other.box) > 0.5
            and (not best or gap < best[0])
        ):
            best = (gap, other)
    return best[1] if best else None


def _around(words: tuple[Word, ...], chosen: int) -> Iterator[list[Word]]:
    """The chosen word, then it with more and more of its neighbours."""
    run = _run(words, chosen, lambda _: True)
    at = run.index(words[chosen])
    for size in range(1, _MOST_WORDS_OF_A_DATE + 1):
        for start in range(max(0, at - size + 1), min(at, len(run) - size) + 1):
            yield run[start : start + size]


def _text(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


def _box(words: list[Word]) -> Box:
    return union(word.box for word in words)


def _edges(box: Box) -> tuple[Any, ...]:
    return (box.left, box.top, box.right, box.bottom)
