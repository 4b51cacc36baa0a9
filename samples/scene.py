"""Sheets on a table, or in a hand, seen through a lens: the picture, and where each sheet's mesh falls in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from samples.bend import RING, Bend, Surface, bent
from samples.conditions import Conditions
from samples.grounds import SIDE, ground
from samples.hand import held
from samples.leaf import Leaf
from samples.light import SMALL, brightened, glare, lit, room_light
from samples.optics import COARSE, Lens, Mesh, seen
from samples.sensor import exposed
from samples.tables import Floats, Picture

FOCAL = 0.75
"""Focal length by the picture's long side: the main lens of a telephone, 26 to 28 mm on a 36 mm film."""

NOBODY = 255


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Laid:
    """A sheet at its place: its middle on the table in millimetres, turned clockwise by so many degrees, lifted by millimetres."""

    leaf: Leaf
    bend: Bend
    x: float = 0.0
    y: float = 0.0
    turn: float = 0.0
    lift: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Photo:
    """The picture; the mesh of each sheet in it, in the leaf's pixels; and who is seen where, (h / 8, w / 8) uint8: a sheet's place in
    the sequence, or NOBODY. `lost` is where glare has drowned the print, the same size, 0 to 1."""

    pixels: Picture
    meshes: tuple[Mesh, ...]
    owner: Picture
    lost: Floats


def photograph(noise: np.random.Generator, laid: Sequence[Laid], shot: Conditions) -> Photo:
    """One shot of the sheets, the later ones on top."""
    surfaces = [_placed(bent(noise, one.leaf.width_mm, one.leaf.height_mm, one.bend), one) for one in laid]
    lens = _aimed(noise, surfaces, shot)
    meshes = tuple(
        seen(lens, surface, (one.leaf.pixels.shape[1], one.leaf.pixels.shape[0])) for surface, one in zip(surfaces, laid, strict=True)
    )
    scene = _table(noise, lens, shot)
    owner = np.full((-(-lens.height // SMALL), -(-lens.width // SMALL)), NOBODY, np.uint8)
    lamp = _lamp(noise)
    for place, (one, surface, mesh) in enumerate(zip(laid, surfaces, meshes, strict=True)):
        if not shot.hand:
            scene = _shadowed(scene, lens, surface, lamp)
        scene = _drawn(noise, scene, one.leaf, surface, mesh, lamp)
        cv2.fillPoly(owner, [np.round(mesh.outline / SMALL).astype(np.int32)], place)
    if shot.hand:
        scene, fingers = held(noise, scene, meshes[-1])
        owner[cv2.resize(fingers, owner.shape[1::-1], interpolation=cv2.INTER_AREA) > 0.5] = NOBODY
    scene = lit(scene, room_light(noise, lens.width, lens.height, shot))
    lost = np.zeros(owner.shape, np.float32)
    if shot.glare:
        on = meshes[int(noise.integers(len(meshes)))]
        lost = glare(noise, lens.width, lens.height, shot.glare, tuple(on.at(noise.uniform(0.2, 0.8, 2) * on.size)))
        lost = lost * cv2.GaussianBlur((owner != NOBODY).astype(np.float32), (0, 0), 1)
        scene = brightened(scene, lost)
    return Photo(pixels=exposed(noise, scene, shot), meshes=meshes, owner=owner, lost=lost)


def _placed(surface: Surface, one: Laid) -> Surface:
    angle = np.deg2rad(one.turn)
    turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]], np.float32)
    return replace(surface, points=surface.points @ turn.T + np.array([one.x, one.y, one.lift], np.float32))


