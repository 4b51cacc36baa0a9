"""A small camera: paper that is not flat, on a table, under a lamp, through a telephone's lens; and an office scanner.

Every step works on float RGB. The photograph of a strip 960 pixels wide comes out at about three megapixels, which
leaves small print some 12 to 20 pixels high, as a telephone held over a table does.
"""

from __future__ import annotations

import io
import time
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from samples.tables import Floats, Picture, as_picture, smooth_noise, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """How bad a photograph is: carelessness 0 is careful, 1 is careless. `ground` names a table of tables.py."""

    carelessness: float = 0.5
    turn_degrees: float | None = None
    long_side: int = 2000
    ground: str = ""


def photograph(noise: np.random.Generator, papers: Sequence[Picture], shot: Shot) -> Picture:
    """The papers side by side on one table."""
    lit = [_shaped(noise, paper, shot.carelessness) for paper in papers]
    width, height = _frame(lit, shot, noise)
    scene = table(noise, width, height, shot.ground)
    for place, (paper, mask) in enumerate(lit):
        scene = _laid(noise, scene, paper, mask, shot, place, len(lit))
    scene = _lamp(noise, scene, shot.carelessness)
    return _lens(noise, scene, shot.carelessness)


def scan(noise: np.random.Generator, paper: Picture) -> Picture:
    """An office scanner: nearly level, grey or colour, dust, a dark edge, a little noise."""
    height, width = paper.shape[:2]
    angle = noise.uniform(-1.2, 1.2)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, noise.uniform(0.985, 1.0))
    turned = cv2.warpAffine(paper, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(238, 238, 236)).astype(np.float32)
    if noise.random() < 0.6:
        turned = np.repeat(turned.mean(axis=2, keepdims=True), 3, axis=2)
    turned = cv2.GaussianBlur(turned, (0, 0), noise.uniform(0.3, 0.8)) + noise.normal(0, 3, turned.shape[:2])[..., None]
    for _ in range(int(noise.integers(0, 25))):
        x, y = int(noise.integers(width)), int(noise.integers(height))
        turned[y : y + int(noise.integers(1, 4)), x : x + int(noise.integers(1, 4))] = noise.uniform(40, 140)
    return as_picture((turned - 128) * noise.uniform(0.95, 1.15) + 128 + noise.uniform(0, 8))


def as_jpeg(picture: Picture, *, quality: int = 80, orientation: int | None = None, optimize: bool = True) -> bytes:
    """JPEG bytes; `orientation` writes the EXIF tag that says how to turn the pixels."""
    out = io.BytesIO()
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    Image.fromarray(picture).save(out, "JPEG", quality=quality, exif=exif, optimize=optimize)
    return out.getvalue()


def as_scanned_pdf(pages: Sequence[Picture], *, quality: int = 70, dots_per_inch: int = 200) -> bytes:
    """A PDF of pictures, as a scanner writes it: no text inside."""
    out = io.BytesIO()
    first, *others = (Image.open(io.BytesIO(as_jpeg(page, quality=quality))) for page in pages)
    # Fixed dates, so that the same pages give the same bytes.
    day = time.struct_time((2026, 1, 2, 8, 0, 0, 4, 2, 0))
    first.save(out, "PDF", resolution=dots_per_inch, quality=quality, save_all=True, append_images=others, creationDate=day, modDate=day)
    return out.getvalue()


def _shaped(noise: np.random.Generator, paper: Picture, carelessness: float) -> tuple[Floats, Floats]:
    """The paper curled and creased, with the shading that its slopes make, and its mask."""
    pad = 40
    height, width = paper.shape[0] + 2 * pad, paper.shape[1] + 2 * pad
    sheet = np.zeros((height, width, 3), np.float32)
    sheet[pad:-pad, pad:-pad] = paper
    mask = np.zeros((height, width), np.float32)
    mask[pad:-pad, pad:-pad] = 1
    relief = _relief(noise, width, height, carelessness)
    y, x = np.indices((height, width), np.float32)
    down, across = np.gradient(relief)
    shade = np.clip(1 + 1.6 * (across * noise.uniform(-1, 1) + down * noise.uniform(-1, 1)), 0.62, 1.12).astype(np.float32)
    x, y = x + relief * noise.uniform(-1, 1), y + relief * noise.uniform(-1, 1)
    bent = cv2.remap(sheet, x.astype(np.float32), y.astype(np.float32), cv2.INTER_CUBIC)
    return np.asarray(bent * shade[..., None], np.float32), np.asarray(cv2.remap(mask, x, y, cv2.INTER_LINEAR), np.float32)


def _relief(noise: np.random.Generator, width: int, height: int, carelessness: float) -> Floats:
    """Height of the paper over the table, in pixels: the curl of the roll, waves, and folds."""
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    relief = noise.uniform(0, 60) * carelessness * np.broadcast_to(y**2, (height, width))
    relief = relief + 26 * carelessness * smooth_noise(noise, width, height, across=380, along=420)
    grid_y, grid_x = np.indices((height, width), np.float32)
    for _ in range(int(noise.integers(0, 2 + int(6 * carelessness)))):
        angle, where = noise.uniform(0, np.pi), noise.uniform(0.15, 0.85, 2)
        distance = (grid_x - where[0] * width) * np.cos(angle) + (grid_y - where[1] * height) * np.sin(angle)
        relief = relief + noise.uniform(2, 9) * carelessness * np.exp(-np.abs(distance) / noise.uniform(12, 45))
    return np.asarray(cv2.GaussianBlur(np.asarray(relief, np.float32), (0, 0), 2.5), np.float32)


