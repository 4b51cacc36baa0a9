"""What stands in a generated picture, to the pixel.

Coordinates are pixels, edges at 0, of the picture **as a viewer shows it that follows EXIF**: what the product loads. One row of
truth.jsonl:

    {"file", "set", "seed", "level", "kind", "width", "height", "exif", "receipts", "document_type", "fields", …,
     "sheets": [{"part", "role", "corners", "outline", "mesh", "quarter_turns", "skew_degrees", "x_height", "cut", "words": […]}]}

A file of several pages (a PDF of pictures: a long receipt in two shots, the pages of one document) has `pages`, and each sheet says
on which `page` it is; they are drawn at 200 dots an inch, a pixel for a pixel. `receipts` is the number of documents that must come
out, `part` says to which a sheet belongs (0: none, it is to be left out), and `parts` holds the fields of each, in reading order,
when there are several. `corners` are top left, top right, bottom right, bottom left of the sheet as it is read; `mesh` is a grid of
(rows, columns) points on it, row by row; `quarter_turns` clockwise make the picture upright, and the text then still slopes down to
the right by `skew_degrees`. A word is {"text", "quad", "seen"}: `quad` bounds its ink (ink.py), `seen` is false where it lies outside
the picture, under another sheet or a finger, or in glare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from samples.leaf import Leaf, Printed
from samples.light import SMALL
from samples.optics import Mesh
from samples.scene import Photo
from samples.truth import Truth

NET_MM = 8.0
"""Distance of the points of the mesh that is written down."""

GLARED = 0.3
"""Light laid over print from which it can no longer be read."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """A sheet in the picture and the document that it belongs to, from 1; 0 for none."""

    leaf: Leaf
    number: int


def sheet_rows(photo: Photo, parts: Sequence[Part]) -> list[dict[str, Any]]:
    """The sheets of a row, in the order given."""
    return [_sheet(photo, place, part) for place, part in enumerate(parts)]


def _sheet(photo: Photo, place: int, part: Part) -> dict[str, Any]:
    mesh, leaf = photo.meshes[place], part.leaf
    slope = slope_degrees(mesh)
    quarters = round(-slope / 90) % 4
    words = list(_words(photo, place, leaf, mesh))
    return {
        "part": part.number,
        "role": leaf.role,
        "corners": _points(mesh.corners),
        "outline": _points(mesh.outline),
        "mesh": _net(mesh, leaf),
        "quarter_turns": quarters,
        "skew_degrees": round((slope + 90 * quarters + 45) % 90 - 45, 2),
        "x_height": _x_height(mesh, leaf),
        "cut": _is_cut(photo, mesh),
        "words": words,
    }


def slope_degrees(mesh: Mesh) -> float:
    """How far the middle line of the sheet points down from the picture's right, clockwise, -180 to 180."""
    width, height = mesh.size
    ends = mesh.at([[0.2 * width, 0.5 * height], [0.8 * width, 0.5 * height]])
    run, fall = (ends[1] - ends[0]).tolist()
    return float(np.rad2deg(np.arctan2(fall, run)))


def _words(photo: Photo, place: int, leaf: Leaf, mesh: Mesh) -> Iterator[dict[str, Any]]:
    if not leaf.words:
        return
    boxes = np.array([word.box for word in leaf.words], np.float32)
    quads = mesh.at(boxes[:, [[0, 1], [2, 1], [2, 3], [0, 3]]])
    for word, quad in zip(leaf.words, quads, strict=True):
        yield {"text": word.text, "quad": _points(quad), "seen": _is_seen(photo, place, quad)}


