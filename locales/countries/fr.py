"""France: the general accounting plan (PCG), VAT of the mainland, Corsica and the overseas departments."""

from __future__ import annotations

from locales.tables import Tables

CODE = "fr"
NAME = "France"
CURRENCY = "EUR"
LANGUAGES = ("fr",)

tables = Tables(country=CODE, plan="fr")
rates = tables.rates
