"""Which account of the company's own chart: for a category of purchase, for a part in an entry, and the name of any account.

Each country pack brings its plan as a table; an account is never translated from one plan into another by its number, as 607
is goods for resale in France and unstored supplies in Algeria.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import cast

from domain import plugins
from domain.company import Company
from domain.kinds import Category
from locales.tables import AccountRow, Country

JOURNALS = {
    "AC": "Achats",
    "VE": "Ventes",
    "BQ": "Banque",
    "CA": "Caisse",
    "OD": "Opérations diverses",
    "NDF": "Notes de frais",
    "AN": "À-nouveaux",
}
"""The customary journals and their names; a firm may use others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account and its label, with the purposes of the VAT and supplier accounts that go with it ("" for none)."""

    number: str
    label: str
    vat: str = ""
    supplier: str = ""


class NoAccountError(LookupError):
    """The plan of the country names no account for a purpose."""


@lru_cache(maxsize=32)
def country_pack(country: str) -> Country:
    """The pack of a country, by its ISO 3166 code in lower case. Raises domain.plugins.UnknownPluginError."""
    return cast(Country, plugins.load("locales.countries", country))


def account_for(category: Category, *, company: Company, on: date, net: Decimal | None = None) -> Account:
    """The account of a category in a company's books on that day.

    With `net`, a purchase of equipment that the country's tolerance lets pass as a charge goes to small equipment
    (France: up to 500 € without tax, BOI-BIC-CHG-20-30-10).
    """
    return company_account(str(as_booked(category, country=company.country, on=on, net=net)), company=company, on=on)


def company_account(purpose: str, *, company: Company, on: date) -> Account:
    """The account for a purpose in a company's books: its own number, or that of the plan of the fiscal year. Raises NoAccountError.

    The plan changes with the fiscal year, not with the day (France: ANC 2022-06 holds for years begun in 2025 and later).
    """
    on = company.fiscal_year_of(on).start
    number = dict(company.accounts).get(purpose)
    try:
        usual = account_of(purpose, country=company.country, on=on)
    except NoAccountError:
        if number is None:
            raise
        return Account(number=number, label=label_of(number, country=company.country, on=on))
    if number is None:
        return usual
    return Account(number=number, label=usual.label, vat=usual.vat, supplier=usual.supplier)


def as_booked(category: Category, *, country: str, on: date, net: Decimal | None) -> Category:
    """The category under which a purchase of that price is booked."""
    limit = country_pack(country).tables.limit("small_equipment_net", on)
    if category is Category.EQUIPMENT and limit is not None and net is not None and net <= limit:
        return Category.SMALL_EQUIPMENT
    return category


def account_of(purpose: str, *, country: str, on: date) -> Account:
    """The account for a category or for a part in an entry ("supplier", "cash"…). Raises NoAccountError."""
    row = country_pack(country).tables.account(purpose, on)
    if row is None:
        raise NoAccountError(f"the plan of {country} has no account for {purpose} on {on}")
    return _account(row)


@lru_cache(maxsize=4096)
def label_of(number: str, *, country: str, on: date) -> str:
    """The name of an account, or of the nearest account above it; firms make their own subdivisions.

    >>> label_of("60700012", country="fr", on=date(2026, 1, 1))
    'Achats de marchandises'
    """
    rows = country_pack(country).tables.accounts(on)
    above = [row for row in rows if number.startswith(row.account)]
    if above:
        return max(above, key=lambda row: len(row.account)).label
    below = [row for row in rows if row.account.startswith(number)]
    return min(below, key=lambda row: len(row.account)).label if below else f"Compte {number}"


def _account(row: AccountRow) -> Account:
    return Account(number=row.account, label=row.label, vat=row.vat, supplier=row.supplier)
