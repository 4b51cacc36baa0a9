"""What the books know of the seller and of other documents: copies, amounts out of the ordinary, bank details that changed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from accounting.case import Case, Rule
from domain.checks import Check
from domain.money import as_text

_ENOUGH = 3
"""Documents of a seller before anything is usual for it."""

_TIMES_USUAL, _TIMES_HIGHEST = Decimal(2), Decimal("1.25")
"""Unusual is what is both far above the middle and above the highest so far: 4 500 € against about 1 200 €, but not a winter's gas."""


def _duplicate(case: Case) -> Iterator[Check]:
    """The same number, or date and total, of the same seller; the same words; a PDF and its e-invoice."""
    for twin in case.seen.twins:
        yield Check(code="duplicate", ok=False, message=f"perhaps the same document as {twin.document_id}: {twin.why}")


def _unusual_amount(case: Case) -> Iterator[Check]:
    seller, total = case.seen.seller, case.facts.total_with_tax
    if seller is None or total is None or len(seller.totals) < _ENOUGH or not case.document_type.is_bookable:
        return
    usual, highest = median(seller.totals), max(seller.totals)
    ok = total.value <= usual * _TIMES_USUAL or total.value <= highest * _TIMES_HIGHEST
    words = "is usual for this supplier" if ok else "is unusual for this supplier"
    yield Check(code="usual_amount", ok=ok, message=f"{as_text(total.value)} against about {as_text(Decimal(usual))} {words}")


def _bank_details(case: Case) -> Iterator[Check]:
    """Invoices with another's bank details are a common fraud: a new IBAN of a known seller is asked for at the seller."""
    seller, iban = case.seen.seller, case.facts.seller_iban
    if seller is None or iban is None or not seller.ibans:
        return
    ok = _bare(iban.value) in {_bare(known) for known in seller.ibans}
    known = ", ".join(_ending(number) for number in seller.ibans)
    words = "is the one known" if ok else f"is new: this supplier was paid at {known} before; ask it by a number that you know"
    yield Check(code="iban_known", ok=ok, message=f"IBAN {_ending(iban.value)} {words}")


def _bare(iban: str) -> str:
    return "".join(sign for sign in iban.upper() if sign.isalnum())


def _ending(iban: str) -> str:
    return f"…{_bare(iban)[-4:]}"


RULES: tuple[Rule, ...] = (_duplicate, _unusual_amount, _bank_details)
