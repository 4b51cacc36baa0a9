"""Fit the curves of confidence: measured pairs → extractors/calibration.json.

Pool-adjacent-violators (Ayer and others, 1955) over the pairs of each family and a few made-up ones that stand for what the
confidence says of itself. A family with few pairs of a source takes those of both.
"""

from __future__ import annotations

import csv
import io
import json
import lzma
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from extractors.calibrate import FAMILIES

PAIRS = Path(__file__).parent / "data" / "confidences.csv.xz"
CURVES = Path(__file__).parent.parent / "extractors" / "calibration.json"
FEWEST = 60
"""Pairs from which a family has a curve of its own for a source."""
BELIEVED = tuple((step + 0.5) / 10 for step in range(10))
MOST = 0.998
"""No value is promised for certain: a person says that, or nobody."""
BELIEF = 5.0
"""Where nothing was measured a confidence is worth what it says: as if five values had been seen in every tenth. Documents made by
seed are kinder than those of the world, and promise too much where they show no errors."""

Pair = tuple[float, bool]


def train() -> None:
    """Write a curve for each family and source."""
    pairs = load_pairs(PAIRS)
    curves = {}
    for family in dict.fromkeys(FAMILIES.values()):
        for source in ("ocr", "text"):
            own = pairs[family, source]
            some = own if len(own) >= FEWEST else [*pairs[family, "ocr"], *pairs[family, "text"]]
            curves[f"{family}/{source}"] = fit(some)
    CURVES.write_text(json.dumps(curves, separators=(",", ":")) + "\n", encoding="utf-8")


def load_pairs(path: Path) -> dict[tuple[str, str], list[Pair]]:
    """(family, source) → pairs of a confidence and whether the value was right."""
    pairs: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    with lzma.open(path, "rt", encoding="utf-8") as rows:
        for field, source, confidence, right in csv.reader(rows):
            pairs[FAMILIES[field], source].append((float(confidence), right == "1"))
    return pairs


def save_pairs(path: Path, told: Iterable[tuple[str, str, float, bool]]) -> None:
    """Write (field, source, confidence, right), sorted, so that the file says nothing of any one document."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(sorted((f, s, f"{c:.3f}", int(r)) for f, s, c, r in told))
    path.write_bytes(lzma.compress(text.getvalue().encode(), preset=9))


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
