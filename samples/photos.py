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
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Literal

import numpy as np

from samples.camera import as_jpeg
from samples.conditions import LEVELS, Level, conditions
from samples.phototruth import Part, document_of, reading_order, scaled, sheet_rows
from samples.scanner import scanned
from samples.scene import Photo, photograph
from samples.sensor import sent
from samples.series import EXIF_OF_TURNS
from samples.subjects import Subject, subject

SetName = Literal["train", "dev", "final"]
SETS: tuple[SetName, ...] = ("train", "dev", "final")

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
    chosen = subject(rng, noise, level, kind)
    row = {"file": f"{set_name}-{number:05d}.jpg", "set": set_name, "seed": number, "level": level, "kind": chosen.kind, "language": "fr"}
    if level == "clean":
        photo, quality, messenger = scanned(rng, noise, chosen.laid[0].leaf, dots_per_inch=chosen.dots_per_inch), rng.randint(75, 95), 0
        taken: dict[str, Any] = {}
    else:
        shot = chosen.shot or conditions(rng, level, several=len(chosen.laid) > 1)
        photo, quality, messenger = photograph(noise, chosen.laid, shot), shot.quality, shot.messenger
        taken = {"ground": shot.ground, "messenger": messenger, "tilt": round(shot.tilt, 1), "hand": shot.hand}
    return _developed(rng, chosen, photo, row | taken, quality, messenger)


def _developed(rng: Random, chosen: Subject, photo: Photo, row: dict[str, Any], quality: int, messenger: int) -> Shot:
    """The file and its truth: numbers of the parts in reading order, EXIF, the messenger's size."""
    sheets = sheet_rows(photo, [Part(leaf=one.leaf, number=part) for one, part in zip(chosen.laid, chosen.parts, strict=True)])
    sheets = _numbered(sheets)
    pixels = photo.pixels
    if messenger:
        sheets = scaled(sheets, min(1.0, messenger / max(pixels.shape[:2])))
        pixels = sent(pixels, messenger, rng.randint(50, 80))
    height, width = pixels.shape[:2]
    exif = 0 if messenger else rng.choices((0, 1, 2, 3), (60, 20, 4, 16))[0]
    stored = np.ascontiguousarray(np.rot90(pixels, exif))
    order = {one["part"]: leaf.leaf.truth for one, leaf in zip(sheets, chosen.laid, strict=True) if one["part"] and leaf.leaf.truth}
    truth = document_of([order[part] for part in sorted(order)])
    content = as_jpeg(stored, quality=quality, orientation=EXIF_OF_TURNS[exif], optimize=False)
    facts = {"width": width, "height": height, "exif": EXIF_OF_TURNS[exif], "receipts": len(order)}
    return Shot(content=content, row=row | facts | truth.as_expected() | {"sheets": sheets})


def _numbered(sheets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Parts numbered in reading order; sheets of one part keep one number, and 0 stays 0."""
    seen: dict[int, int] = {}
    for place in reading_order(sheets):
        part = sheets[place]["part"]
        if part and part not in seen:
            seen[part] = len(seen) + 1
    return [sheet | {"part": seen.get(sheet["part"], 0)} for sheet in sheets]


def write_set(folder: Path, set_name: SetName, numbers: Sequence[int], *, jobs: int = 1, **wanted: Any) -> Iterator[str]:
    """Writes the pictures and appends to truth.jsonl; yields each name."""
    folder.mkdir(parents=True, exist_ok=True)
    make: Callable[[int], Shot] = partial(shoot, set_name, **wanted)
    with (folder / "truth.jsonl").open("a", encoding="utf-8") as truths:
        for shot in _made(make, numbers, jobs):
            (folder / shot.row["file"]).write_bytes(shot.content)
            truths.write(json.dumps(shot.row, ensure_ascii=False) + "\n")
            yield shot.row["file"]


def _made(make: Callable[[int], Shot], numbers: Sequence[int], jobs: int) -> Iterator[Shot]:
    if jobs == 1:
        yield from map(make, numbers)
        return
    with ProcessPoolExecutor(jobs) as pool:
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
