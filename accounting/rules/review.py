"""What the company itself wants a person to look at: large totals, years gone by, weekends and round sums."""

from __future__ import annotations

from collections.abc import Iterator

from accounting.case import Case, Rule
from domain.checks import Check
from domain.money import as_text

_SATURDAY = 5
_ROUND = 100


def _review_threshold(case: Case) -> Iterator[Check]:
    """Totals above the company's own threshold always go to a person."""
    total, threshold = case.facts.total_with_tax, case.company.review_above
    if total is None or threshold is None or not case.document_type.is_bookable:
        return
    ok = abs(total.value) <= threshold
    sign = "is not above" if ok else "is above"
    yield Check(code="review_threshold", ok=ok, message=f"{as_text(total.value)} {sign} {as_text(threshold)}, from which a person looks")


def _fiscal_year(case: Case) -> Iterator[Check]:
    """A document of a fiscal year that is over, once the company said when its year closes."""
    issued = case.facts.issue_date
    if issued is None or case.company.closing_month is None or not case.document_type.is_bookable:
        return
    start = case.company.fiscal_year_of(case.today).start
    ok = issued.value >= start
    sign = "is not before" if ok else "is before"
    yield Check(code="in_fiscal_year", ok=ok, message=f"{issued.value} {sign} the fiscal year that began on {start}")


def _open_period(case: Case) -> Iterator[Check]:
    """PCG art. 1031-4: a late operation is booked on the first open day."""
    issued, since = case.facts.issue_date, case.seen.open_from
    if issued and since and issued.value < since and case.document_type.is_bookable:
        words = f"the books of {issued.value} are closed: the entry is dated {since}"
        yield Check(code="period_open", ok=False, message=words)


def _weekend(case: Case) -> Iterator[Check]:
    issued = case.facts.issue_date
    if issued and case.company.flags_weekends and case.document_type.is_bookable:
        ok = issued.value.weekday() < _SATURDAY
        yield Check(code="on_a_working_day", ok=ok, message=f"{issued.value} is {'no' if ok else 'a'} Saturday or Sunday")


def _round_sum(case: Case) -> Iterator[Check]:
    total = case.facts.total_with_tax
    if total and case.company.flags_round_sums and case.document_type.is_bookable:
        ok = not total.value or total.value % _ROUND != 0
        yield Check(code="no_round_sum", ok=ok, message=f"{as_text(total.value)} is {'no' if ok else 'a'} round sum")


RULES: tuple[Rule, ...] = (_review_threshold, _fiscal_year, _open_period, _weekend, _round_sum)
