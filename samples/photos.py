"""Photographs with exact truth, any number by seed: three sets that never share a seed.

    python -m samples.photos --set dev --count 100 --out DIR        DIR/dev-00000.jpg … and DIR/truth.jsonl

`train` is for learning, `dev` for looking at while working, `final` is looked at once, at the end. A picture's number is its seed, so
`--first` continues a set. The form of the truth is told in phototruth.py, the levels of difficulty in conditions.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any, Literal, TypeVar

import numpy as np

from samples.camera import as_jpeg, as_scanned_pdf
from samples.conditions import LEVELS, Conditions, Level, conditions
from samples.leaf import Leaf, cut_leaf
from samples.phototruth import Part, document_of, reading_order, scaled, sheet_rows
from samples.scanner import scanned
from samples.scene import Photo, photograph
from samples.sensor import sent
from samples.series import EXIF_OF_TURNS
from samples.subjects import FLAT_KINDS, KINDS, Subject, subject
from samples.tables import Picture
from samples.wear import worn

SetName = Literal["train", "dev", "final"]
SETS: tuple[SetName, ...] = ("train", "dev", "final")

Made = TypeVar("Made")

SHARE_BY_LEVEL = (12, 22, 42, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A generated file: its bytes, and its row of truth.jsonl."""

    content: bytes
    row: dict[str, Any]


def shoot(set_name: SetName, number: int, *, level: Level | None = None, kind: str | None = None) -> Shot:
    """Picture `number` of a set; the same every time."""
    rng = Random(f"{set_name} {number}")
    noise = np.random.default_rng(rng.randrange(2**63))
    level = rng.choices(LEVELS, SHARE_BY_LEVEL)[0] if level is None else level
    if level == "clean" and kind in KINDS and kind not in FLAT_KINDS:
        level = "easy"  # several sheets, a slip or a stapled one are no flat scan: they are photographed with care
    chosen = subject(rng, level, kind)
    views = list(_views(rng, noise, chosen, level))
    truths = {part: one.leaf.truth for one, part in zip(chosen.laid, chosen.parts, strict=True) if part and one.leaf.truth}
    content, suffix, sheets, facts = _developed(rng, views, chosen)
    order = {sheet["part"]: truths[sheet["document"]] for sheet in sheets if sheet["part"]}
    sheets = [{name: value for name, value in sheet.items() if name != "document"} for sheet in sheets]
    row = {
        "file": f"{set_name}-{number:05d}{suffix}",
        "set": set_name,
        "seed": number,
        "level": level,
        "kind": chosen.kind,
        "language": "fr",
    }
    truth = document_of([order[part] for part in sorted(order)])
    return Shot(content=content, row=row | views[0].taken | facts | {"receipts": len(order)} | truth.as_expected() | {"sheets": sheets})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _View:
    """One picture of the file: what the camera gave, and what the messenger makes of it."""

    photo: Photo
    sheets: tuple[Part, ...]
    quality: int
    messenger: int
    taken: dict[str, Any]


def _views(rng: Random, noise: np.random.Generator, chosen: Subject, level: Level) -> Iterator[_View]:
    """The pictures of the file, one as a rule."""
    shot = None if level == "clean" else conditions(rng, level, several=len(chosen.laid) > 1 and not chosen.apart)
    laid = [replace(one, leaf=aged(rng, noise, one.leaf, shot)) for one in chosen.laid]
    groups = [[n] for n in range(len(laid))] if chosen.apart else [list(range(len(laid)))]
    for place, group in enumerate(groups):
        sheets = [laid[n] for n in group]
        if chosen.overlap:
            half = 0.5 + chosen.overlap / 2
            sheets = [replace(one, leaf=cut_leaf(one.leaf, *((0.0, half) if place == 0 else (1 - half, 1.0)))) for one in sheets]
        parts = tuple(Part(leaf=one.leaf, number=chosen.parts[n]) for one, n in zip(sheets, group, strict=True))
        if shot is None:
            photo = scanned(rng, noise, sheets[0].leaf, dots_per_inch=chosen.dots_per_inch, way=chosen.way)
            yield _View(photo=photo, sheets=parts, quality=rng.randint(75, 95), messenger=0, taken={})
        else:
            taken = {"ground": shot.ground, "messenger": shot.messenger, "tilt": round(shot.tilt, 1), "hand": shot.hand}
            photo = photograph(noise, sheets, shot)
            yield _View(photo=photo, sheets=parts, quality=shot.quality, messenger=shot.messenger, taken=taken)


