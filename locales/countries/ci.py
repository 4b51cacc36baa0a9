"""Côte d'Ivoire: the OHADA plan (SYSCOHADA révisé) and VAT."""

from __future__ import annotations

from locales.tables import Tables

CODE = "ci"
NAME = "Côte d’Ivoire"
CURRENCY = "XOF"
LANGUAGES = ("fr",)
STATE_NUMBERS = (r"\bN\.?C\.?C\b\W{0,4}(?:N\W{0,2})?\d{7}\s?[A-Z]\b",)
"""What its firms alone print: the numéro de compte contribuable.

Tells the currency where none is printed."""

tables = Tables(country=CODE, plan="ohada")
rates = tables.rates
