"""Paper that is not flat: curled from the roll, folded in a pocket, crumpled. A mesh in millimetres over the table.

A curl and folds bend the sheet along one direction as a developable surface, so that no length on the paper changes; a crumple adds
small facets on top. The same mesh draws the picture and leads every word through it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from samples.tables import Floats

NODE_MM = 2.0
"""Distance of the nodes of a mesh: creases are about as wide."""

RING = 4
"""Nodes that the mesh reaches beyond the paper on each side, so that its edge can be found from both sides."""


STEEPEST = np.deg2rad(52)
"""No part of a sheet stands steeper, so that none hides another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """How a sheet is bent. Angles in degrees over the whole sheet: `curl` of the roll (its ends rise), `waves` along it; each of
    `folds` is (place 0 to 1, angle). `direction` is the way that the bend runs, 0 down the sheet. `crumple_mm` is the depth of facets."""

    curl: float = 0.0
    waves: float = 0.0
    folds: tuple[tuple[float, float], ...] = ()
    cross_folds: tuple[tuple[float, float], ...] = ()
    direction: float = 0.0
    crumple_mm: float = 0.0
    corner: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Surface:
    """Where each node of a sheet is, (rows, columns, 3) in millimetres: x right, y down, z up from the table.

    Node (0, 0) lies RING nodes outside the upper left corner; `step` (across, down) is the distance of the nodes on the paper.
    """

    points: Floats
    step: tuple[float, float]
    facets: Floats
    """Height of the crumple alone at 1 mm, for its shading."""


def bent(noise: np.random.Generator, width: float, height: float, bend: Bend) -> Surface:
    """The surface of a sheet of that many millimetres, its middle over the origin, nowhere under the table."""
    columns, rows = max(8, round(width / NODE_MM)), max(8, round(height / NODE_MM))
    step = width / columns, height / rows
    u = (np.arange(columns + 1 + 2 * RING) - RING) * step[0] - width / 2
    v = (np.arange(rows + 1 + 2 * RING) - RING) * step[1] - height / 2
    across, down = np.meshgrid(u.astype(np.float32), v.astype(np.float32))
    angle = np.deg2rad(bend.direction)
    along = down * np.cos(angle) + across * np.sin(angle)
    aside = across * np.cos(angle) - down * np.sin(angle)
    reach = (height * abs(np.cos(angle)) + width * abs(np.sin(angle))) / 2
    run, rise = _profile(noise, along, reach, bend.curl, bend.waves, bend.folds)
    x, y, z = aside * np.cos(angle) + run * np.sin(angle), run * np.cos(angle) - aside * np.sin(angle), rise
    if bend.cross_folds:  # folded across as well: the second fold bends what the first has left nearly flat
        x, more = _profile(noise, x, width / 2, 0.0, 0.0, bend.cross_folds)
        z = z + more
    facets = _crumple(noise, width, height) * bend.crumple_mm
    z = z + cv2.remap(
        facets,
        (across + width / 2).astype(np.float32),
        (down + height / 2).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    if bend.corner:
        z = z + _lifted_corner(noise, across / width, down / height) * bend.corner
    z = z - z[RING:-RING, RING:-RING].min()
    return Surface(points=np.stack([x, y, z], axis=-1).astype(np.float32), step=step, facets=facets)


def _profile(
    noise: np.random.Generator, along: Floats, reach: float, curl: float, waves: float, folds: tuple[tuple[float, float], ...]
) -> tuple[Floats, Floats]:
    """A strip bent in its own plane: how far each point runs and rises. The slope is given, and integrated, so lengths stay."""
    s = np.linspace(-1.25, 1.25, 1001)
    slope = np.deg2rad(curl) / 2 * np.sign(s) * np.abs(s) ** noise.uniform(1.0, 2.5)
    slope = slope + np.deg2rad(waves) * np.sin(s * noise.uniform(2.0, 6.0) + noise.uniform(0, 6))
    for place, angle in folds:
        slope = slope + np.deg2rad(angle) * (1 / (1 + np.exp(-(s - (2 * place - 1)) * 150)) - 0.5)
    slope = STEEPEST * np.tanh(slope / STEEPEST)
    pace = reach * (s[1] - s[0])
    run, rise = np.cumsum(np.cos(slope)) * pace, np.cumsum(np.sin(slope)) * pace
    run, rise = run - np.interp(0, s, run), rise - np.interp(0, s, rise)
    at = along / reach
    return np.interp(at, s, run).astype(np.float32), np.interp(at, s, rise).astype(np.float32)


def _crumple(noise: np.random.Generator, width: float, height: float) -> Floats:
    """Facets of paper that was a ball: sharp ridges and valleys of random planes, 0 to about 1, a pixel a millimetre."""
    down, across = np.indices((int(height) + 2, int(width) + 2), np.float32)
    total = np.zeros_like(down)
    for _ in range(int(noise.integers(9, 16))):
        angle, size = noise.uniform(0, 2 * np.pi), noise.uniform(14, 46)
        wave = (across * np.cos(angle) + down * np.sin(angle)) / size + noise.uniform(0, 2)
        wave = wave + noise.uniform(0.1, 0.5) * np.sin((across * np.sin(angle) - down * np.cos(angle)) / noise.uniform(20, 60))
        total += np.abs(wave - 2 * np.round(wave / 2)) * size / 46
    low, high = float(total.min()), float(total.max())
    return np.asarray(cv2.GaussianBlur((total - low) / max(high - low, 1e-6), (0, 0), 0.8), np.float32)


def _lifted_corner(noise: np.random.Generator, across: Floats, down: Floats) -> Floats:
    """A dog's ear: one corner rises, in sheet widths from 0."""
    x, y = noise.choice([-1, 1]), noise.choice([-1, 1])
    return np.asarray(np.clip(across * x + down * y - noise.uniform(0.55, 0.8), 0, None) * 26, np.float32)
