"""Rates of VAT that a document may bear whatever its country; those in force in one are in its country pack."""

from __future__ import annotations

from decimal import Decimal

# Rates that neighbours charge or charged, besides those of the document's own country (Council Directive 2006/112/EC,
# consolidated rates published by the European Commission; GST of Malaysia 2015-2018; the Maghreb and UEMOA).
COMMON_RATES = tuple(
    Decimal(rate)
    for rate in ("20", "10", "5.5", "2.1", "8.5", "19.6", "7", "19", "16", "5", "21", "6", "12", "9", "14", "18", "17", "22", "23", "25",
        "8", "13", "19.25", "3.8", "7.7", "8.1", "2.6")
)  # fmt: skip
