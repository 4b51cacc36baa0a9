"""Text folded for counting words: capitals without accents, signs as blanks, `N°` as NO, a blank at both ends."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NUMBER_SIGN = re.compile(r"(?<![A-Z])N\s?[°º](?:\s?:)?")
_NO_WORD = re.compile(r"[^\w]+|_")
_DOTTED = re.compile(r"(?<![A-Z])((?:[A-Z]\.){2,}[A-Z]?)(?![A-Z])")
_ARABIC = str.maketrans("أإآىة", "ااايه", "ـ")


@lru_cache(maxsize=4096)
def folded(line: str) -> str:
    """The line as a string of words with a blank around each, so that " TABLE " is never found in TABLEAU.

    >>> folded("Facture N° 12 : l’été"), folded("Total T.T.C.")
    (' FACTURE NO 12 L ETE ', ' TOTAL TTC ')
    """
    capitals = _NUMBER_SIGN.sub("NO ", line.upper())
    bare = "".join(c for c in unicodedata.normalize("NFKD", capitals) if not unicodedata.combining(c)).translate(_ARABIC)
    bare = _DOTTED.sub(lambda match: match[1].replace(".", ""), bare)
    return " " + " ".join(_NO_WORD.sub(" ", bare.replace("ß", "SS")).split()) + " "
