"""A document as the card by which it is found."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from domain.document import Document
from domain.facts import Facts, Found, InvoiceLine
from domain.kinds import Category, DocumentType, PaymentMethod, State
from domain.reading import CategoryGuess, Reading, TypeGuess
from pipeline.card import card_of


def a_document(reading: Reading | None) -> Document:
    received = datetime(2026, 11, 23, 12, tzinfo=UTC)
    return Document(
        id="1", original="0" * 64, company="default", name="f.pdf", state=State.TO_VALIDATE, received_at=received, reading=reading
    )


def test_the_card_bears_all_by_which_a_document_is_searched() -> None:
    facts = Facts(
        seller_name=Found(value="Moulin", confidence=0.9),
        issue_date=Found(value=date(2026, 3, 1), confidence=0.9),
        total_with_tax=Found(value=Decimal("12.50"), confidence=0.9),
        payment_method=Found(value=PaymentMethod.CARD, confidence=0.9),
        lines=(InvoiceLine(description="Nougat"), InvoiceLine(description="Miel")),
    )
    guess = CategoryGuess(value=Category.GOODS, confidence=0.9, account="607", label="Achats")
    kind = TypeGuess(value=DocumentType.INVOICE, confidence=0.9)
    card = card_of(a_document(Reading(facts=facts, document_type=kind, category=guess, text="MOULIN Nougat")))
    assert (card.seller_name, card.issue_date, card.total_with_tax) == ("Moulin", date(2026, 3, 1), Decimal("12.50"))
    assert (card.document_type, card.category, card.payment_method, card.status) == ("invoice", "goods", "card", "to_validate")
    assert (card.lines, card.text, card.received_on) == ("Nougat\nMiel", "MOULIN Nougat", date(2026, 11, 23))


def test_an_unread_document_is_found_by_its_name_alone() -> None:
    card = card_of(a_document(None))
    assert (card.name, card.text, card.seller_name, card.document_type) == ("f.pdf", "", None, None)
