"""Morocco: the general code of accounts (CGNC), VAT and its passage to two rates in 2024-2026, and the stamp duty on cash."""

from __future__ import annotations

from locales.tables import Tables

CODE = "ma"
NAME = "Maroc"
CURRENCY = "MAD"
LANGUAGES = (
    "fr",
    "ar",
)

tables = Tables(country=CODE, plan="ma")
rates = tables.rates
