"""« Did you mean »: the words of a sentence that only a wrong letter forgiven made answer, written as the documents write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from search.index import IndexCard
from search.sentence import fold
from search.terms import stem

LOOKED_AT = 2_000
"""Words of a document that are compared; what was found stands early, or the number of equals makes up for it."""


def meant(sentence: str, words: str, cards: Iterable[IndexCard]) -> str:
    """The sentence with its misspelt words put right, or nothing when there is nothing to put right.

    `words` are those that were looked for, `cards` those that answered: a word that none of them bears, while they bear one that is a
    letter away, was misspelt. Works over the answer of every engine.
    """
    borne = {word for card in cards for word in _words(card)}
    stems = {stem(fold(word)) for word in borne}
    right = sentence
    for word in re.findall(r"[^\W\d_]{5,}", words):
        folded = fold(word)
        if stem(folded) in stems or any(known.startswith(folded) for known in stems):
            continue
        near = sorted(one for one in borne if OSA.distance(stem(folded), stem(fold(one)), score_cutoff=1) <= 1)
        if near:
            right = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", near[0].lower(), right)
    return right if right != sentence else ""


def _words(card: IndexCard) -> list[str]:
    texts = filter(None, (card.seller_name, card.buyer_name, card.submitted_by, card.lines, card.text))
    return re.findall(r"[^\W\d_]{4,}", " ".join(texts))[:LOOKED_AT]
