"""Lamps, shadows and glare as gains of light: made small, where light is smooth, and stretched over the picture.

A gain is kept in 8 bits with 128 for unchanged, so that multiplying twelve megapixels takes milliseconds.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from samples.conditions import Conditions
from samples.tables import Floats, Picture

SMALL = 8
"""Light is computed at an eighth of the picture."""

UNIT = 128

Mask = npt.NDArray[np.float32]


def room_light(noise: np.random.Generator, width: int, height: int, shot: Conditions) -> Floats:
    """(H / 8, W / 8, 3): lamps on one or two sides, their colour, vignetting, and the shadow of who takes the photo."""
    h, w = -(-height // SMALL), -(-width // SMALL)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32) / max(h, w)
    far = np.hypot(x - noise.uniform(-0.4, 1.2), y - noise.uniform(-0.4, 1.2))
    light = 1.15 - shot.unevenness * far.clip(0, 1.6)
    light = light * (1 - 0.16 * ((x - w / max(h, w) / 2) ** 2 + (y - h / max(h, w) / 2) ** 2) * 4)
    if shot.shadow:
        light = light * (1 - shot.shadow * _shade_of_the_phone(noise, w, h))
    light = light / max(float(np.median(light)), 0.2)
    warmth = shot.warmth * (1 + 0.5 * (far - 0.5))
    return np.asarray(np.stack([light * (1 + warmth / 2), light, light * (1 - 1.6 * warmth)], axis=-1) * shot.exposure, np.float32)


def _shade_of_the_phone(noise: np.random.Generator, w: int, h: int) -> Mask:
    """The telephone with the hands or the head of who holds it, from one side, its edge as soft as the lamp is large."""
    shade = np.zeros((h, w), np.float32)
    reach = noise.uniform(0.35, 0.75)
    size = np.array([noise.uniform(0.3, 0.55), noise.uniform(0.5, 1.0)]) * min(w, h)
    center = np.array([w * noise.uniform(0.2, 0.8), h * (1.05 - reach * 0.5)])
    angle = noise.uniform(-30, 30)
    box = cv2.boxPoints(((float(center[0]), float(center[1])), (float(size[0]), float(size[1])), angle))
    cv2.fillConvexPoly(shade, box.astype(np.int32), 1.0)
    if noise.random() < 0.7:  # the arms
        for side in (-1, 1):
            start = center + np.array([side * size[0] * 0.4, size[1] * 0.2])
            cv2.line(shade, start.astype(int).tolist(), (int(start[0] + side * w * 0.3), h + 20), 1.0, int(size[0] * 0.4))
    if noise.random() < 0.4:
        shade = np.ascontiguousarray(shade[:, ::-1])
    return np.asarray(cv2.GaussianBlur(shade, (0, 0), noise.uniform(0.006, 0.07) * max(w, h)), np.float32)


def glare(noise: np.random.Generator, width: int, height: int, strength: float, on: tuple[float, float]) -> Mask:
    """(H / 8, W / 8): the mirror image of a lamp or a window on shiny paper, 0 to about 1, near the place `on` in pixels."""
    h, w = -(-height // SMALL), -(-width // SMALL)
    spot = np.zeros((h, w), np.float32)
    for _ in range(int(noise.integers(1, 4))):  # a bent sheet breaks the image up
        center = (int(on[0] / SMALL + noise.normal(0, 0.04) * w), int(on[1] / SMALL + noise.normal(0, 0.04) * h))
        axes = (int(max(w, h) * noise.uniform(0.01, 0.05)), int(max(w, h) * noise.uniform(0.02, 0.14)))
        cv2.ellipse(spot, center, axes, float(noise.uniform(0, 180)), 0, 360, float(noise.uniform(0.4, 1)), -1)
    core = cv2.GaussianBlur(spot, (0, 0), noise.uniform(0.012, 0.035) * max(w, h))
    return np.asarray((0.55 * core + 0.5 * cv2.GaussianBlur(spot, (0, 0), 0.07 * max(w, h))) * strength, np.float32)


def lit(picture: Picture, gain: Floats) -> Picture:
    """The picture times a small gain, (h, w) or (h, w, 3)."""
    coded = np.asarray(np.clip(gain * UNIT, 0, 255), np.uint8)
    full = cv2.resize(coded, picture.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    if full.ndim == 2:
        full = cv2.merge([full, full, full])
    return np.asarray(cv2.multiply(picture, full, scale=1 / UNIT), np.uint8)


def brightened(picture: Picture, amount: Mask) -> Picture:
    """The picture with light laid over it that drowns what is printed."""
    full = cv2.resize(np.asarray(np.clip(amount * 255, 0, 255), np.uint8), picture.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.add(picture, cv2.merge([full, full, full])), np.uint8)
