"""How well photographs are prepared, on pictures whose truth is known to the pixel; `make bench-photos` prints it.

    python -m bench.photos [--set final] [--count 500] [--folder DIR] [--ablate 40] [--geometry] [--workers 1] [--fresh] [--json FILE]

Makes the pictures of samples/photos.py by seed (or takes those that lie in DIR), sends each down the product's whole road with two
threads, reads it once more without any preparation, and holds both against the truth. The final set is for the end.

The marks of each picture are kept in DIR as long as the code of the road stays as it is: what was broken off goes on from there.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

from bench.photo_kept import Kept, hash_of_code
from bench.photo_memory import megabytes_above
from bench.photo_report import Ablation, Report, as_figures, as_tables
from bench.photo_road import bare, laid_out, loaded_sheet, travel
from bench.photo_score import Marks, geometry, marks
from bench.photo_steps import STEPS, without
from bench.photo_truth import PictureTruth, character_errors, load_pictures
from justif.assemble import make_tools
from justif.settings import Settings
from pipeline.prepare import prepare
from pipeline.split import split
from pipeline.tools import Tools
from samples.photos import SETS, SetName, write_set

LARGE = 11.0
"""Megapixels of the pictures on which time and memory of preparation are told."""


def main(arguments: list[str] | None = None) -> int:
    """The command; 0 when all was measured."""
    given = _parser().parse_args(arguments)
    with _folder(given.folder) as folder:
        pictures = pictures_of(folder, given.set_name, range(given.first, given.first + given.count))
        kept = partial(Kept, folder, code=hash_of_code(), fresh=given.fresh)
        if given.geometry:
            report = Report(marks=_laid_out(pictures, kept("geometry"), given.workers), memory=(), ablations=())
        else:
            report = measure(pictures, kept=kept, ablated=given.ablate, with_bare=not given.no_bare)
    print(as_tables(report))
    if given.json:
        found = as_figures(report) | {"pictures": [asdict(one) for one in report.marks]}
        given.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.photos", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", dest="set_name", choices=SETS, default="final")
    parser.add_argument("--count", type=int, default=500, help="pictures")
    parser.add_argument("--first", type=int, default=0, help="place of the first picture")
    parser.add_argument("--folder", type=Path, help="where the pictures are kept, or lie already; else they are thrown away")
    parser.add_argument("--ablate", type=int, default=40, help="pictures for the table of steps switched off; 0 leaves it out")
    parser.add_argument("--no-bare", action="store_true", help="leave out the comparison with no preparation at all")
    parser.add_argument("--geometry", action="store_true", help="outline, number, direction and what is cut away alone: nothing is read")
    parser.add_argument("--workers", type=int, default=1, help="processes for --geometry; with several, its times say nothing")
    parser.add_argument("--fresh", action="store_true", help="measure anew what is kept in the folder")
    parser.add_argument("--json", type=Path, help="a file for the figures, and the marks of each picture")
    return parser


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="justif-photos-") as folder:
        yield Path(folder)


def pictures_of(folder: Path, set_name: SetName, numbers: range) -> list[PictureTruth]:
    """Those pictures of the set; the ones that do not lie in the folder yet are made."""
    truths = folder / "truth.jsonl"
    there = {picture.path.stem for picture in load_pictures(folder)} if truths.exists() else set()
    names = {number: f"{set_name}-{number:05d}" for number in numbers}
    if missing := [number for number, name in names.items() if name not in there]:
        started = time.monotonic()
        made = list(write_set(folder, set_name, missing, jobs=2))
        print(f"made {len(made)} pictures in {time.monotonic() - started:.0f} s", file=sys.stderr)
    found = {picture.path.stem: picture for picture in load_pictures(folder)}
    return [found[name] for name in names.values()]


Keeper = Callable[[str], Kept]
"""The kept marks of a way of measuring."""


def measure(pictures: Sequence[PictureTruth], *, kept: Keeper, ablated: int, with_bare: bool, tools: Tools | None = None) -> Report:
    """Every figure. The engine is opened and has read once before the clock starts."""
    tools = tools or make_tools(Settings())
    tools.ready()
    travel(pictures[0].path, tools)
    whole = kept("compared" if with_bare else "read")
    found = [_marked(picture, tools, whole, with_bare, place) for place, picture in enumerate(pictures)]
    large = [picture for picture in pictures if picture.megapixels >= LARGE][:12]
    return Report(
        marks=tuple(found),
        memory=tuple(taken for picture in large if (taken := _memory(picture, tools)) is not None),
        ablations=tuple(_ablations(pictures, found, tools, kept, ablated)),
    )


def _marked(picture: PictureTruth, tools: Tools, kept: Kept, with_bare: bool, place: int) -> Marks:
    def measured() -> Marks:
        errors = None
        if with_bare and picture.is_one_picture:
            errors, _ = character_errors([sheet for sheet in picture.sheets if sheet.part], bare(picture.path, tools))
        return marks(picture, travel(picture.path, tools), bare_errors=errors)

    found = kept.marks(picture.path.stem, measured)
    print(f"{place + 1} {picture.path.name} {picture.level} {picture.kind} errors {found.rate:.1%}", file=sys.stderr)
    return found


def _laid_out(pictures: Sequence[PictureTruth], kept: Kept, workers: int) -> tuple[Marks, ...]:
    """The marks of the pictures that hold a document, without reading any."""
    judged = [picture for picture in pictures if picture.is_one_picture and picture.receipts]
    if workers == 1:
        return tuple(map(partial(_geometry, kept), judged))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return tuple(pool.map(partial(_geometry, kept), judged))


def _geometry(kept: Kept, picture: PictureTruth) -> Marks:
    return kept.marks(picture.path.stem, lambda: geometry(picture, laid_out(picture.path, _tools())))


@cache
def _tools() -> Tools:
    """One engine for each process."""
    tools = make_tools(Settings())
    tools.ready()
    return tools


def _memory(picture: PictureTruth, tools: Tools) -> float | None:
    sheet = loaded_sheet(picture.path)
    return megabytes_above(lambda: [prepare(part, tools.engine) for part in split(sheet, tools.engine)])


def _ablations(pictures: Sequence[PictureTruth], whole: Sequence[Marks], tools: Tools, kept: Keeper, count: int) -> Iterator[Ablation]:
    """The same pictures with all steps, and with each one left out; spread over the set."""
    if not count:
        return
    places = range(0, len(pictures), max(1, len(pictures) // count))[:count]
    yield Ablation(step="nothing", marks=tuple(whole[place] for place in places))
    for step in STEPS:
        own = kept(f"without {step}")
        with without(step):
            yield Ablation(step=step, marks=tuple(_marked(pictures[n], tools, own, False, n) for n in places))


if __name__ == "__main__":
    sys.exit(main())
