"""Worked entries: what an accountant books, case by case, and what always holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.propose import propose
from domain.circumstances import USUAL, Circumstances, PaidBy, ReverseCharge
from domain.company import Company, Vehicle
from domain.entry import JournalEntry
from domain.facts import Facts, Found, TaxRow
from domain.kinds import Category, DocumentType
from domain.money import rounded
from domain.seller import Seen

INVOICE, RECEIPT, CREDIT_NOTE = DocumentType.INVOICE, DocumentType.RECEIPT, DocumentType.CREDIT_NOTE


def facts(
    *,
    net: str | None = None,
    tax: str | None = None,
    gross: str | None = None,
    due: str | None = None,
    rows: tuple[tuple[str, str, str], ...] = (),
    on: date | None = date(2026, 3, 2),
    currency: str | None = "EUR",
    vat_id: str | None = None,
    seller: str | None = "Au Bon Moulin",
) -> Facts:
    def amount(text: str | None) -> Found[Decimal] | None:
        return Found(value=Decimal(text), confidence=0.9) if text else None

    def words(text: str | None) -> Found[str] | None:
        return Found(value=text, confidence=0.9) if text else None

    return Facts(
        seller_name=words(seller),
        seller_vat_id=words(vat_id),
        invoice_number=words("F1"),
        issue_date=Found(value=on, confidence=0.9) if on else None,
        currency=words(currency),
        total_without_tax=amount(net),
        total_tax=amount(tax),
        total_with_tax=amount(gross),
        amount_due=amount(due),
        tax_breakdown=tuple(TaxRow(rate=Decimal(r), base=Decimal(b), amount=Decimal(a)) for r, b, a in rows),
    )


def book(
    found: Facts,
    category: Category,
    *,
    kind: DocumentType = INVOICE,
    country: str = "fr",
    circumstances: Circumstances = USUAL,
) -> JournalEntry | None:
    return propose(found, document_type=kind, category=category, company=Company(country=country), circumstances=circumstances)


def moves(entry: JournalEntry | None) -> str:
    """The entry as it is written on a blackboard."""
    if entry is None:
        return "nothing"
    return " · ".join(f"D {line.account} {line.debit:.2f}" if line.debit else f"C {line.account} {line.credit:.2f}" for line in entry.lines)


def by(paid_by: PaidBy) -> Circumstances:
    return Circumstances(paid_by=paid_by)


WORKED = {
    "a purchase at two rates": (
        facts(net="624.90", tax="46.25", gross="671.15", rows=(("20", "81.90", "16.38"), ("5.5", "543.00", "29.87"))),
        Category.GOODS,
        INVOICE,
        USUAL,
        "D 607 624.90 · D 44566 46.25 · C 401 671.15",
    ),
    "stationery paid by an employee": (
        facts(net="20.00", tax="4.00", gross="24.00"),
        Category.OFFICE_SUPPLIES,
        RECEIPT,
        by(PaidBy.STAFF),
        "D 6064 20.00 · D 44566 4.00 · C 421 24.00",
    ),
    "diesel for a passenger car": (
        facts(net="60.00", tax="12.00", gross="72.00"),
        Category.FUEL,
        RECEIPT,
        USUAL,
        "D 6061 62.40 · D 44566 9.60 · C 401 72.00",
    ),
    "diesel for a van": (
        facts(net="60.00", tax="12.00", gross="72.00"),
        Category.FUEL,
        RECEIPT,
        Circumstances(vehicle=Vehicle.UTILITY),
        "D 6061 60.00 · D 44566 12.00 · C 401 72.00",
    ),
    "a restaurant with clients": (
        facts(gross="110.00", rows=(("10", "80.00", "8.00"), ("20", "18.33", "3.67"))),
        Category.MEALS,
        RECEIPT,
        by(PaidBy.STAFF),
        "D 6257 98.33 · D 44566 11.67 · C 421 110.00",
    ),
    "the hotel of an employee": (
        facts(net="109.09", tax="10.91", gross="120.00"),
        Category.LODGING,
        INVOICE,
        USUAL,
        "D 6256 120.00 · C 401 120.00",
    ),
    "a train ticket": (
        facts(net="60.00", tax="6.00", gross="66.00"),
        Category.TRAVEL,
        RECEIPT,
        USUAL,
        "D 6251 66.00 · C 401 66.00",
    ),
    "a credit note on goods returned": (
        facts(net="100.00", tax="20.00", gross="120.00"),
        Category.GOODS,
        CREDIT_NOTE,
        USUAL,
        "C 607 100.00 · C 44566 20.00 · D 401 120.00",
    ),
    "a credit note that prints its amounts below zero": (
        facts(net="-100.00", tax="-20.00", gross="-120.00"),
        Category.GOODS,
        CREDIT_NOTE,
        USUAL,
        "C 607 100.00 · C 44566 20.00 · D 401 120.00",
    ),
    "a discount granted later": (
        facts(net="100.00", tax="20.00", gross="120.00"),
        Category.GOODS,
        CREDIT_NOTE,
        Circumstances(discount_after=True),
        "C 609 100.00 · C 44566 20.00 · D 401 120.00",
    ),
    "money given back on a receipt": (
        facts(net="-10.00", tax="-2.00", gross="-12.00"),
        Category.OFFICE_SUPPLIES,
        RECEIPT,
        USUAL,
        "C 6064 10.00 · C 44566 2.00 · D 401 12.00",
    ),
    "goods from the Union, the buyer owing the tax": (
        facts(net="1000.00", tax="0.00", gross="1000.00", vat_id="DE811569869"),
        Category.GOODS,
        INVOICE,
        USUAL,
        "D 607 1000.00 · D 44566 200.00 · C 4452 200.00 · C 401 1000.00",
    ),
    "a building sub-contractor, the buyer owing the tax": (
        facts(gross="1000.00"),
        Category.SUBCONTRACTING,
        INVOICE,
        Circumstances(reverse_charge=ReverseCharge.OTHER),
        "D 611 1000.00 · D 44566 200.00 · C 445712 200.00 · C 401 1000.00",
    ),
    "a computer": (
        facts(net="1200.00", tax="240.00", gross="1440.00"),
        Category.EQUIPMENT,
        INVOICE,
        USUAL,
        "D 2183 1200.00 · D 44562 240.00 · C 404 1440.00",
    ),
    "equipment at a small price": (
        facts(net="450.00", tax="90.00", gross="540.00"),
        Category.EQUIPMENT,
        INVOICE,
        USUAL,
        "D 6063 450.00 · D 44566 90.00 · C 401 540.00",
    ),
    "a supplier who charges no VAT": (
        facts(net="500.00", tax="0.00", gross="500.00"),
        Category.FEES,
        INVOICE,
        USUAL,
        "D 6226 500.00 · C 401 500.00",
    ),
    "a deposit paid on a service": (
        facts(net="500.00", tax="100.00", gross="600.00"),
        Category.FEES,
        INVOICE,
        Circumstances(is_deposit=True, paid_by=PaidBy.BANK),
        "D 4091 500.00 · D 44566 100.00 · C 512 600.00",
    ),
    "the final invoice after a deposit": (
        facts(net="1000.00", tax="200.00", gross="1200.00", due="600.00"),
        Category.FEES,
        INVOICE,
        Circumstances(deposit_net=Decimal(500), deposit_tax=Decimal(100)),
        "D 6226 1000.00 · D 44566 100.00 · C 4091 500.00 · C 401 600.00",
    ),
    "bank fees": (
        facts(gross="12.00"),
        Category.BANK_FEES,
        INVOICE,
        by(PaidBy.BANK),
        "D 6278 12.00 · C 512 12.00",
    ),
    "the repair of a car": (
        facts(net="200.00", tax="40.00", gross="240.00"),
        Category.VEHICLE,
        INVOICE,
        USUAL,
        "D 6155 240.00 · C 401 240.00",
    ),
    "a tip by card": (
        facts(gross="110.00", rows=(("10", "80.00", "8.00"), ("20", "18.33", "3.67"))),
        Category.MEALS,
        RECEIPT,
        Circumstances(paid_by=PaidBy.STAFF, tip=Decimal("5.00")),
        "D 6257 98.33 · D 44566 11.67 · D 6238 5.00 · C 421 115.00",
    ),
    "cents left over between the parts and the total": (
        facts(net="10.00", tax="2.00", gross="12.01"),
        Category.GOODS,
        INVOICE,
        USUAL,
        "D 607 10.00 · D 44566 2.00 · D 658 0.01 · C 401 12.01",
    ),
    "a total rounded down to what can be paid in coins": (
        facts(net="10.02", tax="2.00", gross="12.02", due="12.00"),
        Category.GOODS,
        RECEIPT,
        USUAL,
        "D 607 10.02 · D 44566 2.00 · C 758 0.02 · C 401 12.00",
    ),
    "a receipt that shows no VAT": (
        facts(gross="72.00"),
        Category.OFFICE_SUPPLIES,
        RECEIPT,
        USUAL,
        "D 6064 72.00 · C 401 72.00",
    ),
    "a receipt with German VAT": (
        facts(net="100.00", tax="19.00", gross="119.00", vat_id="DE811569869"),
        Category.OFFICE_SUPPLIES,
        RECEIPT,
        USUAL,
        "D 6064 119.00 · C 401 119.00",
    ),
    "a receipt at the rates of another country": (
        facts(gross="119.00", rows=(("19", "100.00", "19.00"),)),
        Category.OFFICE_SUPPLIES,
        RECEIPT,
        USUAL,
        "D 6064 119.00 · C 401 119.00",
    ),
    "a buyer who deducts no VAT": (
        facts(net="20.00", tax="4.00", gross="24.00"),
        Category.OFFICE_SUPPLIES,
        INVOICE,
        Circumstances(deducts_tax=False),
        "D 6064 24.00 · C 401 24.00",
    ),
}


@pytest.mark.parametrize("name", WORKED)
def test_a_purchase_in_france_is_booked_as_an_accountant_would(name: str) -> None:
    found, category, kind, circumstances, expected = WORKED[name]

    assert moves(book(found, category, kind=kind, circumstances=circumstances)) == expected


ABROAD = {
    "stationery in cash with its stamp, in Algeria": (
        facts(net="10000.00", tax="1900.00", gross="11900.00", due="12019.00", currency="DZD"),
        Category.OFFICE_SUPPLIES,
        "dz",
        by(PaidBy.CASH),
        "D 607 10000.00 · D 4456 1900.00 · D 645 119.00 · C 53 12019.00",
    ),
    "goods for resale in Algeria": (
        facts(net="10000.00", tax="1900.00", gross="11900.00", currency="DZD"),
        Category.GOODS,
        "dz",
        USUAL,
        "D 380 10000.00 · D 4456 1900.00 · C 401 11900.00",
    ),
    "consultancy in Morocco": (
        facts(net="10000.00", tax="2000.00", gross="12000.00", currency="MAD"),
        Category.FEES,
        "ma",
        USUAL,
        "D 61365 10000.00 · D 34552 2000.00 · C 4411 12000.00",
    ),
    "a restaurant paid by an employee in Morocco": (
        facts(net="218.18", tax="21.82", gross="240.00", currency="MAD"),
        Category.MEALS,
        "ma",
        by(PaidBy.STAFF),
        "D 61436 240.00 · C 4438 240.00",
    ),
    "stationery in Senegal": (
        facts(net="10000", tax="1800", gross="11800", currency="XOF"),
        Category.OFFICE_SUPPLIES,
        "sn",
        USUAL,
        "D 6055 10000.00 · D 4452 1800.00 · C 4011 11800.00",
    ),
    "fees in Côte d'Ivoire": (
        facts(net="100000", tax="18000", gross="118000", currency="XOF"),
        Category.FEES,
        "ci",
        USUAL,
        "D 6324 100000.00 · D 4454 18000.00 · C 4011 118000.00",
    ),
    "a taxi paid by an employee in Senegal": (
        facts(gross="5000", currency="XOF"),
        Category.TRAVEL,
        "sn",
        by(PaidBy.STAFF),
        "D 6181 5000.00 · C 4286 5000.00",
    ),
    "cash with its stamp in Senegal": (
        facts(net="10000", tax="1800", gross="11800", due="11918", currency="XOF"),
        Category.OFFICE_SUPPLIES,
        "sn",
        by(PaidBy.CASH),
        "D 6055 10000.00 · D 4452 1800.00 · D 6462 118.00 · C 571 11918.00",
    ),
}


@pytest.mark.parametrize("name", ABROAD)
def test_each_country_has_its_own_chart(name: str) -> None:
    found, category, country, circumstances, expected = ABROAD[name]

    assert moves(book(found, category, country=country, circumstances=circumstances)) == expected


def test_the_entry_bears_the_document_s_date_number_and_seller() -> None:
    entry = book(facts(net="624.90", tax="46.25", gross="671.15", seller="AU BON MOULIN"), Category.GOODS)

    assert entry is not None
    assert (entry.journal, entry.date, entry.reference, entry.label) == ("AC", date(2026, 3, 2), "F1", "AU BON MOULIN F1")
    assert [line.auxiliary for line in entry.lines] == [None, None, "AUBONMOULIN"]


def test_a_supplier_keeps_the_auxiliary_that_the_company_gave_it() -> None:
    entry = propose(
        facts(gross="12.00"),
        document_type=INVOICE,
        category=Category.GOODS,
        company=Company(),
        seen=Seen(auxiliary="MOULIN84"),
    )

    assert entry is not None
    assert entry.lines[-1].auxiliary == "MOULIN84"


UNSAFE = {
    "no date": facts(gross="12.00", on=None),
    "no total": facts(net="10.00"),
    "a total of zero": facts(gross="0.00"),
    "net and tax that do not make the total": facts(net="10.00", tax="2.00", gross="21.00"),
    "rows that do not make the tax": facts(net="10.00", tax="2.00", gross="12.00", rows=(("20", "100.00", "20.00"),)),
    "a tax as high as the total": facts(tax="12.00", gross="12.00"),
    "a net above the total": facts(net="15.00", gross="12.00"),
    "another currency": facts(gross="12.00", currency="USD"),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_what_is_not_certain_is_not_booked(name: str) -> None:
    assert book(UNSAFE[name], Category.GOODS) is None


@pytest.mark.parametrize("kind", [kind for kind in DocumentType if not kind.is_bookable])
def test_a_document_that_is_no_purchase_is_not_booked(kind: DocumentType) -> None:
    assert book(facts(net="10.00", tax="2.00", gross="12.00"), Category.GOODS, kind=kind) is None


def test_more_asked_than_the_total_for_no_known_reason_is_not_booked() -> None:
    assert moves(book(facts(gross="100.00", due="130.00"), Category.TELECOM)) == "D 626 100.00 · C 401 100.00"


bases = st.lists(
    st.tuples(st.sampled_from([Decimal("20"), Decimal("10"), Decimal("5.5"), Decimal("2.1")]), st.decimals("0.05", "99999", places=2)),
    min_size=1,
    max_size=6,
)


@given(bases, st.sampled_from(sorted(Category)), st.sampled_from(list(PaidBy)), st.sampled_from(list(Vehicle)), st.booleans())
def test_any_set_of_rates_gives_an_entry_that_balances_at_the_printed_total(
    lines: list[tuple[Decimal, Decimal]], category: Category, paid_by: PaidBy, vehicle: Vehicle, refund: bool
) -> None:
    rows = tuple((str(rate), str(base), str(rounded(base * rate / 100))) for rate, base in lines)
    net, tax = sum(Decimal(r[1]) for r in rows), sum(Decimal(r[2]) for r in rows)
    found = facts(net=str(net), tax=str(tax), gross=str(net + tax), rows=rows)

    entry = book(
        found,
        category,
        kind=CREDIT_NOTE if refund else INVOICE,
        circumstances=Circumstances(paid_by=paid_by, vehicle=vehicle),
    )

    assert entry is not None
    assert entry.debit == entry.credit == net + tax
    assert sum(line.debit + line.credit for line in entry.lines if line.account.startswith("4456")) <= tax


any_amount = st.decimals("-999999999999999", "999999999999999", allow_nan=False)


@given(any_amount, any_amount, any_amount, st.sampled_from(sorted(Category)))
def test_no_figure_makes_the_proposal_fail(net: Decimal, tax: Decimal, gross: Decimal, category: Category) -> None:
    odd = replace(
        facts(gross="1"),
        total_without_tax=Found(value=net, confidence=0.1),
        total_tax=Found(value=tax, confidence=0.1),
        total_with_tax=Found(value=gross, confidence=0.1),
    )

    entry = book(odd, category)

    assert entry is None or entry.debit == entry.credit
