"""A second look at doubtful figures: cut out anew in other ways, and the reading that they agree on.

The recogniser sees 48 rows of pixels; a little more margin, or letters a tenth wider or narrower, fall differently on its grid. Of
words of figures that it is sure of hardly one is wrong; of the others, that have a sign below DOUBT, one in six is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import cast

import cv2
import numpy as np

from pipeline.engines._crops import Quad, cut
from pipeline.engines._decode import Character, Run
from pipeline.sheet import Pixels

DOUBT = 0.9
"""A word with a digit is looked at again when one of its signs is less sure."""

AGREED = 0.95
"""What every look agrees on is as sure as this, however doubtful each was."""

_LOOKS = ((0.15, 0.08, 1.0), (0.1, 0.02, 1.15), (0.1, 0.02, 0.9))
"""Margins at the ends and above and below, as shares of the height, and how much wider the letters are made."""


def is_doubtful(run: Run) -> bool:
    """Whether a figure in it may have been misread."""
    return any(_may_be_misread(word) for word in _words(run))


def looks(pixels: Pixels, quad: Quad) -> Iterator[Pixels]:
    """The run cut out anew, a few times."""
    for ends, sides, wider in _LOOKS:
        crop = cut(pixels, _grown(quad, ends, sides))
        yield crop if wider == 1 else cast(Pixels, cv2.resize(crop, None, fx=wider, fy=1, interpolation=cv2.INTER_LINEAR))


def agreed(first: Run, others: Sequence[Run]) -> Run:
    """The run with each doubtful figure as most looks read it, weighed by how sure they are; what only some say stays doubtful.

    A look that parts the run into other words than the first is left out, as is everything but figures.
    """
    words = _words(first)
    seen = [words, *(some for some in map(_words, others) if len(some) == len(words))]
    chosen = [_agreed([some[place] for some in seen]) if _may_be_misread(word) else word for place, word in enumerate(words)]
    blanks = [character for character in first.characters if character.sign.isspace()]
    return Run(tuple(sorted((*blanks, *(character for word in chosen for character in word)), key=lambda character: character.at)))


def _agreed(readings: Sequence[tuple[Character, ...]]) -> tuple[Character, ...]:
    """The reading with the most weight. Its weakest sign is as sure as its share of all weight says."""
    weights: dict[str, float] = defaultdict(float)
    for reading in readings:
        weights[_text(reading)] += _sure(reading)
    best = max(weights, key=lambda text: weights[text])
    share = min(AGREED, weights[best] / sum(weights.values())) if len(readings) > 1 else _sure(readings[0])
    clearest = max((reading for reading in readings if _text(reading) == best), key=_sure)
    own = _sure(clearest)
    if share > own:
        return tuple(Character(c.sign, c.at, max(c.confidence, share)) for c in clearest)
    return tuple(Character(c.sign, c.at, min(c.confidence, share)) if c.confidence == own else c for c in clearest)


def _words(run: Run) -> list[tuple[Character, ...]]:
    """The characters of each word."""
    words: list[tuple[Character, ...]] = []
    word: list[Character] = []
    for character in (*run.characters, Character(" ", 1.0)):
        if not character.sign.isspace():
            word.append(character)
        elif word:
            words.append(tuple(word))
            word = []
    return words


def _may_be_misread(word: Sequence[Character]) -> bool:
    return any(character.sign.isdigit() for character in word) and _sure(word) < DOUBT


def _sure(word: Sequence[Character]) -> float:
    return min(character.confidence for character in word)


def _text(word: Sequence[Character]) -> str:
    return "".join(character.sign for character in word)


def _grown(quad: Quad, ends: float, sides: float) -> Quad:
    """The quad with margins, in shares of its height."""
    along, down = (quad[1] - quad[0] + quad[2] - quad[3]) / 2, (quad[3] - quad[0] + quad[2] - quad[1]) / 2
    x, y = along / max(1e-6, float(np.linalg.norm(along))) * float(np.linalg.norm(down)) * ends, down * sides
    return cast(Quad, (quad + np.array([-x - y, x - y, x + y, -x + y])).astype(np.float32))
