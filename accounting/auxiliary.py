"""The auxiliary account of a supplier: a short code made from its name, the same each time."""

from __future__ import annotations

import hashlib

from domain.seller import folded_name

LONGEST = 17
"""Characters of an auxiliary, as most French accounting programs take them."""

SUNDRY = "DIVERS"
"""The auxiliary of purchases whose supplier is not known, as accountants keep one for sundry suppliers."""


def auxiliary_of(name: str | None) -> str:
    """The code of a supplier's name: capitals and digits, legal form aside.

    A name too long is cut and closed by four signs that follow from the whole of it, so that two long names that begin
    alike stay apart.

    >>> auxiliary_of("AU BON MOULIN"), auxiliary_of("SARL Café de l'Été"), auxiliary_of(None)
    ('AUBONMOULIN', 'CAFEDELETE', 'DIVERS')
    >>> auxiliary_of("Boulangerie Martin de Malaucène") == auxiliary_of("Boulangerie Martin de Marseille")
    False
    """
    if not name or not name.strip():
        return SUNDRY
    code = folded_name(name)
    if not code.isascii() or not code.isalnum():
        return f"T{_digest(name.strip(), 8)}"  # a name in Arabic, say
    return shortened(code, LONGEST)


def shortened(code: str, longest: int) -> str:
    """A code that fits into so many characters, closed by four signs of the whole where it had to be cut.

    >>> shortened("AUBONMOULIN", 13), shortened("BOULANGERIEMARTIN", 13) == shortened("BOULANGERIEMARTEL", 13)
    ('AUBONMOULIN', False)
    """
    return code if len(code) <= longest else code[: longest - 4] + _digest(code, 4)


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:length].upper()
