"""The VAT of entries by rate, and of a period in the boxes of the return."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.chart import country_pack
from accounting.propose import propose
from accounting.turned import reversed_vat
from accounting.vat import summarise, vat_shares
from domain.circumstances import USUAL, Circumstances, ReverseCharge
from domain.company import Company
from domain.entry import ValidatedEntry, VatShare
from domain.facts import Facts, Found, TaxRow
from domain.kinds import Category, DocumentType
from domain.money import rounded
from web.words import CERTAINTIES

FRANCE, ALGERIA = Company(), Company(country="dz")


def facts(*rows: tuple[str, str, str], gross: str, currency: str = "EUR", vat_id: str = "", siren: str = "") -> Facts:
    def found(text: str) -> Found[Decimal]:
        return Found(value=Decimal(text), confidence=0.9)

    tax = sum((Decimal(row[2]) for row in rows), Decimal(0))
    return Facts(
        seller_name=Found(value="Moulin", confidence=0.9),
        seller_vat_id=Found(value=vat_id, confidence=0.9) if vat_id else None,
        seller_siren=Found(value=siren, confidence=0.9) if siren else None,
        issue_date=Found(value=date(2026, 3, 2), confidence=0.9),
        currency=Found(value=currency, confidence=0.9),
        total_without_tax=found(str(Decimal(gross) - tax)),
        total_tax=found(str(tax)),
        total_with_tax=found(gross),
        tax_breakdown=tuple(TaxRow(rate=Decimal(r), base=Decimal(b), amount=Decimal(a)) for r, b, a in rows),
    )


def booked(
    found: Facts,
    category: Category = Category.GOODS,
    *,
    company: Company = FRANCE,
    circumstances: Circumstances = USUAL,
    kind: DocumentType = DocumentType.INVOICE,
    number: int = 1,
) -> ValidatedEntry:
    entry = propose(found, document_type=kind, category=category, company=company, circumstances=circumstances)
    assert entry
    vat = vat_shares(entry, found, company=company, category=category)
    return ValidatedEntry(number=number, entry=entry, document_id=f"d{number}", validated_on=date(2026, 3, 5), vat=vat)


def boxes(*entries: ValidatedEntry, company: Company = FRANCE) -> dict[str, Decimal]:
    summary = summarise(entries, company=company, first=date(2026, 3, 1), last=date(2026, 3, 31))
    return {box.code: box.amount for box in summary.boxes if box.amount}


TWO_RATES = facts(("20", "81.90", "16.38"), ("5.5", "543.00", "29.87"), gross="671.15")


def test_each_rate_has_its_share() -> None:
    twenty, reduced = booked(TWO_RATES).vat

    assert twenty == VatShare(kind="vat_services", rate=Decimal(20), base=Decimal("81.90"), tax=Decimal("16.38"), deducted=Decimal("16.38"))
    assert (reduced.rate, reduced.deducted) == (Decimal("5.5"), Decimal("29.87"))


def test_of_fuel_four_fifths_are_deducted() -> None:
    (share,) = booked(facts(("20", "60.00", "12.00"), gross="72.00"), Category.FUEL).vat

    assert (share.tax, share.deducted) == (Decimal("12.00"), Decimal("9.60"))


def test_a_hotel_leaves_nothing_to_deduct() -> None:
    assert booked(facts(("10", "109.09", "10.91"), gross="120.00"), Category.LODGING).vat == ()


OWED = Circumstances(reverse_charge=ReverseCharge.OTHER)


def test_the_boxes_of_the_french_return() -> None:
    computer = booked(facts(("20", "1200.00", "240.00"), gross="1440.00"), Category.EQUIPMENT, number=2)
    union = booked(facts(gross="1000.00", vat_id="DE811569869"), number=3)
    builder = booked(facts(gross="500.00", siren="732829320"), Category.SUBCONTRACTING, circumstances=OWED, number=4)

    assert boxes(booked(TWO_RATES), computer, union, builder) == {
        "A2": Decimal("500.00"),
        "B2": Decimal("1000.00"),
        "08": Decimal("300.00"),
        "17": Decimal("200.00"),
        "19": Decimal("240.00"),
        "20": Decimal("346.25"),
    }


@pytest.mark.parametrize(
    ("vat_id", "category", "circumstances", "box"),
    [
        ("DE811569869", Category.GOODS, USUAL, "B2"),
        ("IE6388047V", Category.SOFTWARE, USUAL, "A3"),
        ("GB123456789", Category.FEES, OWED, "A3"),
        ("CH123456789", Category.SMALL_EQUIPMENT, OWED, "B4"),
        ("FR83404833048", Category.SUBCONTRACTING, OWED, "A2"),
        ("", Category.SOFTWARE, OWED, "A2 A3 B4"),
    ],
)
def test_what_the_buyer_owes_stands_where_the_form_asks_for_it(
    vat_id: str, category: Category, circumstances: Circumstances, box: str
) -> None:
    """CGI art. 256 bis, 259 and 283: goods of the Union, services from abroad, goods of who is not established here, building trades."""
    told = boxes(booked(facts(gross="100.00", vat_id=vat_id), category, circumstances=circumstances))

    assert told.pop(box) == Decimal("100.00")
    assert told == {"08": Decimal("20.00"), "20": Decimal("20.00")} | ({"17": Decimal("20.00")} if box == "B2" else {})


def test_an_entry_from_before_natures_were_told_keeps_its_line() -> None:
    old = booked(facts(gross="1000.00", vat_id="DE811569869"))
    untold = replace(old, vat=tuple(replace(share, nature="") for share in old.vat))

    assert boxes(untold)["B2"] == Decimal("1000.00")


def test_every_line_says_how_it_is_known() -> None:
    for country in ("fr", "dz"):
        rows = country_pack(country).tables.return_rows(date(2026, 3, 1))
        assert rows
        assert all(row.source and row.certainty in CERTAINTIES for row in rows)
        assert [row.code for row in rows if row.certainty == "unknown"] in (["A2 A3 B4"], [""])


def test_each_figure_opens_its_entries() -> None:
    summary = summarise([booked(TWO_RATES, number=7)], company=FRANCE, first=date(2026, 3, 1), last=date(2026, 3, 31))
    box = next(box for box in summary.boxes if box.code == "20")

    assert box.entries == (("AC", 7, "d7", Decimal("16.38")), ("AC", 7, "d7", Decimal("29.87")))
    assert (summary.deductible, summary.due) == (Decimal("46.25"), Decimal("0.00"))


def test_a_credit_note_and_a_reversal_take_tax_back() -> None:
    purchase = booked(TWO_RATES)
    note = booked(facts(("20", "100.00", "20.00"), gross="120.00"), kind=DocumentType.CREDIT_NOTE, number=2)
    taken_back = ValidatedEntry(number=3, entry=purchase.entry, document_id="d", validated_on=date(2026, 3, 9), vat=reversed_vat(purchase))

    assert boxes(purchase, note) == {"20": Decimal("26.25")}
    assert boxes(purchase, taken_back) == {}


def test_the_lines_of_the_algerian_return() -> None:
    stationery = booked(facts(("19", "10000", "1900"), gross="11900", currency="DZD"), Category.OFFICE_SUPPLIES, company=ALGERIA)
    water = booked(facts(("9", "1000", "90"), gross="1090", currency="DZD"), Category.WATER, company=ALGERIA, number=2)

    assert boxes(stationery, water, company=ALGERIA) == {"E3B92": Decimal("1990.00")}


@pytest.mark.parametrize("country", ["ma", "sn", "ci"])
def test_where_the_return_is_not_known_the_rates_are_told_all_the_same(country: str) -> None:
    assert boxes(company=Company(country=country)) == {}


one_rate = st.tuples(st.sampled_from(["20", "10", "5.5", "2.1"]), st.decimals("1", "9999", places=2))
rates = st.lists(one_rate, min_size=1, max_size=4, unique_by=lambda row: row[0])


@given(rates, st.sampled_from([Category.GOODS, Category.FUEL, Category.MEALS, Category.EQUIPMENT]))
def test_the_shares_add_up_to_what_is_booked(lines: list[tuple[str, Decimal]], category: Category) -> None:
    rows = tuple((rate, str(base), str(rounded(base * Decimal(rate) / 100))) for rate, base in lines)
    gross = sum((Decimal(base) + Decimal(tax) for _, base, tax in rows), Decimal(0))
    entry = booked(facts(*rows, gross=str(gross)), category)

    on_accounts = sum((line.debit for line in entry.entry.lines if line.account.startswith("4456")), Decimal(0))
    assert sum(share.deducted for share in entry.vat) == on_accounts
    assert [share.rate for share in entry.vat] == [Decimal(rate) for rate, _, _ in rows]
