"""A receipt with its card slip is one document; a slip of another purchase is its own."""

from __future__ import annotations

from dataclasses import replace

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page, Word
from pipeline.slips import in_documents

RECEIPT = "BOULANGERIE DUPAIN|CROISSANT 1,20|TOTAL TTC 19,10|TVA 5,50 % 1,00|CARTE BANCAIRE 19,10"
OTHER = "GARAGE DU VIADUC|VIDANGE 89,00|TOTAL TTC 89,00|TVA 20,00 % 14,83"
SLIP = "CARTE BANCAIRE|SANS CONTACT|A0000000421010|BOULANGERIE DUPAIN|MONTANT 19,10 EUR|TICKET CLIENT"


def sheet(text: str, *, turn: int = 0) -> Page:
    words = tuple(
        Word(text=word, box=Box(20 + 90 * place, 20 + 40 * row, 100 + 90 * place, 45 + 40 * row))
        for row, line in enumerate(text.split("|"))
        for place, word in enumerate(line.split())
    )
    return Page(number=1, width=900, height=900, words=words, source=Source.OCR, turn_degrees=turn)


def test_a_slip_goes_with_the_receipt_that_it_paid() -> None:
    slip, other, receipt = sheet(SLIP), sheet(OTHER), sheet(RECEIPT)

    assert in_documents([slip, other, receipt]) == [(other,), (receipt, slip)]


def test_a_slip_whose_head_lies_under_its_receipt_is_known_by_its_foot() -> None:
    slip, receipt = (
        sheet("LE 07/03/25 A 17:52|************6138|N°AUTO:349801|MONTANT = 19,10 EUR|TICKET CLIENT A CONSERVER"),
        sheet(RECEIPT),
    )

    assert in_documents([slip, receipt]) == [(receipt, slip)]


def test_lines_are_told_where_the_sheet_is_level() -> None:
    """On the page as shown the words lie mixed; each knows where it stands on its own sheet."""
    level = sheet("DEBIT|LE 07/03/25 A 17:52|N° AUTO : 349801|MONTANT = 19,10 EUR|TICKET CLIENT")
    askew = replace(level, words=tuple(replace(word, box=_fallen(word.box), flat=word.box) for word in level.words))

    assert len(in_documents([askew, sheet(RECEIPT)])) == 1


def _fallen(box: Box) -> Box:
    return Box(box.left, box.top + 0.6 * box.left, box.right, box.bottom + 0.6 * box.left)


def test_a_slip_of_another_amount_stands_alone() -> None:
    slip, other = sheet(SLIP), sheet(OTHER)

    assert in_documents([slip, other]) == [(slip,), (other,)]


def test_a_slip_that_two_receipts_could_claim_stands_alone() -> None:
    assert len(in_documents([sheet(SLIP), sheet(RECEIPT), sheet(RECEIPT)])) == 3


def test_a_slip_that_is_shown_another_way_round_stands_alone() -> None:
    """Its boxes would lie on another page than the one that a person sees."""
    assert len(in_documents([sheet(SLIP, turn=90), sheet(RECEIPT)])) == 2


def test_two_receipts_are_two_documents() -> None:
    assert len(in_documents([sheet(RECEIPT), sheet(OTHER)])) == 2
