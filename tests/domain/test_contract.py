"""A reading as the JSON that other programs rely on, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.checks import Check
from domain.contract import as_contract, as_record, from_record
from domain.entry import EntryLine, JournalEntry
from domain.facts import AMOUNTS, DATES, FIELDS, Facts, Found, InvoiceLine, TaxRow
from domain.geometry import Box, Place
from domain.kinds import Category, DocumentType, PaymentMethod, Source
from domain.problem import Problem
from domain.quality import Quality
from domain.reading import CategoryGuess, PageView, Reading, TypeGuess

CENTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)
WORDS = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=20).filter(lambda text: text == text.strip())
PLACES = st.one_of(
    st.none(), st.builds(lambda page, left, top: Place(page=page, box=Box(left, top, left + 9, top + 9)), *[st.integers(1, 99)] * 3)
)


def values(field: str) -> st.SearchStrategy[object]:
    if field in AMOUNTS:
        return CENTS
    if field in DATES:
        return st.dates(date(1990, 1, 1), date(2100, 1, 1))
    return st.sampled_from(PaymentMethod) if field == "payment_method" else st.just("EUR") if field == "currency" else WORDS


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    found = {}
    for field in FIELDS:
        if draw(st.booleans()):
            sure = draw(st.integers(0, 1000)) / 1000
            found[field] = Found(value=draw(values(field)), confidence=sure, place=draw(PLACES), reason=draw(WORDS))  # type: ignore[type-var]
    rows = draw(st.lists(st.builds(TaxRow, rate=CENTS, base=CENTS, amount=CENTS), max_size=2))
    lines = draw(st.lists(st.builds(InvoiceLine, description=WORDS, quantity=st.none() | CENTS, amount=st.none() | CENTS), max_size=2))
    return Facts(tax_breakdown=tuple(rows), lines=tuple(lines)).having(**found)


def a_reading(of: Facts) -> Reading:
    amount = Decimal("12.00")
    lines = (EntryLine(account="607", debit=amount, label="Moulin"), EntryLine(account="401", credit=amount, auxiliary="MOULIN"))
    return Reading(
        pages=2,
        document_type=TypeGuess(value=DocumentType.INVOICE, confidence=0.9),
        language="fr",
        source=Source.OCR,
        facts=of,
        category=CategoryGuess(value=Category.GOODS, confidence=0.8, account="607", label="Achats de marchandises"),
        entry=JournalEntry(journal="AC", date=date(2026, 3, 1), reference="FA-1", label="Moulin FA-1", lines=lines),
        checks=(Check(code="totals_add_up", ok=True, message="10.00 + 2.00 = 12.00"),),
        doubts=("the date is not sure",),
        flaws=("The picture is too dark.",),
        qualities=(Quality(letters=6.25, blur=0.412, paper=61.0, contrast=60.0, glare=0.0, cut=("left",)),),
        timings_ms=(("load", 1), ("total", 1)),
        views=(PageView(number=1, width=10, height=20, turn_degrees=90),),
        text="MOULIN",
        part=2,
    )


@given(facts())
def test_the_register_loses_nothing_of_a_reading(of: Facts) -> None:
    record = json.loads(json.dumps(as_record(a_reading(of))))
    assert from_record(record) == a_reading(of)


@given(facts())
def test_the_contract_names_every_field_and_nothing_of_ours(of: Facts) -> None:
    printed = as_contract(a_reading(of), path="f.pdf")
    assert list(printed["fields"]) == list(FIELDS)
    assert "justif" not in printed
    for field in AMOUNTS:
        if cell := printed["fields"][field]:
            assert len(cell["value"].partition(".")[2]) == 2


def test_a_document_at_fault_prints_its_problem_and_keeps_it() -> None:
    problem = Problem(code="locked", what="This PDF is locked.", where="f.pdf", remedy="Send another.")
    failed = Reading(error=problem)
    assert as_contract(failed, path="f.pdf")["error"] == "This PDF is locked. (f.pdf) Send another."
    assert as_contract(failed, path="f.pdf")["needs_review"]
    assert from_record(as_record(failed)) == failed


def test_the_part_is_told_only_where_there_are_several() -> None:
    whole = replace(a_reading(Facts()), part=None)
    assert "part" not in as_contract(whole, path="f")
    assert as_contract(a_reading(Facts()), path="f")["part"] == 2
