"""Where a seller pays its VAT: the VAT of another country is not deducted at home, and a seller of the Union may leave it to the buyer."""

from __future__ import annotations

from datetime import date

from accounting.chart import country_pack
from domain.facts import Facts
from locales.abroad import EUROPEAN_UNION, countries_with_rates

_PREFIXES = {"el": "gr", "xi": "gb"}
"""VAT numbers begin with the country's ISO 3166 code, but for these."""


def seller_country(facts: Facts) -> str | None:
    """The country of the seller's VAT number (ISO 3166, lower case), or of its register; None when neither is printed."""
    if facts.seller_vat_id and (country := country_of_vat_id(facts.seller_vat_id.value)):
        return country
    return "fr" if facts.seller_siren or facts.seller_siret else None


def country_of_vat_id(number: str) -> str | None:
    """The country that a VAT number begins with; None when it begins with digits.

    >>> country_of_vat_id("EL094014201"), country_of_vat_id("DE 811 569 869"), country_of_vat_id("811569869")
    ('gr', 'de', None)
    """
    prefix = number.strip()[:2].lower()
    return _PREFIXES.get(prefix, prefix) if prefix.isascii() and prefix.isalpha() else None


def is_foreign_tax(facts: Facts, *, country: str, on: date) -> bool:
    """Whether the VAT on the document is another country's: the seller's number says so, or its rates do."""
    seller = seller_country(facts)
    return seller != country if seller else bool(foreign_rates(facts, country=country, on=on))


def foreign_rates(facts: Facts, *, country: str, on: date) -> tuple[str, ...]:
    """The countries whose rates the document bears, when at least one of its rates is not of the home country."""
    rates = {row.rate for row in facts.tax_breakdown if row.rate}
    if rates <= set(country_pack(country).rates(on)):
        return ()
    return countries_with_rates(rates, on)


def owes_tax_itself(facts: Facts, *, country: str) -> bool:
    """Whether the buyer owes the VAT: a seller of another country of the Union that charged none (CGI art. 283, 256 bis)."""
    seller = seller_country(facts)
    shows_none = facts.total_tax is not None and facts.total_tax.value == 0
    return shows_none and country in EUROPEAN_UNION and seller in EUROPEAN_UNION and seller != country
