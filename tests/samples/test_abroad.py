"""Invoices of the Maghreb and West Africa follow their customs."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from samples.abroad import CURRENCIES, make_abroad
from samples.spelling import in_words


@pytest.mark.parametrize("country", CURRENCIES)
def test_cash_alone_bears_a_stamp(country: str) -> None:
    for seed in range(60):
        paper = make_abroad(Random(seed), country)
        assert not paper.stamp or paper.payment == "cash"
        assert paper.due == paper.gross + paper.stamp


def test_francs_have_no_decimals() -> None:
    for seed in range(40):
        paper = make_abroad(Random(seed), "sn")
        assert all(value == value.to_integral_value() for value in (paper.net, paper.tax, paper.due))


@pytest.mark.parametrize("country", CURRENCIES)
def test_seller_and_buyer_are_two_firms(country: str) -> None:
    for seed in range(40):
        paper = make_abroad(Random(seed), country)
        assert paper.seller.trade_name != paper.buyer.trade_name


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("209954.86", "DZD", "deux cent neuf mille neuf cent cinquante-quatre dinars algériens et quatre-vingt-six centimes"),
        ("1010705", "XOF", "un million dix mille sept cent cinq francs CFA"),
        ("2000000", "XOF", "deux millions de francs CFA"),
        ("71.00", "MAD", "soixante et onze dirhams"),
        ("80", "EUR", "quatre-vingts euros"),
    ],
)
def test_amounts_are_spelled_as_people_write_them(amount: str, currency: str, words: str) -> None:
    assert in_words(Decimal(amount), currency) == words
