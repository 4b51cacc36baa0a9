"""What the books know speaks up: copies, sums out of the ordinary, new bank details, and what the company wants looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from accounting.checks import check
from domain.checks import Check
from domain.company import Company
from domain.facts import Facts, Found
from domain.kinds import Category, DocumentType
from domain.seller import Seen, Seller, Twin

TODAY = date(2026, 11, 21)
IBAN, OTHER_IBAN = "FR1420041010050500013M02606", "FR7630006000011234567890189"


def facts(total: str = "1200.00", *, on: date = date(2026, 3, 2), iban: str | None = None, currency: str = "EUR") -> Facts:
    return Facts(
        seller_name=Found(value="Au Bon Moulin", confidence=0.9),
        issue_date=Found(value=on, confidence=0.9),
        currency=Found(value=currency, confidence=0.9),
        total_with_tax=Found(value=Decimal(total), confidence=0.9),
        seller_iban=Found(value=iban, confidence=0.9) if iban else None,
    )


def told(found: Facts, code: str, *, seen: Seen | None = None, company: Company | None = None) -> list[Check]:
    every = check(
        found,
        document_type=DocumentType.INVOICE,
        entry=None,
        company=company or Company(),
        today=TODAY,
        category=Category.GOODS,
        seen=seen or Seen(),
    )
    return [one for one in every if one.code == code]


def known(*totals: str, ibans: tuple[str, ...] = ()) -> Seen:
    return Seen(seller=Seller(auxiliary="MOULIN", name="Au Bon Moulin", totals=tuple(map(Decimal, totals)), ibans=ibans))


def test_a_copy_is_named_with_the_reason() -> None:
    (found,) = told(facts(), "duplicate", seen=Seen(twins=(Twin(document_id="0123", why="same supplier and number"),)))

    assert not found.ok
    assert found.message == "perhaps the same document as 0123: same supplier and number"


@pytest.mark.parametrize(("total", "ok"), [("4500.00", False), ("1900.00", True), ("1000.00", True), ("1700.00", True), ("2600.00", False)])
def test_an_amount_is_held_against_the_usual_one(total: str, ok: bool) -> None:
    (found,) = told(facts(total), "usual_amount", seen=known("1100.00", "1200.00", "1300.00", "1200.00"))

    assert found.ok is ok
    assert f"{total} against about 1200.00" in found.message


def test_nothing_is_usual_before_the_third_document() -> None:
    assert told(facts("9000"), "usual_amount", seen=known("10.00", "11.00")) == []


def test_a_new_iban_of_a_known_seller_is_pointed_out_without_printing_it() -> None:
    (new,) = told(facts(iban=OTHER_IBAN), "iban_known", seen=known("10.00", ibans=(IBAN,)))
    (same,) = told(facts(iban="FR14 2004 1010 0505 0001 3M02 606"), "iban_known", seen=known("10.00", ibans=(IBAN,)))

    assert (new.ok, same.ok) == (False, True)
    assert "…0189" in new.message
    assert "…2606" in new.message
    assert OTHER_IBAN not in new.message
    assert told(facts(iban=IBAN), "iban_known", seen=known("10.00")) == []


def test_totals_above_the_company_s_threshold_go_to_a_person() -> None:
    firm = Company(review_above=Decimal("1000.00"))
    (above,), (below,) = told(facts("1000.01"), "review_threshold", company=firm), told(facts("1000.00"), "review_threshold", company=firm)

    assert (above.ok, below.ok) == (False, True)
    assert told(facts(), "review_threshold") == []


def test_a_document_of_a_fiscal_year_gone_by_is_pointed_out_once_the_company_said_when_it_closes() -> None:
    firm = Company(closing_month=9)
    (old,) = told(facts(on=date(2026, 9, 30)), "in_fiscal_year", company=firm)
    (new,) = told(facts(on=date(2026, 10, 1)), "in_fiscal_year", company=firm)

    assert (old.ok, new.ok) == (False, True)
    assert told(facts(on=date(2017, 1, 1)), "in_fiscal_year") == []


def test_a_document_of_a_closed_period_says_where_its_entry_goes() -> None:
    (found,) = told(facts(), "period_open", seen=Seen(open_from=date(2026, 4, 1)))

    assert (found.ok, found.message) == (False, "the books of 2026-03-02 are closed: the entry is dated 2026-04-01")


def test_weekends_and_round_sums_are_looked_at_where_the_company_asks() -> None:
    firm = Company(flags_weekends=True, flags_round_sums=True)
    saturday, monday = facts("1200.00", on=date(2026, 3, 7)), facts("1201.00", on=date(2026, 3, 9))

    assert [not told(each, "on_a_working_day", company=firm)[0].ok for each in (saturday, monday)] == [True, False]
    assert [not told(each, "no_round_sum", company=firm)[0].ok for each in (saturday, monday)] == [True, False]
    assert told(saturday, "on_a_working_day") == told(saturday, "no_round_sum") == []


def test_a_foreign_currency_asks_for_a_rate_and_supposes_none() -> None:
    (found,) = told(facts(currency="USD"), "currency_of_the_books")

    assert "tell it as exchange_rate" in found.message


INVOICE_TEXT = """AU BON MOULIN  12 rue du Four  84340 Malaucène  SIREN 404 833 048 RCS Avignon
Facture FA-1 du 02/03/2026  Désignation  Quantité  Prix
Échéance 02/04/2026. Pénalités de retard : trois fois le taux légal.
Indemnité forfaitaire pour frais de recouvrement : 40 €"""


def mentions(text: str, *, country: str = "fr", **changes: Found[str] | None) -> list[Check]:
    found = replace(facts(), buyer_name=Found(value="Essai SARL", confidence=0.9), invoice_number=Found(value="FA-1", confidence=0.9))
    found = replace(found, currency=None)
    every = check(
        found.having(**changes),
        document_type=DocumentType.INVOICE,
        entry=None,
        company=Company(country=country),
        today=TODAY,
        category=Category.GOODS,
        text=text,
    )
    return [one for one in every if one.code.startswith("mention")]


def test_an_invoice_with_all_that_the_law_asks_passes() -> None:
    (found,) = mentions(INVOICE_TEXT)

    assert found.ok, found.message


@pytest.mark.parametrize(
    ("gone", "name"),
    [
        ("Indemnité forfaitaire pour frais de recouvrement : 40 €", "the indemnity of 40 € for recovery"),
        ("Pénalités de retard : trois fois le taux légal.", "the penalties for late payment"),
        ("SIREN 404 833 048 RCS Avignon", "the supplier's SIREN"),
        ("Désignation  Quantité  Prix", "what was sold"),
    ],
)
def test_a_mention_that_is_gone_is_named(gone: str, name: str) -> None:
    (found,) = mentions(INVOICE_TEXT.replace(gone, ""))

    assert (found.ok, found.message) == (False, f"not found on it: {name}")


def test_the_customer_and_the_number_are_mentions_too() -> None:
    (found,) = mentions(INVOICE_TEXT, buyer_name=None, invoice_number=None)

    assert found.message == "not found on it: its number; the customer's name"


def test_a_page_of_few_words_says_nothing_of_its_mentions() -> None:
    assert mentions("فاتورة 12") == []


@pytest.mark.parametrize(
    ("country", "text", "name"),
    [
        (
            "dz",
            "SARL ALGER BOIS NIF 099916000512345 NIS 0999 client Doit payable par chèque arrêtée la somme de dinars",
            "trade register (RC)",
        ),
        ("ma", "BOIS DU RIF ICE 001561191000066 patente 12345678 client payable par virement facture", "tax number (IF)"),
        ("sn", "DAKAR PIECES NINEA 3067221 2G2 client Essai facture du jour payée par virement", "trade register (RCCM)"),
        ("ci", "ABIDJAN PIECES NCC 1234567A client Essai facture du jour payée par virement", "tax regime"),
    ],
)
def test_each_country_asks_for_its_own_mentions(country: str, text: str, name: str) -> None:
    told_there = [one for one in mentions(text, country=country) if one.code == "mentions_present"]

    assert name in told_there[0].message
