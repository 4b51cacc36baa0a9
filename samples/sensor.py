"""What the telephone makes of the light: blur, noise, its own sharpening, and the file that is kept or sent.

Everything works on 8-bit pictures: at twelve megapixels that is what keeps a photo under a second.
"""

from __future__ import annotations

import functools

import cv2
import numpy as np

from samples.conditions import Conditions
from samples.tables import Picture

TILE = 1024


def exposed(noise: np.random.Generator, scene: Picture, shot: Conditions) -> Picture:
    """The scene through lens and sensor."""
    side = max(scene.shape[:2])
    picture = cv2.GaussianBlur(scene, (0, 0), max(0.35, shot.blur * side / 1000))
    if shot.motion:
        picture = cv2.filter2D(picture, -1, _motion(noise, shot.motion * side / 1000))
    picture = _noisy(noise, picture, shot.noise)
    soft = cv2.GaussianBlur(picture, (0, 0), side / 2400)
    amount = float(noise.uniform(0.25, 0.7))
    return np.asarray(cv2.addWeighted(picture, 1 + amount, soft, -amount, 0), np.uint8)


def sent(picture: Picture, long_side: int, quality: int) -> Picture:
    """As a messenger passes it on: small, and pressed twice."""
    scale = long_side / max(picture.shape[:2])
    small = picture if scale >= 1 else cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, coded = cv2.imencode(".jpg", small[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.ascontiguousarray(cv2.imdecode(coded, cv2.IMREAD_COLOR)[..., ::-1])


def _motion(noise: np.random.Generator, length: float) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """The path of a hand that moves a little during the exposure, slightly bent."""
    side = 2 * int(length / 2 + 2) + 1
    angle, turn = noise.uniform(0, np.pi), noise.normal(0, 0.4)
    t = np.linspace(-0.5, 0.5, 40)
    x = side / 2 + length * t * np.cos(angle + turn * t)
    y = side / 2 + length * t * np.sin(angle + turn * t)
    kernel = np.zeros((side, side), np.float32)
    np.add.at(kernel, (y.astype(int).clip(0, side - 1), x.astype(int).clip(0, side - 1)), 1.0)
    kernel = cv2.GaussianBlur(kernel, (0, 0), 0.5)
    return np.asarray(kernel / kernel.sum(), np.float32)


def _noisy(noise: np.random.Generator, picture: Picture, strength: float) -> Picture:
    """Grain of a sensor whose colours were interpolated and then smoothed: soft spots, more in colour than in light."""
    height, width = picture.shape[:2]
    tile = np.roll(_grain(), tuple(noise.integers(0, TILE, 2).tolist()), axis=(0, 1))
    grain = np.tile(tile, (-(-height // TILE), -(-width // TILE), 1))[:height, :width]
    return np.asarray(cv2.addWeighted(picture, 1.0, grain, strength, -128 * strength), np.uint8)


@functools.cache
def _grain() -> Picture:
    """A tile of grain about 128, with a spread of 20."""
    noise = np.random.default_rng(20)
    light = cv2.GaussianBlur(noise.normal(0, 1, (TILE, TILE, 1)).astype(np.float32), (0, 0), 0.6)
    color = cv2.GaussianBlur(noise.normal(0, 1, (TILE, TILE, 3)).astype(np.float32), (0, 0), 1.6)
    mixed = light[..., None] / light.std() * 16 + color / color.std() * 9
    return np.asarray(np.clip(mixed + 128, 0, 255), np.uint8)
