"""Entries that depend on the company, on the document's own words, on a person's word, and on the plan of the year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accounting.chart import company_account
from accounting.implied import implied
from accounting.propose import propose
from domain.circumstances import USUAL, Circumstances, PaidBy, circumstances_of, parse_word
from domain.company import Company, VatRegime, Vehicle
from domain.entry import ForeignAmount, JournalEntry
from domain.facts import Facts
from domain.kinds import Category, DocumentType
from domain.seller import Seen
from tests.accounting.test_propose import book, facts, moves

INVOICE, CREDIT_NOTE = DocumentType.INVOICE, DocumentType.CREDIT_NOTE
SERVICE = facts(net="100.00", tax="20.00", gross="120.00")


def at(company: Company, found: Facts, category: Category, **said: str) -> JournalEntry | None:
    return propose(found, document_type=INVOICE, category=category, company=company, circumstances=circumstances_of(company, said))


HABITS = {
    "a firm in franchise deducts nothing": (
        Company(vat_regime=VatRegime.FRANCHISE),
        Category.FEES,
        {},
        "D 6226 120.00 · C 401 120.00",
    ),
    "on receipts the tax of a service waits": (
        Company(vat_regime=VatRegime.RECEIPTS),
        Category.FEES,
        {},
        "D 6226 100.00 · D 4458 20.00 · C 401 120.00",
    ),
    "on receipts the tax of goods does not wait": (
        Company(vat_regime=VatRegime.RECEIPTS),
        Category.GOODS,
        {},
        "D 607 100.00 · D 44566 20.00 · C 401 120.00",
    ),
    "on receipts a service that is paid is deducted": (
        Company(vat_regime=VatRegime.RECEIPTS),
        Category.FEES,
        {"paid_by": "bank"},
        "D 6226 100.00 · D 44566 20.00 · C 512 120.00",
    ),
    "a firm with vans deducts all of its fuel": (
        Company(vehicle=Vehicle.UTILITY),
        Category.FUEL,
        {},
        "D 6061 100.00 · D 44566 20.00 · C 401 120.00",
    ),
    "a firm's own accounts stand for those of the chart": (
        Company(accounts=(("fees", "622610"), ("staff", "42510"))),
        Category.FEES,
        {"paid_by": "staff"},
        "D 622610 100.00 · D 44566 20.00 · C 42510 120.00",
    ),
    "an associate paid": (Company(), Category.FEES, {"paid_by": "associate"}, "D 6226 100.00 · D 44566 20.00 · C 4551 120.00"),
    "a sole trader paid": (Company(), Category.FEES, {"paid_by": "owner"}, "D 6226 100.00 · D 44566 20.00 · C 108 120.00"),
    "the accountant names the account": (
        Company(),
        Category.FEES,
        {"account": "6227"},
        "D 6227 100.00 · D 44566 20.00 · C 401 120.00",
    ),
    "an account of fixed assets has its own tax and supplier": (
        Company(),
        Category.EQUIPMENT,
        {"account": "2184"},
        "D 2184 100.00 · D 44562 20.00 · C 404 120.00",
    ),
    "a passenger car leaves its tax in the asset": (
        Company(),
        Category.EQUIPMENT,
        {"asset": "vehicle"},
        "D 2182 120.00 · C 404 120.00",
    ),
    "a van is deducted": (
        Company(vehicle=Vehicle.UTILITY),
        Category.EQUIPMENT,
        {"asset": "vehicle"},
        "D 2182 100.00 · D 44562 20.00 · C 404 120.00",
    ),
    "a use that is half private": (
        Company(),
        Category.TELECOM,
        {"deductible_percent": "50"},
        "D 626 110.00 · D 44566 10.00 · C 401 120.00",
    ),
    "a telephone that pays": (
        Company(country="sn"),
        Category.OFFICE_SUPPLIES,
        {"paid_by": "mobile_money"},
        "D 6055 100.00 · D 4452 20.00 · C 552 120.00",
    ),
}


@pytest.mark.parametrize("name", HABITS)
def test_what_the_company_and_the_accountant_say_decides(name: str) -> None:
    company, category, said, expected = HABITS[name]
    found = facts(net="100.00", tax="20.00", gross="120.00", currency="XOF" if company.country == "sn" else "EUR")

    assert moves(at(company, found, category, **said)) == expected


ABROAD = {
    "a hotel in Morocco": ("ma", Category.LODGING, INVOICE, USUAL, "D 61435 1200.00 · C 4411 1200.00"),
    "a hotel in Algeria": ("dz", Category.LODGING, INVOICE, USUAL, "D 625 1200.00 · C 401 1200.00"),
    "a restaurant in Senegal": ("sn", Category.MEALS, INVOICE, USUAL, "D 6383 1200.00 · C 4011 1200.00"),
    "fuel in Morocco": ("ma", Category.FUEL, INVOICE, USUAL, "D 6125 1200.00 · C 4411 1200.00"),
    "a computer in Morocco": ("ma", Category.EQUIPMENT, INVOICE, USUAL, "D 2355 1000.00 · D 34551 200.00 · C 4481 1200.00"),
    "a computer in Algeria": ("dz", Category.EQUIPMENT, INVOICE, USUAL, "D 218 1000.00 · D 44562 200.00 · C 404 1200.00"),
    "a computer in Côte d'Ivoire": ("ci", Category.EQUIPMENT, INVOICE, USUAL, "D 2442 1000.00 · D 4451 200.00 · C 404 1200.00"),
    "transport in Senegal": ("sn", Category.TRANSPORT, INVOICE, USUAL, "D 611 1000.00 · D 4453 200.00 · C 4011 1200.00"),
    "goods returned in Algeria": ("dz", Category.GOODS, CREDIT_NOTE, USUAL, "C 380 1000.00 · C 4456 200.00 · D 401 1200.00"),
    "goods returned in Morocco": ("ma", Category.GOODS, CREDIT_NOTE, USUAL, "C 6111 1000.00 · C 34552 200.00 · D 4411 1200.00"),
    "a deposit in Morocco": (
        "ma",
        Category.FEES,
        INVOICE,
        Circumstances(is_deposit=True, paid_by=PaidBy.BANK),
        "D 3411 1000.00 · D 34552 200.00 · C 5141 1200.00",
    ),
    "a deposit in Senegal": (
        "sn",
        Category.FEES,
        INVOICE,
        Circumstances(is_deposit=True, paid_by=PaidBy.BANK),
        "D 4091 1000.00 · D 4454 200.00 · C 521 1200.00",
    ),
    "the owner paid in Morocco": (
        "ma",
        Category.FEES,
        INVOICE,
        Circumstances(paid_by=PaidBy.OWNER),
        "D 61365 1000.00 · D 34552 200.00 · C 1175 1200.00",
    ),
}


@pytest.mark.parametrize("name", ABROAD)
def test_the_same_purchases_in_the_other_charts(name: str) -> None:
    country, category, kind, circumstances, expected = ABROAD[name]
    currency = {"ma": "MAD", "dz": "DZD"}.get(country, "XOF")
    found = facts(net="1000.00", tax="200.00", gross="1200.00", currency=currency)

    assert moves(book(found, category, kind=kind, country=country, circumstances=circumstances)) == expected


def test_cash_with_its_stamp_in_morocco() -> None:
    found = facts(net="10000.00", tax="2000.00", gross="12000.00", due="12030.00", currency="MAD")

    entry = book(found, Category.FEES, country="ma", circumstances=Circumstances(paid_by=PaidBy.CASH))
    assert moves(entry) == "D 61365 10000.00 · D 34552 2000.00 · D 6167 30.00 · C 51611 12030.00"


def test_a_foreign_currency_is_booked_at_the_rate_that_a_person_tells_and_keeps_its_own_amount() -> None:
    dollars = facts(gross="100.00", currency="USD")
    assert book(dollars, Category.SOFTWARE) is None

    entry = at(Company(), dollars, Category.SOFTWARE, exchange_rate="0.9215")
    assert moves(entry) == "D 6511 92.15 · C 401 92.15"
    assert entry
    assert [line.foreign for line in entry.lines] == [None, ForeignAmount(amount=Decimal("100.00"), currency="USD")]


def test_the_plan_is_that_of_the_fiscal_year() -> None:
    """ANC 2022-06 holds for years begun in 2025: a year from July 2024 to June 2025 still has the plan before it."""
    across = Company(closing_month=6)

    assert company_account("fine", company=across, on=date(2025, 3, 1)).number == "6712"
    assert company_account("fine", company=across, on=date(2025, 7, 1)).number == "6582"
    assert company_account("fine", company=Company(), on=date(2025, 3, 1)).number == "6582"
    assert company_account("rounding_loss", company=Company(), on=date(2024, 3, 1)).label == "Charges diverses de gestion courante"


def test_a_late_document_is_booked_on_the_first_open_day_with_its_own_date_in_the_label() -> None:
    entry = propose(SERVICE, document_type=INVOICE, category=Category.FEES, company=Company(), seen=Seen(open_from=date(2026, 4, 1)))

    assert entry
    assert entry.date == date(2026, 4, 1)
    assert entry.label == "Au Bon Moulin F1 (pièce du 02/03/2026)"


IMPLIED = {
    "the bank takes its own fees": ("Frais de tenue de compte", Category.BANK_FEES, facts(gross="12.00"), "fr", {"paid_by": "bank"}),
    "a builder writes autoliquidation": (
        "Sous-traitance. TVA : Autoliquidation",
        Category.SUBCONTRACTING,
        facts(gross="1000.00", vat_id="FR83404833048"),
        "fr",
        {"reverse_charge": "other"},
    ),
    "a seller of the Union writes reverse charge": (
        "VAT: reverse charge",
        Category.SOFTWARE,
        facts(gross="100.00", vat_id="IE6388047V"),
        "fr",
        {"reverse_charge": "eu"},
    ),
    "a service from outside the Union": (
        "Consulting",
        Category.FEES,
        facts(gross="100.00", tax="0.00", net="100.00", vat_id="GB980780684"),
        "fr",
        {"reverse_charge": "other"},
    ),
    "a mention beside charged tax is a mistake of the page": (
        "Autoliquidation",
        Category.SUBCONTRACTING,
        facts(net="100.00", tax="20.00", gross="120.00"),
        "fr",
        {},
    ),
    "a deposit invoice says so": ("FACTURE D'ACOMPTE n° 3\nMoulin", Category.FEES, SERVICE, "fr", {"is_deposit": "yes"}),
    "a Senegalese supplier that may not pass tax on": (
        "NINEA 3067221 1A2",
        Category.GOODS,
        facts(net="100", tax="18", gross="118", currency="XOF"),
        "sn",
        {"deductible_percent": "0"},
    ),
    "an ordinary invoice": ("FACTURE\nHonoraires", Category.FEES, SERVICE, "fr", {}),
}


@pytest.mark.parametrize("name", IMPLIED)
def test_a_document_lets_suppose_what_it_says(name: str) -> None:
    text, category, found, country, expected = IMPLIED[name]

    assert implied(found, text=text, document_type=INVOICE, category=category, country=country, on=date(2026, 3, 2)) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("paid_by", "moon"),
        ("tip", "much"),
        ("deductible_percent", "101"),
        ("exchange_rate", "0"),
        ("account", "abc"),
        ("reverse_charge", "yes"),
    ],
)
def test_a_word_that_cannot_be_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_word(name, value)


def test_a_later_word_wins_and_no_can_be_said() -> None:
    assert circumstances_of(Company(), {"reverse_charge": "eu"}, {"reverse_charge": "no"}).owes_no_tax
    union = facts(net="1000.00", tax="0.00", gross="1000.00", vat_id="DE811569869")
    assert moves(at(Company(), union, Category.GOODS, reverse_charge="no")) == "D 607 1000.00 · C 401 1000.00"
