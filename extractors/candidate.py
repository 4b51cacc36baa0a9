"""A proposal for a field: a value, how much speaks for it, where it stands, and why."""

from __future__ import annotations

from dataclasses import dataclass

from domain.facts import Value
from domain.geometry import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What a finder proposes. `score` is a probability in [0, 1] before the sums have had their say."""

    field: str
    value: Value
    score: float
    place: Place | None = None
    reason: str = ""
