"""From the recogniser's probabilities to signs, each with its place along the run and its own probability (CTC decoding).

PaddleOCR's decoder gives one mean for a whole line, which hides a doubtful digit among twenty sure letters; and its
alphabet lets a blurred 0 become ℃. So the decoding is done here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

PUNCTUATION = "–—‘’“”•…€"


@dataclass(frozen=True, slots=True)
class Character:
    """A sign, where its middle stands along the run (0 at the left end, 1 at the right), and how sure it is."""

    sign: str
    at: float
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text as it was read."""

    characters: tuple[Character, ...] = ()
    ink: npt.NDArray[np.bool_] | None = field(default=None, compare=False, repr=False)
    """(48, W) where its print stands, as the recogniser saw it; None where nobody looked."""

    @property
    def text(self) -> str:
        return "".join(character.sign for character in self.characters)

    @property
    def confidence(self) -> float:
        """The mean of its signs; 0 when nothing was read."""
        return sum(c.confidence for c in self.characters) / len(self.characters) if self.characters else 0.0


def is_latin(sign: str) -> bool:
    """Whether French, English or German print it: letters with their accents, digits, usual punctuation."""
    return ord(sign[0]) < 0x180 or sign in PUNCTUATION


class Decoder:
    """Knows the alphabet: the blank comes first and the space last, as PaddleOCR trains its recognisers."""

    def __init__(self, alphabet: Sequence[str], *, latin_only: bool = True) -> None:
        signs = ["", *alphabet, " "]
        kept = [i for i, sign in enumerate(signs) if not sign or not latin_only or is_latin(sign)]
        self._kept = np.array(kept)
        self._signs = [signs[i] for i in kept]

    def decode(self, probabilities: npt.NDArray[np.float32], *, share: float = 1.0) -> Run:
        """The likeliest signs of (steps, alphabet) probabilities, where the text fills the first `share` of the steps."""
        likeliest = probabilities[:, self._kept]
        best = likeliest.argmax(axis=1)
        changes = np.concatenate([[True], best[1:] != best[:-1]])
        steps = np.flatnonzero(changes & (best != 0))
        width = len(best) * share
        return Run(
            tuple(
                Character(self._signs[best[step]], min(1.0, (step + 0.5) / width), min(1.0, float(likeliest[step, best[step]])))
                for step in steps
            )
        )