def _aimed(noise: np.random.Generator, surfaces: Sequence[Surface], shot: Conditions) -> Lens:
    """The lens from where the sheets fill the picture as the shot says."""
    points = np.concatenate([surface.points[RING:-RING, RING:-RING].reshape(-1, 3) for surface in surfaces])
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    roll = shot.roll + 90 * shot.quarters
    angle = np.deg2rad(roll)
    span = np.ptp(points[:, :2] @ np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]), axis=0)
    wide = bool((span[0] > span[1]) ^ (noise.random() < 0.06))
    short = round(shot.long_side * float(noise.choice([0.75, 0.75, 0.75, 0.5625])) / 16) * 16
    long_side = shot.long_side // 16 * 16
    lens = Lens(
        width=long_side if wide else short,
        height=short if wide else long_side,
        focal=FOCAL * long_side,
        distance=400.0,
        target=(float(middle[0]), float(middle[1])),
        tilt=shot.tilt,
        azimuth=float(noise.uniform(0, 360)),
        roll=roll,
    )
    for _ in range(4):
        pixels = lens.project(points)
        low, high = pixels.min(axis=0), pixels.max(axis=0)
        size = float(((high - low) / [lens.width, lens.height]).max())
        lens = replace(lens, distance=max(lens.distance * size / shot.fill, float(points[:, 2].max()) * 1.5 + 60))
        lens = replace(lens, target=_moved(lens, (high + low) / 2 - np.array([lens.width, lens.height], np.float32) / 2))
    slack = np.array([lens.width, lens.height]) * (1 - shot.fill) / 2
    aside = noise.uniform(-0.8, 0.8, 2) * slack
    if shot.cut:
        side = int(noise.integers(2))
        aside[side] = float(noise.choice([-1, 1])) * (slack[side] + shot.cut * (lens.width, lens.height)[side])
    return replace(lens, target=_moved(lens, -aside))


def _moved(lens: Lens, pixels: npt.ArrayLike) -> tuple[float, float]:
    """The target after the picture moves by so many pixels."""
    here = np.array([*lens.target, 0.0], np.float32)
    slopes = np.stack([lens.project(here + step) - lens.project(here) for step in np.eye(3, dtype=np.float32)[:2]], axis=1)
    move = np.linalg.solve(slopes.astype(float), np.asarray(pixels, float))
    return (lens.target[0] + float(move[0]), lens.target[1] + float(move[1]))


