"""One order out of several: reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009), in our own code for every engine."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

# The constant of the paper; nothing better was found on the judged queries of bench/meaning.
_DAMPING = 60


def fused(*rankings: Sequence[Key]) -> dict[Key, float]:
    """The score of each key: what stands high in several rankings comes first; the best first in each.

    >>> scores = fused(["a", "b"], ["b", "a", "c"], ["b"])
    >>> sorted(scores, key=lambda key: -scores[key])
    ['b', 'a', 'c']
    """
    scores: dict[Key, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, start=1):
            scores[key] = scores.get(key, 0.0) + 1 / (_DAMPING + rank)
    return scores
