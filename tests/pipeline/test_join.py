"""A long receipt that came in two overlapping shots is read once; pages of an invoice stay as they are."""

from __future__ import annotations

from dataclasses import replace

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page, Word
from pipeline.flat import flattened
from pipeline.join import joined
from pipeline.layout import lines_of

RECEIPT = [f"ARTICLE NUMERO {n} {n},{n}0" for n in range(1, 9)] + ["TOTAL TTC 36,00", "CARTE BANCAIRE 36,00"]


def shot(number: int, lines: list[str], *, source: Source = Source.OCR) -> Page:
    words = tuple(
        Word(text=word, box=Box(20 + 120 * place, 20 + 40 * row, 130 + 120 * place, 45 + 40 * row))
        for row, line in enumerate(lines)
        for place, word in enumerate(line.split())
    )
    return Page(number=number, width=900, height=900, words=words, source=source)


def texts(pages: tuple[Page, ...]) -> list[str]:
    return [line.text for page in pages for line in lines_of(page)]


def test_lines_that_both_shots_show_are_taken_once() -> None:
    assert texts(joined((shot(1, RECEIPT[:6]), shot(2, RECEIPT[3:])))) == RECEIPT


def test_a_letter_read_otherwise_does_not_hide_the_overlap() -> None:
    again = [RECEIPT[3], RECEIPT[4].replace("O", "0"), *RECEIPT[5:]]

    assert texts(joined((shot(1, RECEIPT[:6]), shot(2, again)))) == RECEIPT


def test_a_line_cut_through_by_the_edge_of_a_shot_is_passed_over() -> None:
    assert texts(joined((shot(1, RECEIPT[:6]), shot(2, ["ARI1CIE NUNER", *RECEIPT[3:]])))) == RECEIPT


def test_three_shots_are_joined_one_after_the_other() -> None:
    assert texts(joined((shot(1, RECEIPT[:5]), shot(2, RECEIPT[2:8]), shot(3, RECEIPT[5:])))) == RECEIPT


def test_pages_that_repeat_their_head_are_no_overlap() -> None:
    head = ["AU BON MOULIN SARL", "1242 CHEMIN DE L OLIVE", "FACTURE FA-2017-0010"]
    pages = (shot(1, [*head, *RECEIPT[:5]]), shot(2, [*head, *RECEIPT[5:]]))

    assert joined(pages) == pages


def test_two_lines_alike_are_no_overlap() -> None:
    pages = (shot(1, RECEIPT[:5]), shot(2, RECEIPT[3:]))

    assert joined(pages) == pages


def test_a_pdf_with_text_of_its_own_is_never_joined() -> None:
    pages = (shot(1, RECEIPT[:6], source=Source.PDF_TEXT), shot(2, RECEIPT[3:], source=Source.PDF_TEXT))

    assert joined(pages) == pages


def test_lines_are_told_on_the_sheet_that_was_laid_flat() -> None:
    """On the shots as shown the receipt lies askew, so that each line overlaps its neighbours."""

    def askew(page: Page, rise: float) -> Page:
        def seen(box: Box) -> Box:
            tops = (box.top + rise * box.left, box.top + rise * box.right)
            return Box(box.left, 400 + min(tops), box.right, 400 + max(tops) + box.height)

        return replace(page, words=tuple(replace(word, box=seen(word.box), flat=word.box) for word in page.words))

    assert texts_flat(joined((askew(shot(1, RECEIPT[:6]), 0.4), askew(shot(2, RECEIPT[3:]), -0.4)))) == RECEIPT


def texts_flat(pages: tuple[Page, ...]) -> list[str]:
    return texts(flattened(pages))
