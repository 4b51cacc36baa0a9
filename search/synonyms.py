"""Words of the trade that stand for one another: who asks for « télécom » also finds « forfait mobile ».

The table `synonyms.csv` leads from the words that people ask with to those that documents bear, and not back: a document of travel
may say « train », but who asks for a train wants no aeroplane. Its words come from the categories of the published contract and
from what merchants print on their receipts.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from search.terms import stem, terms


def widened(wanted: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """For each term of `search.terms` the terms that may stand in its place, itself first; one with blanks is a phrase.

    >>> widened(["encr", "ikea"])
    (('encr', 'toner', 'cartouch'), ('ikea',))
    """
    table = _table()
    return tuple(tuple(dict.fromkeys((term, *table.get(term, ())))) for term in wanted)


def is_of_the_trade(word: str) -> bool:
    """Whether a folded word stands in the table, on either side.

    >>> is_of_the_trade("ramettes"), is_of_the_trade("elevent")
    (True, False)
    """
    return stem(word) in _words()


@cache
def _words() -> frozenset[str]:
    table = _table()
    return frozenset(word for each in (*table, *(found for row in table.values() for found in row)) for word in each.split())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    with (Path(__file__).parent / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = tuple(" ".join(terms(words)) for words in row["found"].split("|"))
            for asked in row["asked"].split("|"):
                table[" ".join(terms(asked))] = found
    return table
