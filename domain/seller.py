"""What a company knows of those it buys from, and of the documents that a new one may be a copy of."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.facts import Facts
from domain.kinds import Category

_LEGAL_FORMS = frozenset(
    {"SA", "SAS", "SASU", "SARL", "EURL", "SNC", "SCI", "SCP", "SELARL", "SCOP", "EI", "GMBH", "AG", "KG", "UG", "OHG"}
    | {"LTD", "LIMITED", "PLC", "LLC", "INC", "BV", "SRL", "SPA"}
)

LATEST = 24
"""How many totals of a seller are remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """A seller in the books of a company, under the auxiliary account that it keeps for ever.

    `category` and `said` (words on circumstances) are those of its latest validated document; `totals` of its latest ones, the
    oldest first, are in the currency of each document; `ibans` are all that it was paid at. `layout` is where its documents
    print what: (field, anchor), as extractors/memory.py learns them.
    """

    auxiliary: str
    name: str
    category: Category | None = None
    said: tuple[tuple[str, str], ...] = ()
    totals: tuple[Decimal, ...] = ()
    ibans: tuple[str, ...] = ()
    layout: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """Another document that this one is perhaps a copy of, and what speaks for it."""

    document_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the books say that bears on a new document.

    `auxiliary` is the account that the seller has, or that is free for it. Nothing may be dated before `open_from`, as what came
    before is closed.
    """

    seller: Seller | None = None
    auxiliary: str | None = None
    twins: tuple[Twin, ...] = ()
    open_from: date | None = None


NOTHING_SEEN = Seen()


def keys_of(facts: Facts) -> tuple[str, ...]:
    """By what a seller is known, the surest first: its numbers, then its name; nothing when the document names no seller.

    A SIRET and a French VAT number are known by the SIREN in them, so that a ticket and an invoice lead to one account.
    """
    numbers = []
    for field in ("seller_siren", "seller_siret", "seller_vat_id"):
        if found := facts.get(field):
            numbers.append(f"number:{_firm(field, re.sub(r'[^0-9A-Z]', '', str(found.value).upper()))}")
    name = folded_name(facts.seller_name.value) if facts.seller_name else ""
    return tuple(dict.fromkeys((*numbers, *([f"name:{name}"] if name else []))))


def _firm(field: str, number: str) -> str:
    if field == "seller_siret":
        return number[:9]
    match = re.fullmatch(r"FR[0-9A-Z]{2}(\d{9})", number)
    return match[1] if match else number


def folded_name(name: str) -> str:
    """A name in capitals without accents, blanks or legal form; as it stands where it is in another script.

    >>> folded_name("SARL Café de l'Été"), folded_name("AU BON MOULIN"), folded_name("الجزائر")
    ('CAFEDELETE', 'AUBONMOULIN', 'الجزائر')
    """
    words = re.findall(r"[A-Z0-9]+", plain_letters(name).upper())
    telling = [word for word in words if word not in _LEGAL_FORMS] or words
    return "".join(telling) or name.strip()


def plain_letters(text: str) -> str:
    """Text without accents and joined letters."""
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("ß", "ss").replace("æ", "ae").replace("Æ", "AE")
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
