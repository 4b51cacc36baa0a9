"""Is a second photograph of a receipt known, and is another receipt of that shop taken for it? On computed photographs, by seed.

    python -m bench.copies --shops 30

Each shop has one till and three receipts: two of different sales, each photographed twice, and the first order again three days later,
photographed once. Three in ten photographs are easy, half are medium, the rest hard (samples/conditions.py). Thresholds are chosen on
two thirds of the shops; every third one is held out. Told are pairs: both photographs of one receipt ("copy"), two receipts of a shop
("shop"), one order on two days ("again"), two shops ("other").
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import numpy as np

from domain.document import Document
from domain.kinds import State
from domain.reading import Reading
from domain.upload import Upload
from pipeline.likeness import difference
from pipeline.read import read
from pipeline.tools import Tools
from pipeline.twins import ALIKE, twins_of
from samples.camera import as_jpeg
from samples.conditions import Level, bend_of, conditions
from samples.dress import dressed
from samples.leaf import Leaf
from samples.leaves import FACES
from samples.sales import KINDS, Sale, make_sale
from samples.scene import Laid, photograph
from samples.thermal import draw_strip_with_words
from samples.tickets import print_ticket
from samples.till import Till, make_till
from samples.wear import worn

TODAY, NOON = date(2026, 11, 26), datetime(2026, 11, 26, 12, tzinfo=UTC)
LEVELS: dict[Level, int] = {"easy": 30, "medium": 50, "hard": 20}
LONGEST_MM = 420.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A photograph that was read: whose shop, which of its receipts ("a", "b", "c"), and what was read."""

    shop: int
    receipt: str
    reading: Reading

    def pair_with(self, other: Taken) -> str:
        if self.shop != other.shop:
            return "other"
        if self.receipt == other.receipt:
            return "copy"
        return "again" if {self.receipt, other.receipt} == {"a", "c"} else "shop"


def photographs(shop: int) -> Iterator[tuple[str, bytes]]:
    """The receipts of a shop by name, each as often as it is photographed; none where one is too long for a photograph."""
    rng = Random(f"shop {shop}")
    kind, till, face = rng.choice(KINDS), make_till(rng), rng.choices(tuple(FACES), tuple(FACES.values()))[0]
    first = make_sale(Random(f"{shop} a"), kind)
    second = replace(make_sale(Random(f"{shop} b"), kind), firm=first.firm)
    later = str(int(first.number) + 131).zfill(len(first.number))
    again = replace(first, at=first.at + timedelta(days=3, minutes=47), number=later)
    leaves = {name: _leaf(shop, sale, till, face) for name, sale in (("a", first), ("b", second), ("c", again))}
    for name, leaf in leaves.items():
        if leaf.height_mm > LONGEST_MM:
            return
        for turn in range(1 if name == "c" else 2):
            yield name, _shot(f"{shop} {name} {turn}", leaf)


def _leaf(shop: int, sale: Sale, till: Till, face: str) -> Leaf:
    """The same till prints the same things around every sale."""
    rows, truth = print_ticket(Random(f"{shop} rows"), sale, till)
    rows = dressed(Random(f"{shop} dress"), rows, sale, till)
    pixels, words = draw_strip_with_words(Random(f"{shop} draw"), rows, columns=till.columns, face=face)
    width = 57.5 if till.columns <= 32 else 79.5
    return Leaf(pixels=pixels, width_mm=width, words=words, truth=truth, thermal=True, zigzag=True)


def _shot(name: str, leaf: Leaf) -> bytes:
    rng = Random(name)
    noise = np.random.default_rng(rng.randrange(2**63))
    level = rng.choices(tuple(LEVELS), tuple(LEVELS.values()))[0]
    shot = conditions(rng, level, several=False)
    aged = worn(rng, noise, leaf, fade=shot.fade, shine_through=shot.shine_through, marked=False)
    photo = photograph(noise, [Laid(leaf=aged, bend=bend_of(rng, level, thermal=True))], shot)
    return as_jpeg(photo.pixels, quality=shot.quality, orientation=1, optimize=False)


def taken(shops: int, tools: Tools) -> Iterator[Taken]:
    """What could be read of the photographs, one document each."""
    for shop in range(shops):
        for receipt, content in photographs(shop):
            readings = read(Upload(name="photo.jpg", content=content), tools, today=TODAY)
            if len(readings) == 1 and readings[0].error is None:
                yield Taken(shop=shop, receipt=receipt, reading=readings[0])
        print(f"shop {shop} read", file=sys.stderr)


def counted(found: list[Taken]) -> dict[str, dict[str, Counter[str]]]:
    """Pairs by part of the shops and by rule: how many of each kind are called copies, and under "pairs" how many there are."""
    told: dict[str, dict[str, Counter[str]]] = {part: {rule: Counter() for rule in RULES} for part in ("chosen on", "held out")}
    for one, other in itertools.combinations(found, 2):
        parts = {"held out" if each.shop % 3 == 2 else "chosen on" for each in (one, other)}
        for part in parts if len(parts) == 1 else ():
            for rule, holds in RULES.items():
                told[part][rule][one.pair_with(other)] += holds(one.reading, other.reading)
    return told


def _are_twins(one: Reading, other: Reading) -> bool:
    known = Document(id="k", original="0" * 64, company="c", name="k", state=State.TO_VALIDATE, received_at=NOON, reading=other)
    return bool(twins_of(one, [known]))


RULES: dict[str, Callable[[Reading, Reading], bool]] = {
    "pairs": lambda *_: True,
    "look alone": lambda one, other: difference(one.likeness, other.likeness) <= ALIKE,
    "facts alone": lambda one, other: _are_twins(replace(one, likeness="", text=""), replace(other, likeness="", text="")),
    "facts and look": lambda one, other: _are_twins(replace(one, text=""), replace(other, text="")),
    "facts and words": lambda one, other: _are_twins(replace(one, likeness=""), replace(other, likeness="")),
    "all": _are_twins,
}


def main() -> int:
    """The command; always 0."""
    from justif.assemble import make_tools
    from justif.settings import Settings

    parser = argparse.ArgumentParser(
        prog="python -m bench.copies", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shops", type=int, default=30)
    asked = parser.parse_args()
    tools = make_tools(Settings(threads=1))
    tools.ready()
    for part, rules in counted(list(taken(asked.shops, tools))).items():
        for rule, counts in rules.items():
            print(json.dumps({"shops": part, "rule": rule, **{kind: counts[kind] for kind in ("copy", "shop", "again", "other")}}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
