"""Text made plain for matching, character for character, and patterns for printed labels.

An offset in the plain text is an offset in the printed one, so what is matched can be found again on the page.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ODD = str.maketrans("’'´`‘–—：；，ºœŒØø", "     --:;,°OOOO")


@cache
def plain(text: str) -> str:
    """Upper case, without accents, apostrophes as blanks; the length never changes.

    >>> plain("Malaucène, l’été")
    'MALAUCENE, L ETE'
    >>> len(plain("Straße № 5")) == len("Straße № 5")
    True
    """
    return "".join(_plain_character(character) for character in text.translate(_ODD))


@cache
def labels_pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern, for plain text, of any of the labels as the language modules spell them, the longest first.

    `NO` stands for every way to print "number"; abbreviations may bear dots and words may run together.

    >>> bool(labels_pattern(("NO FACTURE",)).search(plain("N° de facture"))), bool(labels_pattern(("NO FACTURE",)).search("N. FACTURE :"))
    (False, True)
    """
    ordered = sorted(set(labels), key=len, reverse=True)
    return re.compile(r"(?<![A-Z0-9])(?:" + "|".join(_label(label) for label in ordered) + r")(?![A-Z])" if ordered else r"(?!)")


_NUMBER = r"(?:N\s?[°O0.*]?|NUMERO|NUM\.?|NRO?\.?|NUMMER|NUMBER|#)"


def _label(label: str) -> str:
    return r"[\s.,_/'-]*".join(_word(word) for word in label.split())


def _word(word: str) -> str:
    if word == "NO":
        return _NUMBER
    return r"\.?".join(map(re.escape, word)) if len(word) <= 3 else re.escape(word)


def _plain_character(character: str) -> str:
    if character.isascii():
        return character.upper()
    base = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c)).upper()
    return base if len(base) == 1 else character