def _is_seen(photo: Photo, place: int, quad: np.ndarray[Any, np.dtype[np.float32]]) -> bool:
    """Whether its middle and the middles of its sides are in the picture, uncovered and not drowned in light."""
    height, width = photo.pixels.shape[:2]
    if quad.min() < 0 or (quad > [width, height]).any():
        return False
    probes = np.concatenate([quad.mean(axis=0, keepdims=True), (quad + np.roll(quad, 1, axis=0)) / 2])
    x, y = (probes / SMALL).astype(int).T.clip(0)
    y, x = y.clip(max=photo.owner.shape[0] - 1), x.clip(max=photo.owner.shape[1] - 1)
    return bool((photo.owner[y, x] == place).all() and (photo.lost[y, x] < GLARED).all())


def _net(mesh: Mesh, leaf: Leaf) -> dict[str, Any]:
    columns, rows = max(2, round(leaf.width_mm / NET_MM) + 1), max(2, round(leaf.height_mm / NET_MM) + 1)
    places = np.stack(np.meshgrid(np.linspace(0, mesh.size[0], columns), np.linspace(0, mesh.size[1], rows)), axis=-1)
    return {"rows": rows, "columns": columns, "points": _points(mesh.at(places).reshape(-1, 2))}


def _x_height(mesh: Mesh, leaf: Leaf) -> float | None:
    """Pixels that a small letter is high in the picture: the median of words without tall letters, or two thirds of the others."""
    if not leaf.words:
        return None
    small = [word for word in leaf.words if set(word.text) <= set("acemnorsuvwxz")]
    share = 1.0 if small else 0.7
    heights = [float(np.linalg.norm(ends[1] - ends[0])) for ends in (mesh.at(_upright(word)) for word in small or leaf.words)]
    return round(float(np.median(heights)) * share, 1)


def _upright(word: Printed) -> list[list[float]]:
    left, top, right, bottom = word.box
    return [[(left + right) / 2, top], [(left + right) / 2, bottom]]


def _is_cut(photo: Photo, mesh: Mesh) -> bool:
    height, width = photo.pixels.shape[:2]
    return bool((mesh.outline < -1).any() or (mesh.outline > [width + 1, height + 1]).any())


def _points(points: np.ndarray[Any, Any]) -> list[list[float]]:
    return [[round(float(x), 1), round(float(y), 1)] for x, y in points]


def scaled(rows: Sequence[dict[str, Any]], factor: float) -> list[dict[str, Any]]:
    """The same sheets in the picture made smaller by a factor."""

    def smaller(points: list[list[float]]) -> list[list[float]]:
        return [[round(x * factor, 1), round(y * factor, 1)] for x, y in points]

    return [
        row
        | {"corners": smaller(row["corners"]), "outline": smaller(row["outline"])}
        | {"mesh": row["mesh"] | {"points": smaller(row["mesh"]["points"])}}
        | {"x_height": round(row["x_height"] * factor, 1) if row["x_height"] else None}
        | {"words": [word | {"quad": smaller(word["quad"])} for word in row["words"]]}
        for row in rows
    ]


def document_of(truths: Sequence[Truth]) -> Truth:
    """The truth of a picture of those documents."""
    if len(truths) == 1:
        return truths[0]
    if not truths:
        return Truth(document_type=("other",), fields={})
    return Truth(document_type=("receipt",), fields={}, parts=tuple(truths))


def reading_order(rows: Sequence[dict[str, Any]]) -> list[int]:
    """Places of the sheets from top to bottom, and from left to right where half of the shorter lies beside the other."""
    boxes = [cv2.boundingRect(np.array(row["outline"], np.float32)) for row in rows]
    lines: list[list[int]] = []
    for place in sorted(range(len(boxes)), key=lambda n: boxes[n][1] + boxes[n][3] / 2):
        if lines and any(_beside(boxes[place], boxes[other]) for other in lines[-1]):
            lines[-1].append(place)
        else:
            lines.append([place])
    return [place for line in lines for place in sorted(line, key=lambda n: boxes[n][0] + boxes[n][2] / 2)]


def _beside(one: Sequence[int], other: Sequence[int]) -> bool:
    shared = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return shared > 0.5 * min(one[3], other[3])
