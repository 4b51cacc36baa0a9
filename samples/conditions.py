"""How a picture is taken: everything that makes it easy or hard, drawn at random for a level of difficulty.

clean   a flat scan of one sheet, nothing in the way
easy    a careful photo: nearly from above, even light, a table that the paper stands out from
medium  what a normal person takes with a telephone: askew, any way up, curled or folded paper, any table, lamps and shadows
hard    careless or unlucky: crumpled, blurred, dark, recompressed by a messenger, cut, faded, held in a hand
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from samples.bend import Bend

Level = Literal["clean", "easy", "medium", "hard"]
LEVELS: tuple[Level, ...] = ("clean", "easy", "medium", "hard")

GROUNDS_BY_LEVEL: dict[Level, tuple[str, ...]] = {
    "clean": ("glass",),
    "easy": ("wood", "wood", "dark", "stone", "cloth"),
    "medium": ("wood", "wood", "dark", "stone", "cloth", "laminate", "laminate", "light"),
    "hard": ("wood", "dark", "stone", "cloth", "laminate", "light", "room", "room"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """One shot. Angles in degrees, `long_side` in pixels, `quarters` clockwise quarter turns that make the picture upright.

    Blur and motion are in thousandths of the long side; `noise` and `glare` and `shadow` from 0 to 1; `cut` is the share of the sheets
    that lies outside; `messenger` is the long side that a messenger leaves, 0 for none.
    """

    level: Level
    ground: str
    long_side: int
    quarters: int
    roll: float
    tilt: float
    fill: float
    shadow: float
    unevenness: float
    warmth: float
    exposure: float
    glare: float
    blur: float
    motion: float
    noise: float
    quality: int
    messenger: int
    cut: float
    fade: float
    shine_through: float
    hand: bool


def conditions(rng: Random, level: Level, *, several: bool = False) -> Conditions:
    """A shot of that level. `level` is not clean: a scanner has its own ways (scanner.py)."""
    degree = {"clean": 0.0, "easy": 0.25, "medium": 0.55, "hard": 1.0}[level]
    hard = level == "hard"
    messenger = rng.choice((640, 720, 960, 1280, 1600)) if hard and rng.random() < 0.25 and not several else 0
    ground = rng.choice(GROUNDS_BY_LEVEL[level])
    if several and ground == "room":
        ground = "wood"
    return Conditions(
        level=level,
        ground=ground,
        long_side=rng.choice((2600, 3264, 4032, 4032, 4032)) if several else rng.choice((2048, 2600, 3264, 3264, 4032, 4032)),
        quarters=0 if level == "easy" and rng.random() < 0.7 else rng.choices((0, 1, 2, 3), (38, 26, 8, 28))[0],
        roll=rng.gauss(0, 2 + 6 * degree),
        tilt=min(abs(rng.gauss(0, 4 + 14 * degree)), 38.0),
        fill=rng.uniform(0.72, 0.93) if several else rng.uniform(0.62 if hard else 0.7, 0.95),
        shadow=rng.uniform(0.1, 0.65) * degree if rng.random() < 0.15 + 0.5 * degree else 0.0,
        unevenness=rng.uniform(0.1, 0.6) * (0.3 + degree),
        warmth=max(-0.1, min(0.13, rng.gauss(0.02, 0.03 + 0.035 * degree))),
        exposure=rng.gauss(0.97, 0.03 + 0.1 * degree),
        glare=rng.uniform(0.2, 1) if rng.random() < 0.28 * degree else 0.0,
        blur=rng.uniform(0.12, 0.25) + rng.random() ** 2 * 0.45 * degree,
        motion=rng.uniform(0.4, 1.5) if rng.random() < 0.35 * degree**2 else 0.0,
        noise=rng.uniform(0.05, 0.2) + rng.random() ** 2 * 0.8 * degree,
        quality=rng.randint(78, 95) if not hard else rng.randint(55, 92),
        messenger=messenger,
        cut=rng.uniform(0.02, 0.12) if hard and not several and rng.random() < 0.2 else 0.0,
        fade=rng.uniform(0.2, 0.3 + 0.42 * degree) if rng.random() < 0.4 * degree else 0.0,
        shine_through=rng.uniform(0.06, 0.25) if rng.random() < 0.4 * degree else 0.0,
        hand=hard and ground == "room",
    )


def bend_of(rng: Random, level: Level, *, thermal: bool, in_hand: bool = False) -> Bend:
    """How paper lies there: thermal paper curls along its roll, office paper was folded in three or in half."""
    degree = {"clean": 0.0, "easy": 0.3, "medium": 0.7, "hard": 1.3}[level]
    folds = _folds(rng, degree, thermal=thermal)
    return Bend(
        curl=rng.gauss(0, 26 if thermal else 10) * degree * (1.6 if in_hand else 1),
        waves=abs(rng.gauss(0, 3.5)) * degree,
        folds=folds,
        cross_folds=((rng.uniform(0.35, 0.65), rng.gauss(0, 9) * degree),) if rng.random() < 0.25 * degree else (),
        direction=rng.gauss(0, 7) if thermal or rng.random() < 0.7 else rng.choice((90.0, rng.uniform(-40, 40))),
        crumple_mm=rng.uniform(0.6, 3.4) if level == "hard" and rng.random() < 0.45 else rng.random() ** 2 * 0.8 * degree,
        corner=rng.uniform(0.3, 1.0) * degree if rng.random() < 0.2 * degree else 0.0,
    )


def _folds(rng: Random, degree: float, *, thermal: bool) -> tuple[tuple[float, float], ...]:
    kind = rng.random()
    if kind > 0.6 * min(degree, 1.2):
        return ()
    if not thermal and kind < 0.3:  # a letter in three
        return ((rng.gauss(0.335, 0.01), rng.gauss(12, 5) * degree), (rng.gauss(0.665, 0.01), -rng.gauss(12, 5) * degree))
    sign = rng.choice((-1, 1))
    return tuple((rng.uniform(0.2, 0.8), sign * abs(rng.gauss(14, 8)) * degree) for _ in range(rng.choice((1, 1, 2))))
