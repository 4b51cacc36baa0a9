"""VAT rates of the countries around ours, to tell a foreign receipt from a misread one."""

from __future__ import annotations

import csv
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

EUROPEAN_UNION = frozenset(
    {"at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hr", "hu"}
    | {"ie", "it", "lt", "lu", "lv", "mt", "nl", "pl", "pt", "ro", "se", "si", "sk"}
)
"""Members since 2020-02-01 (ISO 3166, lower case)."""

_TABLE = Path(__file__).parent / "abroad-rates.csv"


def countries_with_rates(rates: Collection[Decimal], on: date) -> tuple[str, ...]:
    """The countries in which every one of these rates was in force that day; none for no rate.

    >>> countries_with_rates([Decimal(19), Decimal(7)], date(2019, 5, 1))
    ('de',)
    """
    known: dict[str, set[Decimal]] = {}
    for country, rate, start, end in _rows():
        if start <= on.isoformat() and (not end or on.isoformat() <= end):
            known.setdefault(country, set()).add(rate)
    return tuple(country for country in sorted(known) if rates and set(rates) <= known[country])


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, Decimal, str, str], ...]:
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple((row["country"], Decimal(row["rate"]), row["valid_from"], row["valid_to"]) for row in csv.DictReader(lines))
