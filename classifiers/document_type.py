"""What kind of document is it? Told by the words that it calls itself, the most telling first."""

from __future__ import annotations

import unicodedata

from domain.facts import Facts
from domain.kinds import DocumentType
from domain.reading import TypeGuess

# « Facture » also stands on delivery notes and statements, so whatever names itself more narrowly is asked first.
_NAMES: tuple[tuple[DocumentType, float, tuple[str, ...]], ...] = (
    (DocumentType.PAYSLIP, 0.95, ("bulletin de paie", "bulletin de salaire", "payslip", "lohnabrechnung")),
    (DocumentType.BANK_STATEMENT, 0.95, ("releve de compte", "releve bancaire", "bank statement", "kontoauszug")),
    (DocumentType.IDENTITY, 0.9, ("releve d'identite bancaire", "extrait kbis")),
    (DocumentType.CREDIT_NOTE, 0.9, ("facture d'avoir", "note de credit", "credit note", "gutschrift", "\navoir")),
    (DocumentType.QUOTE, 0.9, ("devis", "pro forma", "proforma", "quotation", "angebot")),
    (DocumentType.PURCHASE_ORDER, 0.85, ("bon de commande", "purchase order")),
    (DocumentType.DELIVERY_NOTE, 0.85, ("bon de livraison", "delivery note", "delivery order", "lieferschein")),
    (DocumentType.CONTRACT, 0.8, ("contrat de", "contract between")),
    (
        DocumentType.RECEIPT,
        0.85,
        ("ticket", "recu", "receipt", "rendu", "especes", "carte bancaire", "cash", "change", "kassenbon", "quittung", "bar"),
    ),
    (DocumentType.INVOICE, 0.9, ("facture", "invoice", "rechnung")),
    (DocumentType.LETTER, 0.6, ("madame, monsieur", "dear sir")),
)


def classify(text: str, facts: Facts) -> tuple[TypeGuess, ...]:
    """Types the document may be of, the likeliest first; `other` when it calls itself nothing."""
    folded = "\n" + "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    guesses = [TypeGuess(value=kind, confidence=sure) for kind, sure, words in _NAMES if any(word in folded for word in words)]
    if facts.invoice_number is None or facts.seller_iban is None:
        return (*guesses, TypeGuess(value=DocumentType.OTHER, confidence=0.3))
    return (
        *sorted(guesses, key=lambda guess: guess.value is not DocumentType.INVOICE),
        TypeGuess(value=DocumentType.OTHER, confidence=0.1),
    )
