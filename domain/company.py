"""The firm whose documents are read: whose books these are, and which identifiers are its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A firm and its habits.

    `identifiers` (SIREN, VAT number, NIF, ICE, NINEA, IBAN…, without blanks) are never taken for a seller's.
    `country` is the ISO 3166 code, in lower case, of its country pack; `code` names it on the command line.
    """

    code: str = "default"
    name: str = ""
    country: str = "fr"
    identifiers: tuple[str, ...] = ()
