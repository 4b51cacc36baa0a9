"""Writes a text as it would lie on a page: each character a cell of 10 × 20 pixels, so that columns stand where they are typed."""

from __future__ import annotations

import re
import textwrap

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Line, Page, Transcript, Word

WIDE, HIGH = 10, 20


def paper(text: str) -> Transcript:
    """The transcript of a typed document; one line of text is one line of print."""
    lines = []
    for number, row in enumerate(textwrap.dedent(text).strip("\n").split("\n")):
        words = tuple(
            Word(text=m.group(), box=Box(m.start() * WIDE, number * 1.5 * HIGH, m.end() * WIDE, number * 1.5 * HIGH + HIGH))
            for m in re.finditer(r"\S+", row)
        )
        if words:
            lines.append(Line(page=1, words=words))
    page = Page(number=1, width=1000, height=3000, words=tuple(w for line in lines for w in line.words), source=Source.PDF_TEXT)
    return Transcript(pages=(page,), lines=tuple(lines))
