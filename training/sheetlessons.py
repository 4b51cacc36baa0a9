"""Lessons for the network that finds sheets: a drawn picture changed at random, what should be said of it, and what each pixel counts."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from training.sheetshots import Shown

SIZES = ((288, 384), (384, 288))
"""Width and height that the network learns at."""

BORDER = 1.6
"""Pixels off the border of its sheet where the inner part begins."""

NEAR, CLOSER, NEAR_SEAM = 3.0, 4.0, 2.0
"""Within so many pixels of a border a pixel counts more, by so many times on it; and within so many of where two sheets touch."""

ELSEWHERE, SHADED = 0.2, 0.2
"""Shares of the pictures whose sheets are laid on another ground, and over which a shadow falls, with a hard edge or a soft one: the world
has more tables and lamps than can be drawn."""

Floats = npt.NDArray[np.float32]

Lesson = tuple[Floats, Floats, Floats]
"""(3, H, W) of red, green and blue less 0.5; (3, H, W) of 1 where paper, its inner part, print is; (H, W) of weights."""


def unchanged(one: Shown) -> Lesson:
    """A picture as it was drawn: what the network sees, what it should say, and what each pixel counts."""
    height, width = one.sheets.shape
    size = SIZES[0] if height > width else SIZES[1]
    fit = min(size[0] / width, size[1] / height)
    return _lesson(one, _placing(size, (width, height), 0.0, fit, np.zeros(2)), size, fit, 0.0)


def changed(one: Shown, rng: np.random.Generator, size: tuple[int, int], seam: float) -> Lesson:
    """A picture turned, moved and enlarged at random, on a ground of another colour, in other light, through another lens."""
    height, width = one.sheets.shape
    quarters = int(rng.integers(4))
    seen = (width, height) if quarters % 2 == 0 else (height, width)
    fit = min(size[0] / seen[0], size[1] / seen[1])
    scale = fit * float(np.exp(rng.uniform(np.log(0.92), np.log(1.7))) if rng.random() < 0.6 else rng.uniform(0.95, 1.08))
    room = np.maximum(0, np.array(seen) * scale - size) / 2
    angle = np.deg2rad(90 * quarters + rng.normal(0, 6))
    place = _placing(size, (width, height), float(angle), scale, rng.uniform(-1, 1, 2) * room)
    picture, wanted, weights = _lesson(one, place, size, scale, seam)
    shades = np.asarray(picture.transpose(1, 2, 0) + 0.5, np.float32)
    if rng.random() < ELSEWHERE:
        shades = _elsewhere(shades, wanted[0], rng)
    if rng.random() < SHADED:
        shades = _shaded(shades, rng)
    shades = _developed(_relit(shades, wanted[0], rng), rng)
    return np.ascontiguousarray(np.clip(shades, 0, 1).transpose(2, 0, 1), np.float32) - np.float32(0.5), wanted, weights


def _placing(
    size: tuple[int, int], drawn: tuple[int, int], angle: float, scale: float, aside: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """From the drawn picture to the one that is learned from."""
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.column_stack([turn, np.array(size) / 2 + aside - turn @ (np.array(drawn) / 2)])


def _lesson(one: Shown, place: npt.NDArray[np.float64], size: tuple[int, int], scale: float, seam: float) -> Lesson:
    soft = cv2.GaussianBlur(one.pixels, (0, 0), 0.42 / scale) if scale < 1 else one.pixels
    seen = cv2.warpAffine(soft, place, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    own, ink = (
        cv2.warpAffine(part, place, size, flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE) for part in (one.sheets, one.printed)
    )
    border, touching = _borders(own)
    off, off_seam = (cv2.distanceTransform(1 - lines, cv2.DIST_L2, 5) for lines in (border, touching))
    wanted = np.stack([own > 0, (own > 0) & (off > BORDER), ink > 0]).astype(np.float32)
    weights = 1 + CLOSER * np.exp(-off / NEAR) + seam * np.exp(-off_seam / NEAR_SEAM)
    picture = (seen.astype(np.float32) / 255 - 0.5).transpose(2, 0, 1)
    return np.ascontiguousarray(picture), wanted, np.asarray(weights, np.float32)


def _borders(own: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """1 on pixels beside one of another number, and on those where both are sheets."""
    border, touching = np.zeros_like(own), np.zeros_like(own)
    for one, other in (((slice(None), slice(1, None)), (slice(None), slice(-1))), (slice(1, None), slice(-1))):
        unlike = own[one] != own[other]
        both = unlike & (own[one] > 0) & (own[other] > 0)
        for place in (one, other):
            border[place] |= unlike
            touching[place] |= both
    return border, touching


def _elsewhere(shades: Floats, paper: Floats, rng: np.random.Generator) -> Floats:
    """The sheets on a plain, shaded, striped, checked or cloudy ground, with or without a shadow of their own."""
    height, width = paper.shape
    one, other = (np.clip(rng.uniform(0.05, 1) * np.exp(rng.normal(0, 0.15, 3)), 0, 1) for _ in range(2))
    ground = one + (other - one) * _pattern(height, width, rng)[..., None]
    if rng.random() < 0.6:
        move = np.array([[1, 0, rng.uniform(-5, 5)], [0, 1, rng.uniform(-5, 5)]], np.float32)
        shadow = cv2.warpAffine(cv2.GaussianBlur(paper, (0, 0), rng.uniform(1, 5)), move, (width, height))
        ground = ground * (1 - rng.uniform(0.1, 0.6) * shadow[..., None])
    return _laid_on(np.clip(ground, 0, 1), shades, paper)


def _laid_on(ground: npt.NDArray[np.float64], shades: Floats, paper: Floats) -> Floats:
    """The paper of a picture on a ground, with a soft border."""
    bare = cv2.GaussianBlur(1 - paper, (0, 0), 0.7)[..., None]
    return np.asarray(shades * (1 - bare) + ground * bare, np.float32)


def _pattern(height: int, width: int, rng: np.random.Generator) -> Floats:
    kind, angle = int(rng.integers(4)), rng.uniform(0, 2 * np.pi)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    if kind == 0:
        return np.zeros((height, width), np.float32)
    if kind == 1:
        return np.asarray(np.clip(along / 400 + 0.5, 0, 1), np.float32)
    if kind == 2:
        period, checked = rng.uniform(6, 60), rng.random() < 0.5
        return np.asarray((np.floor(along / period) + checked * np.floor(across / period)) % 2, np.float32)
    clouds = np.full((height, width), 0.5, np.float32)
    for size in (3, 12, 48):
        rough = rng.normal(0, 1, (max(2, height // size), max(2, width // size))).astype(np.float32)
        clouds += cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC) * np.float32(rng.uniform(0.05, 0.3))
    return clouds


def _shaded(shades: Floats, rng: np.random.Generator) -> Floats:
    height, width = shades.shape[:2]
    start, angle = rng.uniform([0, 0], [width, height]), rng.uniform(0, 2 * np.pi)
    along = np.array([np.cos(angle), np.sin(angle)])
    across, broad = np.array([-along[1], along[0]]) * 700, along * rng.uniform(40, 500)
    shade = np.zeros((height, width), np.float32)
    figure = np.array([start + across, start - across, start - across + broad, start + across + broad]).round().astype(np.int32)
    cv2.fillPoly(shade, [figure], (1.0,))
    softness = rng.uniform(0, 5)
    shade = np.asarray(cv2.GaussianBlur(shade, (0, 0), softness) if softness > 0.5 else shade, np.float32)
    return np.asarray(shades * (1 - rng.uniform(0.15, 0.6) * shade[..., None]), np.float32)


def _relit(shades: Floats, paper: Floats, rng: np.random.Generator) -> Floats:
    height, width = paper.shape
    if rng.random() < 0.5:
        dyed = np.clip(shades * np.exp(rng.normal(0, 0.22, 3) + rng.normal(0, 0.25)), 0, 1.05)
        shades = _laid_on(dyed, shades, paper)
    if rng.random() < 0.5:
        clouds = cv2.resize(rng.normal(0, 1, (4, 3)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        shades = shades * np.exp(clouds * rng.uniform(0, 0.25))[..., None]
    shades = shades * np.exp(rng.normal(0, 0.15) + rng.normal(0, 0.06, 3))
    return np.asarray(np.clip(shades, 0, 1) ** np.exp(rng.normal(0, 0.2)), np.float32)


def _developed(shades: Floats, rng: np.random.Generator) -> Floats:
    if rng.random() < 0.12:
        shades = np.repeat(shades.mean(axis=2, keepdims=True), 3, axis=2)
    if rng.random() < 0.3:
        shades = np.asarray(cv2.GaussianBlur(shades, (0, 0), rng.uniform(0.3, 1.1)), np.float32)
    if rng.random() < 0.4:
        shades = shades + rng.normal(0, rng.uniform(0, 0.05), shades.shape).astype(np.float32)
    if rng.random() < 0.2:
        _, coded = cv2.imencode(
            ".jpg", np.clip(shades * 255, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 85))]
        )
        shades = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR) / 255, np.float32)
    return shades
