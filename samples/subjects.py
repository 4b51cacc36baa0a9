"""What lies before the camera: which sheets, whose they are, how they are laid out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from samples.conditions import Level, bend_of
from samples.leaf import Leaf
from samples.leaves import a4_leaves, blank_leaf, receipt_and_slip, receipt_leaf, separator_leaf, slip_leaf
from samples.scene import Laid
from samples.wear import stapled_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Sheets in their places, the later ones on top; `parts` says of which document each is, from 1, or 0 of none.

    `dots_per_inch` and `way` are for a scanner. Sheets that are `apart` make a page of the file each; when they are two shots of one
    long sheet, each shows a half of it and the share `overlap` of the whole besides.
    """

    kind: str
    laid: tuple[Laid, ...]
    parts: tuple[int, ...]
    dots_per_inch: int = 300
    way: str = ""
    apart: bool = False
    overlap: float = 0.0


KINDS: dict[str, int] = {"receipt": 50, "page": 15, "slip": 4, "several": 17, "stapled": 6, "long": 3, "blank": 2, "separator": 3}
FLAT_KINDS: dict[str, int] = {"receipt": 42, "page": 32, "wide": 3, "pages": 6, "blank": 6, "separator": 6}
"""How often each kind is drawn, on the table and on a scanner's glass."""

WIDE_DOTS = 800
"""Dots an inch of a scan of A4 with sixty megapixels."""


def subject(rng: Random, level: Level, kind: str | None = None) -> Subject:
    """A subject at random, or of a kind."""
    shares = FLAT_KINDS if level == "clean" else KINDS
    kind = kind or rng.choices(tuple(shares), tuple(shares.values()))[0]
    return MAKERS[kind](rng, level)


def _single(make: Callable[[Random], Leaf], kind: str, *, part: int = 1) -> Callable[[Random, Level], Subject]:
    def single(rng: Random, level: Level) -> Subject:
        return Subject(kind=kind, laid=(_laid(rng, make(rng), level),), parts=(part,), dots_per_inch=rng.choice((200, 300, 300)))

    return single


def _laid(rng: Random, leaf: Leaf, level: Level, *, x: float = 0.0, y: float = 0.0, turn: float = 0.0, lift: float = 0.0) -> Laid:
    return Laid(leaf=leaf, bend=bend_of(rng, level, thermal=leaf.thermal), x=x, y=y, turn=turn, lift=lift)


def _page(rng: Random) -> Leaf:
    return a4_leaves(rng)[0]


def wide(rng: Random, level: Level) -> Subject:
    """A small receipt somewhere on a scan of sixty megapixels."""
    leaf = receipt_leaf(rng, longest=140)
    return Subject(
        kind="wide", laid=(_laid(rng, leaf, level),), parts=(1,), dots_per_inch=WIDE_DOTS, way=rng.choice(("glass", "dark", "cardboard"))
    )


def pages(rng: Random, level: Level) -> Subject:
    """All pages of one document, each a scan: a file of several pages."""
    found = a4_leaves(rng)
    while len(found) < 2:
        found = a4_leaves(rng)
    return Subject(
        kind="pages",
        laid=tuple(_laid(rng, leaf, level) for leaf in found),
        parts=(1,) * len(found),
        way="cropped",
        apart=True,
        dots_per_inch=200,
    )


def long(rng: Random, level: Level) -> Subject:
    """A receipt too long for one photo: two shots that overlap by a tenth to a third, in a file of two pages."""
    leaf = receipt_leaf(rng, shortest=210, longest=700)
    return Subject(kind="long", laid=(_laid(rng, leaf, level),) * 2, parts=(1, 1), apart=True, overlap=rng.uniform(0.1, 0.33))


def several(rng: Random, level: Level) -> Subject:
    """Two to eight receipts in rows: apart, touching, or overlapping a little; most the same way up."""
    count = rng.choices((2, 3, 4, 5, 6, 7, 8), (34, 26, 16, 9, 7, 4, 4))[0]
    leaves = [receipt_leaf(rng, longest=260) if rng.random() < 0.9 else slip_leaf(rng) for _ in range(count)]
    gaps = (rng.uniform(10, 30),) if level == "easy" else (rng.uniform(8, 30), rng.uniform(4, 15), 0.0, rng.uniform(-9, -2))
    gap = rng.choice(gaps)
    tumbled = level != "easy" and rng.random() < 0.2
    a_row = count if count <= 3 and rng.random() < 0.8 else -(-count // rng.choice((2, 2, 3)))
    laid: list[Laid] = []
    top = 0.0
    for start in range(0, count, a_row):
        row, high = _row(rng, level, leaves[start : start + a_row], top, gap, tumbled=tumbled)
        laid += [replace(one, lift=0.2 * (start + place)) for place, one in enumerate(row)]
        top += high + max(gap, 6.0)
    return Subject(kind="several", laid=tuple(laid), parts=tuple(range(1, count + 1)))


def _row(rng: Random, level: Level, leaves: Sequence[Leaf], top: float, gap: float, *, tumbled: bool) -> tuple[list[Laid], float]:
    """Receipts side by side, and how far down they reach."""
    laid: list[Laid] = []
    left = high = 0.0
    for leaf in leaves:
        turn = rng.gauss(0, 2) if gap < 0 else rng.gauss(0, 1.5 if level == "easy" else 5)
        room = leaf.width_mm + abs(math.sin(math.radians(turn))) * leaf.height_mm
        drop, flip = rng.uniform(0, 25), 180.0 if tumbled and rng.random() < 0.5 else 0.0
        laid.append(_laid(rng, leaf, level, x=left + room / 2, y=top + drop + leaf.height_mm / 2, turn=turn + flip))
        left, high = left + room + gap, max(high, drop + leaf.height_mm)
    return laid, high


def stapled(rng: Random, level: Level) -> Subject:
    """A receipt whose card slip hangs on it: one document, the slip a proof of payment."""
    leaf, slip = receipt_and_slip(rng, longest=240)
    slip = replace(slip, truth=None)
    overlap = rng.uniform(4, 12)
    aside = rng.uniform(-0.2, 0.2) * leaf.width_mm
    if rng.random() < 0.75:
        leaf = stapled_at(leaf, leaf.width_mm / 2 + aside, leaf.height_mm - overlap / 2, rng.gauss(0, 0.5))
    below = (leaf.height_mm + slip.height_mm) / 2 - overlap
    laid = (_laid(rng, slip, level, x=aside, y=below, turn=rng.gauss(0, 3)), _laid(rng, leaf, level, lift=0.4))
    return Subject(kind="stapled", laid=laid, parts=(1, 1))


MAKERS: dict[str, Callable[[Random, Level], Subject]] = {
    "receipt": _single(receipt_leaf, "receipt"),
    "page": _single(_page, "page"),
    "slip": _single(slip_leaf, "slip"),
    "blank": _single(blank_leaf, "blank", part=0),
    "separator": _single(separator_leaf, "separator", part=0),
    "several": several,
    "stapled": stapled,
    "wide": wide,
    "pages": pages,
    "long": long,
}
