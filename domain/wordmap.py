"""Where each word of a page stands, packed for keeping: so that a click on a word can fill a field, and a picture can be searched.

A page of three hundred words is three hundred short lines of text; it becomes `Word`s only for the one who asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.geometry import Box
from domain.page import Page, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """The words of one page: a line `left top right bottom text` for each, in whole pixels of the page as shown."""

    page: int
    packed: str

    def words(self) -> tuple[Word, ...]:
        """The words with their boxes; their confidence is not kept.

        >>> PageWords(page=1, packed="10 20 60 35 Total").words()[0].text
        'Total'
        """
        return tuple(_word(line) for line in self.packed.split("\n") if line)


def pack(page: Page) -> PageWords:
    """The words of a page, as they are kept."""
    return PageWords(page=page.number, packed="\n".join(_lines(page.words)))


def _lines(words: Iterable[Word]) -> Iterable[str]:
    for word in words:
        text = " ".join(word.text.split())
        if text:
            box = word.box
            yield f"{box.left:.0f} {box.top:.0f} {box.right:.0f} {box.bottom:.0f} {text}"


def _word(line: str) -> Word:
    left, top, right, bottom, text = line.split(" ", 4)
    return Word(text=text, box=Box(float(left), float(top), float(right), float(bottom)))
