"""Learn the twelve kinds of document: wordings and real receipts → classifiers/weights/document_type.json.

Each quarter of the wordings of each kind is kept out once, to say how well wordings are told that were never seen.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from classifiers import language as languages
from classifiers.type_features import KINDS, Vector, features
from domain.kinds import DocumentType as Kind
from domain.page import Page
from extractors.extract import extract
from pipeline.layout import transcribe
from training.receipts import load_receipts
from training.receipts import page_of as receipt_page
from training.typewriter import page_of
from training.wordings import WORDINGS, texts

WEIGHTS = Path(__file__).parent.parent / "classifiers" / "weights" / "document_type.json"
TODAY = date(2026, 1, 1)
EACH = 60
STRENGTH = 0.1
"""Inverse of the L2 penalty, over figures that were brought to one scale. With a quarter of the wordings unseen, 0.05, 0.1, 0.2 and 0.5
told 97.4, 97.2, 97.1 and 96.8 % of them; before they were stretched, what was so had a likelihood of 0.84, 0.87, 0.89 and 0.90."""
LEAST_WIDTH = 0.05
"""A figure that hardly ever differs is not blown up."""

FOLDS = 4
SHARPER = tuple(1.0 + 0.1 * step for step in range(31))
"""A strong penalty makes a model that is right, and too modest: its figures are stretched until unseen wordings are as
likely as can be (temperature scaling, Guo and others, ICML 2017)."""
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """The figures of a document, its kind, and which of the wordings of its kind it is (-1: none)."""

    row: Vector
    kind: Kind
    wording: int = -1


def train() -> None:
    """Measure on unseen wordings, then learn from everything and write the weights."""
    examples = [*_worded(), *_receipts()]
    raw, kinds = _of_unseen(examples)
    print(f"kinds told right on {len(kinds)} texts of unseen wordings: {np.mean(raw.argmax(axis=1) == kinds):.4f}", file=sys.stderr)
    sharper = _stretch(raw, kinds)
    weights, bias = _fit(examples)
    told = {"weights": np.round(sharper * weights, 4).tolist(), "bias": np.round(sharper * bias, 4).tolist()}
    WEIGHTS.write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")


def _of_unseen(examples: list[Example]) -> tuple[Matrix, npt.NDArray[np.int64]]:
    """What models say of wordings that they did not learn from, each wording once, and the kinds that they are."""
    raw, kinds = [], []
    for fold in range(FOLDS):
        weights, bias = _fit([one for one in examples if one.wording < 0 or one.wording % FOLDS != fold])
        for one in examples:
            if one.wording >= 0 and one.wording % FOLDS == fold:
                raw.append(weights @ one.row + bias)
                kinds.append(KINDS.index(one.kind))
    return np.array(raw), np.array(kinds)


def _stretch(raw: Matrix, kinds: npt.NDArray[np.int64]) -> float:
    """The most modest factor that is as likely as the likeliest, by less than its standard error (Breiman and others, 1984)."""
    told = {factor: _likelihoods(factor * raw, kinds) for factor in SHARPER}
    best = max(told.values(), key=lambda each: float(each.mean()))
    enough = best.mean() - best.std() / np.sqrt(len(best))
    return min(factor for factor, each in told.items() if each.mean() >= enough)


def _likelihoods(raw: Matrix, kinds: npt.NDArray[np.int64]) -> Vector:
    """Logarithm of the probability that was given to what was so, by text."""
    raw = raw - raw.max(axis=1, keepdims=True)
    found: Vector = raw[np.arange(len(kinds)), kinds] - np.log(np.exp(raw).sum(axis=1))
    return found


def _fit(examples: list[Example]) -> tuple[Matrix, Vector]:
    from sklearn.linear_model import LogisticRegression

    rows, kinds = np.array([one.row for one in examples]), np.array([KINDS.index(one.kind) for one in examples])
    count = np.bincount(kinds, minlength=len(KINDS))
    # One penalty for all is fair only on one scale; the scale is then worked into the weights.
    middle, width = rows.mean(axis=0), np.maximum(rows.std(axis=0), LEAST_WIDTH)
    fitted = LogisticRegression(C=STRENGTH, max_iter=4000, tol=1e-8).fit(
        (rows - middle) / width, kinds, sample_weight=(EACH / count)[kinds]
    )
    weights = fitted.coef_ / width
    return weights, fitted.intercept_ - weights @ middle


def _worded() -> Iterator[Example]:
    for place, (kind, text) in enumerate(texts(EACH, seed=1)):
        yield Example(_row(page_of(text)), kind, place % EACH % len(WORDINGS[kind]))


def _receipts() -> Iterator[Example]:
    for receipt in load_receipts()[::6]:
        yield Example(_row(receipt_page(receipt)), Kind.RECEIPT)


def _row(page: Page) -> Vector:
    transcript = transcribe((page,))
    guesses = languages.classify(transcript.text)
    facts = extract(transcript, language=guesses[0][0] if guesses else "fr", country="fr", today=TODAY)
    return features(transcript.text, facts)
