"""Every value that may be the total of a document, with the independent ways that lead to it, and how likely each is."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.checks import tax_of
from domain.geometry import Place
from domain.money import one_digit_apart
from extractors.candidate import Candidate
from extractors.rates import COMMON_RATES
from extractors.taxes_of_total import at_rates, holds, labelled, labelled_taxes, row_sets, rows_of
from extractors.weights import NOTHING, WEIGHTS

CLEAR, CLEARLY = 0.6, 0.85
"""Strength of a witness that counts, and of one that counts as a proof."""
FAIRLY = 0.7
"""Strength of two proofs that agree, of which one has a damaged label."""
PROOF_KINDS = (
    ("cash less change", "cash without change", "payments together"),
    ("tax table", "tax at rate"),
    ("net and tax",),
    ("in words",),
)
PROOFS = ("paid less change", *(name for kind in PROOF_KINDS for name in kind))
FIRM = ("label firm", "label due", "label total")
NAMES = ("label firm", "label total", "label due", "sum row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A possible total and the ways that lead to it, each with its strength in [0, 1]."""

    value: Decimal
    witnesses: Mapping[str, float]
    place: Place | None
    reasons: tuple[str, ...]

    @property
    def weight(self) -> float:
        return sum(WEIGHTS.get(name, 0.0) * strength for name, strength in self.witnesses.items())

    def is_led_to(self, ways: Iterable[str], *, least: float = CLEAR) -> bool:
        """Whether one of the ways leads to it so strongly."""
        return any(self.witnesses.get(name, 0.0) >= least for name in ways)

    @property
    def proofs(self) -> int:
        """How many independent sums lead to it; two that agree to the cent count though a label of theirs was damaged."""
        sure, fair = (sum(self.is_led_to(ways, least=least) for ways in PROOF_KINDS) for least in (CLEARLY, FAIRLY))
        return fair if fair >= 2 else sure

    @property
    def limit(self) -> float:
        """How sure a total can be at most: without a proof or a clear label it is no more than likely, whatever the rest says."""
        proven = self.is_led_to((*PROOFS, "card", "lines"))
        return 0.995 if proven else 0.96 if self.is_led_to(NAMES) else 0.8


def totals(by_field: Mapping[str, Sequence[Candidate]]) -> tuple[Total, ...]:
    """Every value that may be the total, with all its witnesses: those of the finders, and the sums that only a set shows."""
    witnesses: dict[Decimal, dict[str, float]] = defaultdict(dict)
    places: dict[Decimal, tuple[float, Place]] = {}
    reasons: dict[Decimal, list[tuple[float, str]]] = defaultdict(list)
    for c in (*by_field.get("total_with_tax", ()), *_sums(by_field)):
        if not isinstance(c.value, Decimal) or not c.value:
            continue
        value = c.value
        witnesses[value][c.witness] = max(c.score, witnesses[value].get(c.witness, 0.0))
        rank = WEIGHTS.get(c.witness, 0.0) * c.score
        if c.place and rank >= places.get(value, (-99.0, c.place))[0]:
            places[value] = (rank, c.place)
        if rank > 0:
            reasons[value].append((rank, c.reason))
    return tuple(
        Total(
            value=value,
            witnesses=witnesses[value],
            place=places[value][1] if value in places else None,
            reasons=tuple(dict.fromkeys(reason for _, reason in sorted(reasons[value], key=lambda r: -r[0]))),
        )
        for value in witnesses
    )


def _sums(by_field: Mapping[str, Sequence[Candidate]]) -> Iterable[Candidate]:
    """Totals that the tax table makes, and that a labelled net and a labelled tax make together."""
    rows = rows_of(by_field.get("tax_breakdown", ()))
    own = {c.value for c in by_field.get("tax_breakdown", ()) if c.witness == "row"}
    sums = {chosen: sum((row.base + row.amount for row in chosen), Decimal(0)) for chosen in row_sets(rows)}
    named = {c.value for c in by_field.get("total_with_tax", ()) if c.witness in FIRM and c.score >= CLEAR}
    several = any(len(chosen) > 1 and total in named for chosen, total in sums.items())
    for chosen, total in sums.items():
        # All rows are the table, unless some of them alone make a total that says it is one: a line of goods multiplies by chance.
        whole = total in named and len(chosen) > 1 if several else own <= set(chosen)
        score = 1.0 if whole else 0.6
        yield Candidate(field="total_with_tax", value=total, score=score, reason=f"tax table of {len(chosen)} rates", witness="tax table")
    seen = {c.value for c in by_field.get("total_with_tax", ())}
    for row in at_rates(by_field):
        for value in seen:
            if isinstance(value, Decimal) and holds(value, row):
                why = f"{value} holds {row.amount} at {row.rate:f} %"
                yield Candidate(field="total_with_tax", value=value, score=0.9, reason=why, witness="tax at rate")
                yield Candidate(field="total_with_tax", value=row.amount, score=0.9, reason=why, witness="is a tax")
    taxes = labelled_taxes(by_field)
    together = any(tax.witness == "rates together" for tax, _ in taxes)
    for net, net_value in labelled(by_field, "total_without_tax"):
        for tax, tax_value in taxes:
            total = net_value + tax_value
            if tax_value and total in seen and abs(tax_value) < abs(net_value):
                why = f"{net_value} + {tax_value} = {total}"
                score = min(1.0, min(net.score, tax.score) / 0.85)
                yield Candidate(field="total_with_tax", value=total, score=score, reason=why, witness="net and tax")
            elif tax_value and abs(tax_value) < abs(net_value) and (tax.witness == "rates together" or not together):
                yield from _repaired(net, tax, total, by_field)


def _repaired(net: Candidate, tax: Candidate, total: Decimal, by_field: Mapping[str, Sequence[Candidate]]) -> Iterable[Candidate]:
    """A sum of net and tax that is printed nowhere, while a labelled total is one digit away from it: that digit was misread.

    Where the tax is also its rate of the net to the cent, two ways lead to the sum; a cent off, the net may be what was misread.
    """
    if min(net.score, tax.score) < CLEAR or not isinstance(net.value, Decimal) or not isinstance(tax.value, Decimal):
        return
    labelled_totals = [c for c in by_field.get("total_with_tax", ()) if c.witness in NAMES and isinstance(c.value, Decimal)]
    near = next((c for c in labelled_totals if isinstance(c.value, Decimal) and one_digit_apart(c.value, total)), None)
    if near is None:
        return
    why = f"{net.value} + {tax.value} = {total}, one digit from {near.value}"
    yield replace(near, value=total, score=0.9, reason=why, witness="net and tax")
    if any(tax_of(net.value, rate) == tax.value for rate in COMMON_RATES):
        yield replace(near, value=total, score=0.9, reason=f"{tax.value} is a rate of {net.value}", witness="tax at rate")


def probabilities(options: Sequence[Total]) -> tuple[float, ...]:
    """How likely each total is, "none of these" being one more option."""
    powers = [math.exp(min(50.0, total.weight)) for total in options]
    whole = sum(powers) + math.exp(NOTHING)
    return tuple(power / whole for power in powers)
