"""One consistent set of facts out of many candidates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.facts import Facts, TaxRow
from extractors.candidate import Candidate
from extractors.choose import choose
from extractors.extract import extract
from extractors.totals import probabilities, totals
from extractors.weights import WEIGHTS
from tests.extractors.printed import printed


def total(value: str, witness: str, score: float = 1.0) -> Candidate:
    return Candidate(field="total_with_tax", value=Decimal(value), score=score, witness=witness, reason=witness)


def value(facts: Facts, field: str) -> object:
    found = facts.get(field)
    return found.value if found else None


def row(rate: str, base: str, amount: str) -> Candidate:
    tax_row = TaxRow(rate=Decimal(rate), base=Decimal(base), amount=Decimal(amount))
    return Candidate(field="tax_breakdown", value=tax_row, score=0.95, witness="row")


def test_nothing_proposed_is_nothing_found() -> None:
    assert choose([]) == Facts()


def test_more_ways_to_a_value_make_it_surer() -> None:
    one = choose([total("12.50", "label total")]).total_with_tax
    two = choose([total("12.50", "label total"), total("12.50", "cash less change")]).total_with_tax
    assert one is not None
    assert two is not None
    assert two.confidence > one.confidence


def test_rows_that_make_the_total_give_net_and_tax_without_a_place() -> None:
    facts = choose([total("59.50", "label firm"), row("10", "41.73", "4.17"), row("20", "11.33", "2.27"), row("7", "1.00", "0.07")])
    assert (value(facts, "total_without_tax"), value(facts, "total_tax")) == (Decimal("53.06"), Decimal("6.44"))
    assert len(facts.tax_breakdown) == 2
    assert facts.total_without_tax is not None
    assert facts.total_without_tax.place is None


def test_rows_that_make_no_total_are_left_out() -> None:
    assert choose([total("80.00", "label firm"), total("80.00", "card"), row("10", "41.73", "4.17")]).tax_breakdown == ()


def test_a_rounding_in_cash_leads_from_the_total_to_what_is_due() -> None:
    facts = choose(
        [
            total("436.20", "label total"),
            total("436.20", "cash without change"),
            row("6", "411.50", "24.69"),
            Candidate(field="currency", value="MYR", score=0.95),
        ]
    )
    assert (value(facts, "total_with_tax"), value(facts, "amount_due")) == (Decimal("436.19"), Decimal("436.20"))


def test_a_total_and_what_is_paid_after_rounding_do_not_contradict_each_other() -> None:
    """Only the rounding lies between them; a total a few cents off without one does."""
    ringgit = Candidate(field="currency", value="MYR", score=0.95)
    before, paid = total("60.31", "label total"), total("60.30", "cash less change")
    alone, rounded = choose([before, ringgit]), choose([before, paid, ringgit])
    other = choose([before, total("60.40", "cash less change"), ringgit])
    assert alone.total_with_tax
    assert rounded.total_with_tax
    assert other.total_with_tax
    assert rounded.total_with_tax.confidence > alone.total_with_tax.confidence > other.total_with_tax.confidence
    due = rounded.amount_due or rounded.total_with_tax
    assert due.value == Decimal("60.30")


def test_a_digit_is_mended_where_the_table_and_the_lines_say_another() -> None:
    """A till slip: SUMME 5.17, lines and tax table 5.47; the mended total still asks for a look."""
    found = choose([total("5.17", "label firm"), total("5.47", "lines"), row("7", "5.11", "0.36")]).total_with_tax
    assert found
    assert found.value == Decimal("5.47")
    assert found.confidence < 0.9
    assert "5.17" in found.reason


def test_a_line_of_goods_that_multiplies_by_chance_does_not_contradict_the_table_that_makes_the_total() -> None:
    """`7.92 × 9` made 0.72 on a line of goods; 26.61 without tax and 7.92 at 6 % make the total."""
    table = [row("0", "26.61", "0.00"), row("6", "7.92", "0.48")]
    by_chance = row("9", "7.92", "0.72")
    found = choose([total("35.01", "label firm"), total("35.01", "last total"), *table, by_chance])
    assert value(found, "total_with_tax") == Decimal("35.01")
    assert found.total_with_tax
    assert found.total_with_tax.confidence > 0.9
    assert value(found, "total_tax") == Decimal("0.48")


def test_a_tax_that_the_total_cannot_hold_casts_no_doubt_on_the_one_it_holds() -> None:
    """`SR = GST @6% 6.73` names the tax before a base."""
    rates = [
        Candidate(
            field="tax_breakdown",
            value=TaxRow(rate=Decimal(6), base=Decimal(base), amount=Decimal(amount)),
            score=0.85,
            witness="tax at rate",
        )
        for base, amount in (("6.17", "0.37"), ("112.17", "6.73"))
    ]
    assert value(choose([total("6.60", "label firm"), *rates]), "total_tax") == Decimal("0.37")


def test_the_tax_of_one_rate_gives_the_net() -> None:
    estimate = TaxRow(rate=Decimal(20), base=Decimal("8.00"), amount=Decimal("1.60"))
    facts = choose([total("9.60", "label total"), Candidate(field="tax_breakdown", value=estimate, score=0.9, witness="tax at rate")])
    assert facts.tax_breakdown == (TaxRow(rate=Decimal(20), base=Decimal("8.00"), amount=Decimal("1.60")),)
    assert value(facts, "total_without_tax") == Decimal("8.00")


def test_two_dates_that_rival_leave_little_confidence() -> None:
    def issued(day: int, score: float) -> Candidate:
        return Candidate(field="issue_date", value=date(2024, 1, day), score=score)

    sure, torn = choose([issued(1, 0.95), issued(2, 0.1)]).issue_date, choose([issued(1, 0.7), issued(2, 0.7)]).issue_date
    assert sure is not None
    assert torn is not None
    assert sure.confidence > 0.9 > 0.6 > torn.confidence


AMOUNTS = st.integers(1, 10**5).map(lambda cents: str(Decimal(cents) / 100))


@given(st.lists(st.tuples(AMOUNTS, st.sampled_from(sorted(WEIGHTS)), st.floats(0, 1)), max_size=12))
def test_the_probabilities_of_all_totals_and_of_none_make_one(proposed: list[tuple[str, str, float]]) -> None:
    candidates = [total(*one) for one in proposed]
    shares = probabilities(totals({"total_with_tax": candidates}))
    assert all(0 <= share <= 1 for share in shares)
    assert sum(shares) <= 1 + 1e-9
    found = choose(candidates).total_with_tax
    assert found is None or (found.value in {c.value for c in candidates} and found.confidence <= 0.995)


def test_a_misread_digit_of_the_total_is_mended_by_net_and_tax() -> None:
    facts = extract(printed("Total HT  434,80\nTVA 20 %  86,96\nTotal TTC  521,72"), language="fr", country="fr", today=date(2026, 11, 26))
    assert facts.total_with_tax is not None
    assert facts.total_with_tax.value == Decimal("521.76")
    assert facts.total_with_tax.confidence < 0.9
    assert "one digit from 521.72" in facts.total_with_tax.reason


def test_two_sums_mend_a_labelled_total_though_a_label_of_theirs_is_damaged() -> None:
    text = "Total HT 82.31\nTVA 10 % 3.27\nTVA 20 % 9.92\nTOTAL TTC 95.58\nMONTRNT RECU 100.00\nA rend 4.50"
    facts = extract(printed(text), language="fr", country="ma", today=date(2026, 11, 23))
    assert value(facts, "total_with_tax") == Decimal("95.50")
    assert facts.total_with_tax is not None
    assert facts.total_with_tax.confidence < 0.9


def test_a_label_alone_does_not_stand_against_the_net_and_the_tax_that_are_labelled_too() -> None:
    text = "Total HT  4256,50\nTVA 20 %  851,31\nTotal TTC  {}"
    false = extract(printed(text.format("2107,87")), language="fr", country="fr", today=date(2026, 11, 26)).total_with_tax
    near = extract(printed(text.format("5107,81")), language="fr", country="fr", today=date(2026, 11, 26)).total_with_tax
    assert false is None or false.confidence < 0.7
    assert near is not None
    assert near.confidence > 0.9


def test_a_total_is_doubted_that_the_card_slip_below_prints_with_another_digit() -> None:
    text = "MONTANT DU 21.00\nTotal HT 17.58\nTVA 3.50\nCB EMV 21.08\nMONTANT 21.00 EUR\nTICKET CLIENT A CONSERVER\nCARTE BANCAIRE"
    facts = extract(printed(text), language="fr", country="fr", today=date(2026, 11, 23))
    assert facts.total_with_tax is None or facts.total_with_tax.confidence < 0.9
