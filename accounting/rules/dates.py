"""Dates that can be: issued in the past and not long ago, due after they are issued."""

from __future__ import annotations

from collections.abc import Iterator

from accounting.case import Case, Rule
from domain.checks import Check

_YEARS_KEPT = 10
"""Vouchers are kept for ten years from the close of the year (C. com. art. L123-22; the same in the other countries)."""


def _not_in_the_future(case: Case) -> Iterator[Check]:
    if issued := case.facts.issue_date:
        ok = issued.value <= case.today
        sign = "is not after" if ok else "is after"
        yield Check(code="date_not_in_future", ok=ok, message=f"issued {issued.value} {sign} today, {case.today}")


def _not_too_old(case: Case) -> Iterator[Check]:
    if issued := case.facts.issue_date:
        oldest = case.today.year - _YEARS_KEPT
        ok = issued.value.year >= oldest
        words = f"{issued.value.year} is not before {oldest}" if ok else f"{issued.value.year} is before {oldest}, more than ten years ago"
        yield Check(code="date_not_too_old", ok=ok, message=words)


def _due_after_issue(case: Case) -> Iterator[Check]:
    issued, due = case.facts.issue_date, case.facts.due_date
    if issued and due:
        days = (due.value - issued.value).days
        yield Check(code="due_after_issue", ok=days >= 0, message=f"due {due.value}, {days} days after issue on {issued.value}")


RULES: tuple[Rule, ...] = (_not_in_the_future, _not_too_old, _due_after_issue)
