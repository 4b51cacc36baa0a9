"""Why a person should look: sums that disagree, key fields that are missing or weak. Empty when the document can be trusted.

An accountant can live with a document that is flagged, not with a wrong amount that nobody looks at; still each needless flag
costs a look. The thresholds were set on receipts with known truth, where about one document in a hundred slips through wrong
and one in eight is flagged needlessly (docs/decisions/0003-propose-then-choose.md).
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.checks import ADVISORY, Check
from domain.facts import Facts
from domain.kinds import DocumentType
from domain.reading import TypeGuess

LEAST: dict[str, float] = {
    "total_with_tax": 0.9,
    "issue_date": 0.6,
    "total_tax": 0.7,
    "total_without_tax": 0.6,
    "amount_due": 0.6,
    "currency": 0.5,
}
"""Below this confidence a value is pointed out."""

LEAST_TYPE = 0.5
NAMES = {
    "total_with_tax": "the total",
    "issue_date": "the date",
    "total_tax": "the tax",
    "total_without_tax": "the total without tax",
    "amount_due": "the amount due",
    "currency": "the currency",
    "seller_name": "the seller",
}


def doubts(facts: Facts, *, document_type: TypeGuess, checks: tuple[Check, ...], prints_tax: bool = False) -> tuple[str, ...]:
    """Sentences for a person, the gravest first. `prints_tax` says that the page names VAT or the like."""
    return tuple(dict.fromkeys((*_of_type(document_type), *_of_sums(checks), *_of_fields(facts, document_type.value, prints_tax))))


def _of_type(guess: TypeGuess) -> Iterator[str]:
    if guess.confidence < LEAST_TYPE:
        yield "It is not clear what kind of document this is."


def _of_sums(checks: tuple[Check, ...]) -> Iterator[str]:
    for check in checks:
        if not check.ok and check.code not in ADVISORY and check.code != "duplicate":
            yield f"A check fails: {check.message}"


def _of_fields(facts: Facts, kind: DocumentType, prints_tax: bool) -> Iterator[str]:
    """Only documents that are booked need their figures."""
    if not kind.is_bookable:
        return
    needed = ["total_with_tax", "issue_date", "currency"]
    if kind is not DocumentType.RECEIPT:
        needed.append("seller_name")
    for field in needed:
        if facts.get(field) is None:
            yield f"No value was found for {NAMES[field]}."
    if prints_tax and facts.total_tax is None:
        yield "The document names a tax, but its amount was not found."
    for field, least in LEAST.items():
        found = facts.get(field)
        if found is not None and found.confidence < least:
            yield f"It is not sure that {NAMES[field]} was read right."