def aged(rng: Random, noise: np.random.Generator, leaf: Leaf, shot: Conditions | None) -> Leaf:
    """The leaf as it comes before the camera, or on a scanner without a shot; empty sheets and separators are new."""
    if leaf.role in ("blank", "separator"):
        return leaf
    if shot is None:  # on the scanner too, print of the back may shine through
        return worn(rng, noise, leaf, shine_through=rng.uniform(0.03, 0.1) if leaf.thermal and rng.random() < 0.25 else 0.0, marked=False)
    return worn(rng, noise, leaf, fade=shot.fade, shine_through=shot.shine_through, marked=shot.level != "easy")


def _developed(rng: Random, views: Sequence[_View], chosen: Subject) -> tuple[bytes, str, list[dict[str, Any]], dict[str, Any]]:
    """The file, its suffix, its sheets with their numbers, and its size and EXIF."""
    pictures, sheets = list[Picture](), list[dict[str, Any]]()
    for place, view in enumerate(views, start=1):
        rows = [row | {"page": place} for row in sheet_rows(view.photo, view.sheets)]
        pixels = view.photo.pixels
        if view.messenger:
            rows = scaled(rows, min(1.0, view.messenger / max(pixels.shape[:2])))
            pixels = sent(pixels, view.messenger, rng.randint(50, 80))
        pictures.append(pixels)
        sheets += rows
    sheets = _numbered(sheets)
    facts: dict[str, Any] = {"width": pictures[0].shape[1], "height": pictures[0].shape[0], "pages": len(pictures), "exif": None}
    if chosen.apart:
        return as_scanned_pdf(pictures, quality=views[0].quality), ".pdf", sheets, facts
    turn = 0 if views[0].messenger or not views[0].taken else rng.choices((0, 1, 2, 3), (60, 20, 4, 16))[0]
    facts["exif"] = EXIF_OF_TURNS[turn]
    stored = np.ascontiguousarray(np.rot90(pictures[0], turn))
    return as_jpeg(stored, quality=views[0].quality, orientation=EXIF_OF_TURNS[turn], optimize=False), ".jpg", sheets, facts


def _numbered(sheets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Parts numbered in reading order, and under `document` the number that they had; sheets of one part keep one number, 0 stays 0."""
    seen: dict[int, int] = {}
    for place in reading_order(sheets):
        part = sheets[place]["part"]
        if part and part not in seen:
            seen[part] = len(seen) + 1
    return [sheet | {"document": sheet["part"], "part": seen.get(sheet["part"], 0)} for sheet in sheets]


def write_set(folder: Path, set_name: SetName, numbers: Sequence[int], *, jobs: int = 1, **wanted: Any) -> Iterator[str]:
    """Writes the pictures and appends to truth.jsonl; yields each name."""
    folder.mkdir(parents=True, exist_ok=True)
    make: Callable[[int], Shot] = partial(shoot, set_name, **wanted)
    with (folder / "truth.jsonl").open("a", encoding="utf-8") as truths:
        for shot in made(make, numbers, jobs=jobs):
            (folder / shot.row["file"]).write_bytes(shot.content)
            truths.write(json.dumps(shot.row, ensure_ascii=False) + "\n")
            yield shot.row["file"]


def made(make: Callable[[int], Made], numbers: Sequence[int], *, jobs: int) -> Iterator[Made]:
    """What is made of each number, in order, in so many processes. They begin anew: a fork beside a recogniser's threads hangs."""
    if jobs == 1:
        yield from map(make, numbers)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(make, numbers)


def main(arguments: list[str] | None = None) -> int:
    """The command; 0 when everything was written."""
    parser = argparse.ArgumentParser(
        prog="python -m samples.photos", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", dest="set_name", choices=SETS, default="dev")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="number of the first picture")
    parser.add_argument("--out", type=Path, required=True, help="folder, made when it is not there")
    parser.add_argument("--level", choices=LEVELS, help="this level alone")
    parser.add_argument("--kind", help="this kind of picture alone, one of subjects.py")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    given = parser.parse_args(arguments)
    numbers = range(given.first, given.first + given.count)
    for name in write_set(given.out, given.set_name, numbers, jobs=given.jobs, level=given.level, kind=given.kind):
        print(name, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
