"""Probabilities that a line begins or continues the name, or bears the address, or neither: boosted trees, walked with NumPy alone.

The weights were learned by training/roles.py (`make train`); see there for what from and how well it does.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from domain.page import Line
from extractors.locale import Locale
from extractors.roles.features import Matrix, features

NAME, MORE, ADDRESS, OTHER = 0, 1, 2, 3
"""The line where the name begins, the lines that continue it, those of the address, and all else."""


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees laid end to end: node i asks whether feature[i] ≤ threshold[i]; a leaf leads to itself and bears its value."""

    roots: npt.NDArray[np.int64]
    feature: npt.NDArray[np.int64]
    threshold: Matrix
    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    value: Matrix
    start: Matrix
    depth: int

    def probabilities(self, rows: Matrix) -> Matrix:
        """(rows, roles), each row summing to 1. Tree t speaks for role t modulo the number of roles."""
        at = np.repeat(self.roots[None, :], len(rows), axis=0)
        line = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[line, self.feature[at]] <= self.threshold[at]
            at = np.where(goes_left, self.left[at], self.right[at])
        raw = self.start + self.value[at].reshape(len(rows), -1, len(self.start)).sum(axis=1)
        raw = np.exp(raw - raw.max(axis=1, keepdims=True))
        return np.asarray(raw / raw.sum(axis=1, keepdims=True))


def roles(lines: Sequence[Line], locale: Locale) -> Matrix:
    """For each line the probabilities of NAME, MORE, ADDRESS and OTHER; no rows for no lines."""
    return forest().probabilities(features(lines, locale)) if lines else np.zeros((0, 4))


@cache
def forest() -> Forest:
    """The trained trees, read once."""
    return from_json(resources.files("extractors.roles").joinpath("weights.json").read_text(encoding="utf-8"))


def from_json(text: str) -> Forest:
    """Trees as `train` writes them."""
    told = json.loads(text)
    return Forest(
        roots=np.array(told["roots"], dtype=np.int64),
        feature=np.array(told["feature"], dtype=np.int64),
        threshold=np.array(told["threshold"], dtype=np.float64),
        left=np.array(told["left"], dtype=np.int64),
        right=np.array(told["right"], dtype=np.int64),
        value=np.array(told["value"], dtype=np.float64),
        start=np.array(told["start"], dtype=np.float64),
        depth=int(told["depth"]),
    )
