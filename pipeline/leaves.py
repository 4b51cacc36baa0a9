"""Pages that are no part of a document: blank backs, and the sheets that a scanner's user puts between documents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.kinds import Source
from domain.page import Page, Word

SURE = 0.6
"""Confidence from which a word is print and no stain; print of the back that shines through is read with less."""

FEWEST_SIGNS = 4
"""A back with a stray page number is blank."""

SEPARATORS = ("separat", "séparat", "intercalaire", "trennblatt", "patch")
SEPARATING = ("fin de lot", "debut de lot", "nouveau document", "nouveau lot", "end of batch", "new document")
"""How such a sheet begins where none of its words says it alone."""

MOST_WORDS = 6
_SEPARATOR = "is a separator sheet"


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


def _reason(page: Page) -> str:
    """Why a page that was recognised is left out; empty when it is a page like others."""
    if page.source is not Source.OCR:
        return ""
    sure = [word for word in page.words if word.confidence >= SURE]
    if sum(len(word.text) for word in sure) < FEWEST_SIGNS:
        return "is blank"
    separates = any(_separates(word) for word in sure) or _in_reading_order(sure).startswith(SEPARATING)
    return _SEPARATOR if len(sure) <= MOST_WORDS and separates else ""


def _in_reading_order(words: Sequence[Word]) -> str:
    """The words of a page with a line or two, in small letters without accents."""
    rows = sorted(words, key=lambda word: (round(word.box.center_y / max(1.0, word.box.height)), word.box.left))
    plain = unicodedata.normalize("NFD", " ".join(word.text for word in rows)).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _separates(word: Word) -> bool:
    return word.text.casefold().startswith(SEPARATORS)
