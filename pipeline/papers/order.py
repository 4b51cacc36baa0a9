"""In which order a person reads sheets that lie on a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.papers.outline import Corners, Outline


def in_reading_order(papers: Sequence[Outline]) -> list[Outline]:
    """Rows from top to bottom, and each from left to right; two sheets share a row when half of the shorter lies beside the other."""
    rows: list[list[Outline]] = []
    for paper in sorted(papers, key=lambda p: float(p.corners[:, 1].mean())):
        if rows and any(_beside(paper.corners, other.corners) for other in rows[-1]):
            rows[-1].append(paper)
        else:
            rows.append([paper])
    return [paper for row in rows for paper in sorted(row, key=lambda p: float(p.corners[:, 0].mean()))]


def _beside(one: Corners, other: Corners) -> bool:
    shared = min(one[:, 1].max(), other[:, 1].max()) - max(one[:, 1].min(), other[:, 1].min())
    return bool(shared > 0.5 * min(np.ptp(one[:, 1]), np.ptp(other[:, 1])))
