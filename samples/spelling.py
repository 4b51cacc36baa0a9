"""Amounts in French words, as invoices of Algeria, Morocco and West Africa must repeat them (Algeria: décret 05-468)."""

from __future__ import annotations

from decimal import Decimal

UNITS = (
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
)
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 8: "quatre-vingt"}
CURRENCIES = {
    "DZD": ("dinars algériens", "centimes"),
    "MAD": ("dirhams", "centimes"),
    "XOF": ("francs CFA", ""),
    "EUR": ("euros", "centimes"),
}


def in_words(amount: Decimal, currency: str) -> str:
    """The amount spelled out.

    >>> in_words(Decimal("1281.50"), "MAD")
    'mille deux cent quatre-vingt-un dirhams et cinquante centimes'
    """
    whole, cents = divmod(int(amount * 100), 100)
    name, small = CURRENCIES[currency]
    words = f"{number_in_words(whole)} {'de ' if whole >= 10**6 and whole % 10**6 == 0 else ''}{name}"
    return f"{words} et {number_in_words(cents)} {small}" if cents else words


def number_in_words(number: int) -> str:
    """A whole number below a milliard.

    >>> [number_in_words(n) for n in (0, 21, 71, 80, 91, 200)]
    ['zéro', 'vingt et un', 'soixante et onze', 'quatre-vingts', 'quatre-vingt-onze', 'deux cents']
    >>> [number_in_words(n) for n in (1000, 2080, 80200, 1000000)]
    ['mille', 'deux mille quatre-vingts', 'quatre-vingt mille deux cents', 'un million']
    """
    if number < 1000:
        return _below_thousand(number)
    size, name = (10**6, "million") if number >= 10**6 else (1000, "mille")
    head, rest = divmod(number, size)
    if size == 1000:
        # Before mille, cent and vingt lose their s: quatre-vingt mille.
        words = (
            "mille" if head == 1 else f"{_below_thousand(head).removesuffix('s') if head % 100 in (0, 80) else _below_thousand(head)} mille"
        )
    else:
        words = f"{_below_thousand(head)} {name}{'s' if head > 1 else ''}"
    return f"{words} {number_in_words(rest)}" if rest else words


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    head = "cent" if hundreds == 1 else f"{UNITS[hundreds]} cent"
    return f"{head} {_below_hundred(rest)}" if rest else head + ("s" if hundreds > 1 else "")


def _below_hundred(number: int) -> str:
    if number < 20:
        return UNITS[number]
    tens, unit = divmod(number, 10)
    if tens in (7, 9):
        tens, unit = tens - 1, unit + 10
    if not unit:
        return TENS[tens] + ("s" if tens == 8 else "")
    return f"{TENS[tens]}{' et ' if unit in (1, 11) and tens != 8 else '-'}{UNITS[unit]}"
