"""A text as a page: each letter has its cell, as a typewriter sets them, so that finders see lines and columns."""

from __future__ import annotations

import re

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page, Word

CHARACTER, HEIGHT, PITCH = 10, 16, 22


def page_of(text: str, *, source: Source = Source.PDF_TEXT) -> Page:
    """The page that the text makes, a line a line."""
    rows = text.splitlines()
    words = tuple(
        Word(
            text=match[0],
            box=Box(20 + CHARACTER * match.start(), 20 + PITCH * number, 20 + CHARACTER * match.end(), 20 + PITCH * number + HEIGHT),
        )
        for number, row in enumerate(rows)
        for match in re.finditer(r"\S+", row)
    )
    return Page(
        number=1,
        width=40 + CHARACTER * max((len(row) for row in rows), default=0),
        height=40 + PITCH * len(rows),
        words=words,
        source=source,
    )
