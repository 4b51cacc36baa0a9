"""A proposal for a field: a value, how much speaks for it, where it stands, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from domain.facts import InvoiceLine, TaxRow, Value
from domain.geometry import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What a finder proposes.

    `score` is a probability in [0, 1] before the sums have had their say; for an amount it is how clear the `witness` is.
    A witness is an independent way to a value ("cash less change", "tax table"): where several ways lead to one value it
    can be trusted, which is why choose.py counts them. `tax_breakdown` takes one candidate a row, `lines` one for them all.
    """

    field: str
    value: Value | TaxRow | tuple[InvoiceLine, ...]
    score: float
    place: Place | None = None
    reason: str = ""
    witness: str = ""


def by_fields(candidates: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    """The candidates of each field, in their order."""
    grouped: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        grouped[candidate.field].append(candidate)
    return grouped
