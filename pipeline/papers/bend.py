"""Where paper bends, the sides of its outline are curves: a mesh between the four of them lays it flat.

Inside, each point follows the two opposite sides in the measure in which it is near to them (after Coons, 1967). Creases and
waves that the outline does not show are left: what is read there is cut out run by run.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pipeline.papers.outline import Outline
from pipeline.way import Matrix, Mesh, Points, Way

BENT = 0.006
"""Share of the longer side by which a side must leave the straight line; less is the finding's own error."""

TOO_FAR = 0.12
"""A side that leaves it by more belongs to two sheets, or to a finger."""

ROUGH = 0.004
"""Share of the longer side by which the outline may leave its smooth curve, in the middle; more, and it is no smooth bend."""

NODES = 17

Side = npt.NDArray[np.float64]
"""(NODES,) how far a side leaves its straight line, at even places along it."""


def mesh_of(outline: Outline, straight: Matrix, width: float, height: float) -> Mesh | None:
    """The bend of the sheet: from a rectangle of width × height to the same rectangle as `straight` leads the outline to it.

    None when its sides are straight enough, or not smooth.
    """
    points = Way((straight,)).lead(outline.contour)
    longer = max(width, height)
    sides = [
        _side(points, axis, edge, length, longer)
        for axis, edge, length in ((1, 0.0, width), (0, width, height), (1, height, width), (0, 0.0, height))
    ]
    if any(side is None for side in sides):
        return None
    top, right, bottom, left = (side for side in sides if side is not None)
    if max(float(np.ptp(side)) for side in (top, right, bottom, left)) < BENT * longer:
        return None
    return Mesh(_between(top, right, bottom, left, width, height), width, height)


def _side(points: Points, axis: int, edge: float, length: float, longer: float) -> Side | None:
    """How far the points near an edge leave it: `axis` 1 for a side that runs across. None when no smooth curve goes through them.

    A point that lies nearer to the side beside it is that side's, which bows inwards: on a narrow receipt the curve followed it round the
    corner, and lines of print sloped by 5 degrees.
    """
    along, off = points[:, 1 - axis] / length, points[:, axis] - edge
    ends = length * np.minimum(np.abs(along), np.abs(1 - along))
    near = (along > 0.02) & (along < 0.98) & (np.abs(off) < np.minimum(ends, TOO_FAR * longer))
    if near.sum() < 24 or np.ptp(along[near]) < 0.8:
        return None
    along, off = along[near], off[near]
    for _ in range(2):
        curve = np.polynomial.polynomial.Polynomial.fit(along, off, 3, domain=[0, 1])
        apart = np.abs(off - curve(along))
        kept = apart <= 3 * float(np.median(apart)) + 0.001 * longer
        along, off = along[kept], off[kept]
    if float(np.median(apart)) > ROUGH * longer:
        return None
    return np.asarray(curve(np.linspace(0, 1, NODES)))


def _between(top: Side, right: Side, bottom: Side, left: Side, width: float, height: float) -> npt.NDArray[np.float64]:
    """(NODES, NODES, 2) where each node of the even grid lies in the bent sheet."""
    across, down = np.meshgrid(np.linspace(0, 1, NODES), np.linspace(0, 1, NODES))
    x = across * width + left[:, None] * (1 - across) + right[:, None] * across
    y = down * height + top[None, :] * (1 - down) + bottom[None, :] * down
    return np.stack([x, y], axis=-1)
