"""What is one validated receipt of a shop worth to its next ones? `python -m bench.memory [--most N]`, on the 626 real receipts.

The first receipt of each shop is taken as validated: its truth teaches the shop's layout (extractors/memory.py). The others are
read without it and with it; the first is not counted.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bench.dataset import Unit
from bench.french import TODAY
from bench.score import is_right
from domain.contract import as_record
from domain.facts import Facts, Found, parse_value
from domain.reading import Reading
from extractors.memory import Layout, learn, recall
from justif.assemble import make_tools
from justif.settings import Settings
from pipeline.layout import transcribe
from pipeline.read import understand
from pipeline.tools import Tools
from training.receipts import load_receipts, page_of, truth_of

Receipt = dict[str, Any]


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.memory", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--most", type=int, default=4, help="receipts of a shop at most, the first included")
    parser.add_argument("--wrong", action="store_true", help="print every field that is still wrong, with what the shop taught")
    given = parser.parse_args(arguments)
    tools = make_tools(Settings())
    before, after, read = Counter[str](), Counter[str](), 0
    for shop in _shops(given.most):
        layout = taught(shop[0])
        for receipt in shop[1:]:
            read += 1
            without, with_it = errors(receipt, layout, tools, today=TODAY)
            before.update(without)
            after.update(with_it)
            if given.wrong:
                print("\n".join(_left(receipt, layout, with_it)), end="\n" if with_it else "")
    print(f"{read} receipts of shops of which one was validated; fields wrong or missing without and with what it taught:")
    for field in before | after:
        print(f"  {field:20}{before[field]:>5}{after[field]:>5}")
    print(f"  {'all':20}{before.total():>5}{after.total():>5}")
    return 0


def _left(receipt: Receipt, layout: Layout, fields: Sequence[str]) -> Iterator[str]:
    """What is left, with the truth and the anchors: to be looked at for its cause."""
    truth = truth_of(receipt).fields
    yield from (
        f"{receipt['file_name']} {field}: {truth[field]}; taught {[anchor for name, anchor in layout if name == field]}" for field in fields
    )


def _shops(most: int) -> Iterator[Sequence[Receipt]]:
    shops: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in load_receipts():
        shops[receipt["entities"].get("company") or ""].append(receipt)
    yield from (receipts[:most] for name, receipts in shops.items() if name and len(receipts) > 1)


def taught(receipt: Receipt) -> Layout:
    """What the truth of a receipt teaches of its shop."""
    stated = {name: Found(value=parse_value(name, value), confidence=1.0) for name, value in truth_of(receipt).fields.items()}
    return learn(transcribe((page_of(receipt),)), Facts().having(**stated))


def errors(receipt: Receipt, layout: Layout, tools: Tools, *, today: date) -> tuple[list[str], list[str]]:
    """The fields that are wrong or missing, without the layout and with it."""
    page, unit = page_of(receipt), truth_of(receipt)
    reading = understand((page,), tools, today=today)
    helped = replace(reading, facts=recall(transcribe((page,)), reading.facts, layout))
    return _wrong(unit, reading), _wrong(unit, helped)


def _wrong(unit: Unit, reading: Reading) -> list[str]:
    record = as_record(reading)
    return [name for name in unit.fields if not is_right(unit, record, name)]


if __name__ == "__main__":
    sys.exit(main())
