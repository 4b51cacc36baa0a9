"""Small photographs with what is to be learned of each pixel: which document's sheet it shows, and whether print stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from samples.conditions import LEVELS, Level, conditions
from samples.photos import aged, made
from samples.phototruth import Part, sheet_rows
from samples.scanner import scanned
from samples.scene import Laid, Photo, photograph
from samples.sensor import sent
from samples.subjects import FLAT_KINDS, KINDS, subject
from samples.tables import Picture

SIDE = 512
"""Longest side of what is kept, in pixels."""

DRAWN = 1024
"""Longest side of what is drawn: a twelfth of the time of a photograph, most of whose noise is gone at that size anyway."""

SHARES: dict[Level, int] = {"clean": 12, "easy": 16, "medium": 40, "hard": 32}

MORE = {"several": 50, "stapled": 14, "page": 24}
"""Kinds that are drawn more often than in the sets that are measured: they are the harder ones."""

NO_DOCUMENT = 20
"""From this number on, sheets that belong to no document: empty ones, and separators."""

A4_MM = 297


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shown:
    """`pixels` (height, width, 3); `sheets`, 0 for the ground, else a number for each document; `printed`, 1 where words stand."""

    pixels: Picture
    sheets: npt.NDArray[np.uint8]
    printed: npt.NDArray[np.uint8]


def shown(number: int) -> Shown:
    """Picture `number`; the same every time. None of them is of the sets of samples/photos.py."""
    rng = Random(f"papers {number}")
    noise = np.random.default_rng(rng.randrange(2**63))
    level = rng.choices(LEVELS, [SHARES[level] for level in LEVELS])[0]
    shares = FLAT_KINDS if level == "clean" else KINDS | MORE
    chosen = subject(rng, level, rng.choices(tuple(shares), tuple(shares.values()))[0])
    laid = list(chosen.laid[:1] if chosen.apart else chosen.laid)
    photo = _scanned(rng, noise, laid[0], chosen.way) if level == "clean" else _taken(rng, noise, laid, level)
    rows = sheet_rows(photo, [Part(leaf=one.leaf, number=part) for one, part in zip(laid, chosen.parts, strict=False)])
    return _small(photo.pixels, rows)


def write(folder: Path, count: int, *, jobs: int) -> None:
    """Pictures 0 to `count` as NUMBER.jpg, and NUMBER.png with the sheets and the print; those that are there already stay."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [number for number in range(count) if not (folder / f"{number:06d}.png").exists()]
    for _ in made(partial(_write, folder), missing, jobs=jobs):
        pass


def load(folder: Path, number: int) -> Shown:
    """A picture that was written."""
    pixels, labels = (cv2.imread(str(folder / f"{number:06d}{suffix}")) for suffix in (".jpg", ".png"))
    return Shown(pixels=np.ascontiguousarray(pixels[..., ::-1]), sheets=labels[..., 0], printed=labels[..., 1] // 255)


def _write(folder: Path, number: int) -> None:
    one = shown(number)
    cv2.imwrite(str(folder / f"{number:06d}.jpg"), one.pixels[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 94])
    cv2.imwrite(str(folder / f"{number:06d}.png"), np.dstack([one.sheets, one.printed * 255, np.zeros_like(one.sheets)]))


def _scanned(rng: Random, noise: np.random.Generator, one: Laid, way: str) -> Photo:
    dots = round(DRAWN * 25.4 / max(one.leaf.height_mm, A4_MM))
    return scanned(rng, noise, one.leaf, dots_per_inch=dots, way=way)


def _taken(rng: Random, noise: np.random.Generator, laid: list[Laid], level: Level) -> Photo:
    shot = replace(conditions(rng, level, several=len(laid) > 1), long_side=DRAWN)
    photo = photograph(noise, [replace(one, leaf=aged(rng, noise, one.leaf, shot)) for one in laid], shot)
    if not shot.messenger:
        return photo
    pixels = sent(photo.pixels, min(shot.messenger, DRAWN), rng.randint(50, 80))
    size = photo.pixels.shape[1], photo.pixels.shape[0]
    return replace(photo, pixels=np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR), np.uint8))


def _small(pixels: Picture, rows: Sequence[dict[str, Any]]) -> Shown:
    scale = SIDE / max(pixels.shape[:2])
    size = (round(pixels.shape[1] * scale), round(pixels.shape[0] * scale))
    small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    sheets, printed = np.zeros(small.shape[:2], np.uint8), np.zeros(small.shape[:2], np.uint8)
    for place, row in enumerate(rows):
        cv2.fillPoly(sheets, [_drawn(row["outline"], scale)], row["part"] or NO_DOCUMENT + place, shift=4)
    for quad in _seen(rows):
        cv2.fillPoly(printed, [_drawn(quad, scale)], 1, shift=4)
    return Shown(pixels=small, sheets=sheets, printed=printed)


def _seen(rows: Sequence[dict[str, Any]]) -> Iterator[list[list[float]]]:
    for row in rows:
        yield from (word["quad"] for word in row["words"] if word["seen"])


def _drawn(points: Sequence[Sequence[float]], scale: float) -> npt.NDArray[np.int32]:
    """Points with edges at 0 as cv2.fillPoly takes them: sixteenths, and pixels with their middle at 0."""
    return np.asarray((np.array(points) * scale * 16 - 8).round(), np.int32)
