"""Words as the index keeps them: folded, without elision, with a light French stem, numbers as one token.

Both sides of a search go through `terms`, so that « l'électricité » finds "electricite" and "FA 2017 0010" finds "FA-2017-0010".
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from search.sentence import fold

_ELISION = re.compile(r"\b(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu)'(?=\w)")
# Groups of three digits, then decimals: one number however it is written.
_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:[ .,']\d{3})+|\d+)(?:[.,](\d{1,2}))?(?![\w.,]?\d)")
_TOKEN = re.compile(r"\d+\.\d\d|[^\W_]+")


def terms(text: str) -> list[str]:
    """The tokens of a text, in order.

    >>> terms("Facture d'électricité FA-2017-0010 : 1 234,5 €")
    ['factur', 'electricit', 'fa', '2017', '0010', '1234.50']
    """
    plain = _NUMBER.sub(_one_number, _ELISION.sub(" ", fold(text)))
    return [stem(token) for token in _TOKEN.findall(plain)]


def parted(text: str) -> tuple[list[str], list[str]]:
    """The terms that are wanted, and those behind a minus that are not.

    >>> parted("perceuse -EDF visseuse")
    (['perceus', 'visseus'], ['edf'])
    """
    barred = re.findall(r"(?<!\S)-(\S+)", text)
    return terms(re.sub(r"(?<!\S)-\S+", " ", text)), terms(" ".join(barred))


def tolerant(text: str) -> frozenset[str]:
    """The terms of words of five letters or more: one wrong letter in them is forgiven.

    >>> sorted(tolerant("vis perceuses 12345"))
    ['perceus']
    """
    return frozenset(stem(word) for word in _TOKEN.findall(fold(text)) if len(word) >= 5 and word.isascii() and word.isalpha())


def stem(word: str) -> str:
    """A light stem: plural, feminine and a few endings off, never below four letters.

    >>> stem("factures"), stem("electricite"), stem("electriques"), stem("2017")
    ('factur', 'electricit', 'electriqu', '2017')
    """
    if not word.isalpha():
        return word
    for ending in ("s", "x"):
        if word.endswith(ending) and len(word) > 4:
            word = word[:-1]
            break
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _one_number(match: re.Match[str]) -> str:
    """1 234,5 → 1234.50; a bare whole number stays as it is, so that document numbers can be found piece by piece."""
    whole = re.sub(r"[ .,']", "", match.group(1))
    if match.group(2):
        return f" {whole}.{match.group(2):0<2} "
    return match.group(0) if whole == match.group(1) else f" {whole} "


@lru_cache(maxsize=50_000)
def _terms_of(word: str) -> tuple[str, ...]:
    """The terms of one word; texts say the same words again and again."""
    return tuple(terms(word))


def snippet(text: str, wanted: Set[str], *, words: int = 30) -> str:
    """About so many words around the first that matches, the matches between « and »."""
    every = text.replace("«", " ").replace("»", " ").split()[:2_000]  # the marks are ours alone
    marked = [not wanted.isdisjoint(_terms_of(word)) for word in every] if wanted else [False] * len(every)
    first = max(0, marked.index(True) - 8) if True in marked else 0
    last = first + words
    shown = [f"«{word}»" if hit else word for word, hit in zip(every[first:last], marked[first:last], strict=True)]
    return ("… " if first else "") + " ".join(shown) + (" …" if last < len(every) else "")
