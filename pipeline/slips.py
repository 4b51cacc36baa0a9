"""A receipt and the slip of the card that paid it lie on one table as two sheets, and are one document: the slip proves the payment."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.page import Page
from pipeline.flat import flattened
from pipeline.layout import lines_of

PAID_BY_CARD = re.compile(r"\b(carte bancaire|cb|carte|sans contact|visa|mastercard)\b")
OF_A_TERMINAL = tuple(
    re.compile(sign)
    for sign in (
        r"\ba0{6}\d",  # the number of the card's application
        r"\bn[o°º]?\W{0,2}auto\b|\bautorisation\b",
        r"\bticket (client|commer[cç]ant)\b",
        r"\bd[eé]bit\b",
        r"\bsans contact\b",
        r"[*x]{4,} ?\d{4}\b",
    )
)
OF_A_SALE = re.compile(r"\b(tva|total ttc|sous.?total|net a payer|rendu|especes)\b")
A_TOTAL = re.compile(r"\btotal\b")
AMOUNT = re.compile(r"(?<![\d.,])(\d{1,6})\s?[.,]\s?(\d{2})(?![\d.,])")


def in_documents(pages: Sequence[Page]) -> list[tuple[Page, ...]]:
    """The sheets of one photograph, each a document with the slip that paid it, in the order in which they came.

    A slip goes with the one sheet that prints its amount; where two do, or none, or they are not shown the same way round, it stands alone.
    """
    # Lines are told where the sheet is level: on a photograph that lies askew its words are mixed with those of their neighbours.
    texts = ["\n".join(line.text for line in lines_of(page)).casefold() for page in flattened(pages)]
    owner = {place: _paid(place, pages, texts) for place in range(len(pages))}
    documents = []
    for place, page in enumerate(pages):
        if owner[place] is None:
            slips = (pages[slip] for slip, sheet in owner.items() if sheet == place)
            documents.append((page, *slips))
    return documents


def _paid(place: int, pages: Sequence[Page], texts: Sequence[str]) -> int | None:
    """The sheet that the slip at a place paid; None when it is no slip, or that is not sure."""
    if not is_slip(texts[place]) or not (amounts := _amounts(texts[place])):
        return None
    candidates = [
        other
        for other, page in enumerate(pages)
        if other != place
        and page.turn_degrees == pages[place].turn_degrees
        and not is_slip(texts[other])
        and max(amounts) in _amounts(texts[other])
    ]
    return candidates[0] if len(candidates) == 1 else None


def is_slip(text: str) -> bool:
    """Whether a text in small letters is that of a card terminal and names nothing of a sale.

    Its head, which names the card, may lie under the receipt that it is stapled to: then two other signs of a terminal tell it.

    >>> is_slip("carte bancaire\\nsans contact\\na0000000421010\\nmontant = 57,26 eur\\nticket client")
    True
    >>> is_slip("le 07/03/25 a 17:52:00\\n************6138\\nn°auto:349801\\nmontant = 31,17 eur\\nticket client a conserver")
    True
    >>> is_slip("total ttc 57,26\\ntva 20,00 % 9,54\\ncarte bancaire 57,26")
    False
    >>> is_slip("total 57,26\\n************6138\\nticket client")
    False
    """
    signs = sum(bool(sign.search(text)) for sign in OF_A_TERMINAL)
    if OF_A_SALE.search(text) or not signs:
        return False
    return bool(PAID_BY_CARD.search(text)) or (signs >= 2 and not A_TOTAL.search(text))


def _amounts(text: str) -> set[int]:
    """Amounts in hundredths."""
    return {int(whole + cents) for whole, cents in AMOUNT.findall(text)}
