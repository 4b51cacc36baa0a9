"""Pages that are no part of a document: blank backs, and the sheets that a scanner's user puts between documents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from domain.kinds import Source
from domain.page import Page, Word
from pipeline.flat import flattened
from pipeline.layout import lines_of

SURE = 0.6
"""Confidence from which a word is print and no stain; print of the back that shines through is read with less."""

FEWEST_SIGNS = 4
"""A back with a stray page number is blank."""

SEPARATORS = ("separat", "séparat", "intercalaire", "trennblatt", "patch")
SEPARATING = ("fin de lot", "debut de lot", "nouveau document", "nouveau lot", "end of batch", "new document")
"""How such a sheet begins where none of its words says it alone."""

MOST_WORDS = 6
MOST_STAINS = 7
"""Signs, sure or not, up to which a page without sure words bears stains; a receipt that is out of focus gives more."""

_SEPARATOR, _BLANK = "is a separator sheet", "is blank"


def without_empty_leaves(pages: Iterable[Page]) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The pages with the words of blank ones and separators taken away, and a note on each; all stay where none says anything."""
    every = tuple(pages)
    reasons = {page.number: reason for page in every if (reason := _reason(page))}
    if not any(page.words and page.number not in reasons for page in every):
        return every, ()
    kept = tuple(replace(page, words=(), flaws=(), quality=None) if page.number in reasons else page for page in every)
    return kept, tuple(f"Page {number} {reason} and was left out." for number, reason in reasons.items())


def is_separator(page: Page) -> bool:
    """Whether a page was put between documents: it stands for none, even alone in its file."""
    return _reason(page) == _SEPARATOR


def is_blank(page: Page) -> bool:
    """Whether a page alone in its file bears nothing but a stain or two. Print that was read badly is more than that."""
    return _reason(page) == _BLANK and sum(len(word.text) for word in page.words) <= MOST_STAINS


def without_empty_sheets(pages: Iterable[Page]) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The sheets of a photograph without those that stand for no document, and a note on them; all where nothing would be left.

    Paper on which a few doubtful signs were read stays: it may be a receipt in bad light.
    """
    every = tuple(pages)
    kept = tuple(page for page in every if page.words and not is_separator(page))
    if not kept or kept == every:
        return every, ()
    return kept, tuple(dict.fromkeys(_note_on_sheet(page) for page in every if page not in kept))


def _note_on_sheet(page: Page) -> str:
    return "A separator sheet in the picture was left out." if page.words else "A sheet without any text in the picture was left out."


def _reason(page: Page) -> str:
    """Why a page that was recognised is left out; empty when it is a page like others."""
    if page.source is not Source.OCR:
        return ""
    sure = tuple(word for word in page.words if word.confidence >= SURE)
    if sum(len(word.text) for word in sure) < FEWEST_SIGNS:
        return _BLANK
    if len(sure) > MOST_WORDS:
        return ""
    separates = any(map(_separates, sure)) or any(text.startswith(SEPARATING) for text in _beginnings(replace(page, words=sure)))
    return _SEPARATOR if separates else ""


def _beginnings(page: Page) -> Iterator[str]:
    """The words of a page with a line or two: by its lines, and as the recogniser gave them, which follows print on its side."""
    (level,) = flattened([page])
    yield _plain(word for line in lines_of(level) for word in line.words)
    yield _plain(page.words)


def _plain(words: Iterable[Word]) -> str:
    """In small letters without accents."""
    text = unicodedata.normalize("NFD", " ".join(word.text for word in words)).casefold()
    return "".join(sign for sign in text if not unicodedata.combining(sign))


def _separates(word: Word) -> bool:
    return word.text.casefold().startswith(SEPARATORS)
