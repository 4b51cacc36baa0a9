"""One long receipt in several shots: what the next shot shows again is taken once.

The shots come as pages of one file; their lines are told on the sheets that were laid flat. Where the last lines of a page are the
first of the next, they overlap, and the words of the later page's are left out; pages of an invoice repeat their head, but never begin
with the foot of the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from domain.kinds import Source
from domain.page import Line, Page
from pipeline.flat import flattened
from pipeline.layout import lines_of

FEWEST_LINES, FEWEST_SIGNS = 3, 30
"""An overlap is at least so much: two lines may be alike by chance, three of rules and stars too."""

MOST_LINES = 40
ALIKE = 0.85
"""Share of signs in common of a line that was read twice: a letter in ten may be read otherwise."""

RAGGED = 1
"""Lines cut through by the edge of a shot, at the foot of one and at the head of the next."""


def joined(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, each without the lines that the one before has shown already."""
    kept, level = list(pages[:1]), flattened(pages)
    for page, (before, flat) in zip(pages[1:], pairwise(level), strict=True):
        seen = {id(word) for line in _seen_already(before, flat) for word in line.words}
        words = tuple(word for word, there in zip(page.words, flat.words, strict=True) if id(there) not in seen)
        kept.append(replace(page, words=words) if seen else page)
    return tuple(kept)


def _seen_already(before: Page, page: Page) -> tuple[Line, ...]:
    """The first lines of a page that are the last of the one before; the longest such run, none where it is too short."""
    if before.source is not Source.OCR or page.source is not Source.OCR:
        return ()
    ends, begins = lines_of(before), lines_of(page)
    for count in range(min(MOST_LINES, len(ends), len(begins)), FEWEST_LINES - 1, -1):
        for cut_below in range(RAGGED + 1):
            for cut_above in range(RAGGED + 1):
                foot = ends[len(ends) - cut_below - count : len(ends) - cut_below]
                head = begins[cut_above : cut_above + count]
                if len(foot) == len(head) == count and _are_the_same(foot, head):
                    return begins[: cut_above + count]
    return ()


def _are_the_same(foot: Sequence[Line], head: Sequence[Line]) -> bool:
    if sum(sum(sign.isalnum() for sign in line.text) for line in head) < FEWEST_SIGNS:
        return False
    return all(_alike(one.text, other.text) for one, other in zip(foot, head, strict=True))


def _alike(one: str, other: str) -> bool:
    one, other = "".join(one.split()).casefold(), "".join(other.split()).casefold()
    if not one or not other or abs(len(one) - len(other)) > 0.3 * max(len(one), len(other)):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
