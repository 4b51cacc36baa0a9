"""Text as labels are compared: folded to capitals without accents, abbreviations without dots."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARABIC = str.maketrans("أإآىة", "ااايه", "ـ")
_NUMBER_SIGN = re.compile(r"(?<![A-Z])(?:N[°º'*]|NR|NUM|NUMERO|NO\.|N0(?!\d)|NOS)(?![A-Z])\s*[.:]?")
_DOTTED = re.compile(r"(?<![A-Z])(?:[A-Z]\.\s?){2,}[A-Z]?(?![A-Z])|(?<![A-Z])[A-Z]\.[A-Z](?![A-Z])")


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """Upper-case, accents gone, quotes to blanks, dotted letters joined, `N°` as `NO`, blanks collapsed.

    >>> normalise("Total T.T.C. :"), normalise("N° de facture"), normalise("Date d’échéance"), normalise("Größe")
    ('TOTAL TTC', 'NO DE FACTURE', 'DATE D ECHEANCE', 'GROSSE')
    """
    bare = unicodedata.normalize("NFKD", re.sub("[°º]", "\N{DEGREE SIGN}", text))
    bare = "".join(c for c in bare if not unicodedata.combining(c)).upper().translate(_ARABIC)
    bare = _DOTTED.sub(lambda m: re.sub(r"[.\s]", "", m.group()) + " ", bare)
    bare = _NUMBER_SIGN.sub("NO ", bare)
    bare = re.sub(r"[^\w%/€$£&+]|_", " ", bare)
    return " ".join(re.sub(r"^(ا)مل", r"\1لم", word) for word in bare.split())
