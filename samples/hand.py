"""A hand that holds a sheet up: a thumb on the paper, fingers behind its edge. Skin is computed, never photographed."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from samples.optics import Mesh
from samples.tables import Floats, Picture

SMALL = 2
TONES = ((226, 178, 152), (205, 152, 122), (168, 116, 86), (124, 82, 60), (88, 58, 44))


def held(noise: np.random.Generator, scene: Picture, mesh: Mesh) -> tuple[Picture, Floats]:
    """The scene with a thumb over one edge of the sheet; and the thumb's cover at half size."""
    height, width = scene.shape[:2]
    tone = np.array(TONES[int(noise.integers(len(TONES)))], np.float32)
    corners = mesh.corners
    sheet = float(np.linalg.norm(corners[1] - corners[0]))
    along = float(noise.uniform(0.3, 0.8))
    left = bool(noise.random() < 0.5)
    edge = mesh.at([0 if left else mesh.size[0], along * mesh.size[1]])
    inward = mesh.at([mesh.size[0] * (0.2 if left else 0.8), along * mesh.size[1]]) - edge
    inward /= np.linalg.norm(inward) + 1e-6
    size = float(np.clip(sheet * noise.uniform(0.16, 0.22), 0.05 * max(width, height), 0.11 * max(width, height)))
    downward = np.array([-inward[1], inward[0]]) * (1 if inward[0] > 0 else -1)
    root = edge - inward * size * 3.2 + downward * size * noise.uniform(1.0, 2.6)
    tip = edge + inward * size * noise.uniform(0.3, 1.0)
    color, cover = _finger(noise, (height, width), root, tip, size, tone)
    full = cv2.resize(cover, (width, height), interpolation=cv2.INTER_LINEAR)
    shade = cv2.GaussianBlur(cover, (0, 0), size / 8 / SMALL)
    dark = np.asarray(np.clip((1 - 0.45 * shade) * 128, 0, 255), np.uint8)
    dark = cv2.resize(dark, (width, height), interpolation=cv2.INTER_LINEAR)
    under = cv2.multiply(scene, cv2.merge([dark, dark, dark]), scale=1 / 128)
    over = cv2.resize(color, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.blendLinear(over, under, full, 1 - full), np.uint8), cover


def _finger(
    noise: np.random.Generator, shape: tuple[int, int], root: npt.ArrayLike, tip: npt.ArrayLike, size: float, tone: Floats
) -> tuple[Picture, Floats]:
    """A thumb as a bent capsule lit from one side, with its nail; colour and cover at half size."""
    h, w = shape[0] // SMALL, shape[1] // SMALL
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    start = np.asarray(root) / SMALL
    axis = np.asarray(tip) / SMALL - start
    length = float(np.linalg.norm(axis))
    axis = axis / length
    along = ((x - start[0]) * axis[0] + (y - start[1]) * axis[1]) / length
    aside = (x - start[0]) * -axis[1] + (y - start[1]) * axis[0]
    radius = size / SMALL / 2
    aside = aside + np.float32(radius * noise.uniform(-0.5, 0.5)) * (along**2)
    thick = radius * (1.12 - 0.18 * along + 0.10 * np.exp(-(((along - 0.72) / 0.12) ** 2)))
    past = np.clip(along - 1, 0, None) * length + np.clip(-along, 0, None) * 0
    distance = np.hypot(aside, past) / np.maximum(thick, 1)
    cover = np.clip((1 - distance) * radius / 1.5, 0, 1) * (along > -0.5)
    roundness = np.sqrt(np.clip(1 - distance**2, 0, 1))
    light = 0.55 + 0.5 * roundness + 0.12 * np.clip(aside / np.maximum(thick, 1), -1, 1) * noise.choice([-1, 1])
    wrinkle = 1 - 0.05 * np.exp(-((((along - 0.66) % 0.05 - 0.02) / 0.008) ** 2)) * (np.abs(along - 0.66) < 0.09)
    color = tone * (light * wrinkle)[..., None]
    nail = np.clip((1 - np.hypot(aside / (radius * 0.62), (along - 0.96) * length / (radius * 0.85))) * 6, 0, 1)[..., None]
    pink = tone * np.array([1.06, 0.98, 0.98], np.float32) * (0.75 + 0.35 * roundness)[..., None]
    color = color * (1 - nail * 0.8) + pink * nail * 0.8
    color = color + noise.normal(0, 2.0, (h, w, 1)).astype(np.float32)
    return np.asarray(np.clip(cv2.GaussianBlur(np.asarray(color, np.float32), (0, 0), 1.0), 0, 255), np.uint8), np.asarray(
        cover, np.float32
    )
