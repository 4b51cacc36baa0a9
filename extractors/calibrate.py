"""Confidences that are probabilities: what a choice promises, put right by what such promises were worth on documents with truth.

Isotonic regression (Zadrozny and Elkan, KDD 2002) by family of fields, apart for recognised print and for a PDF's own text. A total
has more to go by: how many independent ways lead to it, weighed in a logistic regression (Platt, 1999).
`make train` fits both from measured pairs, docs/reading.md shows them.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from domain.facts import FIELDS, Facts
from domain.kinds import Source

FAMILIES: Mapping[str, str] = {
    "amount_due": "tax",
    "total_without_tax": "tax",
    "total_tax": "tax",
    "issue_date": "date",
    "due_date": "reference",
    "invoice_number": "reference",
    "order_number": "reference",
    "payment_method": "reference",
    "currency": "reference",
    "seller_name": "name",
    "seller_address": "name",
    "buyer_name": "name",
    "seller_siren": "identifier",
    "seller_siret": "identifier",
    "seller_vat_id": "identifier",
    "seller_iban": "identifier",
    "buyer_vat_id": "identifier",
}
"""Fields that are found in like ways share a curve: alone, few of them have enough wrong values to fit one."""

MOST = 0.998
"""No value is promised for certain: a person says that, or nobody."""
LEAST = 0.001
"""Nothing is promised to be surely wrong or right: its odds would have no end."""

Curve = Sequence[tuple[float, float]]


def calibrated(facts: Facts, source: Source, ways: int) -> Facts:
    """The same facts, each with the probability that a value found in this way, with such confidence, is right.

    `ways` is how many independent ones lead to the total (agreement.py).
    """
    given = {}
    for name in FIELDS:
        found = facts.get(name)
        if found is not None and name == "total_with_tax":
            given[name] = replace(found, confidence=of_total(found.confidence, ways))
        elif found is not None:
            given[name] = replace(found, confidence=along(curve_of(name, source), found.confidence))
    return facts.having(**given)


def of_total(confidence: float, ways: int) -> float:
    """How probable a total is, by what the choice promised of it and by the ways that lead to it."""
    weighed = sum(weight * figure for weight, figure in zip(_weights(), figures_of(confidence, ways), strict=True))
    return round(min(MOST, 1 / (1 + math.exp(-weighed))), 4)


def figures_of(confidence: float, ways: int) -> tuple[float, float, float]:
    """What a total is weighed by: a constant, the odds it was promised with, the ways beyond the first."""
    kept = min(1 - LEAST, max(LEAST, confidence))
    return 1.0, math.log(kept / (1 - kept)), float(ways - 1)


def curve_of(field: str, source: Source) -> Curve:
    """The curve of a field in print of that source."""
    return _curves()[f"{FAMILIES[field]}/{'ocr' if source is Source.OCR else 'text'}"]


def along(curve: Curve, confidence: float) -> float:
    """The point of a curve, straight between its corners.

    >>> along([(0.0, 0.1), (0.5, 0.8), (1.0, 0.9)], 0.25), along([(0.2, 0.3), (0.8, 0.9)], 0.1)
    (0.45, 0.3)
    """
    if confidence <= curve[0][0]:
        return curve[0][1]
    if confidence >= curve[-1][0]:
        return curve[-1][1]
    at = bisect_right([corner[0] for corner in curve], confidence)
    (left, low), (right, high) = curve[at - 1], curve[at]
    return round(low + (high - low) * (confidence - left) / (right - left), 4)


@cache
def _curves() -> Mapping[str, Curve]:
    return {name: [(a, b) for a, b in curve] for name, curve in _fitted().items() if "/" in name}


@cache
def _weights() -> tuple[float, ...]:
    return tuple(_fitted()["total"])


@cache
def _fitted() -> Mapping[str, Any]:
    text = resources.files("extractors").joinpath("calibration.json").read_text(encoding="utf-8")
    fitted: Mapping[str, Any] = json.loads(text)
    return fitted
