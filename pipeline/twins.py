"""Is this document perhaps one that the company has already? The same bytes never get so far: they are the same document.

Another photograph of a receipt has other bytes, and a paper invoice comes again as a PDF or from a platform as an e-invoice:
number, date, total and words give them away, and where the seller was not read alike, that it looks the same (pipeline/likeness.py). Of
two documents that speak of the same purchase a person says whether they are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from domain.document import Document
from domain.facts import Facts
from domain.kinds import DocumentType
from domain.reading import Reading
from domain.seller import Twin, keys_of
from pipeline.likeness import difference

_SAME_FIGURES, _SAME_WORDS = 0.85, 0.7
"""Shares of common tokens above which two transcripts are of one paper. Set by judgement, not measured: invoices of one subscription share
much of their words, and must differ by their numbers and days."""


ALIKE, HALF_THE_WORDS = 0.30, 0.5
"""Share of the bits of two likenesses up to which, and of common words from which, two may be of one paper. Receipts of one shop may be
too: so neither counts unless number, or date and total, agree. How they were set, and what they miss: docs/decisions/0017."""


def twins_of(reading: Reading, others: Iterable[Document]) -> tuple[Twin, ...]:
    """Those of the other documents that this one is perhaps a copy of, each with the reason."""
    return tuple(Twin(document_id=other.id, why=why) for other in others if other.reading and (why := _why(reading, other.reading)))


def _why(one: Reading, other: Reading) -> str:
    if _is_return(one) != _is_return(other):
        return ""  # a credit note of the whole invoice bears its total
    return next(_reasons(one, other), "")


def _reasons(one: Reading, other: Reading) -> Iterator[str]:
    a, b = one.facts, other.facts
    same_seller = bool(set(keys_of(a)) & set(keys_of(b)))
    same = {name for name in ("invoice_number", "issue_date", "total_with_tax") if _same(a, b, name)}
    if same_seller and "invoice_number" in same:
        yield "same supplier and number"
    if same_seller and {"issue_date", "total_with_tax"} <= same:
        yield "same supplier, date and total"
    if {"invoice_number", "issue_date", "total_with_tax"} <= same and not (a.seller_name and b.seller_name):
        yield "same number, date and total"
    if "total_with_tax" in same and _same_paper(one.text, other.text):
        yield "same words and figures"
    if not _contradicted(a, b, same) and ("invoice_number" in same or {"issue_date", "total_with_tax"} <= same):
        if difference(one.likeness, other.likeness) <= ALIKE:
            yield "same figures, and it looks the same"
        elif _words_in_common(one.text, other.text) >= HALF_THE_WORDS:
            yield "same figures, and most of the same words"


def _contradicted(a: Facts, b: Facts, same: set[str]) -> bool:
    """Whether a day, a number or a total was read in both, and differs."""
    return any(a.get(name) and b.get(name) and name not in same for name in ("invoice_number", "issue_date", "total_with_tax"))


def _same(a: Facts, b: Facts, name: str) -> bool:
    mine, theirs = a.get(name), b.get(name)
    if not mine or not theirs:
        return False
    if name == "invoice_number":
        return _bare(str(mine.value)) == _bare(str(theirs.value)) != ""
    return bool(mine.value == theirs.value)


def _bare(number: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", number.upper()).lstrip("0")


def _words_in_common(one: str, other: str) -> float:
    return _common(set(one.upper().split()), set(other.upper().split()))


def _same_paper(one: str, other: str) -> bool:
    """Whether two transcripts share their figures, and most of their words."""
    mine, theirs = set(one.upper().split()), set(other.upper().split())
    figures = [{token for token in tokens if any(sign.isdigit() for sign in token)} for tokens in (mine, theirs)]
    if min(len(figures[0]), len(figures[1])) < 5:
        return False
    return _common(*figures) >= _SAME_FIGURES and _common(mine, theirs) >= _SAME_WORDS


def _common(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _is_return(reading: Reading) -> bool:
    return reading.document_type is not None and reading.document_type.value is DocumentType.CREDIT_NOTE
