"""What life leaves on paper: a pen's circle or stroke, a tick at the margin, the ring of a cup."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from samples.tables import Floats, Picture, as_picture

BLUE, RED, COFFEE = (38, 62, 150), (170, 40, 45), (150, 112, 70)


def with_marks(noise: np.random.Generator, paper: Picture) -> Picture:
    """The paper with a mark or two; often none."""
    marked = paper.astype(np.float32)
    for draw, chance in ((circled, 0.12), (ticked, 0.10), (ringed, 0.08)):
        if noise.random() < chance:
            marked = draw(noise, marked)
    return as_picture(marked)


def circled(noise: np.random.Generator, paper: Floats) -> Floats:
    """A wobbly circle of a ballpoint, as people draw round a total."""
    height, width = paper.shape[:2]
    turn = np.linspace(0.3, 2 * np.pi + 0.7, 60)
    wobble = 1 + np.cumsum(noise.normal(0, 0.008, turn.size))
    x = noise.uniform(0.5, 0.75) * width + np.cos(turn) * wobble * width * noise.uniform(0.14, 0.3)
    y = noise.uniform(0.35, 0.7) * height + np.sin(turn) * wobble * width * noise.uniform(0.05, 0.09)
    return _stroke(noise, paper, x, y)


def ticked(noise: np.random.Generator, paper: Floats) -> Floats:
    """A tick or a scrawl at the margin."""
    height, width = paper.shape[:2]
    start_x, start_y = noise.uniform(0.05, 0.8) * width, noise.uniform(0.1, 0.9) * height
    steps = np.linspace(0, 1, 24)
    x = start_x + steps * width * 0.12
    y = start_y + width * np.where(steps < 0.3, steps * 0.15, 0.045 - (steps - 0.3) * 0.2) + noise.normal(0, 1, 24)
    return _stroke(noise, paper, x, y)


def ringed(noise: np.random.Generator, paper: Floats) -> Floats:
    """The ring that a cup leaves; print shows through."""
    height, width = paper.shape[:2]
    radius = noise.uniform(0.12, 0.22) * width
    y, x = np.indices((height, width), np.float32)
    distance = np.hypot(x - noise.uniform(0, 1) * width, y - noise.uniform(0, 1) * height)
    ring = np.exp(-(((distance - radius) / 9) ** 2)) * 0.35 + (distance < radius) * 0.06
    stain = np.asarray(COFFEE, np.float32) / 255
    return np.asarray(paper * (1 - ring[..., None] * (1 - stain)), np.float32)


def _stroke(noise: np.random.Generator, paper: Floats, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> Floats:
    """Ink along a line of points."""
    ink = np.zeros(paper.shape[:2], np.uint8)
    points = np.stack([x, y], axis=1).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(ink, [points], isClosed=False, color=255, thickness=int(noise.integers(3, 6)), lineType=cv2.LINE_AA)
    cover = (ink.astype(np.float32) / 255 * 0.85)[..., None]
    color = np.asarray(BLUE if noise.random() < 0.75 else RED, np.float32)
    return np.asarray(paper * (1 - cover) + color * cover, np.float32)
