"""Fit the curves of confidence: measured pairs → extractors/calibration.json.

Pool-adjacent-violators (Ayer and others, 1955) over the pairs of each family and a few made-up ones that stand for what the
confidence says of itself. A family with few pairs of a source takes those of both. Totals are weighed with the ways that agree on
them, by a logistic regression with the same made-up pairs: what a single way leads to is worth what it says, until measured.
"""

from __future__ import annotations

import csv
import io
import json
import lzma
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from extractors.calibrate import FAMILIES, MOST, figures_of

PAIRS = Path(__file__).parent / "data" / "confidences.csv.xz"
CURVES = Path(__file__).parent.parent / "extractors" / "calibration.json"
FEWEST = 60
"""Pairs from which a family has a curve of its own for a source."""
BELIEVED = tuple((step + 0.5) / 10 for step in range(10))
BELIEF = 5.0
"""Where nothing was measured a confidence is worth what it says: as if five values had been seen in every tenth. Documents made by
seed are kinder than those of the world, and promise too much where they show no errors."""

STEPS = 50
"""Of Newton's method; a dozen are enough for seven digits."""

Pair = tuple[float, bool]
Told = tuple[str, str, float, bool, int]
"""Field, source, confidence, whether the value was right, and for a total the ways to it."""


def train() -> None:
    """Write a curve for each family and source."""
    told = load_told(PAIRS)
    pairs: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for field, source, confidence, right, _ in told:
        if field in FAMILIES:
            pairs[FAMILIES[field], source].append((confidence, right))
    curves: dict[str, object] = {"total": fit_total([one for one in told if one[0] == "total_with_tax"])}
    for family in dict.fromkeys(FAMILIES.values()):
        for source in ("ocr", "text"):
            own = pairs[family, source]
            some = own if len(own) >= FEWEST else [*pairs[family, "ocr"], *pairs[family, "text"]]
            curves[f"{family}/{source}"] = fit(some)
    CURVES.write_text(json.dumps(curves, separators=(",", ":")) + "\n", encoding="utf-8")


def load_told(path: Path) -> list[Told]:
    """What was promised, and whether it was so."""
    with lzma.open(path, "rt", encoding="utf-8") as rows:
        return [(name, source, float(sure), right == "1", int(ways)) for name, source, sure, right, ways in csv.reader(rows)]


def save_told(path: Path, told: Iterable[Told]) -> None:
    """Write it sorted, so that the file says nothing of any one document."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(sorted((f, s, f"{c:.3f}", int(r), w) for f, s, c, r, w in told))
    path.write_bytes(lzma.compress(text.getvalue().encode(), preset=9))


def fit_total(told: Sequence[Told]) -> list[float]:
    """Weights of the figures of a total, the likeliest ones (Newton's method).

    >>> weights = fit_total([("total_with_tax", "ocr", 0.8, ways > 1 or at % 2 == 0, ways) for ways in (1, 3) for at in range(40)])
    >>> weights[2] > 0.5, len(weights)
    (True, 3)
    """
    seen = [(figures_of(sure, ways), float(right), 1.0) for _, _, sure, right, ways in told]
    seen += [(figures_of(sure, 1), sure, BELIEF) for sure in BELIEVED]
    rows, right, heavy = (np.array(column, dtype=float) for column in zip(*seen, strict=True))
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (heavy * (right - likely)) - weights
        bend = (rows.T * (heavy * likely * (1 - likely))) @ rows + np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    return [round(float(weight), 4) for weight in weights]


def fit(pairs: Sequence[Pair]) -> list[tuple[float, float]]:
    """Corners of a curve that never falls: the middle of each block, and how often it was right.

    >>> curve = fit([(0.2, False)] * 40 + [(0.9, True)] * 40)
    >>> curve[0][1] < 0.1, curve[-1][1] > 0.95, len(fit([]))
    (True, True, 10)
    """
    weighted = [(confidence, 1.0, float(right)) for confidence, right in pairs]
    weighted += [(sure, BELIEF, BELIEF * sure) for sure in BELIEVED]
    blocks: list[list[float]] = []  # weight, right, weighted sum of confidences
    for confidence, weight, right in sorted(weighted):
        blocks.append([weight, right, weight * confidence])
        while len(blocks) > 1 and _rate(blocks[-2]) >= _rate(blocks[-1]):
            count, good, whole = blocks.pop()
            blocks[-1] = [blocks[-1][0] + count, blocks[-1][1] + good, blocks[-1][2] + whole]
    return [(round(whole / count, 4), round(min(MOST, good / count), 4)) for count, good, whole in blocks]


def _rate(block: Sequence[float]) -> float:
    return block[1] / block[0]
