"""What a document is told, rule by rule: the words show the reason, and what is absent is passed over in silence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounting.checks import check, rules
from accounting.propose import propose
from domain.checks import Check
from domain.company import Company
from domain.facts import FIELDS, Facts, Found, TaxRow, parse_value
from domain.geometry import Box, Place
from domain.kinds import Category, DocumentType

TODAY = date(2026, 11, 21)
PLACE = Place(page=1, box=Box(0, 0, 10, 10))
INVOICE, RECEIPT = DocumentType.INVOICE, DocumentType.RECEIPT


def facts(*rows: tuple[str, str, str], **fields: str) -> Facts:
    assert set(fields) <= set(FIELDS)
    found: dict[str, Any] = {name: Found(value=parse_value(name, text), confidence=0.9, place=PLACE) for name, text in fields.items()}
    breakdown = tuple(TaxRow(rate=Decimal(rate), base=Decimal(base), amount=Decimal(amount)) for rate, base, amount in rows)
    return Facts(tax_breakdown=breakdown).having(**found)


def told(
    found: Facts,
    code: str,
    *,
    kind: DocumentType = INVOICE,
    country: str = "fr",
    category: Category = Category.GOODS,
    text: str = "",
) -> list[Check]:
    entry = propose(found, document_type=kind, category=category, company=Company(country=country))
    every = check(found, document_type=kind, entry=entry, company=Company(country=country), today=TODAY, category=category, text=text)
    return [one for one in every if one.code == code]


def only(checks: list[Check]) -> Check:
    assert len(checks) == 1, checks
    return checks[0]


SOUND = facts(
    ("20", "81.90", "16.38"),
    ("5.5", "543.00", "29.87"),
    seller_name="Au Bon Moulin",
    seller_siren="404833048",
    seller_vat_id="FR83404833048",
    seller_iban="FR1420041010050500013M02606",
    issue_date="2026-03-02",
    due_date="2026-04-01",
    currency="EUR",
    total_without_tax="624.90",
    total_tax="46.25",
    total_with_tax="671.15",
    amount_due="470.15",
)


def test_a_sound_invoice_passes_every_check() -> None:
    entry = propose(SOUND, document_type=INVOICE, category=Category.GOODS, company=Company())

    found = check(
        SOUND, document_type=INVOICE, entry=entry, company=Company(country="fr"), today=TODAY, category=Category.GOODS, text="FACTURE"
    )

    assert [one for one in found if not one.ok] == []
    assert {"totals_add_up", "rate_in_force", "entry_balances", "due_after_issue", "siren_check_digit"} <= {one.code for one in found}


def test_nothing_is_said_of_what_is_absent() -> None:
    assert check(Facts(), document_type=RECEIPT, entry=None, company=Company(country="fr"), today=TODAY) == ()


def test_rules_are_found_in_their_folder() -> None:
    assert len(rules()) >= 15


def test_the_arithmetic_is_shown() -> None:
    assert only(told(SOUND, "totals_add_up")).message == "624.90 + 46.25 = 671.15"
    assert only(told(SOUND, "entry_balances")).message == "624.90 + 46.25 = 671.15"
    assert only(told(SOUND, "amount_due_explained")).message == "671.15 − 470.15 = 201.00 paid or deducted before"


@pytest.mark.parametrize(
    ("rate", "day", "country", "verdict"),
    [
        ("20", "2026-03-02", "fr", "here"),
        ("5.5", "2026-03-02", "fr", "here"),
        ("20.04", "2026-03-02", "fr", "here"),
        ("20.06", "2026-03-02", "fr", "nowhere"),
        ("19.6", "2026-03-02", "fr", "nowhere"),
        ("19.6", "2013-03-02", "fr", "here"),
        ("20", "2013-03-02", "fr", "abroad"),
        ("8.5", "2026-03-02", "fr", "here"),
        ("33", "2026-03-02", "fr", "nowhere"),
        ("18", "2025-03-02", "ma", "here"),
        ("18", "2026-03-02", "ma", "nowhere"),
        ("19", "2026-03-02", "dz", "here"),
        ("20", "2026-03-02", "dz", "abroad"),
    ],
)
def test_a_rate_is_in_force_on_the_day_in_the_country(rate: str, day: str, country: str, verdict: str) -> None:
    printed = only(told(facts((rate, "100", "0"), issue_date=day), "rate_in_force", country=country))

    assert printed.ok is (verdict != "nowhere")
    assert ("is no rate of" in printed.message) is (verdict == "abroad")


def test_a_rate_that_ended_is_told_with_those_in_force() -> None:
    printed = only(told(facts(("19.6", "100", "19.60"), issue_date="2026-03-02"), "rate_in_force"))

    assert printed.message.startswith("19.6 % was not in force in France on 2026-03-02: 20 %, 10 %")


def test_a_german_receipt_gives_no_false_alarm() -> None:
    found = facts(("19", "10.00", "1.90"), ("7", "10.00", "0.70"), issue_date="2019-05-02", currency="EUR", total_with_tax="22.60")

    failing = [one for one in check(found, document_type=RECEIPT, entry=None, company=Company(country="fr"), today=TODAY) if not one.ok]

    assert failing == []
    assert "DE" in told(found, "rate_in_force", kind=RECEIPT)[0].message
    assert only(told(found, "tax_of_another_country", kind=RECEIPT)).ok


def test_a_malaysian_receipt_gives_no_false_alarm() -> None:
    found = facts(
        ("6", "83.77", "5.03"),
        issue_date="2018-01-02",
        currency="MYR",
        total_with_tax="88.80",
        total_tax="5.03",
        payment_method="cash",
        amount_due="88.80",
    )

    assert all(one.ok for one in check(found, document_type=RECEIPT, entry=None, company=Company(country="fr"), today=TODAY))
    assert only(told(found, "currency_of_the_books", kind=RECEIPT)).ok


def test_more_tax_than_the_highest_rate_is_refused() -> None:
    printed = only(told(facts(issue_date="2026-03-02", total_tax="4.00", total_with_tax="20.00"), "tax_within_rates"))

    assert (printed.ok, printed.message) == (False, "4.00 > 16.00 × 20 % = 3.20")


@pytest.mark.parametrize(
    ("code", "fields", "ok"),
    [
        ("date_not_in_future", {"issue_date": "2026-11-21"}, True),
        ("date_not_in_future", {"issue_date": "2026-11-22"}, False),
        ("date_not_too_old", {"issue_date": "2016-01-01"}, True),
        ("date_not_too_old", {"issue_date": "2015-12-31"}, False),
        ("due_after_issue", {"issue_date": "2026-03-02", "due_date": "2026-03-02"}, True),
        ("due_after_issue", {"issue_date": "2026-03-02", "due_date": "2026-03-01"}, False),
        ("siren_check_digit", {"seller_siren": "732829320"}, True),
        ("siren_check_digit", {"seller_siren": "732829321"}, False),
        ("siret_check_digit", {"seller_siret": "732 829 320 00074"}, True),
        ("siret_check_digit", {"seller_siret": "73282932000075"}, False),
        ("siret_check_digit", {"seller_siret": "35600000049837"}, True),
        ("vat_id_check_digits", {"seller_vat_id": "FR44732829320"}, True),
        ("vat_id_check_digits", {"seller_vat_id": "FR45732829320"}, False),
        ("vat_id_check_digits", {"seller_vat_id": "DE811569869"}, True),
        ("buyer_vat_id_check_digits", {"buyer_vat_id": "FR45732829320"}, False),
        ("iban_check_digits", {"seller_iban": "FR14 2004 1010 0505 0001 3M02 606"}, True),
        ("iban_check_digits", {"seller_iban": "FR1420041010050500013M02607"}, False),
        ("siret_bears_siren", {"seller_siren": "732829320", "seller_siret": "73282932000074"}, True),
        ("siret_bears_siren", {"seller_siren": "404833048", "seller_siret": "73282932000074"}, False),
        ("vat_id_bears_siren", {"seller_siren": "732829320", "seller_vat_id": "FR44732829320"}, True),
        ("vat_id_bears_siren", {"seller_siret": "40483304800022", "seller_vat_id": "FR44732829320"}, False),
        ("cash_limit", {"payment_method": "cash", "total_with_tax": "1000.00", "issue_date": "2026-03-02"}, True),
        ("cash_limit", {"payment_method": "cash", "total_with_tax": "1000.01", "issue_date": "2026-03-02"}, False),
    ],
)
def test_dates_identifiers_and_cash_are_examined(code: str, fields: dict[str, str], ok: bool) -> None:
    assert only(told(facts(**fields), code)).ok is ok


def test_wrong_digits_in_an_e_invoice_are_told_but_are_no_misreading() -> None:
    stated = Facts(seller_siret=Found(value="99999999800010", confidence=0.99, reason="stated by the e-invoice"))
    typed = Facts(seller_siret=Found(value="99999999800010", confidence=1.0, reason="said by Marie"))

    assert only(told(stated, "siret_check_digit")) == Check(
        code="siret_check_digit", ok=True, message="99999999800010: the check digits do not agree, but so the sender's data says"
    )
    assert not only(told(typed, "siret_check_digit")).ok


def test_a_number_outside_the_union_is_not_examined() -> None:
    assert told(facts(seller_vat_id="000123456789"), "vat_id_check_digits") == []
    assert told(facts(seller_vat_id="CHE116281710"), "vat_id_check_digits") == []


def test_stamp_duty_on_cash_explains_what_is_asked_above_the_total() -> None:
    found = facts(issue_date="2026-03-02", currency="DZD", total_with_tax="11900.00", amount_due="12019.00", payment_method="cash")

    printed = only(told(found, "amount_due_explained", country="dz"))

    assert (printed.ok, printed.message) == (True, "12019.00 − 11900.00 = 119.00, stamp duty on cash")


def test_cents_of_rounding_are_explained_and_more_is_not() -> None:
    cents = only(told(facts(issue_date="2026-03-02", total_with_tax="12.02", amount_due="12.00"), "amount_due_explained"))
    more = only(told(facts(issue_date="2026-03-02", total_with_tax="12.00", amount_due="15.00"), "amount_due_explained"))

    assert (cents.ok, cents.message) == (True, "12.00 − 12.02 = -0.02, rounding")
    assert not more.ok


def test_cash_above_a_million_dinars_takes_away_the_right_to_deduct() -> None:
    found = facts(issue_date="2026-03-02", currency="DZD", total_with_tax="1000001.00", payment_method="cash")

    assert not only(told(found, "cash_limit", country="dz")).ok


def test_a_receipt_without_vat_says_that_nothing_is_deducted() -> None:
    printed = only(told(facts(issue_date="2026-03-02", total_with_tax="12.00"), "tax_not_shown", kind=RECEIPT))

    assert (printed.ok, printed.message) == (True, "no VAT is shown: 12.00 is booked whole and nothing is deducted")


def test_fuel_says_how_much_is_deducted() -> None:
    found = facts(issue_date="2026-03-02", total_without_tax="60.00", total_tax="12.00", total_with_tax="72.00")

    assert only(told(found, "tax_deducted_in_part", category=Category.FUEL)).message == "12.00 × 80 % = 9.60 may be deducted for fuel"


def test_a_seller_of_the_union_without_vat_leaves_it_to_the_buyer() -> None:
    found = facts(
        issue_date="2026-03-02", seller_vat_id="IE6388047V", total_without_tax="100.00", total_tax="0.00", total_with_tax="100.00"
    )

    assert only(told(found, "tax_owed_by_buyer", category=Category.SOFTWARE)).message.endswith("100.00 × 20 % = 20.00 is owed here")


@pytest.mark.parametrize(
    ("text", "ok"),
    [
        ("FACTURE\nTVA non applicable, art. 293 B du CGI", True),
        ("FACTURE\nTVA non applicable, franchise en base (CIBS)", True),
        ("FACTURE\nAutoliquidation", True),
        ("FACTURE\nExonération de TVA, article 262 ter I du CGI", True),
        ("FACTURE\nTotal 100,00", False),
    ],
)
def test_an_invoice_without_vat_says_why(text: str, ok: bool) -> None:
    found = facts(issue_date="2026-03-02", total_tax="0.00", total_with_tax="100.00")

    assert only(told(found, "exemption_named", text=text)).ok is ok


def test_an_insurer_need_not_say_why_it_charges_no_vat() -> None:
    found = facts(issue_date="2026-03-02", total_tax="0.00", total_with_tax="100.00")

    assert told(found, "exemption_named", text="Prime annuelle", category=Category.INSURANCE) == []


def test_a_dear_meal_needs_an_invoice_in_the_company_s_name() -> None:
    found = facts(issue_date="2026-03-02", total_without_tax="200.00", total_tax="20.00", total_with_tax="220.00")
    named = found.having(buyer_name=Found(value="Ma Société", confidence=0.9))

    assert not only(told(found, "meal_needs_invoice", kind=RECEIPT, category=Category.MEALS)).ok
    assert only(told(named, "meal_needs_invoice", kind=RECEIPT, category=Category.MEALS)).ok


def test_a_meal_abroad_bears_no_tax_that_is_deducted_here() -> None:
    found = facts(issue_date="2026-03-02", total_without_tax="254.72", total_tax="15.28", total_with_tax="270.00", currency="MYR")

    assert told(found, "meal_needs_invoice", kind=RECEIPT, category=Category.MEALS) == []


def test_small_equipment_at_a_high_price_may_be_an_asset() -> None:
    found = facts(issue_date="2026-03-02", total_without_tax="600.00", total_tax="120.00", total_with_tax="720.00")

    printed = only(told(found, "asset_or_charge", category=Category.SMALL_EQUIPMENT))

    assert (printed.ok, printed.message) == (True, "600.00 > 500.00: an asset if one thing in it is used for more than a year")
