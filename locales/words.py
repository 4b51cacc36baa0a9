"""Amounts written in words, in French: "mille deux cent cinquante euros et trente centimes"."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from locales.languages import fr

_LEAD = re.compile(r"(?:SOMME DE|TOUTES LETTRES|EN LETTRES|ARRETEE? (?:LA|LE) PRESENTE?[^:]*?DE)\s*:?\s*(.{8,260})", re.DOTALL)
_TOKEN = re.compile(r"[A-Z]+|\d+")


def parse_words(text: str) -> int | None:
    """The number that French words spell; None when one of them is no number.

    >>> parse_words("mille deux cent quatre-vingt-dix-sept"), parse_words("deux millions trois cents"), parse_words("soixante et onze")
    (1297, 2000300, 71)
    >>> parse_words("mille merveilles") is None
    True
    """
    total, part, seen = 0, 0, False
    for word in _TOKEN.findall(_folded(text)):
        if word == "ET":
            continue
        value = fr.NUMBERS_IN_WORDS.get(word)
        if value is None:
            return None
        seen = True
        if value >= 1000:
            total += max(part, 1) * value
            part = 0
        elif value == 100 or (value == 20 and part % 100 == 4):
            part = part - part % 100 + max(part % 100, 1) * value if value == 20 else max(part, 1) * 100
        else:
            part += value
    return total + part if seen else None


def find_words_amount(text: str) -> Decimal | None:
    """The sum that a document writes out after "arrêtée … à la somme de", with its centimes; None when there is none."""
    match = _LEAD.search(_folded(text))
    if not match:
        return None
    whole, rest = _until(match.group(1), fr.CURRENCY_WORDS)
    if whole is None:
        return None
    cents = _until(rest, fr.CENT_WORDS)[0] if rest else None
    return Decimal(whole) + Decimal(cents if cents is not None and cents < 100 else 0) / 100


def _until(text: str, ends: tuple[str, ...]) -> tuple[int | None, str]:
    """The number before the first of these words, and what follows it. CENT ends centimes only where a number closed before."""
    tokens = list(_TOKEN.finditer(text))
    for position, token in enumerate(tokens[:25]):
        if token.group() in ends and position:
            return parse_words(text[: token.start()]), text[token.end() :]
    return None, ""


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.replace("-", " ").replace("’", " ").replace("'", " "))
    return "".join(c for c in bare if not unicodedata.combining(c)).upper()
