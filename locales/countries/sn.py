"""Senegal: the OHADA plan (SYSCOHADA révisé), VAT, and the stamp duty on cash."""

from __future__ import annotations

from locales.tables import Tables

CODE = "sn"
NAME = "Sénégal"
CURRENCY = "XOF"
LANGUAGES = ("fr",)

tables = Tables(country=CODE, plan="ohada")
rates = tables.rates
