"""A text in capitals without accents, everything that is no letter or digit a blank: for the words of the law on a page."""

from __future__ import annotations

import re

from domain.seller import plain_letters


def folded(text: str) -> str:
    """The text as the patterns of rules see it.

    >>> folded("TVA non applicable, art. 293 B")
    'TVA NON APPLICABLE ART 293 B'
    """
    return re.sub(r"[^A-Z0-9]+", " ", plain_letters(text).upper())
