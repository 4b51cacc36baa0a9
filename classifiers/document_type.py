"""What kind of document is it? A small learned model over what the document says of itself (type_features.py).

« Facture » alone does not make an invoice: "ne constitue pas une facture", "facture pro forma" and "facture d'avoir" are
other things. The model is a logistic regression over twelve kinds; `make train` learns it from wordings of every kind and
from real receipts. Its probability is the confidence.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

import numpy as np

from classifiers.type_features import KINDS, Vector, features
from domain.facts import Facts
from domain.reading import TypeGuess


def classify(text: str, facts: Facts) -> tuple[TypeGuess, ...]:
    """Every kind with its probability, the likeliest first; `other`, unsure, for a text that calls itself nothing."""
    weights, bias = _weights()
    raw = weights @ features(text, facts) + bias
    odds = np.exp(raw - raw.max())
    sure = odds / odds.sum()
    guesses = (TypeGuess(value=kind, confidence=round(float(one), 4)) for kind, one in zip(KINDS, sure, strict=True))
    return tuple(sorted(guesses, key=lambda guess: -guess.confidence))


@cache
def _weights() -> tuple[Vector, Vector]:
    """(kinds, figures) and (kinds,), as training/types.py wrote them."""
    told = json.loads(resources.files("classifiers").joinpath("weights/document_type.json").read_text(encoding="utf-8"))
    return np.array(told["weights"], dtype=np.float64), np.array(told["bias"], dtype=np.float64)
