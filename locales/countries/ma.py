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
STATE_NUMBERS = (r"\bI\.?C\.?E\b\W{0,6}\d{15}\b",)
"""What its firms alone print: the fifteen digits of the identifiant commun de l'entreprise.

Tells the currency where none is printed."""

tables = Tables(country=CODE, plan="ma")
rates = tables.rates
