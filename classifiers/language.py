"""In which language is a document written? By its small words, the words of the till, and its letters.

A word that several languages use speaks for none. A receipt holds few sentences, so the words of labels count too. Each
sign multiplies the odds; what many signs agree on is sure, what a handful of figures says is not.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache

from classifiers.folded import folded
from domain import plugins

_PACKAGE = "locales.languages"
_LISTS = {"SMALL_WORDS": 1.0, "LEGAL_FORMS": 0.6, "TRADE_WORDS": 0.5, "STREET_WORDS": 0.5}
_LABEL = 0.7
_MOST_OF_ONE_WORD = 3
_STRENGTH = 0.55
"""How much one sign moves the odds, in nats; signs of one page lean on each other, so it is less than each alone would."""
_LETTERS = {"de": "äöüßÄÖÜ", "fr": "éèêçàùûîôœÉÈÊÇÀ"}
_SHARED = 0.15
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_WORD = re.compile(r"[^\W\d_]{2,}")


def classify(text: str) -> tuple[tuple[str, float], ...]:
    """Languages and the probability of each, the likeliest first; none where nothing speaks for any.

    >>> classify("Merci de votre visite, TVA incluse")[0][0], classify("12,50"), classify("شكرا لزيارتكم")[0][0]
    ('fr', (), 'ar')
    """
    scores = _scores(text)
    if not any(scores.values()):
        return ()
    top = max(scores.values())
    odds = {code: math.exp(_STRENGTH * (score - top)) for code, score in scores.items()}
    whole = sum(odds.values())
    return tuple(sorted(((code, odd / whole) for code, odd in odds.items()), key=lambda guess: -guess[1]))


def _scores(text: str) -> dict[str, float]:
    counts = Counter(_WORD.findall(" ".join(folded(line) for line in text.splitlines())))
    scores = dict.fromkeys(plugins.names(_PACKAGE), 0.0)
    for word, count in counts.items():
        for code, weight in _vocabulary().get(word, ()):
            scores[code] += weight * min(count, _MOST_OF_ONE_WORD)
    for code, letters in _LETTERS.items():
        if code in scores:
            scores[code] += min(3.0, 0.4 * sum(text.count(letter) for letter in letters))
    if "ar" in scores:
        scores["ar"] += min(12.0, 0.5 * len(_ARABIC.findall(text)))
    return scores


@cache
def _vocabulary() -> dict[str, tuple[tuple[str, float], ...]]:
    """Each word with the languages that it speaks for; one that several share says next to nothing."""
    weights: dict[str, dict[str, float]] = {}
    for module in plugins.load_every(_PACKAGE):
        code = module.__name__.rpartition(".")[2]
        for name, weight in _LISTS.items():
            for phrase in getattr(module, name, ()):
                _add(weights, phrase, code, weight)
        for labels in module.LABELS.values():
            for label in labels:
                _add(weights, label, code, _LABEL)
    return {
        word: tuple((code, weight * (1.0 if len(languages) == 1 else _SHARED)) for code, weight in languages.items())
        for word, languages in weights.items()
    }


def _add(weights: dict[str, dict[str, float]], phrase: str, code: str, weight: float) -> None:
    for word in _WORD.findall(folded(phrase)):
        known = weights.setdefault(word, {})
        known[code] = max(weight, known.get(code, 0.0))
