"""What a line of a letterhead looks like, in numbers: its words, its print, its place, and its neighbours.

No feature is a particular word: word lists come from the language modules, so that what was learned on Malaysian receipts
holds for French and German ones. The order of the columns is part of the trained weights: train again after a change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from domain.page import Line
from extractors.locale import Locale
from extractors.plain import labels_pattern, plain

Matrix = npt.NDArray[np.float64]

LOOKED_AT = 30
"""Lines from the top that are told apart; the name stood among the first 20 on every receipt measured."""

POSTCODE = re.compile(r"(?<![\d/.,-])(?:[A-Z]{1,2}-)?(?:\d{5}|\d{4}(?=\s*[A-Z]))(?![\d/]|[.,]\d)\s*,?\s*[A-Z]{0}")
PHONE = re.compile(
    r"\b(?:T[E3][L1I](?![A-Z]{2})\S{0,7}|TELEPHONE|TELEFON|PHONE|FAX|MOBILE|H/?P|PORTABLE|GSM|HOTLINE)\b|\+\d{2}[\d ()-]{7,}"
    r"|(?<!\d)0\d(?:[ .-]?\d{2}){4}(?!\d)|(?<!\d)\d{2,3}\s?-\s?\d{3,4}\s?\d{3,4}(?!\d)"
)
REGISTRATION = re.compile(
    r"\(?\b(?:CO(?:MPANY)?|BR|BUSINESS)?[ .-]*(?:REG(?:ISTRATION)?|ROC)\b|\bR\.?O\.?C\b|\bCO\.? ?(?:NO|REG)|\bCOMPANY NO|\bSIRE[NT]\b|"
    r"\bR\.?C\.?S\b|\bN(?:IF|AF)\b|\bAPE\b|\bTVA\b|\bGST\b|\bSST\b|\bVAT\b|\bUST\b|\bICE\b|\bNINEA\b|STEUER|"
    r"(?<!\d)\d[\dO]{4,11}\s?-\s?[A-Z]{1,2}\b|\(\s?[A-Z]{0,2}\d{5,}"
)
DATE = re.compile(
    r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{1,2}:\d{2}\b|"
    r"\b\d{1,2}[ -](?:JAN|FEB|FEV|MAR|APR|AVR|MAY|MAI|JUN|JUI|JUL|AUG|AOU|SEP|OCT|NOV|DEC)"
)
AMOUNT = re.compile(r"(?<![\d/])\d{1,5}[.,]\d{2}(?!\d)")
WEB = re.compile(r"@|\bWWW\b|HTTP|\.COM\b|\.FR\b|\.DE\b|\.MY\b|\.NET\b|E-?MAIL")
TITLE = re.compile(
    r"\b(?:TAX ?INVOICE|INVOICE|RECEIPT|CASH ?(?:SALE|BILL)S?|BILL|FACTURE|TICKET|AVOIR|DEVIS|NOTE|RECHNUNG|BELEG|QUITTUNG|BON|ADDITION|"
    r"DUPLICATA?|COPY|COPIE|ORIGINAL|CHECK|SLIP|ORDER|CHIT|CARTE BANCAIRE|KUNDENBELEG|HANDLERBELEG|COMMANDE|RELEVE)\b"
)
PERSON_OR_TILL = re.compile(
    r"\b(?:CASHIER|CASH|TABLE|COUNTER|STAFF|POS|TILL|SERVER|SALES ?PERSON|CAISSE|CAISSIER|OPERATEUR|SERVEUR|COUVERTS?|VENDEUR|KASSE|"
    r"BEDIENER|BED|MEMBER|CUSTOMER|CLIENT|SOLD TO|BILL TO|KUNDE|DATE|TIME|HEURE|DATUM|QTY|DESCRIPTION|ITEM|PRICE|AMOUNT|TOTAL|EUR|"
    r"EURO|RM|HOURS?|"
    r"HORAIRES?|OUVERT|OFFNUNGSZEITEN|UHR|WELCOME|BIENVENUE|WILLKOMMEN|MERCI|THANK|DANKE)\b"
)
OWNER = re.compile(r"\b(?:OWNE[DR]|OWN|MANAGED|OPERATED|LICENSEE|INH|EXPLOITE|GERE)\b.{0,4}\b(?:BY|PAR|OF)?\b")


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns that a locale's word lists make."""

    legal: re.Pattern[str]
    street: re.Pattern[str]
    trade: re.Pattern[str]
    region: re.Pattern[str]


def features(lines: Sequence[Line], locale: Locale) -> Matrix:
    """One row a line: its own figures, then those of its two neighbours on each side."""
    own = _own_features(lines, locale)
    if not len(own):
        return np.zeros((0, 0))
    near = own[:, :NEIGHBOURLY]
    blank = np.full((2, NEIGHBOURLY), -1.0)
    padded = np.vstack([blank, near, blank])
    count = len(own)
    return np.hstack([own, *(padded[2 + step : 2 + step + count] for step in (-2, -1, 1, 2))])


def words_of(locale: Locale) -> _Words:
    """The patterns of a locale; compiled once."""
    return _patterns(*(locale.words(name) for name in ("LEGAL_FORMS", "STREET_WORDS", "TRADE_WORDS", "REGIONS")))


