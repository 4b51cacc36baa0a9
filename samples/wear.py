"""What time does to a leaf before it is photographed: faded print, print of the back shining through, creases, pen, stains, a staple."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from samples import fonts
from samples.leaf import Leaf
from samples.marks import with_marks
from samples.tables import Floats, Picture, as_picture, smooth_noise

BACK_WORDS = ("MERCI", "-20 %", "JEU", "CADEAU", "BON PLAN", "www", "PROMO", "FIDÉLITÉ", "ÉCHANGE", "GAGNEZ")
BACK_INKS = ((226, 60, 76), (70, 120, 200), (90, 90, 90), (60, 150, 90))


def worn(
    rng: Random, noise: np.random.Generator, leaf: Leaf, *, fade: float = 0.0, shine_through: float = 0.0, marked: bool = True
) -> Leaf:
    """The leaf as it comes out of a wallet. `fade` and `shine_through` from 0 to 1; only thermal print fades."""
    pixels = leaf.pixels
    if fade and leaf.thermal:
        pixels = _faded(noise, pixels, fade)
    if leaf.thermal and rng.random() < 0.12 + fade * 0.4:
        pixels = _scratched(rng, noise, pixels)
    if shine_through and leaf.thermal:
        pixels = _shone_through(rng, pixels, shine_through)
    elif shine_through:  # a page printed on both sides
        pixels = _over(pixels, np.roll(pixels[:, ::-1], rng.randint(-200, 200), axis=0), shine_through * 0.6)
    if marked:
        pixels = with_marks(noise, pixels)
    return replace(leaf, pixels=pixels)


def _faded(noise: np.random.Generator, pixels: Picture, fade: float) -> Picture:
    """Print turns paler in clouds, and paper yellower."""
    height, width = pixels.shape[:2]
    clouds = smooth_noise(noise, width // 4 + 1, height // 4 + 1, across=110, along=160)
    share = np.clip(fade * (0.55 + 0.9 * clouds), 0, 0.88)
    share = cv2.resize(share.astype(np.float32), (width, height))[..., None]
    paper = np.array([248, 244, 248 - 26 * fade], np.float32)
    return as_picture(pixels * (1 - share) + paper * share)


def _scratched(rng: Random, noise: np.random.Generator, pixels: Picture) -> Picture:
    """Heat and fingernails darken thermal paper: grey streaks and a smudge."""
    height, width = pixels.shape[:2]
    dark = np.zeros((height // 2 + 1, width // 2 + 1), np.float32)
    for _ in range(rng.randint(1, 5)):
        x, y = rng.randrange(width // 2), rng.randrange(height // 2)
        angle, reach = rng.uniform(0, 6.3), rng.uniform(20, 160)
        end = (int(x + np.cos(angle) * reach), int(y + np.sin(angle) * reach))
        cv2.line(dark, (x, y), end, rng.uniform(0.15, 0.5), rng.choice((1, 1, 2)), cv2.LINE_AA)
    if rng.random() < 0.4:
        cv2.circle(dark, (rng.randrange(width // 2), rng.randrange(height // 2)), rng.randint(15, 70), rng.uniform(0.05, 0.2), -1)
        dark = cv2.GaussianBlur(dark, (0, 0), 2.0)
    return as_picture(pixels * (1 - cv2.resize(dark, (width, height))[..., None] * 0.75))


def _shone_through(rng: Random, pixels: Picture, strength: float) -> Picture:
    """The back's advertisement, in mirror writing and pale colours."""
    height, width = pixels.shape[:2]
    back = Image.new("RGB", (width, height), (255, 255, 255))
    draw = ImageDraw.Draw(back)
    face = fonts.display(rng, width // rng.choice((4, 6, 9)))
    y = rng.randint(-100, 100)
    ink = rng.choice(BACK_INKS)
    while y < height:
        if rng.random() < 0.25:
            draw.rectangle((rng.randint(0, width // 2), y, rng.randint(width // 2, width), y + width // 4), fill=ink)
        draw.text((rng.randint(-40, width // 3), y), rng.choice(BACK_WORDS), font=face, fill=ink)
        y += int(face.size * rng.uniform(1.2, 3.0))
    return _over(pixels, np.asarray(back)[:, ::-1], strength)


def _over(pixels: Picture, back: Picture, strength: float) -> Picture:
    """The leaf with so much of its back, already in mirror writing, to be seen."""
    soft = cv2.GaussianBlur(np.ascontiguousarray(back), (0, 0), 1.6).astype(np.float32)
    return as_picture(pixels.astype(np.float32) * (1 - strength * (1 - soft / 255)))


def stapled_at(leaf: Leaf, x_mm: float, y_mm: float, angle: float) -> Leaf:
    """The leaf with a staple in it."""
    scale = leaf.pixels_a_mm
    reach = np.array([np.cos(angle), np.sin(angle)]) * 5 * scale
    middle = np.array([x_mm, y_mm]) * scale
    ends = [tuple(int(n) for n in middle - reach), tuple(int(n) for n in middle + reach)]
    pixels = leaf.pixels.copy()
    low = int(0.5 * scale)
    cv2.line(
        pixels, (ends[0][0] + low, ends[0][1] + low), (ends[1][0] + low, ends[1][1] + low), (150, 148, 146), int(1.1 * scale), cv2.LINE_AA
    )
    cv2.line(pixels, ends[0], ends[1], (122, 124, 128), int(0.9 * scale), cv2.LINE_AA)
    cv2.line(pixels, ends[0], ends[1], (214, 216, 220), max(1, int(0.35 * scale)), cv2.LINE_AA)
    return replace(leaf, pixels=pixels)


def paper_of(color: tuple[int, int, int], width_mm: float, height_mm: float, pixels_a_mm: float, noise: np.random.Generator) -> Floats:
    """An empty sheet with the fibres of office paper."""
    size = (round(width_mm * pixels_a_mm), round(height_mm * pixels_a_mm))
    fibres = smooth_noise(noise, *size, across=3, along=3) - 0.5
    return np.asarray(np.array(color, np.float32) + 4 * fibres[..., None], np.float32)
