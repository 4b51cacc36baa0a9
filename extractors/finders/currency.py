"""The currency of a document: codes, signs and words beside its amounts; the country's own when nothing is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from domain.geometry import Place
from domain.page import Transcript
from extractors.candidate import Candidate
from extractors.locale import Locale

FIELDS = ("currency",)

# Marks as they stand beside amounts. ISO 4217 codes first; then signs; then words of the countries we know.
MARKS: tuple[tuple[str, str], ...] = (
    ("EUR", r"\bEUR(?:OS?)?\b|€|(?<=\d)EUR\b|\bEUR(?=\d)"),
    ("XOF", r"\bXOF\b|\bF\s?CFA\b|\bFCFA\b|\bFRANCS CFA\b"),
    ("XAF", r"\bXAF\b"),
    ("DZD", r"\bDZD\b|\bDA\b(?=\s|$)|\bDINARS?\s+ALGERIENS?\b|دينار جزائري|(?<=\d)\s?دج"),
    ("MAD", r"\bMAD\b|\bDHS?\b|\bDIRHAMS?\b|درهم"),
    ("TND", r"\bTND\b|\bDT\b(?=\s*$)|\bDINARS?\s+TUNISIENS?\b"),
    ("MYR", r"\bMYR\b|\bRM\b|\bRM(?=\d)|\bRINGGIT\b|\bSDN\.?\s*BHD\b"),
    ("USD", r"\bUSD\b|\bUS\s?\$|\$(?=\s?\d)"),
    ("GBP", r"\bGBP\b|£(?=\s?\d)"),
    ("CHF", r"\bCHF\b"),
    ("CAD", r"\bCAD\b"),
    ("SGD", r"\bSGD\b|\bS\$"),
)
_PATTERNS = tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in MARKS)
# A mark that also is a common word or a customs of another country weighs less than a code or a sign.
_DOUBTFUL = {"USD": 0.9, "DZD": 0.8, "TND": 0.8}


@lru_cache(maxsize=8)
def _votes(text: str) -> tuple[tuple[str, float], ...]:
    counts = {code: len(pattern.findall(text)) * _DOUBTFUL.get(code, 1.0) for code, pattern in _PATTERNS}
    return tuple(sorted(((code, count) for code, count in counts.items() if count), key=lambda vote: -vote[1]))


def likely_currency(transcript: Transcript, locale: Locale) -> str | None:
    """The currency that most marks name, else the country's, else none."""
    votes = _votes(transcript.text)
    if not votes:
        return locale.country.CURRENCY if locale.country else None
    best = votes[0][0]
    # Ringgit are written with the dollar sign on some tills; a firm of Malaysia decides.
    return "MYR" if best == "USD" and any(code == "MYR" for code, _ in votes) else best


def find(transcript: Transcript, locale: Locale) -> Iterable[Candidate]:
    """The currency by the votes of the marks; one candidate for each currency named."""
    votes = _votes(transcript.text)
    chosen = likely_currency(transcript, locale)
    if not votes:
        if chosen:
            yield Candidate(field="currency", value=chosen, score=0.7, reason="the currency of the country, as none is printed")
        return
    total = sum(count for _, count in votes)
    for code, count in votes:
        share = count / total
        score = min(0.99, 0.7 + 0.29 * share) if code == chosen else 0.4 * share
        yield Candidate(field="currency", value=code, score=score, place=_place(transcript, code), reason=f"{code} is printed")


def _place(transcript: Transcript, code: str) -> Place | None:
    pattern = dict(_PATTERNS)[code]
    for line in transcript.lines:
        for word in line.words:
            if pattern.search(word.text):
                return Place(page=line.page, box=word.box)
    return None
