"""Tables and rooms for the camera of scene.py, made small and stretched: a texture is seen through a lens, not measured.

The old ones of tables.py stay for the samples that they drew.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from samples.tables import Floats, Picture, as_picture, smooth_noise

SIDE = 1400
"""Pixels of a texture's side. It spans the table that is in view."""


def ground(noise: np.random.Generator, name: str) -> Picture:
    """(SIDE, SIDE, 3). Raises KeyError for a name that GROUNDS does not hold."""
    return as_picture(GROUNDS[name](noise))


def _noise(noise: np.random.Generator, across: float, along: float) -> Floats:
    return smooth_noise(noise, SIDE, SIDE, across=across, along=along)


def _tinted(tone: Floats, color: tuple[float, float, float]) -> Floats:
    return np.asarray(tone[..., None] * np.array(color, np.float32), np.float32)


def _muted(noise: np.random.Generator, low: float, high: float) -> Floats:
    """A colour as rooms have them: a tone between those, with little of any hue."""
    return np.asarray(noise.uniform(low, high) + noise.normal(0, 16, 3), np.float32).clip(5, 250)


def _turned(picture: Floats, noise: np.random.Generator) -> Floats:
    return np.ascontiguousarray(picture.transpose(1, 0, 2)) if noise.random() < 0.5 else picture


def wood(noise: np.random.Generator) -> Floats:
    """Boards: growth rings cut lengthwise, pores along the grain, a knot here and there, varnish."""
    down, across = np.indices((SIDE, SIDE), np.float32)
    width = noise.uniform(150, 480)
    board = np.floor(across / width + 0.37)
    shift = np.asarray(noise.uniform(-1, 1, 64), np.float32)[board.astype(np.int32) % 64]
    tone = np.asarray(noise.uniform(0.82, 1.08, 64), np.float32)[board.astype(np.int32) % 64]
    bend = _noise(noise, 190, 900) * noise.uniform(30, 120)
    for _ in range(int(noise.integers(0, 5))):  # knots push the grain aside
        x, y, size = noise.uniform(0, SIDE), noise.uniform(0, SIDE), noise.uniform(14, 40)
        near = np.exp(-(((across - x) / size) ** 2 + ((down - y) / (size * 2.2)) ** 2))
        bend = bend + near * 60
        tone = tone * (1 - 0.35 * near)
    rings = np.sin((across + bend + shift * 300) / noise.uniform(2.5, 9)) * 0.5 + 0.5
    pores = np.clip(_noise(noise, 1.6, 70) - 0.62, 0, 1) * 1.1
    fine = _noise(noise, 1.4, 30) - 0.5
    value = tone * (0.86 + 0.14 * rings**1.5 - 0.5 * pores + 0.11 * fine)
    gap = np.abs((across / width + 0.37) % 1 - 0.5) > 0.5 - 1.6 / width
    value = np.where(gap & (noise.random() < 0.7), value * 0.45, value)
    colors = ((182, 134, 88), (150, 103, 62), (104, 68, 44), (206, 172, 128), (72, 50, 38), (190, 160, 134))
    return _turned(_tinted(np.asarray(value, np.float32), colors[int(noise.integers(len(colors)))]), noise)


def stone(noise: np.random.Generator) -> Floats:
    """Granite or marble: speckles of several sizes, or veins."""
    if noise.random() < 0.45:
        turbulence = sum((_noise(noise, size, size) - 0.5) * size for size in (380, 150, 60, 22))
        veins = np.exp(-np.abs(np.sin(np.asarray(turbulence) / 55)) * noise.uniform(6, 12))
        base = 0.9 + 0.1 * (_noise(noise, 300, 300) - 0.5)
        return _tinted(np.asarray(base - 0.4 * veins, np.float32), (228, 226, 220) if noise.random() < 0.6 else (70, 72, 70))
    specks = sum(
        np.where(cv2.GaussianBlur(noise.random((SIDE, SIDE), dtype=np.float32), (0, 0), size) > 0.5 + 0.055 / size, 1.0, 0.0) * weight
        for size, weight in ((1.2, 0.2), (2.4, -0.22), (4.5, 0.13))
    )
    tone = 0.62 + np.asarray(specks) + 0.1 * (_noise(noise, 200, 200) - 0.5)
    soft = cv2.GaussianBlur(np.asarray(tone, np.float32), (0, 0), 0.7)
    return _tinted(np.asarray(soft, np.float32), ((196, 194, 190), (120, 118, 116), (176, 150, 130))[int(noise.integers(3))])


