"""From many candidates to one consistent set of facts: the set whose sums agree, not the best guess field by field.

A total is as likely as the independent ways that lead to it: its label, cash less change, the card, net and tax, the tax
table, the lines, the sum in words. Each way has a weight, learned once from receipts with known totals (see
docs/decisions/0003-propose-then-choose.md); the probabilities of all totals and of "none of these" make one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.checks import tax_of
from domain.facts import Facts, Found, InvoiceLine, TaxRow, Value
from domain.geometry import Place
from domain.money import CENT
from extractors.candidate import Candidate
from extractors.rates import COMMON_RATES
from extractors.taxes_of_total import as_found, at_rates, holds, labelled, labelled_taxes, row_sets, rows_of, with_taxes
from extractors.weights import NOTHING, WEIGHTS

AMOUNT_FIELDS = frozenset({"total_with_tax", "total_without_tax", "total_tax", "amount_due", "tax_breakdown", "lines"})
LEAST_PROVEN = 0.6
CLEAR = 0.6
PROOF_KINDS = (
    ("cash less change", "cash without change", "payments together"),
    ("tax table", "tax at rate"),
    ("net and tax",),
    ("in words",),
)
PROOFS = ("paid less change", *(name for kind in PROOF_KINDS for name in kind))
REPAIRED, CONTRADICTED = 0.85, 0.6
NAMES = ("label firm", "label total", "label due", "sum row")
ROUNDING_LIMIT = Decimal("0.5")
FIVES, FIVES_STEP = frozenset({"MYR", "CHF"}), Decimal("0.05")
LEAST = 0.3
"""Below this probability a value is left out: an empty field is honest, a guess is not."""


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

    @property
    def proofs(self) -> int:
        """How many independent sums lead to it."""
        return sum(1 for ways in PROOF_KINDS if any(self.witnesses.get(name, 0.0) >= 0.85 for name in ways))

    @property
    def limit(self) -> float:
        """How sure a total can be at most: without a proof or a clear label it is no more than likely, whatever the rest says."""
        proven = any(self.witnesses.get(name, 0.0) >= CLEAR for name in (*PROOFS, "card", "lines"))
        named = any(self.witnesses.get(name, 0.0) >= CLEAR for name in NAMES)
        return 0.995 if proven else 0.96 if named else 0.8


def choose(candidates: Iterable[Candidate], *, least: float = LEAST) -> Facts:
    """The most likely facts. A field whose best candidate stays below `least` is left empty."""
    by_field: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_field[candidate.field].append(candidate)
    found = {
        field: best for field, some in by_field.items() if field not in AMOUNT_FIELDS and (best := _best(some)) and best.confidence >= least
    }
    return _amounts(by_field).having(**found)


def _best(candidates: Sequence[Candidate]) -> Found[Value] | None:
    """The value with the highest score. One that rivals it takes from its confidence; the same value elsewhere adds a little."""
    scores: dict[Value, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if not isinstance(candidate.value, TaxRow | tuple):
            scores[candidate.value].append(candidate)
    if not scores:
        return None
    ranked = sorted(scores.values(), key=lambda some: -_strength(some))
    first = max(ranked[0], key=lambda candidate: candidate.score)
    value, top = first.value, _strength(ranked[0])
    assert not isinstance(value, TaxRow | tuple)
    rivals = sum(_odds(_strength(some)) for some in ranked[1:])
    confidence = top * _odds(top) / (_odds(top) + 0.5 * rivals)
    return Found(value=value, confidence=min(0.99, confidence), place=first.place, reason=first.reason)


def _odds(probability: float) -> float:
    return probability / max(1e-3, 1 - probability)


def _strength(candidates: Sequence[Candidate]) -> float:
    best = max(candidate.score for candidate in candidates)
    return min(0.995, best + (1 - best) * (0.3 if len(candidates) > 1 else 0.0))


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
    for chosen in row_sets(rows):
        total = sum((row.base + row.amount for row in chosen), Decimal(0))
        score = 1.0 if own <= set(chosen) else 0.6
        yield Candidate(field="total_with_tax", value=total, score=score, reason=f"tax table of {len(chosen)} rates", witness="tax table")
    seen = {c.value for c in by_field.get("total_with_tax", ())}
    for row in at_rates(by_field):
        for value in seen:
            if isinstance(value, Decimal) and holds(value, row):
                why = f"{value} holds {row.amount} at {row.rate:f} %"
                yield Candidate(field="total_with_tax", value=value, score=0.9, reason=why, witness="tax at rate")
                yield Candidate(field="total_with_tax", value=row.amount, score=0.9, reason=why, witness="is a tax")
    for net, net_value in labelled(by_field, "total_without_tax"):
        for tax, tax_value in labelled_taxes(by_field):
            total = net_value + tax_value
            if tax_value and total in seen and abs(tax_value) < abs(net_value):
                why = f"{net_value} + {tax_value} = {total}"
                score = min(1.0, min(net.score, tax.score) / 0.85)
                yield Candidate(field="total_with_tax", value=total, score=score, reason=why, witness="net and tax")
            elif tax_value and abs(tax_value) < abs(net_value):
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


def one_digit_apart(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts are printed alike but for one digit.

    >>> one_digit_apart(Decimal("521.72"), Decimal("521.76")), one_digit_apart(Decimal("52.17"), Decimal("521.76"))
    (True, False)
    """
    left, right = str(one), str(other)
    return len(left) == len(right) and sum(a != b for a, b in zip(left, right, strict=True)) == 1


