"""What a phone's camera sees: generated photographs (samples/), as they are or with one thing wrong, as pictures and as films."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Literal

import cv2
import numpy as np

from samples.conditions import conditions
from samples.scene import Photo, photograph
from samples.subjects import subject
from samples.tables import Picture
from samples.wear import worn

Flaw = Literal["none", "blur", "dark", "glare", "cut"]
LONG_SIDE = 1280
_GLARE = 3.0
"""So strong that it drowns print: beyond what the generator draws for a picture that can be read."""


def seen(number: int, flaw: Flaw) -> Picture:
    """(H, W, 3) uint8 RGB: a receipt or a page on a table, photographed with care; the same number is the same scene."""
    photo = _scene(number, glare=_GLARE if flaw == "glare" else 0.0)
    picture = photo.pixels
    if flaw == "blur":
        return np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.004 * LONG_SIDE), np.uint8)
    if flaw == "dark":
        return np.asarray(picture * 0.25, np.uint8)
    if flaw == "cut":
        return _cut(picture, photo, side=number % 4)
    return picture


def film(picture: Picture, path: Path, *, width: int = 720) -> Path:
    """A film of that picture alone, as Chromium's fake camera reads it (YUV4MPEG2, 4:2:0)."""
    height = round(width * picture.shape[0] / picture.shape[1] / 2) * 2
    small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    planes = cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb)
    luma, red, blue = planes[:, :, 0], planes[::2, ::2, 1], planes[::2, ::2, 2]
    frame = b"FRAME\n" + luma.tobytes() + blue.tobytes() + red.tobytes()
    path.write_bytes(f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg XCOLORRANGE=FULL\n".encode() + 3 * frame)
    return path


def _scene(number: int, *, glare: float) -> Photo:
    rng = Random(f"live {number}")
    noise = np.random.default_rng(rng.randrange(2**63))
    chosen = subject(rng, "easy", rng.choice(("receipt", "receipt", "page")))
    shot = replace(conditions(rng, "easy"), glare=glare, cut=0.0, messenger=0, motion=0.0, long_side=LONG_SIDE, quarters=0)
    laid = [replace(one, leaf=worn(rng, noise, one.leaf, fade=shot.fade, shine_through=0.0, marked=False)) for one in chosen.laid]
    return photograph(noise, laid, shot)


def _cut(picture: Picture, photo: Photo, *, side: int) -> Picture:
    """The picture without an eighth of its sheet, at one of the four sides."""
    outline = np.concatenate([mesh.outline for mesh in photo.meshes])
    (left, top), (right, bottom) = outline.min(axis=0).astype(int), outline.max(axis=0).astype(int)
    across, down = (right - left) // 8, (bottom - top) // 8
    cuts = (picture[:, left + across :], picture[:, : right - across], picture[top + down :], picture[: bottom - down])
    return np.ascontiguousarray(cuts[side])
