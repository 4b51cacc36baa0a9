"""Do the sums of a document agree? EN 16931's arithmetic over Facts, shared by finders, road and pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.facts import Facts
from domain.money import CENT, as_percent, as_text, rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The outcome of one rule; the message shows its arithmetic."""

    code: str
    ok: bool
    message: str


ADVISORY = frozenset({"mentions_present", "on_a_working_day", "no_round_sum"})
"""Rules whose failing is told, and by itself holds no document back: most of what they point at is in order."""

Rule = Callable[[Facts], Iterator[Check]]


def check_sums(facts: Facts) -> tuple[Check, ...]:
    """Every rule that the facts are complete enough for, in the order in which they build on each other."""
    return tuple(check for rule in SUM_RULES for check in rule(facts))


def tax_of(base: Decimal, rate: Decimal, currency: str | None = None) -> Decimal:
    """Tax of a base at a rate in percent, rounded half up per rate (EN 16931 BR-CO-17)."""
    return rounded(base * rate / 100, currency)


def _rows_multiply(facts: Facts) -> Iterator[Check]:
    # One cent (or unit) of grace a row: tills round each line, EN 16931 only the row.
    for row in facts.tax_breakdown:
        computed = tax_of(row.base, row.rate, _currency(facts))
        yield Check(
            code="tax_row_multiplies",
            ok=abs(computed - row.amount) <= _unit(facts),
            message=f"{as_text(row.base)} × {as_percent(row.rate)} = {as_text(computed)}, printed {as_text(row.amount)}",
        )


def _rows_make_the_tax(facts: Facts) -> Iterator[Check]:
    if facts.tax_breakdown and facts.total_tax:
        yield _sum_check("tax_rows_add_up", [row.amount for row in facts.tax_breakdown], facts.total_tax.value, _unit(facts))


def _bases_make_the_net(facts: Facts) -> Iterator[Check]:
    if facts.tax_breakdown and facts.total_without_tax:
        yield _sum_check("tax_bases_add_up", [row.base for row in facts.tax_breakdown], facts.total_without_tax.value, _unit(facts))


def _net_and_tax_make_the_total(facts: Facts) -> Iterator[Check]:
    """BR-CO-15."""
    if facts.total_without_tax and facts.total_tax and facts.total_with_tax:
        terms = [facts.total_without_tax.value, facts.total_tax.value]
        yield _sum_check("totals_add_up", terms, facts.total_with_tax.value, Decimal(0))


def _lines_make_the_total(facts: Facts) -> Iterator[Check]:
    """BR-CO-10; a till prints lines with tax, an invoice without, so either total will do."""
    amounts = [line.amount for line in facts.lines]
    totals = [f.value for f in (facts.total_without_tax, facts.total_with_tax) if f]
    if amounts and totals and all(a is not None for a in amounts):
        terms = [a for a in amounts if a is not None]
        nearest = min(totals, key=lambda total: abs(sum(terms, Decimal(0)) - total))
        yield _sum_check("lines_add_up", terms, nearest, CENT * len(terms))


def _sum_check(code: str, terms: list[Decimal], total: Decimal, grace: Decimal) -> Check:
    computed = sum(terms, Decimal(0))
    ok = abs(computed - total) <= grace
    shown = " + ".join(as_text(term) for term in terms[:8]) + (" + …" if len(terms) > 8 else "")
    sign = "=" if computed == total else "≈" if ok else "≠"
    left = shown if computed == total or len(terms) == 1 else f"{shown} = {as_text(computed)}"
    return Check(code=code, ok=ok, message=f"{left} {sign} {as_text(total)}")


def _currency(facts: Facts) -> str | None:
    return facts.currency.value if facts.currency else None


def _unit(facts: Facts) -> Decimal:
    """The smallest step of the currency, which rounding may take on each row."""
    return rounded(Decimal(1), None) if _currency(facts) in ("XOF", "XAF") else CENT


SUM_RULES: tuple[Rule, ...] = (
    _rows_multiply,
    _rows_make_the_tax,
    _bases_make_the_net,
    _net_and_tax_make_the_total,
    _lines_make_the_total,
)
