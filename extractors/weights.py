"""Weights of the witnesses of a total: the natural logarithm of how many times likelier each makes it.

A conditional logit over the totals that a document offers, "none of them" included, fitted by maximum likelihood (L2 towards
weights set by hand) on two thirds of 708 receipts with known totals and on typed French documents; the last third was kept
out of the fit. How it was done and what it measured is in docs/decisions/0003-propose-then-choose.md.
"""

from __future__ import annotations

NOTHING = 0.25
"""Weight of the answer "none of these is the total"."""

WEIGHTS: dict[str, float] = {
    "label due": 1.71,
    "label firm": 3.37,
    "label total": 1.94,
    "label weak": 0.16,
    "label net": 0.61,
    "label tax": -0.48,
    "sum row": 2.25,
    "not an amount": -3.16,
    "subtotal": 0.46,
    "discount": -1.96,
    "deposit": -1.42,
    "rounding": -3.02,
    "change": -3.32,
    "tip": -2.00,
    "service": -2.02,
    "charge": -1.50,
    "stamp duty": -2.00,
    "withholding": -2.00,
    "last total": 1.10,
    "largest": 1.43,
    "repeated": 1.16,
    "alone": 2.22,
    "after rounding": 1.95,
    "before rounding": -1.30,
    "after discount": -0.94,
    "before discount": 0.38,
    "after service": 1.00,
    "before service": -1.00,
    "after tip": 0.00,
    "before tip": 0.00,
    "after charge": 0.50,
    "before charge": -0.50,
    "explains what is due": 1.63,
    "due after deposit": -1.50,
    "due after withholding": -1.50,
    "due after stamp_duty": -1.11,
    "in words": 1.89,
    "cash less change": 1.40,
    "cash without change": 2.88,
    "handed over": -2.54,
    "card": 2.12,
    "tax table": 0.35,
    "net and tax": 2.28,
    "tax at rate": 0.99,
    "payments together": 2.17,
    "is a tax": -2.20,
    "paid less change": 1.05,
    "lines": 0.59,
}
