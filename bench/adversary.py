"""How often does a false total pass? Each document is read again with one digit of its printed total changed.

    python -m bench.adversary [--seed N] [--set NAME]... [--words FOLDER]

`one place` changes the first place where the total is printed, as a misread digit would; `everywhere` changes all of them,
as whoever forges a document would: then lines, taxes and payments alone can speak against it. A false total passes when it is
the total of the reading and nothing asks a person to look.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import gettempdir

from bench.dataset import Json
from bench.french import DEVELOPMENT, SETS, TODAY, made
from bench.recognised import Kept
from domain.money import as_text
from domain.page import Page, Word
from justif.assemble import make_tools
from justif.settings import Settings
from locales.numbers import find_amounts
from pipeline.read import understand
from pipeline.tools import Tools

WAYS = ("one place", "everywhere")
TRIED = ("text", "scan", "phone", "receipts")


@dataclass(slots=True)
class Outcome:
    """What became of false totals: taken and not flagged, taken and flagged, not taken."""

    passed: int = 0
    flagged: int = 0
    refused: int = 0

    @property
    def tried(self) -> int:
        return self.passed + self.flagged + self.refused


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.adversary", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=DEVELOPMENT)
    parser.add_argument("--set", action="append", choices=sorted(SETS))
    parser.add_argument("--words", type=Path, default=Path(gettempdir()) / "justif-words")
    given = parser.parse_args(arguments)
    tools = make_tools(Settings())
    kept = Kept(folder=given.words, tools=tools, today=TODAY)
    for name in given.set or TRIED:
        for way, outcome in attack(made(name, given.seed, None, given.words), kept, tools).items():
            fate = f"{outcome.passed} pass, {outcome.flagged} taken and flagged, {outcome.refused} not taken"
            print(f"{name:10} {way:12} {outcome.tried:4} tried: {fate}")
    return 0


def attack(documents: Sequence[tuple[str, bytes, Json]], kept: Kept, tools: Tools) -> Mapping[str, Outcome]:
    """Both ways over all documents whose total is printed and known."""
    outcomes = {way: Outcome() for way in WAYS}
    for name, content, truth in documents:
        total = truth["fields"].get("total_with_tax")
        if not isinstance(total, str):
            continue
        for pages in kept.pages(content)[:1]:
            false = another(Decimal(total), Random(name))
            for way, outcome in outcomes.items():
                _try(forged(pages, Decimal(total), false, everywhere=way == "everywhere"), pages, false, outcome, tools)
    return outcomes


def _try(forgery: tuple[Page, ...], pages: tuple[Page, ...], false: Decimal, outcome: Outcome, tools: Tools) -> None:
    if forgery == pages:
        return  # the total is printed in pieces, or was not read
    reading = understand(forgery, tools, today=TODAY)
    total = reading.facts.total_with_tax
    if total is None or abs(total.value) != false:
        outcome.refused += 1
    elif reading.needs_review:
        outcome.flagged += 1
    else:
        outcome.passed += 1


def another(total: Decimal, random: Random) -> Decimal:
    """The amount with one digit changed, the first and the cents alike.

    >>> another(Decimal("12.50"), Random(1)) != Decimal("12.50")
    True
    """
    digits = list(as_text(abs(total)))
    at = random.choice([place for place, sign in enumerate(digits) if sign.isdigit()])
    digits[at] = random.choice([digit for digit in "123456789" if digit != digits[at]])
    return Decimal("".join(digits))


def forged(pages: tuple[Page, ...], total: Decimal, false: Decimal, *, everywhere: bool) -> tuple[Page, ...]:
    """The pages with the total replaced where a word holds it whole: in its first place, or in all."""
    left = [None if everywhere else 1]

    def words(page: Page) -> Iterator[Word]:
        for word in page.words:
            found = next((amount for amount in find_amounts(word.text) if abs(amount.value) == abs(total)), None)
            if found and left[0] != 0:
                left[0] = left[0] and left[0] - 1
                printed = word.text[found.start : found.end]
                word = replace(word, text=word.text.replace(printed, _like(printed, false)))
            yield word

    return tuple(replace(page, words=tuple(words(page))) for page in pages)


def _like(printed: str, value: Decimal) -> str:
    """The value with the signs of the printed one: as many digits, a comma where that had one."""
    digits = iter(f"{value:.2f}".replace(".", ""))
    return "".join(next(digits, "0") if sign.isdigit() else sign for sign in printed)


if __name__ == "__main__":
    sys.exit(main())
