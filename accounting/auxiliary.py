"""The auxiliary account of a supplier: a short code made from its name, the same each time."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 17
"""Characters of an auxiliary, as most French accounting programs take them."""

SUNDRY = "DIVERS"
"""The auxiliary of purchases whose supplier is not known, as accountants keep one for sundry suppliers."""

_LEGAL_FORMS = frozenset(
    {"SA", "SAS", "SASU", "SARL", "EURL", "SNC", "SCI", "SCP", "SELARL", "SCOP", "EI", "GMBH", "AG", "KG", "UG", "OHG"}
    | {"LTD", "LIMITED", "PLC", "LLC", "INC", "BV", "SRL", "SPA"}
)


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
    words = re.findall(r"[A-Z0-9]+", _plain(name).upper())
    telling = [word for word in words if word not in _LEGAL_FORMS] or words
    code = "".join(telling)
    if len(code) > LONGEST:
        code = code[: LONGEST - 4] + _digest(code, 4)
    return code or f"T{_digest(name.strip(), 8)}"  # a name in Arabic, say


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:length].upper()


def _plain(text: str) -> str:
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("ß", "ss").replace("æ", "ae").replace("Æ", "AE")
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
