"""The registered name of a firm where its legal form is printed: "SARL Perrin", "Perrin SAS au capital de…", "toom Baumarkt GmbH"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.locale import Locale
from extractors.plain import labels_pattern, plain

# In French the form stands before the name or behind it; elsewhere it stands behind.
_BEFORE = (
    r"(?:SARL|SASU?|EURL|SCI|SNC|SCP|SELARL|S\.A\.R\.L\.?|S\.A\.S\.?|SUARL|GAEC|EARL|ETS|ETABLISSEMENTS|SOCIETE|STE|CABINET|"
    r"SYARIKAT|PERNIAGAAN)"
)
_STOP = re.compile(
    r"\bAU CAPITAL|\bCAPITAL\b|\bSIRE[NT]|\bR\.?C\.?S\b|\bTVA\b|\bAPE\b|\bNAF\b|\bTEL\b|\bIMMATRICUL|\bSIEGE|\bSOCIAL|"
    r"\s[-–|•·]\s|[;:]|\bN°|,(?=\s*\d)|\bEN LIQUIDATION|\bA CAPITAL"
)
# Forms of one or two letters, and plain words, are too common to mean a firm by themselves.
_WEAK = frozenset("SA EI AG UG EG CO SB EK INH UK STE ENTREPRISE ASSOCIATION MAISON SPA INC COMPANY VEREIN STIFTUNG".split())
# "Perrin - SA au capital de 10 000 €": the form belongs to the name before the sign.
_CAPITAL = re.compile(
    r"\W*(?P<name>[^:;|]{3,50}?)\s*(?:\s?[-–|•·]|,)\s*"
    r"(?:S\.?A\.?(?:R\.?L\.?|S\.?U?\.?)?|EURL|SNC|SCI|SELARL|SCOP|SOCIETE [A-Z ]{4,40}?)\s+AU CAPITAL"
)
_SIGN = re.compile(r"[:;|•·]\s*|\s[-–/]\s+|,\s")
_SMALL = frozenset("de du des la le les l d et and & und of von van y der die das the en au aux à co. + + sur".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalName:
    """A registered name in a text, from `start` to `end`."""

    start: int
    end: int


def legal_name(text: str, locale: Locale) -> LegalName | None:
    """Where the registered name stands in the line, None when no legal form is printed with a name.

    >>> from datetime import date
    >>> from extractors.locale import open_locale
    >>> french = open_locale(language="fr", country="fr", today=date(2026, 1, 1))
    >>> def told(text): return (found := legal_name(text, french)) and text[found.start:found.end]
    >>> told("SARL Perrin & Fils au capital de 8 000 € - RCS Dole"), told("Au bon moulin SARL - 1242 chemin de l'olive")
    ('SARL Perrin & Fils', 'Au bon moulin SARL')
    >>> told("UKST: 217 Dirk Rossmann GmbH"), told("SARL au capital de 120 000 €"), told("Nous vous remercions")
    ('Dirk Rossmann GmbH', None, None)
    >>> told("Voltane Énergie - SA au capital de 10 000 € - 4 rue du Moulin")
    'Voltane Énergie'
    >>> told("Fibrelia Pro-SAS au capital de 1 500 €")
    'Fibrelia Pro'
    """
    flat = plain(text)
    capital = _CAPITAL.match(flat)
    if capital and sum(map(str.isalpha, capital["name"])) >= 3 and not any(map(str.isdigit, capital["name"])):
        return LegalName(start=capital.start("name"), end=capital.end("name"))
    for found in _forms(locale.words("LEGAL_FORMS")).finditer(flat):
        if len(found[0]) <= 3 and text[found.start() : found.end()].islower():
            continue  # "2,99 EUR/kg"
        name = _behind(text, flat, found) or _ahead(text, flat, found)
        if name:
            return name
    return None


@cache
def _forms(words: tuple[str, ...]) -> re.Pattern[str]:
    return labels_pattern(tuple(word for word in words if word not in _WEAK))


def _behind(text: str, flat: str, form: re.Match[str]) -> LegalName | None:
    """The words that follow a form which may come first."""
    if not re.fullmatch(_BEFORE, form[0]):
        return None
    stop = _STOP.search(flat, form.end())
    end = stop.start() if stop else len(text)
    body = text[form.end() : end]
    words = body.split()
    if not words or not _is_name(words[0]) or len(words) > 7 or sum(map(str.isalpha, body)) < 3:
        return None
    return LegalName(start=form.start(), end=form.end() + len(body.rstrip(" ,.-")))


def _ahead(text: str, flat: str, form: re.Match[str]) -> LegalName | None:
    """The words that lead to a form which comes last, back to a sign, a figure or a small word that begins no name."""
    begin = max((match.end() for match in _SIGN.finditer(flat, 0, form.start())), default=0)
    words = [word for word in re.finditer(r"\S+", text) if begin <= word.start() < form.start()]
    while words and not _is_name(words[0][0]):
        words.pop(0)
    # A longer run is a sentence: only the capitals next to the form are the name.
    if len(words) > 5:
        kept = len(words)
        while kept and (_is_name(words[kept - 1][0]) or words[kept - 1][0].lower() in _SMALL):
            kept -= 1
        words = words[max(kept, len(words) - 7) :]
        while words and not _is_name(words[0][0]):
            words.pop(0)
    if not words:
        return None
    start = words[0].start()
    lead = text[start : form.start()]
    if sum(map(str.isalpha, lead)) < 3 or any(map(str.isdigit, lead)):
        return None
    tail = re.match(
        r"[.]?(?:\s*KGAA|\s*KG\b)?(?:\s*(?:&|ET|UND)\s*(?:CO\b\.?|CIE\b\.?|FILS\b|SOHNE\b)\s*(?:KGAA|KG|OHG|SARL|SAS)?)?",
        flat[form.end() :],
    )
    return LegalName(start=start, end=form.end() + len((tail[0] if tail else "").rstrip()))


def _is_name(word: str) -> bool:
    """A word that a name may hold: a capital, or a brand in small letters after letters; no figures."""
    bare = word.strip("\"'«»()*,.")
    return bool(bare) and (bare[0].isupper() or bare[0] == "&") and not any(map(str.isdigit, bare))
