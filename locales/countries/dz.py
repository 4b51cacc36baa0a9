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
STATE_NUMBERS = (r"\bN\.?I\.?F\b\W{0,6}(?:\d\s?){15}", r"\bR\.?C\b\W{0,6}\d{2}\s?/\s?\d{2}\s?-\s?\d{7}")
"""What its firms alone print: the fifteen digits of the numéro d'identification fiscale, and the number of the register of commerce.

Tells the currency where none is printed."""

tables = Tables(country=CODE, plan="dz")
rates = tables.rates
