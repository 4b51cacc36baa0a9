"""What paper lies on: wood, stone, cloth, a plain desk. Computed, never photographed."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
"""(H, W, 3) float32 RGB, 0 to 255, or (H, W)."""

Picture = npt.NDArray[np.uint8]
"""(H, W, 3) uint8 RGB."""


def as_picture(values: npt.ArrayLike) -> Picture:
    """The nearest colours that exist."""
    return np.asarray(np.clip(np.asarray(values), 0, 255), np.uint8)


def table(noise: np.random.Generator, width: int, height: int, name: str = "") -> Floats:
    """The table of that name, or any."""
    named = [make for make in TABLES if make.__name__ == name] or TABLES
    return named[int(noise.integers(len(named)))](noise, width, height)


def smooth_noise(noise: np.random.Generator, width: int, height: int, *, across: float, along: float) -> Floats:
    """Noise in [0, 1] whose spots are about that many pixels wide and high."""
    small = noise.random((max(2, int(height / along) + 2), max(2, int(width / across) + 2)), dtype=np.float32)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.float32).clip(0, 1)


def wood(noise: np.random.Generator, width: int, height: int) -> Floats:
    """Planks with grain: rings of a trunk cut lengthwise, bent by slow noise."""
    bend = smooth_noise(noise, width, height, across=260, along=900) * 7
    fine = smooth_noise(noise, width, height, across=3, along=260)
    x = np.arange(width, dtype=np.float32)[None, :] / width * noise.uniform(14, 30)
    rings = np.sin(x + bend * 3) * 0.5 + 0.5
    planks = np.floor(x / noise.uniform(4, 7) + 0.2)
    tone = 0.72 + 0.16 * rings + 0.16 * (fine - 0.5) + 0.08 * np.sin(planks * 2.4)
    gap = (np.abs(np.diff(planks, axis=1, prepend=planks[:, :1])) > 0) * 0.35
    color = np.array([[150, 105, 66], [186, 143, 98], [112, 74, 48], [205, 178, 140]], np.float32)[int(noise.integers(4))]
    return np.asarray((tone - gap)[..., None] * color * 1.15, np.float32)


def stone(noise: np.random.Generator, width: int, height: int) -> Floats:
    """Speckled grey stone."""
    coarse = smooth_noise(noise, width, height, across=180, along=160)
    speckle = cv2.GaussianBlur(noise.random((height, width), dtype=np.float32), (0, 0), 1.6)
    tone = 0.45 + 0.25 * coarse + 1.2 * (speckle - 0.5)
    return np.asarray(tone[..., None] * np.array([205, 203, 198], np.float32), np.float32)


def cloth(noise: np.random.Generator, width: int, height: int) -> Floats:
    """A woven table cloth."""
    y, x = np.indices((height, width), np.float32)
    weave = 0.5 + 0.12 * np.sin(x * 0.9) + 0.12 * np.sin(y * 0.9)
    folds = smooth_noise(noise, width, height, across=700, along=240)
    color = noise.uniform(60, 190, 3).astype(np.float32)
    return np.asarray((weave + 0.4 * folds)[..., None] * color, np.float32)


def desk(noise: np.random.Generator, width: int, height: int) -> Floats:
    """A plain office desk: grey, black, or off-white with hardly any contrast to the paper."""
    tone = np.float32(noise.choice([48, 95, 140, 205]))
    uneven = smooth_noise(noise, width, height, across=500, along=500)
    grain = noise.normal(0, 2.2, (height, width)).astype(np.float32)
    return np.asarray((tone + 14 * uneven + grain)[..., None] * np.array([1, 0.99, 0.96], np.float32), np.float32)


TABLES: tuple[Callable[[np.random.Generator, int, int], Floats], ...] = (wood, wood, stone, cloth, desk, desk)
