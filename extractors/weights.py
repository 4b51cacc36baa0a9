"""Weights of the witnesses of a total: the natural logarithm of how many times likelier each makes it."""

from __future__ import annotations

# fmt: off

NOTHING = 0.0
WEIGHTS: dict[str, float] = {
    "label due": 2.5, "label firm": 3.0, "label total": 2.5, "label weak": 0.8, "label net": -1.5, "label tax": -2.5, "sum row": 3.0,
    "not an amount": -3.0, "subtotal": -1.5, "discount": -2.0, "deposit": -1.5, "rounding": -3.0, "change": -3.0, "tip": -2.0,
        "service": -2.0,
    "charge": -1.5, "stamp duty": -2.0, "withholding": -2.0, "last total": 1.2, "largest": 0.8, "repeated": 0.6, "alone": 0.7,
        "after rounding": 2.0,
    "before rounding": -2.0, "after discount": 1.0, "before discount": -1.0, "after service": 1.0, "before service": -1.0, "after tip": 0.0,
    "before tip": 0.0, "after charge": 0.5, "before charge": -0.5, "explains what is due": 1.5, "due after deposit": -1.5,
        "due after withholding": -1.5,
    "due after stamp_duty": -1.0, "in words": 2.0, "cash less change": 3.0, "cash without change": 1.5, "handed over": -2.5, "card": 2.0,
        "tax table": 3.0,
    "net and tax": 3.0, "lines": 1.5,
}
