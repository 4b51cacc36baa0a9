"""A flat scan with its truth: one sheet cropped to its edges, on a white lid or a dark one, nearly level."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np

from samples.bend import RING
from samples.leaf import Leaf
from samples.light import SMALL
from samples.optics import Mesh
from samples.scene import NOBODY, Photo
from samples.tables import Picture, as_picture

A4_INCHES = (8.27, 11.69)
BACKS = {"glass": (246, 246, 247), "dark": (46, 42, 50), "cardboard": (158, 144, 132)}


def scanned(rng: Random, noise: np.random.Generator, leaf: Leaf, *, dots_per_inch: int = 300, way: str = "") -> Photo:
    """The leaf scanned `cropped`, on a white `glass` of A4, under a `dark` lid or on `cardboard`; at random without a way."""
    way = way or rng.choice(("cropped", "cropped", "glass", "dark", "cardboard"))
    scale = dots_per_inch / 25.4 / leaf.pixels_a_mm
    size = np.array(leaf.pixels.shape[1::-1]) * scale
    if way == "cropped":
        canvas, back = size, BACKS["glass"]
        middle = size / 2
    else:
        canvas = np.maximum(np.array(A4_INCHES) * dots_per_inch, size * 1.02)
        back = BACKS[way]
        room = (canvas - size) / 2
        middle = canvas / 2 + np.array([rng.uniform(-0.95, 0.95), rng.uniform(-0.95, 0.95)]) * room
    angle = np.deg2rad(rng.gauss(0, 0.5))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * scale
    shift = middle - turn @ (np.array(leaf.pixels.shape[1::-1]) / 2)
    width, height = (round(float(n)) for n in canvas)
    ground = np.broadcast_to(np.array(back, np.uint8), (height, width, 3)).copy()
    half = turn @ [0.5, 0.5] + shift - 0.5  # pixels have their middle at .5, the map is between edges
    matrix = np.column_stack([turn, half])
    smooth = leaf.pixels if scale > 0.7 else cv2.GaussianBlur(leaf.pixels, (0, 0), 0.45 / scale)
    picture = cv2.warpAffine(smooth, matrix, (width, height), dst=ground, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_TRANSPARENT)
    mesh = _flat_mesh(leaf, turn, shift)
    owner = np.full((-(-height // SMALL), -(-width // SMALL)), NOBODY, np.uint8)
    cv2.fillPoly(owner, [np.round(mesh.outline / SMALL).astype(np.int32)], 0)
    return Photo(
        pixels=_read_off(rng, noise, np.asarray(picture, np.uint8)), meshes=(mesh,), owner=owner, lost=np.zeros(owner.shape, np.float32)
    )


def _flat_mesh(
    leaf: Leaf, turn: np.ndarray[tuple[int, int], np.dtype[np.float64]], shift: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> Mesh:
    """The sheet as a net of 8 × 8 meshes, and the ring round it."""
    high, wide = leaf.pixels.shape[:2]
    x = (np.arange(9 + 2 * RING) - RING) / 8 * wide
    y = (np.arange(9 + 2 * RING) - RING) / 8 * high
    points = np.stack(np.meshgrid(x, y), axis=-1) @ turn.T + shift
    return Mesh(points=points.astype(np.float32), size=(float(wide), float(high)))


def _read_off(rng: Random, noise: np.random.Generator, picture: Picture) -> Picture:
    """The scanner's own blur, noise, dust, and colour or grey."""
    picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.35, 0.75)), np.uint8)
    for _ in range(rng.randrange(12)):
        x, y = rng.randrange(picture.shape[1]), rng.randrange(picture.shape[0])
        cv2.circle(picture, (x, y), rng.randint(0, 2), (rng.randint(60, 180),) * 3, -1)
    if rng.random() < 0.4:
        picture = cv2.merge([cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)] * 3)
    grain = noise.normal(0, 2, (512, 512, 1)).astype(np.float32)
    tiled = np.tile(grain, (-(-picture.shape[0] // 512), -(-picture.shape[1] // 512), 1))[: picture.shape[0], : picture.shape[1]]
    return as_picture(picture + tiled)
