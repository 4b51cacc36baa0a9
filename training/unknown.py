"""Teach spaCy what the words are that no rule knows: drawn sentences → search/weights/unknown.bin.

How well that goes is not measured on drawn sentences but on those that people wrote: `python -m bench.understanding`.
"""

from __future__ import annotations

import sys
from random import Random
from typing import Any

from search.unknown import LABELS, WEIGHTS, blank, document
from training.sentences import Drawn, draw

EACH = 30_000
ROUNDS = 5
BATCH = 64


def train() -> None:
    """Learn from the drawn sentences and write the weights: the same at every run on the same kind of processor."""
    from spacy.training import Example
    from thinc.api import fix_random_seed

    fix_random_seed(1)
    language = blank()
    tagger: Any = language.get_pipe("tagger")
    for label in LABELS:
        tagger.add_label(label)

    def example(drawn: Drawn) -> Example:
        words = list(drawn.words)
        return Example(document(language, words), document(language, words, list(drawn.labels)))

    examples = [example(drawn) for drawn in draw(EACH, seed=7)]
    optimizer = language.initialize(lambda: examples)
    random = Random(1)
    for number in range(ROUNDS):
        losses: dict[str, float] = {}
        random.shuffle(examples)
        for start in range(0, len(examples), BATCH):
            language.update(examples[start : start + BATCH], sgd=optimizer, losses=losses, drop=0.15)
        print(f"words that no rule knows, round {number + 1}: loss {losses['tagger']:.0f}", file=sys.stderr)
    WEIGHTS.parent.mkdir(exist_ok=True)
    WEIGHTS.write_bytes(tagger.to_bytes(exclude=["vocab"]))
