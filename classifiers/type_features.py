"""What a document says of its own kind, in numbers: its titles, the words that go with each kind, the facts found on it.

A title at the head of a line near the top says most; the same words inside a sentence say little, since an invoice speaks
of orders and deliveries, and a reminder of invoices. The words are in the language modules. The order of the figures is
part of the trained weights: train again (`make train`) after a change here or in the word lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from classifiers.folded import folded
from domain import plugins
from domain.facts import Facts
from domain.kinds import DocumentType, PaymentMethod

Vector = npt.NDArray[np.float64]
KINDS = tuple(DocumentType)
TITLE, BELOW, MENTION = 3.2, 1.6, 0.5
MOST_WORDS = 6
LONG_LINE = 9
"""Words of a line from which it is a sentence, not a title."""

_NOT_AN_INVOICE = re.compile(
    r" NE CONSTITUE (?:PAS|EN AUCUN CAS) UNE FACTURE | PAS UNE FACTURE | NOT AN INVOICE | KEINE RECHNUNG | NOT A TAX INVOICE |"
    r" SANS VALEUR (?:COMPTABLE|FISCALE|CONTRACTUELLE) "
)
_OF_ANOTHER = re.compile(
    r" (?:VOTRE|VOS|NOTRE|NOS|SELON|SUIVANT|REF|REFERENCE|DATE|NO|NUMERO|ANNULE|YOUR|OUR|IHR|IHRE|UNSERE|LA|LE|LES|DU|"
    r"DE|DES|THE|SUR|VOIR|D|POUR|APRES|DEVEZ|DEVONS) (?:DE |LA |DU |NO )?$"
)
_BILLED_TO = re.compile(r" FACTUREE? A ")
"""« Facturé à » names the buyer, also on a credit note."""
_ENDS_IN_AMOUNT = re.compile(r"\d[ ]\d\d (?:[A-Z] |EUR |E )?$")


def features(text: str, facts: Facts) -> Vector:
    """The figures of a document: three a kind, two that hold it against the other kinds, twelve of its facts, five of its shape.

    The words themselves are left out: on wordings that training did not see they told nothing that these figures do not
    (docs/decisions/0009-calibrated-reading.md).
    """
    lines = [folded(line) for line in text.splitlines() if line.strip()]
    whole = " ".join(lines)
    kinds = _by_kind(lines, whole)
    return np.concatenate([kinds, _beside_others(kinds), _of_facts(facts), _of_shape(lines, whole)])


def _by_kind(lines: Sequence[str], whole: str) -> Vector:
    best, first = dict.fromkeys(KINDS, 0.0), dict.fromkeys(KINDS, 0.0)
    for kind, score in titles(lines):
        if score >= TITLE and not any(first.values()):
            first[kind] = 1.0
        best[kind] = max(best[kind], score)
    words = {kind: sum(word in whole for word in some) for kind, some in known_words().items()}
    return np.array([figure for kind in KINDS for figure in (best[kind], first[kind], min(MOST_WORDS, words[kind]))])


def _beside_others(by_kind: Vector) -> Vector:
    """Which share of all words that tell a kind are this kind's, and whether no title is clearer than its own: two rows of kinds."""
    best, _, words = by_kind.reshape(len(KINDS), -1).T
    return np.concatenate([words / (words.sum() + 1.0), (best == best.max()) & (best > 0)])


def titles(lines: Sequence[str]) -> Iterator[tuple[DocumentType, float]]:
    """Every place where a kind calls itself by name; the longest name that fits a place is the one meant there."""
    for number, line in enumerate(lines):
        taken: list[tuple[int, int]] = []
        for title, kind in known_titles():
            at = line.find(title)
            if at < 0 or any(start <= at < end for start, end in taken):
                continue
            taken.append((at, at + len(title) - 1))
            if _BILLED_TO.match(line, at):
                continue
            yield kind, _title_score(line, at, number, len(lines))


def _title_score(line: str, at: int, number: int, count: int) -> float:
    words, lead = len(line.split()), line[: at + 1]
    if words > LONG_LINE or _OF_ANOTHER.search(lead):
        return MENTION if words <= 2 * LONG_LINE else MENTION / 2
    # What is set at the head of a line, in the upper part or the first lines, is a title.
    upper = number < 12 or number < 0.5 * count
    return (TITLE if upper else BELOW) * (1.0 if len(lead.split()) <= 1 else 0.6)


def _of_facts(facts: Facts) -> Vector:
    total, paid = facts.total_with_tax, facts.payment_method
    found = (facts.due_date, facts.seller_iban, facts.buyer_name, facts.buyer_vat_id, facts.invoice_number, facts.order_number)
    return np.array(
        [
            *(float(bool(one)) for one in found),
            float(total is None),
            float(total is not None and total.value < 0),
            float(paid is not None and paid.value in (PaymentMethod.CASH, PaymentMethod.CARD)),
            float(paid is not None),
            float(bool(facts.tax_breakdown)),
            float(bool(facts.lines)),
        ]
    )


def _of_shape(lines: Sequence[str], whole: str) -> Vector:
    count = max(1, len(lines))
    lengths = [len(line.split()) for line in lines] or [0]
    return np.array(
        [
            min(4.0, count / 15),
            min(3.0, sum(lengths) / count / 4),
            sum(length > LONG_LINE for length in lengths) / count,
            sum(bool(_ENDS_IN_AMOUNT.search(line)) for line in lines) / count,
            float(bool(_NOT_AN_INVOICE.search(whole))),
        ]
    )


@cache
def known_titles() -> tuple[tuple[str, DocumentType], ...]:
    """Every title of every language, the longest first, with a blank at both ends."""
    found = {
        (folded(title), DocumentType(kind))
        for module in plugins.load_every("locales.languages")
        for kind, names in getattr(module, "TYPE_TITLES", {}).items()
        for title in names
    }
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def known_words() -> dict[DocumentType, tuple[str, ...]]:
    """The words that go with each kind, in every language."""
    found: dict[DocumentType, set[str]] = {kind: set() for kind in DocumentType}
    for module in plugins.load_every("locales.languages"):
        for kind, words in getattr(module, "TYPE_WORDS", {}).items():
            found[DocumentType(kind)] |= {folded(word) for word in words}
    return {kind: tuple(sorted(words)) for kind, words in found.items()}
