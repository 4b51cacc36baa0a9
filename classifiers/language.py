"""In which language is a document written? Counted by its small words, which every text of some length holds."""

from __future__ import annotations

import re
from collections import Counter

_SMALL_WORDS = {
    "fr": "le la les de des du et à au aux en un une pour par sur avec votre vous nous total ttc ht tva facture merci date",
    "en": "the of and to for in on with your you we thank total tax invoice receipt date amount change cash",
    "de": "der die das und zu den dem für mit von ihr wir sie summe mwst rechnung danke datum betrag eur",
}
_ARABIC = re.compile(r"[\u0600-\u06ff]{2,}")


def classify(text: str) -> tuple[tuple[str, float], ...]:
    """Languages with their share of the evidence, the likeliest first; none where nothing speaks for any.

    >>> classify("Merci de votre visite, TVA incluse")[0][0]
    'fr'
    """
    counts = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    weights = {code: sum(counts[word] for word in words.split()) for code, words in _SMALL_WORDS.items()}
    weights["ar"] = len(_ARABIC.findall(text))
    total = sum(weights.values())
    return tuple(sorted(((code, weight / total) for code, weight in weights.items() if weight), key=lambda guess: -guess[1]))
