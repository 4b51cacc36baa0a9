"""Confidences that are probabilities: what a choice promises, put right by what such promises were worth on documents with truth.

Isotonic regression (Zadrozny and Elkan, KDD 2002) by family of fields, apart for recognised print and for a PDF's own text;
`make train` fits the curves from measured pairs, docs/reading.md shows them.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from domain.facts import FIELDS, Facts
from domain.kinds import Source

FAMILIES: Mapping[str, str] = {
    "total_with_tax": "total",
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

Curve = Sequence[tuple[float, float]]


def calibrated(facts: Facts, source: Source) -> Facts:
    """The same facts, each with the probability that a value found in this way, with such confidence, is right."""
    given = {}
    for name in FIELDS:
        found = facts.get(name)
        if found is not None:
            given[name] = replace(found, confidence=along(curve_of(name, source), found.confidence))
    return facts.having(**given)


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
    text = resources.files("extractors").joinpath("calibration.json").read_text(encoding="utf-8")
    return {name: [(a, b) for a, b in curve] for name, curve in json.loads(text).items()}