def probabilities(options: Sequence[Total]) -> tuple[float, ...]:
    """How likely each total is, "none of these" being one more option."""
    powers = [math.exp(min(50.0, total.weight)) for total in options]
    whole = sum(powers) + math.exp(NOTHING)
    return tuple(power / whole for power in powers)


def _amounts(by_field: Mapping[str, Sequence[Candidate]]) -> Facts:
    options = totals(by_field)
    likely = sorted(zip(probabilities(options), options, strict=True), key=lambda pair: -pair[0])
    if not likely or likely[0][0] < LEAST:
        return Facts()
    probability, total = _contested(likely, _grace(by_field))
    found = Found(value=total.value, confidence=min(total.limit, probability), place=total.place, reason="; ".join(total.reasons[:4]))
    facts = Facts(total_with_tax=found)
    facts = with_taxes(facts, by_field)
    if facts.total_tax is None or facts.total_tax.confidence < LEAST_PROVEN:
        facts = _before_rounding(facts, by_field)
    facts = _with_due(facts, by_field)
    return facts.having(lines=_lines(facts, by_field))


def _before_rounding(facts: Facts, by_field: Mapping[str, Sequence[Candidate]]) -> Facts:
    """Where net and tax make a total that a printed rounding leads on to what is paid (BT-114), that one is the total."""
    paid = facts.total_with_tax
    assert paid is not None
    for before in _before(paid.value, by_field):
        other = with_taxes(Facts(total_with_tax=Found(value=before, confidence=paid.confidence, reason=paid.reason)), by_field)
        if other.total_tax and other.total_tax.confidence >= LEAST_PROVEN:
            return other.having(amount_due=paid)
    return facts


def _before(paid: Decimal, by_field: Mapping[str, Sequence[Candidate]]) -> Iterable[Decimal]:
    """Totals that a rounding leads to what was paid: one that is printed, or the custom of the currency.

    Ringgit in cash are rounded to 5 sen since 1 April 2008 (Bank Negara Malaysia), francs of Switzerland to 5 centimes.
    """
    printed = {c.value for c in by_field.get("total_with_tax", ()) if c.witness == "rounding" and isinstance(c.value, Decimal)}
    steps = {abs(step) for step in printed if 0 < abs(step) < ROUNDING_LIMIT}
    currency = _best(tuple(by_field.get("currency", ())))
    if currency and currency.value in FIVES and paid % FIVES_STEP == 0:
        steps |= {CENT, 2 * CENT}
    for step in sorted(steps):
        yield from (paid - step, paid + step)


def _grace(by_field: Mapping[str, Sequence[Candidate]]) -> Decimal:
    """How far two totals may lie apart by rounding alone: a cent, or the step to which cash is rounded."""
    rounds = any(c.witness == "rounding" for c in by_field.get("total_with_tax", ()))
    currency = _best(tuple(by_field.get("currency", ())))
    return FIVES_STEP if rounds or (currency and currency.value in FIVES) else CENT


def _contested(likely: Sequence[tuple[float, Total]], grace: Decimal) -> tuple[float, Total]:
    """The likeliest total, unless sums prove another better than it.

    Two proofs of another value outweigh a label and one proof: a digit of the labelled amount was misread. One proof only casts
    doubt on a total that has none. What lies within `grace` of the total is rounding, not contradiction.
    """
    probability, total = likely[0]
    rivals = [other for _, other in likely[1:] if abs(other.value - total.value) > grace]
    if total.witnesses.get("card", 0.0) >= CLEAR or not rivals:
        return probability, total
    rival = max(rivals, key=lambda other: other.proofs)
    if rival.proofs >= 2 and rival.proofs > total.proofs:
        why = f"sums prove {rival.value} where {total.value} is labelled"
        return REPAIRED, replace(rival, place=rival.place or total.place, reasons=(why, *rival.reasons))
    return (min(probability, CONTRADICTED), total) if rival.proofs and not total.proofs else (probability, total)


def _with_due(facts: Facts, by_field: Mapping[str, Sequence[Candidate]]) -> Facts:
    """What is labelled as due; it may differ from the total only where something printed explains it."""
    total = facts.total_with_tax
    if total is None or facts.amount_due:
        return facts
    due = [c for c in by_field.get("amount_due", ()) if isinstance(c.value, Decimal)]
    explained = [c for c in due if c.witness == "arithmetic"]
    equal = [c for c in due if c.value == total.value]
    for some, confidence in ((explained, 0.95), (equal, total.confidence), (due, 0.5)):
        if some:
            return facts.having(amount_due=as_found(max(some, key=lambda c: c.score), min(confidence, 0.99)))
    return facts


def _lines(facts: Facts, by_field: Mapping[str, Sequence[Candidate]]) -> tuple[InvoiceLine, ...]:
    """The lines, if their sum is one of the totals."""
    for candidate in sorted(by_field.get("lines", ()), key=lambda c: -c.score):
        if isinstance(candidate.value, tuple):
            amounts = [line.amount for line in candidate.value if line.amount is not None]
            made = sum(amounts, Decimal(0))
            grace = CENT * len(amounts)
            if any(found and abs(found.value - made) <= grace for found in (facts.total_without_tax, facts.total_with_tax)):
                return candidate.value
    return ()
