"""Net, tax and rows that make a chosen total."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.checks import check_sums, tax_of
from domain.facts import Facts, Found, InvoiceLine, TaxRow
from extractors.candidate import Candidate
from extractors.taxes_of_total import holds, row_sets, with_taxes


def row(rate: str, base: str, amount: str) -> TaxRow:
    return TaxRow(rate=Decimal(rate), base=Decimal(base), amount=Decimal(amount))


RATED = (("5.5", "1.40"), ("10", "0.70"), ("20", "1.69"))


def of(total: str, *candidates: Candidate) -> Facts:
    by_field: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_field.setdefault(candidate.field, []).append(candidate)
    return with_taxes(Facts(total_with_tax=Found(value=Decimal(total), confidence=0.95)), by_field)


def labelled(field: str, value: str) -> Candidate:
    return Candidate(field=field, value=Decimal(value), score=0.85, witness="label")


def test_a_labelled_net_and_tax_that_make_the_total_are_taken() -> None:
    facts = of("120.00", labelled("total_without_tax", "100.00"), labelled("total_without_tax", "90.00"), labelled("total_tax", "20.00"))
    assert facts.total_without_tax is not None
    assert facts.total_without_tax.value == Decimal("100.00")


def test_a_tax_that_nothing_proves_keeps_little_confidence_and_gives_no_net() -> None:
    facts = of("120.00", labelled("total_tax", "17.00"))
    assert facts.total_tax is not None
    assert facts.total_tax.confidence < 0.6
    assert facts.total_without_tax is None


def test_no_table_bears_one_rate_twice() -> None:
    rows = (row("20", "10.00", "2.00"), row("20", "5.00", "1.00"), row("10", "5.00", "0.50"))
    assert all(len({r.rate for r in chosen}) == len(chosen) for chosen in row_sets(rows))


def test_a_total_holds_a_tax_to_the_cent() -> None:
    assert holds(Decimal("9.60"), row("20", "8.00", "1.60"))
    assert not holds(Decimal("9.90"), row("20", "8.00", "1.60"))


@given(st.integers(100, 10**6), st.integers(100, 10**6))
def test_the_rows_of_the_true_table_always_close_the_sums(first: int, second: int) -> None:
    rows = [
        TaxRow(rate=Decimal(r), base=Decimal(c) / 100, amount=tax_of(Decimal(c) / 100, Decimal(r)))
        for r, c in (("20", first), ("5.5", second))
    ]
    total = sum((r.base + r.amount for r in rows), Decimal(0))
    facts = of(str(total), *(Candidate(field="tax_breakdown", value=r, score=0.95, witness="row") for r in rows))
    assert set(facts.tax_breakdown) == set(rows)
    assert all(check.ok for check in check_sums(facts))


def at_rate(rate: str, amount: str) -> Candidate:
    base = (Decimal(amount) * 100 / Decimal(rate)).quantize(Decimal("0.01"))
    return Candidate(field="tax_breakdown", value=row(rate, str(base), amount), score=0.85, witness="tax at rate")


def lines_of(*amounts: str) -> Candidate:
    lines = tuple(InvoiceLine(description="article", amount=Decimal(amount)) for amount in amounts)
    return Candidate(field="lines", value=lines, score=0.8)


def test_taxes_of_two_rates_without_bases_are_the_tax_where_their_shares_make_the_total() -> None:
    facts = of("102.28", at_rate("2.1", "0.21"), at_rate("5.5", "4.79"), labelled("total_tax", "0.21"), labelled("total_tax", "4.79"))
    assert facts.total_tax is not None
    assert facts.total_tax.value == Decimal("5.00")
    assert facts.total_without_tax is not None
    assert facts.total_without_tax.value == Decimal("97.28")
    assert facts.tax_breakdown == ()


def test_the_lines_part_the_total_among_two_rates() -> None:
    facts = of("102.28", at_rate("2.1", "0.21"), at_rate("5.5", "4.79"), lines_of("19.95", "10.42", "9.45", "62.46"))
    assert facts.tax_breakdown == (row("2.1", "10.21", "0.21"), row("5.5", "87.07", "4.79"))


def test_lines_that_part_in_more_than_one_way_tell_no_base() -> None:
    assert of("102.28", at_rate("2.1", "0.21"), at_rate("5.5", "4.79"), lines_of("10.40", "10.42", "81.46")).tax_breakdown == ()


def test_taxes_whose_shares_do_not_make_the_total_prove_nothing() -> None:
    facts = of("152.28", at_rate("2.1", "0.21"), at_rate("5.5", "4.79"), labelled("total_tax", "0.21"), labelled("total_tax", "4.79"))
    assert facts.total_tax is None or facts.total_tax.confidence < 0.6


def test_taxes_of_several_rates_that_fill_the_total_are_its_tax() -> None:
    """Dont TVA 5.50 % 1.40, Dont TVA 10 % 0.70, Dont TVA 20 % 1.69 of 44.75."""
    taxes = [Candidate(field="tax_breakdown", value=row(r, "1.00", a), score=0.85, witness="tax at rate") for r, a in RATED]
    facts = of("44.75", *taxes)
    assert facts.total_tax is not None
    assert facts.total_without_tax is not None
    assert (facts.total_tax.value, facts.total_without_tax.value) == (Decimal("3.79"), Decimal("40.96"))
    assert of("54.75", *taxes).total_tax is None
