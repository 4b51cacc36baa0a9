"""The amounts of a sentence: bounds, ranges, "about", and exact sums, with their currency, in French and English."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from search.sentence import Sentence, one_of, pattern_of

CURRENCIES = {
    "EUR": "€|euros?|eur|balles",
    "DZD": "da|d\\.a|dzd|dinars?(?: algeriens?)?",
    "MAD": "dhs?|mad|dirhams?",
    "XOF": "f ?cfa|xof|francs?(?: cfa)?(?! suisses?)|cfa|frs?|f",
    "XAF": "xaf",
    "TND": "tnd|dt|dinars? tunisiens?",
    "USD": "\\$|usd|dollars?|us\\$",
    "GBP": "£|gbp|pounds?|livres?(?: sterling)?",
    "CHF": "chf|francs? suisses?",
}
WORDED = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11,
    "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40,
    "cinquante": 50, "soixante": 60, "cent": 100, "cents": 100, "mille": 1000,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twenty": 20, "fifty": 50,
    "hundred": 100, "thousand": 1000, "million": 1_000_000, "millions": 1_000_000,
}  # fmt: skip
CURRENCY = "(?:" + "|".join(f"(?:{forms})" for forms in CURRENCIES.values()) + ")"
_WORDED = rf"(?:{one_of('|'.join(WORDED))}(?:[ -](?:et )?{one_of('|'.join(WORDED))})*)"
_WORDED_MONEY = rf"{_WORDED} (?:d[e'] ?)?{CURRENCY}(?![a-z])"
_DIGITS = r"(?:\d{1,3}(?:[ .,']\d{3})+(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?)(?!\d)"
_NUMBER = rf"{_DIGITS}(?: ?(?:k|mille|millions?|thousand)\b| ?k(?=[€$£]))?"
_MONEY = rf"(?:(?:{_WORDED_MONEY})|(?:(?:[€$£]) ?)?{_NUMBER}(?: ?{CURRENCY}(?![a-z]))?+(?: ?(?:\d\d)(?!\d))?(?: ?(?:ttc|ht|t\.t\.c\.?))?)"
_PRICED = rf"(?:[€$£] ?{_NUMBER}|{_WORDED_MONEY}|{_NUMBER} ?{CURRENCY}(?![a-z])(?:\d\d(?!\d))?)"
_MIN = pattern_of(
    """\\+ ?(?:d[e'] ?)?|(?<!pas )plus d[e'] ?|(?<!pas )plus(?= \\d)|plus que|superieure?s? (?:ou egale?s? )?a|au[- ]dessus d[e'] ?
    |au[- ]dela d[e'] ?|depassant|(?:(?:qui|dont le montant|montant) )?depass(?:e|ent|ait|aient)|excedant|au moins|minimum|min|>=?|≥
    |over|above|more than|at least|exceeding|greater than|bigger than|larger than"""
)
_MAX = pattern_of(
    """moins d[e'] ?|moins(?= \\d)|pas plus d[e'] ?|pas plus(?= \\d)|moins que|inferieure?s? (?:ou egale?s? )?a|en[- ]dessous d[e'] ?
    |au plus|maximum|max|<=?|≤|sous(?: les)?|(?:(?:qui|dont le montant|montant) )?ne depass(?:ent|e) pas|ne depassant pas
    |n'excedant pas|under|below|less than|at most|no more than|cheaper than|smaller than"""
)
_ABOUT = pattern_of(
    """environ|autour d[e'] ?|aux alentours d[e'] ?|a peu pres|approximativement|dans les|vers|pres d[e'] ?|quelque|presque|~
    |≈|about|around|approximately|roughly|circa"""
)
_UP_TO = r"(?:jusqu'?a|up to)"
_FROM = r"(?:a partir d[e'] ?|des|from|starting at)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Least and most, both included; None where it is open."""

    least: Decimal | None
    most: Decimal | None
    currency: str | None


# Which side of the tax an amount stands on: no filter says it, and it names no tax to look for.
_SIDES = re.compile(
    r"(?<!\w)(?:hors|toutes) (?:taxes?|tva)(?: comprises?)?|(?:excluding|including|excl\.?|incl\.?|before|after) (?:tax(?:es)?|vat)(?!\w)"
)


def find_amounts(sentence: Sentence) -> Bounds | None:
    """Takes the amounts out of the sentence; None when it holds none. Two bounds on either side are joined."""
    sentence.take(_SIDES)
    found: Bounds | None = None
    for _ in range(2):
        now = _take_one(sentence)
        if not now:
            break
        found = now if not found else _joined(found, now)
        if found.least is not None and found.most is not None:
            break
    alone = sentence.take(_CURRENCY_ALONE) if not found or not found.currency else None
    if alone:
        named = Bounds(least=None, most=None, currency=read_currency(alone.group(1)))
        return _joined(found, named) if found else named
    return found


def read_amount(text: str) -> Decimal | None:
    """A number as people type it: "1 000", "1.234,56", "2k", "49,90"; None when it is none.

    >>> read_amount("1 234,5"), read_amount("2k€"), read_amount("1.500")
    (Decimal('1234.50'), Decimal('2000.00'), Decimal('1500.00'))
    """
    match = re.search(_DIGITS, text)
    if not match:
        return _read_words(text)
    digits = match.group().replace(" ", "").replace("'", "")
    decimals = re.search(r"[.,](\d{1,2})$", digits)
    whole = re.sub(r"[.,]", "", digits[: decimals.start()] if decimals else digits)
    cents = Decimal(f"{whole}.{decimals.group(1) if decimals else 0}")
    tail = text[match.end() :].strip()
    scale = 1_000_000 if tail.startswith("million") else 1_000 if re.match(r"k(?![a-z])|mille|thousand", tail) else 1
    inner = re.match(rf"{CURRENCY}(\d\d)$", tail) if not decimals else None
    return ((cents + (Decimal(inner.group(1)) / 100 if inner else 0)) * scale).quantize(Decimal("0.01"))


def read_currency(text: str) -> str | None:
    """The ISO 4217 code of the currency that is named beside a number."""
    for code, forms in CURRENCIES.items():
        if re.search(rf"(?:(?<![a-z])|(?<=[\d ]k))(?:{forms})(?![a-z])", text):
            return code
    return None


def _read_words(text: str) -> Decimal | None:
    """« deux mille cinq cents » → 2500; None without a word of number."""
    total = part = 0
    words = [word for word in re.findall(r"[a-z]+", text) if word in WORDED]
    for word in words:
        value = WORDED[word]
        if value >= 1000:
            total, part = total + max(part, 1) * value, 0
        elif value == 100 or (value == 20 and part == 4):
            part = max(part, 1) * value
        else:
            part += value
    return Decimal(total + part).quantize(Decimal("0.01")) if words else None


def _joined(one: Bounds, other: Bounds) -> Bounds:
    return Bounds(
        least=one.least if one.least is not None else other.least,
        most=one.most if one.most is not None else other.most,
        currency=one.currency or other.currency,
    )


def _take_one(sentence: Sentence) -> Bounds | None:
    for pattern, reader in _FORMS:
        match = pattern.search(sentence.folded)
        if match and (bounds := reader(match)):
            sentence.blank(*match.span())
            return bounds
    return None


def _between(match: re.Match[str]) -> Bounds | None:
    first, second = match.group(1), match.group(2)
    least, most, currency = read_amount(first), read_amount(second), read_currency(second) or read_currency(first)
    if least is None or most is None or (currency is None and all(re.fullmatch(r"(?:19|20)\d\d", t.strip()) for t in (first, second))):
        return None
    if re.search(r"k(?![a-z])|mille", second) and least < most / 1000 * 1000 and not re.search(r"k|mille", first) and least < 1000 <= most:
        least *= 1000 if least * 1000 <= most else 1
    return Bounds(least=min(least, most), most=max(least, most), currency=currency)


def _least(match: re.Match[str]) -> Bounds | None:
    return Bounds(least=read_amount(match.group(1)), most=None, currency=read_currency(match.group(1)))


def _most(match: re.Match[str]) -> Bounds | None:
    return Bounds(least=None, most=read_amount(match.group(1)), currency=read_currency(match.group(1)))


def _about(match: re.Match[str]) -> Bounds | None:
    """Ten percent either way."""
    amount = read_amount(match.group(1))
    if amount is None:
        return None
    cent = Decimal("0.01")
    return Bounds(
        least=(amount * Decimal("0.9")).quantize(cent),
        most=(amount * Decimal("1.1")).quantize(cent),
        currency=read_currency(match.group(1)),
    )


def _exactly(match: re.Match[str]) -> Bounds | None:
    amount = read_amount(match.group(1))
    return Bounds(least=amount, most=amount, currency=read_currency(match.group(1)))


_CURRENCY_ALONE = re.compile(rf"(?<!\w)(?:en|in) ({CURRENCY})(?!\w)")

# What follows a number and makes it something else than money.
_NOT_MONEY = (
    r"(?:(?<=[a-z€$£])|(?! ?(?:derniers?|dernieres?|last|jours?|days?|semaines?|weeks?|mois|months?|ans?\b|years?|%|er\b|kwh|litres?|l\b"
    r"|premier|plus|factures?|tickets?)))"
)
_SUM_OF = r"(?:(?:d'un montant|d'une valeur|pour un total|pour un montant) )"
_END = r"(?![\w/])"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Bounds | None]], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"\b(?:entre|between) ({_MONEY}) (?:et|and) ({_MONEY}){_END}{_NOT_MONEY}", _between),
        (rf"\b(?:de|from) ({_MONEY}) (?:a|to) ({_PRICED}){_END}", _between),
        (rf"(?<![\w])({_NUMBER}) ?(?:-|–|a) ?({_PRICED}){_END}", _between),
        (rf"(?<!\w){_ABOUT} ?(?:les )?({_MONEY}){_END}{_NOT_MONEY}", _about),
        (rf"(?<!\w)({_PRICED}) (?:environ|a peu pres|approximately|or so){_END}", _about),
        (rf"(?<!\w){_MIN} ?({_MONEY}){_END}{_NOT_MONEY}", _least),
        (rf"(?<!\w){_MAX} ?({_MONEY}){_END}{_NOT_MONEY}", _most),
        (rf"(?<!\w){_FROM} ?({_PRICED}){_END}", _least),
        (rf"(?<!\w){_UP_TO} ?({_PRICED}){_END}", _most),
        (rf"(?<!\w)({_PRICED}) (?:et plus|ou plus|minimum|or more|and more|and above){_END}", _least),
        (rf"(?<!\w)({_PRICED}) (?:et moins|ou moins|maximum|max|or less|or under){_END}", _most),
        (rf"(?<!\w){_SUM_OF}?(?:d[e'] ?|a |for |of |pour |exactement )?({_PRICED}){_END}", _exactly),
        (r"(?<![\w/.,-])(?:d'un montant |pour un montant )?(?:d[e'] ?|a |for |of )?(\d{1,9}[.,]\d\d)(?!\w|[/.,]\d)", _exactly),
        (rf"\b(?:d'un montant|d'une valeur|montant|amount) (?:d[e'] ?|of |exact )?({_NUMBER}){_END}{_NOT_MONEY}", _exactly),
    )
)
