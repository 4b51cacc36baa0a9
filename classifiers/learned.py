"""A small model of words beside the table: it knows pieces of words, so that one that is bent, joined or misread still speaks.

Logistic regression over the words of a document and their beginnings, learned by training/categories.py (`make train`) and read with NumPy
alone. Its weights are whole numbers from -127 to 127, so that the file is small and the same on every machine.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from classifiers.folded import folded
from domain.kinds import Category

STEM = 5
"""Letters of the beginning of a word: PAPETERIE and PAPETIER share theirs."""

LONGEST_TEXT = 4000
"""Signs of a page that are looked at; what is bought stands before the conditions of sale."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Features in their order, the categories in theirs, weights (features, categories) and what each category begins with."""

    features: dict[str, int]
    categories: tuple[Category, ...]
    weights: npt.NDArray[np.float64]
    start: npt.NDArray[np.float64]

    def log_odds(self, found: frozenset[str]) -> dict[Category, float]:
        """Log-probabilities by category, every feature that stands on the document counting once; empty where none is known."""
        at = [self.features[name] for name in sorted(found) if name in self.features]
        if not at:
            return {}
        raw = self.start + self.weights[at].sum(axis=0) / np.sqrt(len(at))
        raw = raw - raw.max()
        return dict(zip(self.categories, (raw - np.log(np.exp(raw).sum())).tolist(), strict=True))


def features_of(seller: str, lines: str, text: str) -> frozenset[str]:
    """The words of a document: those of the seller apart from those of the lines and the page, whole and by their beginning."""
    return frozenset((*_pieces("s", seller), *_pieces("w", f"{lines}\n{text[:LONGEST_TEXT]}")))


def _pieces(where: str, text: str) -> Iterator[str]:
    for word in set(re.findall(r"[A-Z]{2,}", folded(text))):
        yield f"{where}:{word}"
        if len(word) > STEM:
            yield f"{where}<{word[:STEM]}"


@cache
def model() -> Model:
    """The trained weights, read once."""
    return from_json(resources.files("classifiers").joinpath("category-weights.json").read_text(encoding="utf-8"))


def from_json(text: str) -> Model:
    """The model that `to_json` wrote."""
    kept = json.loads(text)
    shape = (len(kept["features"]), len(kept["categories"]))
    weights = np.frombuffer(base64.b64decode(kept["weights"]), dtype=np.int8).reshape(shape).astype(np.float64) * kept["unit"]
    start = np.frombuffer(base64.b64decode(kept["start"]), dtype=np.int8).astype(np.float64) * kept["unit"]
    names = {name: at for at, name in enumerate(kept["features"])}
    return Model(features=names, categories=tuple(map(Category, kept["categories"])), weights=weights, start=start)


def to_json(features: list[str], categories: list[str], weights: npt.NDArray[np.float64], start: npt.NDArray[np.float64]) -> str:
    """Weights rounded to 127 steps of the largest, as base64 of signed bytes."""
    unit = float(np.abs(weights).max()) / 127
    whole = np.rint(weights / unit).astype(np.int8)
    first = np.clip(np.rint(start / unit), -127, 127).astype(np.int8)
    kept = {
        "unit": round(unit, 6),
        "categories": categories,
        "start": base64.b64encode(first.tobytes()).decode(),
        "features": features,
        "weights": base64.b64encode(whole.tobytes()).decode(),
    }
    return json.dumps(kept, indent=0) + "\n"
