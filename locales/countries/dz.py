"""Algeria: the financial accounting system (SCF, law 07-11), VAT, and the stamp duty on cash."""

from __future__ import annotations

from locales.tables import Tables

CODE = "dz"
NAME = "Algérie"
CURRENCY = "DZD"
LANGUAGES = (
    "fr",
    "ar",
)

tables = Tables(country=CODE, plan="dz")
rates = tables.rates
