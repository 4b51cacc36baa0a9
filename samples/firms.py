"""Invented firms, with an address and identifiers whose keys are right."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from random import Random

from samples import identifiers
from samples.words import BUYERS, INVOICE_SELLERS, LEGAL_FORMS, SHOPS, STREETS, TOWNS


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """A firm as its papers name it. `trade_name` is over the door, `legal_name` in the footer; they may be the same."""

    trade_name: str
    legal_name: str
    legal_form: str
    street: str
    postcode: str
    town: str
    siren: str = ""
    siret: str = ""
    vat_id: str = ""
    iban: str = ""
    capital: str = ""
    phone: str = ""
    country: str = "fr"
    registrations: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> list[str]:
        """Every reading of the name that a person would accept."""
        full = f"{self.legal_form} {self.legal_name}".strip()
        return list(dict.fromkeys([self.trade_name, full, self.legal_name, f"{self.legal_name} {self.legal_form}".strip()]))

    @property
    def address(self) -> str:
        return f"{self.street}, {self.postcode} {self.town}".replace(",  ", ", ")


def shop(rng: Random, kind: str) -> Firm:
    """A shop, restaurant or station whose till prints the ticket."""
    trade_name, legal_name = rng.choice(SHOPS[kind])
    return _firm(rng, trade_name, legal_name)


def seller(rng: Random) -> Firm:
    """A firm that sends invoices."""
    name = rng.choice(INVOICE_SELLERS)
    return _firm(rng, name, name)


def buyer(rng: Random) -> Firm:
    """A firm that receives them."""
    name = rng.choice(BUYERS)
    return _firm(rng, name, name)


def named(firm: Firm, name: str) -> Firm:
    """The same firm under another name."""
    return replace(firm, trade_name=name, legal_name=name)


def plain(text: str) -> str:
    """Capitals without accents, as old tills print.

    >>> plain("Épicerie du Château")
    'EPICERIE DU CHATEAU'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).upper()


def _firm(rng: Random, trade_name: str, legal_name: str) -> Firm:
    siren = identifiers.siren(rng)
    postcode, town = rng.choice(TOWNS)
    return Firm(
        trade_name=trade_name,
        legal_name=legal_name,
        legal_form=rng.choice(LEGAL_FORMS),
        street=f"{rng.randint(1, 180)} {rng.choice(STREETS)}",
        postcode=postcode,
        town=town,
        siren=siren,
        siret=identifiers.siret(rng, siren),
        vat_id=identifiers.french_vat_id(siren),
        iban=identifiers.french_iban(rng),
        capital=f"{rng.choice([1, 5, 7, 8, 10, 20, 50])} {rng.choice(['000', '500', '622'])}",
        # Numbers that the French regulator keeps for fiction (0x 99 00 and the like).
        phone=f"{rng.choice(['01 99 00', '02 61 91', '03 53 01', '04 65 71', '05 36 49'])} {rng.randint(10, 99)} {rng.randint(10, 99)}",
    )
