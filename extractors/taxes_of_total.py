"""Net, tax and rows of VAT that make a chosen total; what makes it not is left out, or kept with little confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from domain.checks import tax_of
from domain.facts import Facts, Found, TaxRow
from domain.money import CENT, rounded
from extractors.candidate import Candidate

MOST_ROWS = 7
MOST_LINES = 12
"""Lines that are parted among two rates by trying every way, at most: 4 096 ways take a few milliseconds."""


def labelled(by_field: Mapping[str, Sequence[Candidate]], field: str) -> list[tuple[Candidate, Decimal]]:
    return [(c, c.value) for c in by_field.get(field, ()) if isinstance(c.value, Decimal)]


def labelled_taxes(by_field: Mapping[str, Sequence[Candidate]]) -> list[tuple[Candidate, Decimal]]:
    """The labelled taxes, and together those of several rates: `TVA 5,5 %` and `TVA 20 %` on a line each make the tax."""
    some = labelled(by_field, "total_tax")
    rows = at_rates(by_field)
    if len(rows) > 1 and len({row.rate for row in rows}) == len(rows):
        whole = sum((row.amount for row in rows), Decimal(0))
        why = " + ".join(str(row.amount) for row in rows)
        some.append((Candidate(field="total_tax", value=whole, score=0.8, reason=why, witness="rates together"), whole))
    return some


def at_rates(by_field: Mapping[str, Sequence[Candidate]], witness: str = "tax at rate") -> tuple[TaxRow, ...]:
    """Taxes whose rate is printed while their base is not."""
    return tuple(dict.fromkeys(c.value for c in by_field.get("tax_breakdown", ()) if isinstance(c.value, TaxRow) and c.witness == witness))


def holds(total: Decimal, row: TaxRow) -> bool:
    """Whether the total is one base with this tax: exact to the cent of rounding, or to the unit where none has decimals."""
    base = total - row.amount
    grace = CENT if _has_decimals(total) or _has_decimals(row.amount) else Decimal(1)
    return abs(row.amount) < abs(base) and abs(tax_of(base, row.rate) - row.amount) <= grace


def _fits_in(total: Decimal, row: TaxRow) -> bool:
    """Whether a total can hold this tax at all: 6.73 at 6 % is none of 6.60, it is a base or a total in a line that names the tax."""
    return abs(row.amount) * (100 + row.rate) <= (abs(total) + 1) * row.rate


def _has_decimals(value: Decimal) -> bool:
    return int(value.as_tuple().exponent) < 0


def rows_of(candidates: Sequence[Candidate], *, near: bool = False) -> tuple[TaxRow, ...]:
    """The rows of the table; the same row printed twice counts once. With `near`, also those that a total must confirm."""
    ways = ("row", "across", "near row") if near else ("row", "across")
    return tuple(dict.fromkeys(c.value for c in candidates if isinstance(c.value, TaxRow) and c.witness in ways))[:MOST_ROWS]


def row_sets(rows: Sequence[TaxRow]) -> Iterable[tuple[TaxRow, ...]]:
    """Sets of rows that can be one table, the fullest first: no rate twice."""
    for size in range(len(rows), 0, -1):
        for chosen in combinations(rows, size):
            if len({row.rate for row in chosen}) == size:
                yield chosen


def with_taxes(facts: Facts, by_field: Mapping[str, Sequence[Candidate]]) -> Facts:
    """Net, tax and rows that make the chosen total; when nothing does, what is labelled is kept with less confidence."""
    total = facts.total_with_tax
    assert total is not None
    rows = rows_of(by_field.get("tax_breakdown", ()), near=True)
    scores = {c.value: c for c in by_field.get("tax_breakdown", ()) if isinstance(c.value, TaxRow)}
    for chosen in row_sets(rows):
        base, tax = sum((r.base for r in chosen), Decimal(0)), sum((r.amount for r in chosen), Decimal(0))
        if base + tax == total.value:
            return _tabled(facts, chosen, base, tax, by_field, {row: scores[row] for row in chosen})
    return _paired(facts, by_field, rows)


def _tabled(
    facts: Facts,
    rows: Sequence[TaxRow],
    base: Decimal,
    tax: Decimal,
    by_field: Mapping[str, Sequence[Candidate]],
    scores: Mapping[TaxRow, Candidate],
) -> Facts:
    total = facts.total_with_tax
    assert total is not None
    sure = min(c.score for c in scores.values())
    why = "sum of the tax table" if len(rows) > 1 else "the tax table"
    confidence = min(0.99, total.confidence, 0.9 + sure / 10)
    net_found = _printed(by_field, "total_without_tax", base, confidence, why)
    tax_found = _printed(by_field, "total_tax", tax, confidence, why)
    if len(rows) == 1 and tax_found.place is None:
        tax_found = Found(value=tax, confidence=confidence, place=scores[rows[0]].place, reason=why)
    return facts.having(tax_breakdown=tuple(rows), total_without_tax=net_found, total_tax=tax_found)


def _printed(by_field: Mapping[str, Sequence[Candidate]], field: str, value: Decimal, confidence: float, why: str) -> Found[Decimal]:
    """The computed value, with its place if a label names it too."""
    same = [c for c in by_field.get(field, ()) if c.value == value and c.place]
    if not same:
        return Found(value=value, confidence=confidence, reason=why)
    best = max(same, key=lambda c: c.score)
    return Found(value=value, confidence=min(0.99, confidence + 0.01), place=best.place, reason=f"{why}; {best.reason}")


def _paired(facts: Facts, by_field: Mapping[str, Sequence[Candidate]], rows: Sequence[TaxRow]) -> Facts:
    """A labelled net and a labelled tax that make the total; else a labelled tax alone."""
    total = facts.total_with_tax
    assert total is not None
    nets, taxes = labelled(by_field, "total_without_tax"), labelled_taxes(by_field)
    pairs = [(n.score * t.score, n, t) for n, net in nets for t, tax in taxes if net + tax == total.value and abs(tax) < abs(net)]
    if pairs:
        score, net_best, tax_best = max(pairs, key=lambda pair: pair[0])
        confidence = min(0.98, total.confidence, 0.9 + score / 10)
        facts = facts.having(total_without_tax=as_found(net_best, confidence), total_tax=as_found(tax_best, confidence))
        closing = _closing((*rows, *_exact(by_field, facts)), facts)
        return facts.having(tax_breakdown=closing or _closing(_of_lines(total.value, at_rates(by_field), by_field), facts))
    held = [row for row in (*at_rates(by_field), *at_rates(by_field, "tax at some rate")) if holds(total.value, row)]
    possible = [row for row in at_rates(by_field) if _fits_in(total.value, row)]
    if held and len({(row.rate, row.amount) for row in held}) == 1 and len(possible) <= 1:
        return _held(facts, held[0], by_field)
    if together := shares_of(total.value, at_rates(by_field)):
        return _held_together(facts, together, by_field)
    return _alone(facts, total.value, taxes)


def _held(facts: Facts, row: TaxRow, by_field: Mapping[str, Sequence[Candidate]]) -> Facts:
    """One rate for the whole: the base is the total less the tax, and the rate proves it."""
    total = facts.total_with_tax
    assert total is not None
    base = total.value - row.amount
    confidence = min(0.97, total.confidence)
    return facts.having(
        total_without_tax=_printed(by_field, "total_without_tax", base, confidence, f"{total.value} − {row.amount}"),
        total_tax=_printed(by_field, "total_tax", row.amount, confidence, f"{row.rate:f} % of {base}"),
        tax_breakdown=(TaxRow(rate=row.rate, base=base, amount=row.amount),),
    )


def shares_of(total: Decimal, rows: Sequence[TaxRow]) -> tuple[TaxRow, ...]:
    """The taxes of several rates, where each with the base that it is a share of makes the total together, as near as cents tell.

    `Dont TVA 2,10 % 0,21` says a base between 9,77 and 10,23, `Dont TVA 5,50 % 4,79` one between 87,01 and 87,18: with both taxes
    between 101,78 and 102,41, and the total is 102,28.
    """
    rates = [row.rate for row in rows]
    if len(rows) < 2 or len(set(rates)) < len(rates) or not all(rates):
        return ()
    half = CENT / 2 if _has_decimals(total) or any(_has_decimals(row.amount) for row in rows) else Decimal("0.5")
    made = sum((row.amount * (100 + row.rate) / row.rate for row in rows), Decimal(0))
    reach = sum((half * 100 / row.rate for row in rows), Decimal(0))
    return tuple(rows) if abs(made - total) <= reach and reach < abs(total) / 50 else ()


def _held_together(facts: Facts, rows: Sequence[TaxRow], by_field: Mapping[str, Sequence[Candidate]]) -> Facts:
    """Taxes of several rates whose bases are not printed: the net is what is left; the lines tell the bases, where only one way is."""
    total = facts.total_with_tax
    assert total is not None
    tax = sum((row.amount for row in rows), Decimal(0))
    confidence, why = min(0.97, total.confidence), " + ".join(str(row.amount) for row in rows)
    return facts.having(
        total_without_tax=_printed(by_field, "total_without_tax", total.value - tax, confidence, f"{total.value} − {tax}"),
        total_tax=_printed(by_field, "total_tax", tax, confidence, why),
        tax_breakdown=_of_lines(total.value, rows, by_field),
    )


def _of_lines(total: Decimal, rows: Sequence[TaxRow], by_field: Mapping[str, Sequence[Candidate]]) -> tuple[TaxRow, ...]:
    """The two rows whose taxes the lines make to the cent, parted in the one way that does."""
    found: set[Decimal] = set()
    for candidate in by_field.get("lines", ()):
        lines = candidate.value if isinstance(candidate.value, tuple) else ()
        amounts = [line.amount for line in lines if line.amount is not None]
        if len(rows) != 2 or not 2 <= len(amounts) <= MOST_LINES or sum(amounts) != total:
            continue
        for size in range(1, len(amounts)):
            for some in combinations(amounts, size):
                first = sum(some, Decimal(0))
                if all(
                    rounded(gross * row.rate / (100 + row.rate)) == row.amount
                    for gross, row in zip((first, total - first), rows, strict=True)
                ):
                    found.add(first)
    if len(found) != 1:
        return ()
    first = found.pop()
    return tuple(
        TaxRow(rate=row.rate, base=gross - row.amount, amount=row.amount) for gross, row in zip((first, total - first), rows, strict=True)
    )


def _exact(by_field: Mapping[str, Sequence[Candidate]], facts: Facts) -> tuple[TaxRow, ...]:
    """Rows whose base stands elsewhere: the whole net when there is one rate, else the lines of each rate together."""
    rows, net = at_rates(by_field), facts.total_without_tax
    if len(rows) == 1 and net and holds(net.value + rows[0].amount, rows[0]):
        return (TaxRow(rate=rows[0].rate, base=net.value, amount=rows[0].amount),)
    bases: dict[Decimal, Decimal] = defaultdict(Decimal)
    for candidate in by_field.get("lines", ()):
        for line in candidate.value if isinstance(candidate.value, tuple) else ():
            if line.tax_rate is not None and line.amount is not None:
                bases[line.tax_rate.normalize()] += line.amount
    untaxed = bases.get(Decimal(0))
    rest = (TaxRow(rate=Decimal(0), base=untaxed, amount=Decimal("0.00")),) if untaxed else ()
    return rest + tuple(
        TaxRow(rate=r.rate, base=bases[r.rate], amount=r.amount) for r in rows if abs(tax_of(bases[r.rate], r.rate) - r.amount) <= CENT
    )


def _alone(facts: Facts, total: Decimal, taxes: Sequence[tuple[Candidate, Decimal]]) -> Facts:
    """What is labelled as tax, though nothing proves it. A net that nothing proves is left out: nobody needs it."""
    some = [c for c, value in taxes if abs(value) < abs(total) / 3 and c.witness == "label"]
    if not some:
        return facts
    best = max(some, key=lambda c: (bool(c.value), c.score))
    return facts.having(total_tax=as_found(best, (0.6 if best.value else 0.88) * best.score))


def _closing(rows: Sequence[TaxRow], facts: Facts) -> tuple[TaxRow, ...]:
    """The rows that make the net and the tax; none when they do not."""
    net, tax = facts.total_without_tax, facts.total_tax
    for chosen in row_sets(rows):
        if net and tax and sum(r.amount for r in chosen) == tax.value and sum(r.base for r in chosen) == net.value:
            return chosen
    return ()


def as_found(candidate: Candidate, confidence: float) -> Found[Decimal]:
    assert isinstance(candidate.value, Decimal)
    return Found(value=candidate.value, confidence=confidence, place=candidate.place, reason=candidate.reason)