def cloth(noise: np.random.Generator) -> Floats:
    """A woven table cloth: plain, checked or striped, with soft folds."""
    down, across = np.indices((SIDE, SIDE), np.float32)
    pitch = noise.uniform(2.4, 5)
    wobble = _noise(noise, 60, 60) * 2
    weave = 1 + 0.10 * np.sin((across + wobble) * 2 * np.pi / pitch) * np.sin((down + wobble) * 2 * np.pi / pitch)
    weave = weave + 0.10 * (_noise(noise, 2, 14) - 0.5) + 0.10 * (_noise(noise, 14, 2) - 0.5)
    folds = 1 + 0.22 * (_noise(noise, 520, 260) - 0.5) + 0.12 * (_noise(noise, 90, 500) - 0.5)
    color = np.broadcast_to(_muted(noise, 60, 215), (SIDE, SIDE, 3)).copy()
    kind = noise.random()
    if kind < 0.6:
        second, size = _muted(noise, 70, 235), noise.uniform(40, 160)
        rows, columns = (down / size % 2 < 1)[..., None], (across / size % 2 < 1)[..., None]
        share = (rows * 0.5 + columns * 0.5) if kind < 0.35 else columns * (0.8 if noise.random() < 0.5 else 0.3)
        color = color * (1 - share) + second * share
    return np.asarray((weave * folds)[..., None] * color, np.float32)


def laminate(noise: np.random.Generator) -> Floats:
    """A kitchen or office top: nearly one colour, a faint pattern, a few scratches."""
    tone = 1 + 0.05 * (_noise(noise, 500, 500) - 0.5) + 0.05 * (_noise(noise, 3, 3) - 0.5)
    picture = _tinted(
        np.asarray(tone, np.float32),
        ((212, 208, 200), (188, 190, 192), (160, 150, 138), (120, 130, 138), (226, 218, 202))[int(noise.integers(5))],
    )
    for _ in range(int(noise.integers(0, 9))):
        start, reach = noise.integers(0, SIDE, 2), noise.integers(-160, 160, 2)
        shade = float(noise.uniform(0.93, 1.05))
        line = cv2.line(np.zeros((SIDE, SIDE), np.float32), start.tolist(), (start + reach).tolist(), 1.0, 1, cv2.LINE_AA)
        picture = picture * (1 + (shade - 1) * line[..., None])
    return np.asarray(picture, np.float32)


def light(noise: np.random.Generator) -> Floats:
    """A white or off-white table, hardly darker than paper."""
    tone = 1 + 0.03 * (_noise(noise, 500, 500) - 0.5) + 0.025 * (_noise(noise, 2, 2) - 0.5)
    return _tinted(np.asarray(tone, np.float32), ((232, 230, 226), (222, 222, 224), (214, 206, 196))[int(noise.integers(3))])


def dark(noise: np.random.Generator) -> Floats:
    """A dark desk, a car seat, a briefcase: leather grain or matt lacquer."""
    grain = _noise(noise, 7, 7) - 0.5 if noise.random() < 0.5 else _noise(noise, 2.2, 2.2) - 0.5
    tone = 1 + noise.uniform(0.1, 0.6) * grain + 0.15 * (_noise(noise, 400, 400) - 0.5)
    return _tinted(np.asarray(tone, np.float32), ((44, 44, 48), (62, 58, 56), (34, 38, 52), (70, 48, 40))[int(noise.integers(4))])


def room(noise: np.random.Generator) -> Floats:
    """What is behind a sheet held up in the hand: far out of focus, so large soft shapes are all there is to it."""
    picture = np.broadcast_to(_muted(noise, 60, 190), (SIDE, SIDE, 3)).copy()
    for _ in range(int(noise.integers(8, 20))):
        x, y = noise.integers(-200, SIDE, 2).tolist()
        w, h = noise.integers(80, 700, 2).tolist()
        color = _muted(noise, 15, 235).tolist()
        cv2.rectangle(picture, (x, y), (x + w, y + h), color, -1)
    picture = cv2.GaussianBlur(picture, (0, 0), noise.uniform(22, 60))
    return np.asarray(picture * (1 + 0.1 * (_noise(noise, 300, 300) - 0.5))[..., None], np.float32)


GROUNDS: dict[str, Callable[[np.random.Generator], Floats]] = {
    "wood": wood,
    "stone": stone,
    "cloth": cloth,
    "laminate": laminate,
    "light": light,
    "dark": dark,
    "room": room,
}
