"""A document typed on a typewriter: each character has its cell, so that columns of a text are columns of a page."""

from __future__ import annotations

import re
from datetime import date
from textwrap import dedent

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Line, Page, Transcript, Word
from extractors.locale import Locale, open_locale

CHARACTER, HEIGHT, PITCH = 10, 16, 22


def printed(text: str, *, width: int = 0, height: int = 0) -> Transcript:
    """The transcript of a text. The page is as wide as its longest line, unless it is said to be wider."""
    rows = dedent(text).strip("\n").splitlines()
    lines = [
        Line(page=1, words=tuple(_word(match, number) for match in re.finditer(r"\S+", row)))
        for number, row in enumerate(rows)
        if row.strip()
    ]
    page = Page(
        number=1,
        width=max(width, 40 + CHARACTER * max((len(row) for row in rows), default=0)),
        height=max(height, 40 + PITCH * len(rows)),
        words=tuple(word for line in lines for word in line.words),
        source=Source.PDF_TEXT,
    )
    return Transcript(pages=(page,), lines=tuple(lines))


def locale(language: str = "fr", *, own: tuple[str, ...] = ()) -> Locale:
    return open_locale(language=language, country="fr", own_identifiers=own, today=date(2026, 11, 21))


def _word(match: re.Match[str], number: int) -> Word:
    left, top = 20 + CHARACTER * match.start(), 20 + PITCH * number
    return Word(text=match[0], box=Box(left, top, left + CHARACTER * len(match[0]), top + HEIGHT))