def _table(noise: np.random.Generator, lens: Lens, shot: Conditions) -> Picture:
    """The ground in perspective: its texture spans what the lens sees of it."""
    texture = ground(noise, shot.ground)
    frame = np.array([[0, 0], [lens.width, 0], [lens.width, lens.height], [0, lens.height]], np.float32)
    if shot.hand:
        return np.asarray(cv2.resize(texture, (lens.width, lens.height), interpolation=cv2.INTER_CUBIC), np.uint8)
    reach = lens.distance * 0.5
    square = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]], np.float32) * reach + np.array([*lens.target, 0], np.float32)
    pixels = lens.project(square)
    to_world = cv2.getPerspectiveTransform(pixels, square[:, :2].copy())
    corners = cv2.perspectiveTransform(frame[None], to_world)[0]
    low, high = corners.min(axis=0), corners.max(axis=0)
    scale = float((SIDE - 2) / (high - low).max())
    fit = np.array([[scale, 0, -low[0] * scale], [0, scale, -low[1] * scale], [0, 0, 1]])
    return np.asarray(
        cv2.warpPerspective(
            texture, fit @ to_world, (lens.width, lens.height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REFLECT
        ),
        np.uint8,
    )


def _lamp(noise: np.random.Generator) -> Floats:
    """The way towards the main lamp, a unit vector."""
    angle, height = noise.uniform(0, 2 * np.pi), np.deg2rad(noise.uniform(28, 75))
    return np.array([np.cos(angle) * np.cos(height), np.sin(angle) * np.cos(height), np.sin(height)], np.float32)


def _shadowed(scene: Picture, lens: Lens, surface: Surface, lamp: Floats) -> Picture:
    """The scene with the sheet's shadow: as wide as its edges are high, and a thin dark line where it lies."""
    flat = surface.points.copy()
    flat[..., :2] -= flat[..., 2:] * lamp[:2] / lamp[2]
    flat[..., 2] = 0
    cast = Mesh(points=lens.project(flat), size=(1.0, 1.0)).outline / SMALL
    lies = Mesh(points=lens.project(surface.points * np.array([1, 1, 0], np.float32)), size=(1.0, 1.0)).outline / SMALL
    shade = np.zeros((scene.shape[0] // SMALL, scene.shape[1] // SMALL), np.float32)
    cv2.fillPoly(shade, [np.round(cast * 16).astype(np.int32)], 0.42, cv2.LINE_AA, shift=4)
    millimetre = lens.focal / lens.distance / SMALL
    soft = cv2.GaussianBlur(shade, (0, 0), max(0.6, (0.5 + 0.25 * float(surface.points[..., 2].mean())) * millimetre))
    contact = np.zeros_like(shade)
    cv2.fillPoly(contact, [np.round(lies * 16).astype(np.int32)], 0.35, cv2.LINE_AA, shift=4)
    contact = cv2.GaussianBlur(contact, (0, 0), max(0.6, 1.2 * millimetre))
    return lit(scene, (1 - soft) * (1 - contact))


def _drawn(noise: np.random.Generator, scene: Picture, leaf: Leaf, surface: Surface, mesh: Mesh, lamp: Floats) -> Picture:
    """The scene with the sheet on it; the scene itself is not written to."""
    height, width = scene.shape[:2]
    low, high = mesh.inside.reshape(-1, 2).min(axis=0) - 4, mesh.inside.reshape(-1, 2).max(axis=0) + 4
    left, top = (int(max(0, n)) // COARSE * COARSE for n in low)
    right, bottom = (int(min(limit, -(-n // COARSE) * COARSE)) for n, limit in zip(high, (width, height), strict=True))
    if right - left < COARSE or bottom - top < COARSE:
        return scene
    across, down = mesh.back((left, top, right, bottom))
    rows, columns = (n - 1 - 2 * RING for n in mesh.points.shape[:2])
    cover = _cover(noise, across - RING, down - RING, mesh, leaf)
    texture = _fitted(leaf, mesh)
    # Texture pixels have their middle at .5, nodes lie on edges.
    i = cv2.addWeighted(across, texture.shape[1] / columns, across, 0, -RING * texture.shape[1] / columns - 0.5)
    j = cv2.addWeighted(down, texture.shape[0] / rows, down, 0, -RING * texture.shape[0] / rows - 0.5)
    paper = cv2.remap(texture, i, j, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    gain = cv2.remap(_shading(surface, lamp, leaf), across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    paper = cv2.multiply(paper, cv2.merge([gain, gain, gain]), scale=1 / 128)
    out = scene.copy()
    below = np.ascontiguousarray(scene[top:bottom, left:right])
    out[top:bottom, left:right] = cv2.blendLinear(paper, below, cover, 1 - cover)
    return out


def _cover(noise: np.random.Generator, across: Floats, down: Floats, mesh: Mesh, leaf: Leaf) -> Floats:
    """How much of each pixel the paper covers; a till's cutter leaves teeth at both ends."""
    rows, columns = (n - 1 - 2 * RING for n in mesh.points.shape[:2])
    net = mesh.inside
    wide = float(np.linalg.norm(net[rows // 2, -1] - net[rows // 2, 0]) / columns)
    high = float(np.linalg.norm(net[-1, columns // 2] - net[0, columns // 2]) / rows)
    teeth = np.float32(0)
    if leaf.zigzag:
        pitch = noise.uniform(0.5, 1.1)
        teeth = np.abs((across * leaf.width_mm / columns / pitch) % 1 - 0.5).astype(np.float32) * np.float32(pitch * 0.8 / 2)
    sides = np.minimum(across, columns - across) * np.float32(wide)
    ends = np.minimum(down - teeth, rows - down - teeth) * np.float32(high)
    return np.asarray(np.clip(np.minimum(sides, ends) + 0.5, 0, 1), np.float32)


def _fitted(leaf: Leaf, mesh: Mesh) -> Picture:
    """The leaf at about the size it has in the picture, so that small print is averaged and not sampled."""
    corners = mesh.corners
    seen_width = float(max(np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[2] - corners[3])))
    scale = 1.1 * seen_width / leaf.pixels.shape[1]
    if scale >= 0.95:
        return leaf.pixels
    return np.asarray(cv2.resize(leaf.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _shading(surface: Surface, lamp: Floats, leaf: Leaf) -> Picture:
    """Light on each node, 128 for flat paper: Lambert's law, part of the light coming from everywhere."""
    right, down = np.gradient(surface.points, axis=1), np.gradient(surface.points, axis=0)
    normal = np.cross(right, down)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True) + 1e-9
    facing = (normal @ lamp) / lamp[2]
    hollow = cv2.Laplacian(surface.points[..., 2].astype(np.float32), cv2.CV_32F)
    return np.asarray(np.clip((0.5 + 0.5 * facing - 0.05 * hollow.clip(-2, 2)) * 128, 40, 200), np.uint8)
