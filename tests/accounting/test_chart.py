"""The account for a purpose, and the name of an account."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accounting.chart import JOURNALS, NoAccountError, account_for, account_of, country_pack, label_of
from domain.company import Company
from domain.kinds import Category
from domain.plugins import UnknownPluginError

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("category", "number"),
    [
        (Category.GOODS, "607"),
        (Category.FUEL, "6061"),
        (Category.SOFTWARE, "6511"),
        (Category.LODGING, "6256"),
        (Category.MEALS, "6257"),
        (Category.TELECOM, "626"),
        (Category.BANK_FEES, "6278"),
        (Category.OTHER, "471"),
    ],
)
def test_a_category_has_its_account_in_the_french_plan(category: Category, number: str) -> None:
    assert account_for(category, company=Company(country="fr"), on=TODAY).number == number


def test_equipment_up_to_500_euros_without_tax_may_pass_as_a_charge() -> None:
    assert account_for(Category.EQUIPMENT, company=Company(country="fr"), on=TODAY, net=Decimal(500)).number == "6063"
    assert account_for(Category.EQUIPMENT, company=Company(country="fr"), on=TODAY, net=Decimal("500.01")).number == "2183"
    assert account_for(Category.EQUIPMENT, company=Company(country="fr"), on=TODAY).number == "2183"
    assert account_for(Category.EQUIPMENT, company=Company(country="ma"), on=TODAY, net=Decimal(10)).number == "2355"


def test_a_purpose_that_the_plan_does_not_know_is_told_so() -> None:
    with pytest.raises(NoAccountError, match="no account for vat_due_eu"):
        account_of("vat_due_eu", country="ma", on=TODAY)


def test_an_unknown_country_gets_the_list_of_those_there_are() -> None:
    with pytest.raises(UnknownPluginError, match="ci, dz, fr, ma, sn"):
        country_pack("xx")


def test_a_subdivision_bears_the_name_of_the_account_above_it() -> None:
    assert label_of("6070001", country="fr", on=TODAY) == "Achats de marchandises"
    assert label_of("60", country="fr", on=TODAY) == "Achats de marchandises"
    assert label_of("999", country="fr", on=TODAY) == "Compte 999"


def test_purchases_have_a_journal_and_it_has_a_name() -> None:
    assert JOURNALS["AC"] == "Achats"
