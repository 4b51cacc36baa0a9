"""A contact sheet: some generated pictures beside each other, and real ones under them when they are given.

python -m samples.contact --out docs/photos.jpg [--set dev] [--numbers 1 2 3 …] [--beside FILE…]
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageOps

from samples.photos import SETS, shoot

TILE = (330, 330)
ACROSS = 5
GAP = 6


def sheet(pictures: Sequence[Image.Image]) -> Image.Image:
    """Rows of five, each picture whole in its tile."""
    rows = -(-len(pictures) // ACROSS)
    whole = Image.new("RGB", (ACROSS * (TILE[0] + GAP) + GAP, rows * (TILE[1] + GAP) + GAP), (255, 255, 255))
    for place, picture in enumerate(pictures):
        tile = ImageOps.pad(picture, TILE, Image.Resampling.LANCZOS, color=(255, 255, 255))
        whole.paste(tile, (GAP + place % ACROSS * (TILE[0] + GAP), GAP + place // ACROSS * (TILE[1] + GAP)))
    return whole


def generated(set_name: str, numbers: Sequence[int]) -> Iterator[Image.Image]:
    """Those pictures of a set as they are shown."""
    chosen = next(name for name in SETS if name == set_name)
    for number in numbers:
        yield ImageOps.exif_transpose(Image.open(io.BytesIO(shoot(chosen, number).content))).convert("RGB")


def main(arguments: list[str] | None = None) -> int:
    """The command; 0 when the sheet was written."""
    parser = argparse.ArgumentParser(
        prog="python -m samples.contact", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--set", dest="set_name", choices=SETS, default="dev")
    parser.add_argument("--numbers", type=int, nargs="+", default=list(range(10)))
    parser.add_argument("--beside", type=Path, nargs="*", default=(), help="real pictures")
    given = parser.parse_args(arguments)
    real = [ImageOps.exif_transpose(Image.open(file)).convert("RGB") for file in given.beside]
    sheet([*generated(given.set_name, given.numbers), *real]).save(given.out, quality=82, optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
