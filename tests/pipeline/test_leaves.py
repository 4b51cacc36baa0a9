"""Blank backs and separator sheets are no part of a document; a note says that they were left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page, Word
from pipeline.leaves import is_blank, is_separator, without_empty_leaves, without_empty_sheets


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


def laid(*words: tuple[str, float, float, float, float]) -> Page:
    """A page with words at those places: left, top, right, bottom."""
    placed = tuple(Word(text=text, box=Box(*box), confidence=0.98) for text, *box in words)
    return Page(number=1, width=2000, height=2000, words=placed, source=Source.OCR)


@pytest.mark.parametrize(
    "words",
    [
        (("FIN", 1030, 1258, 1202, 1383), ("DE", 1235, 1252, 1338, 1373), ("LOT", 1371, 1241, 1557, 1366)),  # a photo held aslant
        (("FIN", 773, 1550, 960, 1820), ("DE", 787, 1272, 971, 1469), ("LOT", 797, 887, 986, 1220)),  # on its side, read upwards
        (("NOUVEAU", 500, 300, 900, 420), ("DOCUMENT", 480, 500, 930, 620)),  # on two lines
    ],
)
def test_a_separator_sheet_is_known_however_it_lies(words: tuple[tuple[str, float, float, float, float], ...]) -> None:
    assert is_separator(laid(*words))


def test_a_few_large_words_that_separate_nothing_are_a_page_like_others() -> None:
    assert not is_separator(laid(("LOT", 500, 300, 700, 420), ("FIN", 750, 300, 950, 420)))


def test_a_stain_alone_is_no_document_and_print_that_reads_badly_is_one() -> None:
    assert is_blank(page(1, "7", confidence=0.86))
    assert is_blank(page(1, "_ 1", confidence=0.4))
    assert not is_blank(page(1, "T0TAl 12 3O CARlE 8ANC", confidence=0.4))


def test_sheets_of_a_photo_that_stand_for_no_document_are_left_out_with_a_note() -> None:
    receipt, doubtful = page(1, INVOICE), page(1, "T0", confidence=0.3)

    assert without_empty_sheets((receipt, page(1, ""))) == ((receipt,), ("A sheet without any text in the picture was left out.",))
    assert without_empty_sheets((page(1, "INTERCALAIRE"), receipt))[1] == ("A separator sheet in the picture was left out.",)
    assert without_empty_sheets((receipt, doubtful)) == ((receipt, doubtful), ())
    assert without_empty_sheets((page(1, ""), page(1, ""))) == ((page(1, ""), page(1, "")), ())


def test_a_line_of_a_delivery_that_ends_with_a_lot_is_no_separator_sheet() -> None:
    assert without_empty_leaves((page(1, INVOICE), page(2, "Vis laiton fin de lot")))[1] == ()


def test_a_page_with_a_total_alone_stays() -> None:
    assert without_empty_leaves((page(1, INVOICE), page(2, "TOTAL 671,15")))[1] == ()


def test_pages_with_text_of_their_own_are_never_left_out() -> None:
    assert without_empty_leaves((page(1, INVOICE), page(2, "", source=Source.PDF_TEXT)))[1] == ()


def test_where_no_page_says_anything_all_stay() -> None:
    pages = (page(1, ""), page(2, "x"))

    assert without_empty_leaves(pages) == (pages, ())
