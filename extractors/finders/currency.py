"""The currency of a document: codes, signs and words beside its amounts.

Where none is printed: that of the state whose numbers or whose rates of VAT the paper bears, else that of the firm's country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from domain.geometry import Place
from domain.money import minor_units
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
# Members of the UEMOA and of the CEMAC, by the letters that the number in the OHADA register of commerce begins with.
_FRANCS = dict.fromkeys(("BF", "BJ", "CI", "GW", "ML", "NE", "SN", "TG"), "XOF") | dict.fromkeys(
    ("CF", "CG", "CM", "GA", "GQ", "TD"), "XAF"
)
_OHADA = re.compile(rf"\bRCCM\b.{{0,8}}\b({'|'.join(_FRANCS)})[-\s]")
_RATE = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?)\s?%")
_CENTS = re.compile(r"\d[.,]\d{2}(?!\d|\s?%|[.,]\d)")


@lru_cache(maxsize=8)
def _votes(text: str) -> tuple[tuple[str, float], ...]:
    counts = {code: len(pattern.findall(text)) * _DOUBTFUL.get(code, 1.0) for code, pattern in _PATTERNS}
    return tuple(sorted(((code, count) for code, count in counts.items() if count), key=lambda vote: -vote[1]))


def likely_currency(transcript: Transcript, locale: Locale) -> str | None:
    """The currency that most marks name, else that of the state that the paper speaks of, else the firm's country's, else none."""
    votes = _votes(transcript.text)
    if not votes:
        implied = _implied(transcript.text, locale)
        return implied[0] if implied else locale.country.CURRENCY if locale.country else None
    best = votes[0][0]
    # Ringgit are written with the dollar sign on some tills; a firm of Malaysia decides.
    return "MYR" if best == "USD" and any(code == "MYR" for code, _ in votes) else best


def find(transcript: Transcript, locale: Locale) -> Iterable[Candidate]:
    """The currency by the votes of the marks; one candidate for each currency named."""
    votes = _votes(transcript.text)
    chosen = likely_currency(transcript, locale)
    if not votes:
        if implied := _implied(transcript.text, locale):
            code, score, why = implied
            yield Candidate(field="currency", value=code, score=score, reason=why)
        elif chosen:
            yield Candidate(field="currency", value=chosen, score=0.7, reason="the currency of the country, as none is printed")
        return
    total = sum(count for _, count in votes)
    for code, count in votes:
        share = count / total
        score = min(0.99, 0.7 + 0.29 * share) if code == chosen else 0.4 * share
        yield Candidate(field="currency", value=code, score=score, place=_place(transcript, code), reason=f"{code} is printed")


@lru_cache(maxsize=8)
def _implied(text: str, locale: Locale) -> tuple[str, float, str] | None:
    """Code, score and reason, where a paper without a mark speaks of another state than the firm's; its own numbers come first."""
    printed = text.upper()
    for country in sorted(locale.countries, key=lambda one: one is not locale.country):
        if any(re.search(pattern, printed) for pattern in getattr(country, "STATE_NUMBERS", ())):
            return country.CURRENCY, 0.8, f"the currency of {country.CODE.upper()}, whose numbers are printed"
    if member := _OHADA.search(printed):
        return _FRANCS[member[1]], 0.8, f"the currency of {member[1]}, whose numbers are printed"
    return _by_rates(printed, locale)


def _by_rates(text: str, locale: Locale) -> tuple[str, float, str] | None:
    """The one currency without cents in which the printed rates are charged, where they are not those at home and no cents are printed."""
    rates = {Decimal(rate.replace(",", ".")) for rate in _RATE.findall(text)}
    if not rates or locale.country is None or _CENTS.search(text) or rates & set(locale.country.rates(locale.today)):
        return None
    abroad = {country.CURRENCY for country in locale.countries if rates & set(country.rates(locale.today))}
    if len(abroad) != 1 or minor_units(code := abroad.pop()):
        return None
    return code, 0.6, "no cents are printed, and its rate of VAT is"


def _place(transcript: Transcript, code: str) -> Place | None:
    pattern = dict(_PATTERNS)[code]
    for line in transcript.lines:
        for word in line.words:
            if pattern.search(word.text):
                return Place(page=line.page, box=word.box)
    return None
