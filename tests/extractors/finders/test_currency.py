"""The currency that a document names."""

from __future__ import annotations

import pytest

from extractors.finders import currency
from tests.extractors.printed import locale, printed


def best(text: str) -> object:
    some = list(currency.find(printed(text), locale()))
    return max(some, key=lambda c: c.score).value if some else None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TOTAL 12,50 €", "EUR"),
        ("TOTAL EUR 12,50", "EUR"),
        ("MONTANT TTC 203.550 FCFA", "XOF"),
        ("Net à payer 60 095,00 DA", "DZD"),
        ("TOTAL 120,00 DHS", "MAD"),
        ("TOTAL RM 8.20", "MYR"),
        ("TOTAL $8.20\nABC SDN BHD", "MYR"),
        ("TOTAL £8.20", "GBP"),
        ("المجموع 120,00 درهم", "MAD"),
    ],
)
def test_a_mark_beside_an_amount_names_the_currency(text: str, code: str) -> None:
    assert best(text) == code


def test_without_a_mark_it_is_that_of_the_country_and_less_sure() -> None:
    (candidate,) = currency.find(printed("TOTAL 12,50"), locale())
    assert candidate.value == "EUR"
    assert candidate.score < 0.8
    assert candidate.place is None


def test_two_currencies_share_the_confidence() -> None:
    sure = max(c.score for c in currency.find(printed("TOTAL 12,50 €"), locale()))
    torn = max(c.score for c in currency.find(printed("TOTAL 12,50 €\n13,60 USD"), locale()))
    assert torn < sure


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("PHARMACIE DU PONT\nNCC 9753520 C\nTOTAL 12 550", "XOF"),
        ("NINEA 005 123 456\nTOTAL 12 550", "XOF"),
        ("RCCM CI-ABJ-2023-B-17581\nTOTAL 12 550", "XOF"),
        ("RCCM N° CM-DLA-2019-B-1234\nTOTAL 12 550", "XAF"),
        ("ICE:008386161000074\nTOTAL 95.50", "MAD"),
        ("NIF : 000216001234567\nTOTAL 95,50", "DZD"),
        ("NINEA 005 123 456\nTOTAL 12,50 €", "EUR"),
        ("TOTAL HT 10 636\nTVA 18 % 1 914\nTOTAL 12 550", "XOF"),
        ("REMISE 18 %\nTVA 20 %\nTOTAL 12 550", "EUR"),
        ("REMISE 18 %\nTOTAL 12,50", "EUR"),
        ("SIRET 732 829 320 00074\nTVA 18 %\nTOTAL 12 550", "EUR"),
    ],
)
def test_without_a_mark_the_state_that_the_paper_speaks_of_tells(text: str, code: str) -> None:
    assert best(text) == code


def test_a_currency_told_by_the_state_is_less_sure_than_a_printed_one() -> None:
    (candidate,) = currency.find(printed("ICE:008386161000074\nTOTAL 95.50"), locale())
    assert candidate.score < 0.9
    assert "MA" in candidate.reason
