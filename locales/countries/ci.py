"""Côte d'Ivoire: the OHADA plan (SYSCOHADA révisé) and VAT."""

from __future__ import annotations

from locales.tables import Tables

CODE = "ci"
NAME = "Côte d’Ivoire"
CURRENCY = "XOF"
LANGUAGES = ("fr",)

tables = Tables(country=CODE, plan="ohada")
rates = tables.rates
