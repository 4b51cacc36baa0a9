"""The mentions that the law of the country asks of a document of that kind (locales/countries/XX-mentions.csv).

A mention is there when one of its fields was found, or when its words stand on the page. What is missing is told; by itself it
holds no document back, for a small print that could not be read looks the same, unless the law takes the deduction away with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accounting.case import Case, Rule
from accounting.folded import folded
from domain.checks import Check
from domain.money import as_text
from locales.tables import MentionRow

_ENOUGH_WORDS = 40
"""Letters in Latin script below which the absence of a word says nothing (a page in Arabic, an XML without notes)."""


def _mentions(case: Case) -> Iterator[Check]:
    rows = [row for row in case.pack.tables.mentions(str(case.document_type), case.on) if _applies(row, case)]
    text = folded(case.text)
    if not rows or len(text.replace(" ", "")) < _ENOUGH_WORDS or not case.is_in_books_currency:
        return
    missing = [row for row in rows if not _stands(row, case, text)]
    told = [row.mention for row in missing if not row.takes_deduction]
    words = f"not found on it: {'; '.join(told)}" if told else f"the {len(rows)} mentions that the law asks for were found"
    yield Check(code="mentions_present", ok=not told, message=words)
    for row in missing:
        if row.takes_deduction:
            yield Check(code="mention_required", ok=False, message=f"not found on it: {row.mention}; the VAT may be refused without it")


def _applies(row: MentionRow, case: Case) -> bool:
    amounts = case.amounts
    if row.when_taxed is not None and row.when_taxed != bool(amounts and amounts.tax):
        return False
    return row.above is None or amounts is None or amounts.net > row.above


def _stands(row: MentionRow, case: Case, text: str) -> bool:
    if any(getattr(case.facts, field) for field in row.fields):
        return True
    return bool(row.pattern) and re.search(row.pattern, text) is not None


def _charges_without_right(case: Case) -> Iterator[Check]:
    """Senegal: only a supplier whose COFI, after the NINEA, begins with 2 passes on VAT that may be deducted (CGI)."""
    if case.country != "sn" or not case.amounts or not case.amounts.tax:
        return
    if match := re.search(r"\b\d{7,9} ?([012])[A-HJ-NP-WZ]\d\b", folded(case.text)):
        ok = match[1] == "2"
        words = f"{as_text(case.amounts.tax)} of VAT, and the supplier's COFI begins with {match[1]}"
        yield Check(code="supplier_charges_tax", ok=ok, message=words + ("" if ok else ": it may not be deducted"))


RULES: tuple[Rule, ...] = (_mentions, _charges_without_right)
