"""From many candidates to one consistent set of facts: the set whose sums agree, not the best guess field by field.

A total is as likely as the independent ways that lead to it: its label, cash less change, the card, net and tax, the tax
table, the lines, the sum in words. Each way has a weight, learned once from receipts with known totals (see
docs/decisions/0003-propose-then-choose.md); the probabilities of all totals and of "none of these" make one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from domain.facts import Facts, Found, InvoiceLine, TaxRow, Value
from domain.money import CENT, one_digit_apart
from extractors.candidate import Candidate, by_fields
from extractors.taxes_of_total import as_found, labelled, labelled_taxes, with_taxes
from extractors.totals import CLEAR, CLEARLY, NAMES, PROOFS, Total, probabilities, totals

AMOUNT_FIELDS = frozenset({"total_with_tax", "total_without_tax", "total_tax", "amount_due", "tax_breakdown", "lines"})
LEAST_PROVEN = 0.6
REPAIRED, CONTRADICTED = 0.85, 0.6
ROUNDING_LIMIT = Decimal("0.5")
FIVES, FIVES_STEP = frozenset({"MYR", "CHF"}), Decimal("0.05")
LEAST = 0.3
"""Below this probability a value is left out: an empty field is honest, a guess is not."""


def choose(candidates: Iterable[Candidate], *, least: float = LEAST) -> Facts:
    """The most likely facts. A field whose best candidate stays below `least` is left empty."""
    by_field = by_fields(candidates)
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


def _amounts(by_field: Mapping[str, Sequence[Candidate]]) -> Facts:
    options = totals(by_field)
    likely = sorted(zip(probabilities(options), options, strict=True), key=lambda pair: -pair[0])
    if not likely or likely[0][0] < LEAST:
        return Facts()
    grace = _grace(by_field)
    probability, total = _contested(likely, grace)
    if _disputed(total, by_field, grace) or _has_twin(total, likely, grace):
        probability = min(probability, CONTRADICTED)
    chance, paid = _rounded_with(total, likely, grace)
    if probability == likely[0][0]:
        probability += chance
    found = Found(value=total.value, confidence=min(total.limit, probability), place=total.place, reason="; ".join(total.reasons[:4]))
    facts = Facts(total_with_tax=found)
    facts = with_taxes(facts, by_field)
    if facts.total_tax is None or facts.total_tax.confidence < LEAST_PROVEN:
        facts = _before_rounding(facts, by_field)
    if (
        paid
        and paid.value % FIVES_STEP == 0
        and facts.amount_due is None
        and facts.total_with_tax
        and facts.total_with_tax.value == total.value
    ):
        facts = facts.having(amount_due=replace(found, value=paid.value, place=paid.place, reason=f"{total.value} rounded for cash"))
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
    if total.is_led_to(["card"]) or not rivals:
        return probability, total
    rival = max(rivals, key=lambda other: (other.proofs, _misread(other, total)))
    if (rival.proofs >= 2 and rival.proofs > total.proofs) or _misread(rival, total):
        why = f"sums prove {rival.value} where {total.value} is labelled"
        return REPAIRED, replace(rival, place=rival.place or total.place, reasons=(why, *rival.reasons))
    return (min(probability, CONTRADICTED), total) if rival.proofs and not total.proofs else (probability, total)


def _disputed(total: Total, by_field: Mapping[str, Sequence[Candidate]], grace: Decimal) -> bool:
    """Whether a total that its label alone leads to stands against the net and the tax that are labelled too.

    It is below the net, or no net and tax make it: `Total HT 4256.50`, `TVA 20 % 851.31`, `Total TTC 2107.87`.
    """
    if total.proofs or total.is_led_to(("card", "lines")):
        return False
    nets = [value for c, value in labelled(by_field, "total_without_tax") if c.score >= CLEAR and c.witness == "label"]
    taxes = [value for c, value in labelled_taxes(by_field) if c.score >= CLEAR and value]
    made = [net + tax for net in nets for tax in taxes]
    return any(net > total.value > 0 for net in nets) or bool(made and all(abs(value - total.value) > grace for value in made))


def _has_twin(total: Total, likely: Sequence[tuple[float, Total]], grace: Decimal) -> bool:
    """Whether an amount that differs by one digit was paid by card, or is called the total, as well: one of the two was misread."""
    return total.proofs < 2 and any(
        abs(other.value - total.value) > grace and one_digit_apart(other.value, total.value) and other.is_led_to(("card", *NAMES))
        for _, other in likely
    )


def _misread(rival: Total, total: Total) -> bool:
    """Whether the labelled total is the rival with a digit misread: a sum proves the rival, the lines make it, and nothing the label."""
    lined = rival.is_led_to(["lines"], least=CLEARLY) and not total.is_led_to(["lines"], least=CLEARLY)
    return bool(rival.proofs and not total.proofs and lined) and one_digit_apart(rival.value, total.value)


def _rounded_with(total: Total, likely: Sequence[tuple[float, Total]], grace: Decimal) -> tuple[float, Total | None]:
    """Another total that cash rounding leads to or from, with its probability: the two do not contradict each other."""
    if grace == FIVES_STEP:
        for chance, other in likely:
            one_is_round = (total.value % FIVES_STEP == 0) != (other.value % FIVES_STEP == 0)
            near = 0 < abs(other.value - total.value) <= 2 * CENT
            if one_is_round and near and other.is_led_to((*NAMES, *PROOFS)):
                return chance, other
    return 0.0, None


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
