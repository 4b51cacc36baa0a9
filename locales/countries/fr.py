"""France: the general accounting plan (PCG), VAT of the mainland, Corsica and the overseas departments."""

from __future__ import annotations

from locales.tables import Tables

CODE = "fr"
NAME = "France"
CURRENCY = "EUR"
LANGUAGES = ("fr",)
STATE_NUMBERS = (r"\bSIRE[TN]\b", r"\bR\.?C\.?S\b")
"""What its firms alone print: SIREN and SIRET, and the RCS.

Tells the currency where none is printed."""

tables = Tables(country=CODE, plan="fr")
rates = tables.rates
