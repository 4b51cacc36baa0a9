"""Blank backs and separator sheets are no part of a document; a note says that they were left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page, Word
from pipeline.leaves import without_empty_leaves


def page(number: int, text: str, *, confidence: float = 0.95, source: Source = Source.OCR) -> Page:
    words = tuple(Word(text=word, box=Box(0, 0, 10, 10), confidence=confidence) for word in text.split())
    return Page(number=number, width=100, height=100, words=words, source=source)


INVOICE = "FACTURE 2024-17 AU BON MOULIN TOTAL TTC 671,15 EUR"


def test_a_blank_back_is_left_out_and_noted() -> None:
    pages, notes = without_empty_leaves((page(1, INVOICE), page(2, "")))

    assert [len(p.words) > 0 for p in pages] == [True, False]
    assert notes == ("Page 2 is blank and was left out.",)


def test_nobody_is_told_that_a_blank_back_is_hard_to_read() -> None:
    back = replace(page(2, ""), flaws=("The print is faint: only 8 % darker than the paper.",))

    assert without_empty_leaves((page(1, INVOICE), back))[0][1].flaws == ()


def test_print_of_the_other_side_that_shines_through_is_no_text() -> None:
    pages, notes = without_empty_leaves((page(1, INVOICE), page(2, "lIoT 7A rrl", confidence=0.35)))

    assert pages[1].words == ()
    assert notes == ("Page 2 is blank and was left out.",)


@pytest.mark.parametrize("text", ["SEPARATEUR", "PATCH T", "Page intercalaire", "Document Separator Sheet", "FIN DE LOT", "Début de lot"])
def test_a_separator_sheet_is_left_out(text: str) -> None:
    assert without_empty_leaves((page(1, text), page(2, INVOICE)))[1] == ("Page 1 is a separator sheet and was left out.",)


def test_a_line_of_a_delivery_that_ends_with_a_lot_is_no_separator_sheet() -> None:
    assert without_empty_leaves((page(1, INVOICE), page(2, "Vis laiton fin de lot")))[1] == ()


def test_a_page_with_a_total_alone_stays() -> None:
    assert without_empty_leaves((page(1, INVOICE), page(2, "TOTAL 671,15")))[1] == ()


def test_pages_with_text_of_their_own_are_never_left_out() -> None:
    assert without_empty_leaves((page(1, INVOICE), page(2, "", source=Source.PDF_TEXT)))[1] == ()


def test_where_no_page_says_anything_all_stay() -> None:
    pages = (page(1, ""), page(2, "x"))

    assert without_empty_leaves(pages) == (pages, ())
