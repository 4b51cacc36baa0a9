"""What lies before the camera: which sheets, whose they are, how they are laid out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from samples.conditions import Conditions, Level, bend_of
from samples.leaf import Leaf
from samples.leaves import a4_leaf, receipt_leaf, slip_leaf
from samples.scene import Laid


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Sheets in their places, the later ones on top; `parts` says of which document each is, from 1, or 0 of none."""

    kind: str
    laid: tuple[Laid, ...]
    parts: tuple[int, ...]
    shot: Conditions | None = None
    dots_per_inch: int = 300


KINDS: dict[str, int] = {"receipt": 52, "page": 16, "slip": 4, "several": 18, "stapled": 6}
FLAT_KINDS: dict[str, int] = {"receipt": 60, "page": 40}
"""How often each kind is drawn, on the table and on a scanner's glass."""


def subject(rng: Random, noise: np.random.Generator, level: Level, kind: str | None = None) -> Subject:
    """A subject at random, or of a kind."""
    shares = FLAT_KINDS if level == "clean" else KINDS
    kind = kind or rng.choices(tuple(shares), tuple(shares.values()))[0]
    return MAKERS[kind](rng, noise, level)


def _single(make: Callable[[Random, Level], Leaf], kind: str) -> Callable[[Random, np.random.Generator, Level], Subject]:
    def single(rng: Random, noise: np.random.Generator, level: Level) -> Subject:
        leaf = make(rng, level)
        return Subject(kind=kind, laid=(_laid(rng, leaf, level),), parts=(1,), dots_per_inch=rng.choice((200, 300, 300)))

    return single


def _laid(rng: Random, leaf: Leaf, level: Level, *, x: float = 0.0, y: float = 0.0, turn: float = 0.0, lift: float = 0.0) -> Laid:
    return Laid(leaf=leaf, bend=bend_of(rng, level, thermal=leaf.thermal), x=x, y=y, turn=turn, lift=lift)


def several(rng: Random, noise: np.random.Generator, level: Level) -> Subject:
    """Two to eight receipts in rows: apart, touching, or overlapping a little; most the same way up."""
    count = rng.choices((2, 3, 4, 5, 6, 7, 8), (34, 26, 16, 9, 7, 4, 4))[0]
    leaves = [receipt_leaf(rng, level, longest=260) if rng.random() < 0.9 else slip_leaf(rng, level) for _ in range(count)]
    gap = rng.choice((rng.uniform(8, 30), rng.uniform(4, 15), 0.0, rng.uniform(-9, -2)) if level != "easy" else (rng.uniform(10, 30),))
    mixed = level != "easy" and rng.random() < 0.2
    a_row = count if count <= 3 and rng.random() < 0.8 else -(-count // rng.choice((2, 2, 3)))
    laid: list[Laid] = []
    top = 0.0
    for start in range(0, count, a_row):
        row = leaves[start : start + a_row]
        left, low = 0.0, 0.0
        for leaf in row:
            turn = rng.gauss(0, 1.5 + 3.5 * (level != "easy")) if gap >= 0 else rng.gauss(0, 2)
            room = leaf.width_mm + abs(np.sin(np.deg2rad(turn))) * leaf.height_mm
            drop = rng.uniform(0, 25)
            flip = 180.0 if mixed and rng.random() < 0.5 else 0.0
            laid.append(
                _laid(rng, leaf, level, x=left + room / 2, y=top + drop + leaf.height_mm / 2, turn=turn + flip, lift=0.2 * len(laid))
            )
            left += room + gap
            low = max(low, drop + leaf.height_mm)
        top += low + max(gap, 6.0)
    return Subject(kind="several", laid=tuple(laid), parts=tuple(range(1, count + 1)))


def stapled(rng: Random, noise: np.random.Generator, level: Level) -> Subject:
    """A receipt whose card slip hangs on it: one document, the slip a proof of payment."""
    leaf, slip = receipt_leaf(rng, level, longest=240), slip_leaf(rng, level)
    slip = replace(slip, truth=None)
    overlap = rng.uniform(4, 12)
    y = (leaf.height_mm + slip.height_mm) / 2 - overlap
    side = rng.uniform(-0.2, 0.2) * leaf.width_mm
    laid = (
        _laid(rng, slip, level, x=side, y=y, turn=rng.gauss(0, 3)),
        _laid(rng, leaf, level, lift=0.4),
    )
    return Subject(kind="stapled", laid=laid, parts=(1, 1))


MAKERS: dict[str, Callable[[Random, np.random.Generator, Level], Subject]] = {
    "receipt": _single(receipt_leaf, "receipt"),
    "page": _single(a4_leaf, "page"),
    "slip": _single(slip_leaf, "slip"),
    "several": several,
    "stapled": stapled,
}