@cache
def _patterns(legal: tuple[str, ...], street: tuple[str, ...], trade: tuple[str, ...], region: tuple[str, ...]) -> _Words:
    return _Words(
        legal=labels_pattern(legal),
        # German streets end in the word: "Heisenbergstraße", "Pohlweg".
        street=re.compile(
            labels_pattern(street).pattern + r"|[A-Z]{2,}(?:STR\.|WEG|PLATZ|GASSE|ALLEE|RING|DAMM)(?![A-Z])|STRA(?:ß|SS?|B)E(?![A-Z])"
        ),
        # Long words are found inside others too: "Marktkauf", and words that the recogniser glued together.
        trade=re.compile(labels_pattern(trade).pattern + "|" + "|".join(re.escape(word) for word in trade if len(word) >= 5)),
        region=labels_pattern(region),
    )


NEIGHBOURLY = 20
"""So many of a line's own figures are told to its neighbours: those about its words."""


def _own_features(lines: Sequence[Line], locale: Locale) -> Matrix:
    if not lines:
        return np.zeros((0, 0))
    words = words_of(locale)
    texts = [plain(line.text).strip(" :.=*~") for line in lines]
    kinds = np.array([_word_features(text, words) for text in texts])
    places = _place_features(lines)
    counts = np.cumsum(kinds, axis=0) - kinds
    whole = np.tile(kinds.sum(axis=0), (len(lines), 1))
    # What was seen above, and what the whole head bears.
    seen = [POSTCODE_AT, PHONE_AT, REGISTRATION_AT, TITLE_AT, LEGAL_AT, TRADE_AT, OWNER_AT, DATE_AT]
    letters = np.array([_spelling_features(line.text) for line in lines])
    return np.hstack([kinds, letters, places, _mate_features(lines, texts), np.minimum(counts[:, seen], 3), np.minimum(whole[:, seen], 3)])


POSTCODE_AT, PHONE_AT, REGISTRATION_AT, TITLE_AT, LEGAL_AT, TRADE_AT, OWNER_AT, DATE_AT = 0, 1, 2, 3, 4, 5, 6, 7


def _word_features(text: str, words: _Words) -> list[float]:
    letters = sum(map(str.isalpha, text))
    digits = sum(map(str.isdigit, text))
    tail = text.rstrip(" .,:;)-*")
    legal = list(words.legal.finditer(text))
    return [
        float(bool(POSTCODE.search(text))),
        float(bool(PHONE.search(text))),
        float(bool(REGISTRATION.search(text))),
        float(bool(TITLE.search(text))),
        float(bool(legal)),
        float(bool(words.trade.search(text))),
        float(bool(OWNER.search(text))),
        float(bool(DATE.search(text))),
        float(bool(legal) and legal[-1].end() >= len(tail) - 14),
        float(len(words.street.findall(text))),
        float(bool(words.street.match(text.lstrip(" .,-(*")))),
        float(bool(words.region.search(text))),
        float(bool(AMOUNT.search(text))),
        float(bool(WEB.search(text))),
        float(len(PERSON_OR_TILL.findall(text))),
        float(bool(re.match(r"\W*(?:N[O0°]?[ .:]*)?\d", text))),
        digits / max(1, letters + digits),
        float(min(letters, 40)),
        float(text.rstrip().endswith(",")),
        float(":" in text),
    ]


def _spelling_features(text: str) -> list[float]:
    letters = [c for c in text if c.isalpha()]
    words = text.split()
    return [
        sum(map(str.isupper, letters)) / max(1, len(letters)),
        float(min(len(words), 12)),
        sum(map(len, words)) / max(1, len(words)),
        sum(not c.isalnum() and not c.isspace() for c in text) / max(1, len(text)),
        float(text.count(",")),
        float(text[:1] in "(*<[#-"),
        float(sum(len(word) == 1 for word in words)) / max(1, len(words)),
    ]


def _mate_features(lines: Sequence[Line], texts: Sequence[str]) -> Matrix:
    """How many other cells stand on the same line, and whether one to the right is an amount: so do articles and totals stand."""
    rows = []
    for line in lines:
        box = line.box
        mates = [n for n, other in enumerate(lines) if other is not line and other.box.overlap_y(box) > 0.5]
        rows.append([min(len(mates), 4), any(lines[n].box.left > box.left and AMOUNT.search(texts[n]) for n in mates)])
    return np.array(rows, dtype=np.float64)


def _place_features(lines: Sequence[Line]) -> Matrix:
    """Order, height against the others, gap above, and how far the line is from the middle of all."""
    boxes = [line.box for line in lines]
    heights = np.array([box.height for box in boxes])
    height = float(np.median(heights)) or 1.0
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    wide = max(1.0, right - left)
    gaps = np.array([0.0, *(min(9.0, max(-3.0, (b.top - a.bottom) / height)) for a, b in pairwise(boxes))])
    return np.column_stack(
        [
            np.arange(len(lines)),
            np.minimum(heights / height, 5),
            gaps,
            [abs(box.center_x - (left + right) / 2) / wide for box in boxes],
            [(box.left - left) / wide for box in boxes],
            [box.width / wide for box in boxes],
            [line.confidence for line in lines],
            heights.argsort().argsort() / max(1, len(lines) - 1),
        ]
    )
