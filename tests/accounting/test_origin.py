"""Whose VAT is it?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accounting.origin import foreign_rates, is_foreign_tax, owes_tax_itself, seller_country
from domain.facts import Facts, Found, TaxRow

DAY = date(2026, 3, 2)


def seller(vat_id: str | None = None, siren: str | None = None, *rates: str, tax: str | None = None) -> Facts:
    return Facts(
        seller_vat_id=Found(value=vat_id, confidence=0.9) if vat_id else None,
        seller_siren=Found(value=siren, confidence=0.9) if siren else None,
        total_tax=Found(value=Decimal(tax), confidence=0.9) if tax else None,
        tax_breakdown=tuple(TaxRow(rate=Decimal(rate), base=Decimal(100), amount=Decimal(rate)) for rate in rates),
    )


@pytest.mark.parametrize(
    ("facts", "country"),
    [
        (seller("FR83404833048"), "fr"),
        (seller("DE 811 569 869"), "de"),
        (seller("EL094014201"), "gr"),
        (seller(None, "404833048"), "fr"),
        (seller("811569869", "404833048"), "fr"),
        (seller(), None),
    ],
)
def test_a_seller_s_country_is_that_of_its_vat_number_or_register(facts: Facts, country: str | None) -> None:
    assert seller_country(facts) == country


def test_rates_of_another_country_are_foreign_unless_the_seller_is_from_here() -> None:
    assert foreign_rates(seller(None, None, "19", "7"), country="fr", on=DAY) == ("de",)
    assert is_foreign_tax(seller(None, None, "19"), country="fr", on=DAY)
    assert not is_foreign_tax(seller("FR83404833048", None, "19"), country="fr", on=DAY)
    assert not is_foreign_tax(seller(None, None, "20", "10"), country="fr", on=DAY)
    assert not is_foreign_tax(seller(), country="fr", on=DAY)


def test_only_a_seller_of_the_union_who_charged_nothing_leaves_the_tax_to_the_buyer() -> None:
    assert owes_tax_itself(seller("IE6388047V", tax="0"), country="fr")
    assert not owes_tax_itself(seller("IE6388047V", tax="20"), country="fr")
    assert not owes_tax_itself(seller("IE6388047V"), country="fr")
    assert not owes_tax_itself(seller("FR83404833048", tax="0"), country="fr")
    assert not owes_tax_itself(seller("CHE116281710", tax="0"), country="fr")
    assert not owes_tax_itself(seller("IE6388047V", tax="0"), country="ma")
