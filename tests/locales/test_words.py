"""Sums in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.words import find_words_amount, parse_words

UNITS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".split()
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}


def spelled(number: int) -> str:
    """A number in French words, as a clerk writes it."""
    for value, name in ((1_000_000, "million"), (1000, "mille"), (100, "cent")):
        if number >= value:
            head, rest = divmod(number, value)
            lead = "" if head == 1 and value < 1_000_000 else spelled(head) + " "
            return f"{lead}{name} {spelled(rest) if rest else ''}".strip()
    if number < 20:
        return UNITS[number]
    if number >= 80:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{UNITS[number - 80]}"
    ten = 60 if number >= 70 else number // 10 * 10
    rest = number - ten
    return TENS[ten] if not rest else f"{TENS[ten]} et {UNITS[rest]}" if rest in (1, 11) else f"{TENS[ten]}-{UNITS[rest]}"


@given(st.integers(0, 9_999_999))
def test_a_number_in_words_is_read_back(number: int) -> None:
    assert parse_words(spelled(number)) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Arrêtée la présente facture à la somme de : deux cent trois mille cinq cent cinquante francs CFA", "203550"),
        ("Arrêté à la somme de mille deux cent cinquante euros et trente centimes", "1250.30"),
        ("la somme de soixante mille quatre-vingt-quinze dinars", "60095"),
    ],
)
def test_the_sum_in_words_is_found(text: str, value: str) -> None:
    assert find_words_amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "la somme de", "mille merveilles", "à la somme de beaucoup trop d'euros"])
def test_other_words_are_no_sum(text: str) -> None:
    assert find_words_amount(text) is None