def _frame(lit: Sequence[tuple[Floats, Floats]], shot: Shot, noise: np.random.Generator) -> tuple[int, int]:
    """Size of the photograph: 4:3, upright for one paper, as the papers need for several."""
    wide, high = sum(p.shape[1] for p, _ in lit), max(p.shape[0] for p, _ in lit)
    short = int(shot.long_side * 3 / 4)
    return (shot.long_side, short) if wide > high else (short, shot.long_side)


def _laid(noise: np.random.Generator, scene: Floats, paper: Floats, mask: Floats, shot: Shot, place: int, count: int) -> Floats:
    """The scene with the paper on it, seen in perspective, with its shadow."""
    height, width = scene.shape[:2]
    room = width / count
    room_center = np.array([room * (place + 0.5), height / 2])
    corners = _corners(noise, paper.shape[1], paper.shape[0], shot)
    span = corners.max(axis=0) - corners.min(axis=0)
    fill = noise.uniform(0.80, 0.95)
    scale = min(fill * room / span[0], fill * height / span[1])
    slack = np.maximum(0, np.array([room, height]) - span * scale) / 2
    target = (corners - (corners.max(axis=0) + corners.min(axis=0)) / 2) * scale + room_center + noise.uniform(-0.8, 0.8, 2) * slack
    source = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32) * [paper.shape[1], paper.shape[0]]
    matrix = cv2.getPerspectiveTransform(source.astype(np.float32), target.astype(np.float32))
    if scale < 0.9:  # what the lens would average, a plain sampling would drop
        blur = 0.42 / scale
        paper, mask = cv2.GaussianBlur(paper, (0, 0), blur), cv2.GaussianBlur(mask, (0, 0), blur)
    laid = cv2.warpPerspective(paper, matrix, (width, height), flags=cv2.INTER_CUBIC)
    cover = cv2.warpPerspective(mask, matrix, (width, height), flags=cv2.INTER_LINEAR).clip(0, 1)
    shift = np.array([[1, 0, noise.uniform(-14, 14)], [0, 1, noise.uniform(4, 16)]], np.float32)
    shadow = cv2.GaussianBlur(cv2.warpAffine(cover, shift, (width, height)), (0, 0), noise.uniform(6, 16))
    ground = scene * (1 - 0.5 * shadow[..., None])
    return np.asarray(ground * (1 - cover[..., None]) + laid * cover[..., None], np.float32)


def _corners(noise: np.random.Generator, width: int, height: int, shot: Shot) -> npt.NDArray[np.float64]:
    """Where the four corners fall, in any unit: turned about the lens, and nearer at one side."""
    angle = np.deg2rad(noise.normal(0, 1 + 7 * shot.carelessness) if shot.turn_degrees is None else shot.turn_degrees)
    points = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], float) * [width / 2, height / 2]
    points = points @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    tilt = noise.normal(0, 0.05 + 0.1 * shot.carelessness, 2) / max(width, height)
    return np.asarray(points / (1 + points @ tilt)[:, None], float)


def _lamp(noise: np.random.Generator, scene: Floats, carelessness: float) -> Floats:
    """Uneven light: a lamp on one side, its colour, and perhaps the shadow of the hand that holds the telephone."""
    height, width = scene.shape[:2]
    y, x = np.indices((height, width), np.float32)
    x, y = x / width - noise.uniform(0, 1), y / height - noise.uniform(0, 1)
    light = 1.06 - noise.uniform(0.1, 0.45) * carelessness * np.sqrt(x**2 + y**2)
    if noise.random() < 0.5 * carelessness + 0.1:
        edge = (x * noise.uniform(-1, 1) + y * noise.uniform(-1, 1) + noise.uniform(-0.3, 0.1)) * height
        light = light * (1 - noise.uniform(0.15, 0.4) / (1 + np.exp(np.clip(-edge / noise.uniform(8, 60), -40, 40))))
    warmth = noise.uniform(-0.09, 0.05) * (0.4 + carelessness)
    color = np.array([1 - warmth / 2, 1, 1 + 1.6 * warmth], np.float32)
    return np.asarray(scene * light[..., None].astype(np.float32) * color, np.float32)


def _lens(noise: np.random.Generator, scene: Floats, carelessness: float) -> Picture:
    """Blur of focus and of a moving hand, noise of the sensor, sharpening by the telephone."""
    scene = np.asarray(cv2.GaussianBlur(scene, (0, 0), 0.45 + noise.uniform(0, 0.9) * carelessness), np.float32)
    if noise.random() < 0.4 * carelessness:
        length, angle = int(noise.integers(2, 5)), noise.uniform(0, np.pi)
        kernel = np.zeros((9, 9), np.float32)
        cv2.line(kernel, (4, 4), (int(4 + length * np.cos(angle)), int(4 + length * np.sin(angle))), 1.0)
        scene = np.asarray(cv2.filter2D(scene, -1, kernel / kernel.sum()), np.float32)
    scene = scene + noise.normal(0, 1.5 + 4 * carelessness, scene.shape).astype(np.float32)
    sharp = scene + 0.5 * (scene - cv2.GaussianBlur(scene, (0, 0), 2))
    return as_picture(sharp * noise.uniform(0.85, 1.03))
