"""The words of a page come back from the register where they stood."""

from __future__ import annotations

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page, Word
from domain.wordmap import pack


def test_words_come_back_where_they_stood() -> None:
    words = (Word(text="Total", box=Box(10.2, 20, 60, 35)), Word(text="12,50 €", box=Box(70, 20, 110, 35)))

    kept = pack(Page(number=2, width=100, height=100, words=words, source=Source.OCR))

    assert kept.page == 2
    assert [(word.text, word.box) for word in kept.words()] == [
        ("Total", Box(10, 20, 60, 35)),
        ("12,50 €", Box(70, 20, 110, 35)),
    ]


def test_a_page_without_words_has_none() -> None:
    assert pack(Page(number=1, width=1, height=1, words=(), source=Source.OCR)).words() == ()
