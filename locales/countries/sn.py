"""Senegal: the OHADA plan (SYSCOHADA révisé), VAT, and the stamp duty on cash."""

from __future__ import annotations

from locales.tables import Tables

CODE = "sn"
NAME = "Sénégal"
CURRENCY = "XOF"
LANGUAGES = ("fr",)
STATE_NUMBERS = (r"\bN\.?I\.?N\.?E\.?A\b",)
"""What its firms alone print: the NINEA.

Tells the currency where none is printed."""

tables = Tables(country=CODE, plan="ohada")
rates = tables.rates
