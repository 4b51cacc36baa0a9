"""What kind of document is it? By what it calls itself, the words that go with each kind, and the facts found on it.

A title at the head of a line near the top says most; the same words inside a sentence say little, since an invoice speaks
of orders and deliveries, and a reminder of invoices. « Facture » alone does not make an invoice: "ne constitue pas une
facture", "facture pro forma" and "facture d'avoir" are other things. The words are in the language modules; the weights
below were set on the samples and on texts of every kind, and the probability is their softmax.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache

from classifiers.folded import folded
from domain import plugins
from domain.facts import Facts
from domain.kinds import DocumentType, PaymentMethod
from domain.reading import TypeGuess

_TITLE = 3.2
_TITLE_BELOW = 1.6
_FIRST = 0.9
"""What comes first names the document: a credit note names the invoice it corrects further down."""
_MENTION = 0.5
_WORD = 0.7
_MOST_WORDS = 6
_LONG_LINE = 9
"""Words of a line from which it is a sentence, not a title."""

_PRIOR = {DocumentType.INVOICE: 0.3, DocumentType.RECEIPT: 0.5, DocumentType.OTHER: 0.6}
# Kinds whose title is narrower than the words « facture » or « commande » inside it or beside it.
_NARROW = {
    DocumentType.QUOTE: 1.2,
    DocumentType.DELIVERY_NOTE: 0.8,
    DocumentType.BANK_STATEMENT: 1.2,
    DocumentType.PAYSLIP: 1.5,
    DocumentType.IDENTITY: 0.8,
    DocumentType.CREDIT_NOTE: 0.8,
    DocumentType.CONTRACT: 0.3,
    DocumentType.OTHER: 0.6,
}
_NOT_AN_INVOICE = re.compile(
    r" NE CONSTITUE (?:PAS|EN AUCUN CAS) UNE FACTURE | PAS UNE FACTURE | NOT AN INVOICE | KEINE RECHNUNG | NOT A TAX INVOICE "
)
_OF_ANOTHER = re.compile(
    r" (?:VOTRE|VOS|NOTRE|NOS|SELON|SUIVANT|REF|REFERENCE|DATE|NO|NUMERO|ANNULE|YOUR|OUR|IHR|IHRE|UNSERE|LA|LE|LES|DU|"
    r"DE|DES|THE|SUR|VOIR) (?:DE |LA |DU |NO )?$"
)


def classify(text: str, facts: Facts) -> tuple[TypeGuess, ...]:
    """Every kind with its probability, the likeliest first; `other`, unsure, for a text that calls itself nothing."""
    scores = {kind: _PRIOR.get(kind, 0.0) for kind in DocumentType}
    lines = [folded(line) for line in text.splitlines() if line.strip()]
    whole_text = " ".join(lines)
    for kind, score in (*_titles(lines), *_words(whole_text), *_of_facts(facts), *_of_a_till(whole_text, facts)):
        scores[kind] += score
    if _NOT_AN_INVOICE.search(whole_text):
        scores[DocumentType.INVOICE] -= 3.0
    top = max(scores.values())
    odds = {kind: math.exp(score - top) for kind, score in scores.items()}
    whole = sum(odds.values())
    guesses = (TypeGuess(value=kind, confidence=round(odd / whole, 4)) for kind, odd in odds.items())
    return tuple(sorted(guesses, key=lambda guess: -guess.confidence))


def _titles(lines: Sequence[str]) -> Iterator[tuple[DocumentType, float]]:
    """The best place where each kind calls itself by name; the longest name that fits a place is the one meant there."""
    best: dict[DocumentType, float] = {}
    first: tuple[float, DocumentType] | None = None
    for number, line in enumerate(lines):
        taken: list[tuple[int, int]] = []
        for title, kind in _known_titles():
            at = line.find(title)
            if at < 0 or any(start <= at < end for start, end in taken):
                continue
            taken.append((at, at + len(title) - 1))
            score = _title_score(line, at, number, len(lines))
            if score >= _TITLE and first is None:
                first = (_FIRST, kind)
            best[kind] = max(best.get(kind, 0.0), score + (_NARROW.get(kind, 0.0) if score >= _TITLE_BELOW else 0.0))
    yield from best.items()
    if first:
        yield first[1], first[0]


def _title_score(line: str, at: int, number: int, count: int) -> float:
    words = len(line.split())
    lead = line[: at + 1]
    if words > _LONG_LINE or _OF_ANOTHER.search(lead):
        return _MENTION if words <= 2 * _LONG_LINE else _MENTION / 2
    # What is set at the head of a line, in the upper part or the first lines, is a title.
    leading = len(lead.split()) <= 1
    upper = number < 12 or number < 0.5 * count
    return (_TITLE if upper else _TITLE_BELOW) * (1.0 if leading else 0.6)


def _words(whole: str) -> Iterator[tuple[DocumentType, float]]:
    for kind, words in _known_words().items():
        found = sum(word in whole for word in words)
        # The first words say most: the sixth repeats what the others said.
        yield kind, _WORD * sum(0.85**n for n in range(min(found, _MOST_WORDS)))


def _of_facts(facts: Facts) -> Iterator[tuple[DocumentType, float]]:
    """A due date, an IBAN and a buyer make an invoice; money taken at a till makes a receipt; less than nothing, a credit."""
    invoice = sum(bool(found) for found in (facts.due_date, facts.seller_iban, facts.buyer_name, facts.buyer_vat_id, facts.invoice_number))
    yield DocumentType.INVOICE, 0.5 * invoice
    total = facts.total_with_tax
    if total is None:
        yield DocumentType.INVOICE, -0.6
        yield DocumentType.RECEIPT, -0.6
        return
    if total.value < 0:
        yield DocumentType.CREDIT_NOTE, 2.5
    paid = facts.payment_method and facts.payment_method.value in (PaymentMethod.CASH, PaymentMethod.CARD)
    if paid and not facts.due_date and not facts.seller_iban and not facts.buyer_name:
        yield DocumentType.RECEIPT, 1.0
    for kind in (DocumentType.LETTER, DocumentType.CONTRACT, DocumentType.IDENTITY):
        yield kind, -0.5


def _of_a_till(whole: str, facts: Facts) -> Iterator[tuple[DocumentType, float]]:
    """A till that calls its slip « facture » or « tax invoice » still prints a receipt: it speaks of tables, change and cashiers,
    and of no term of payment."""
    words = _known_words()
    till = sum(word in whole for word in words[DocumentType.RECEIPT])
    terms = sum(word in whole for word in words[DocumentType.INVOICE])
    if till >= 3 and till >= 2 * terms and not (facts.due_date or facts.seller_iban or facts.buyer_name):
        yield DocumentType.RECEIPT, 1.6


@cache
def _known_titles() -> tuple[tuple[str, DocumentType], ...]:
    """Every title of every language, the longest first, with a blank at both ends."""
    found = {
        (folded(title), DocumentType(kind))
        for module in plugins.load_every("locales.languages")
        for kind, titles in getattr(module, "TYPE_TITLES", {}).items()
        for title in titles
    }
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _known_words() -> dict[DocumentType, tuple[str, ...]]:
    found: dict[DocumentType, set[str]] = {kind: set() for kind in DocumentType}
    for module in plugins.load_every("locales.languages"):
        for kind, words in getattr(module, "TYPE_WORDS", {}).items():
            found[DocumentType(kind)] |= {folded(word) for word in words}
    return {kind: tuple(sorted(words)) for kind, words in found.items()}
