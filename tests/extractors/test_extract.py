"""Facts of whole documents: French tickets and invoices typed by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.checks import check_sums
from domain.contract import value_text
from domain.facts import AMOUNTS, Facts
from extractors.extract import extract
from tests.extractors.french_documents import DOCUMENTS
from tests.extractors.printed import printed

TODAY = date(2026, 11, 23)


def read(text: str, language: str = "fr") -> Facts:
    return extract(printed(text), language=language, country="fr", today=TODAY)


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_typed_document_is_read_as_a_person_reads_it(name: str) -> None:
    document = DOCUMENTS[name]
    facts = read(document.text)
    for field, expected in document.fields.items():
        found = facts.get(field)
        if field in AMOUNTS and expected is not None:
            assert found is not None, field
            assert found.value == Decimal(expected), field
        else:
            assert (value_text(found.value) if found else None) == expected, field


@pytest.mark.parametrize("name", sorted(name for name in DOCUMENTS if DOCUMENTS[name].rows))
def test_the_tax_table_is_read_row_by_row(name: str) -> None:
    document = DOCUMENTS[name]
    rows = {(row.rate, row.base, row.amount) for row in read(document.text).tax_breakdown}
    assert rows == {tuple(Decimal(cell) for cell in row) for row in document.rows}


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_the_sums_of_what_was_chosen_agree(name: str) -> None:
    assert [check.message for check in check_sums(read(DOCUMENTS[name].text)) if not check.ok] == []


def test_the_total_is_sure_where_independent_ways_agree_and_unsure_where_one_is_weak() -> None:
    sure = read(DOCUMENTS["supermarket"].text).total_with_tax
    weak = read("PRIX 12,40\n15/01/2024").total_with_tax
    assert sure is not None
    assert sure.confidence > 0.95
    assert weak is None or weak.confidence < 0.9


def test_a_letter_without_figures_has_no_totals() -> None:
    facts = read("Madame, Monsieur,\nJe vous prie d'agréer mes salutations distinguées.\nParis, le 3 mars 2024")
    assert facts.total_with_tax is None
    assert facts.tax_breakdown == ()


def test_a_misread_digit_of_the_total_is_mended_by_two_sums_and_the_reason_is_told() -> None:
    found = read(DOCUMENTS["supermarket"].text.replace("23,11", "28,11")).total_with_tax
    assert found is not None
    assert found.value == Decimal("23.11")
    assert found.confidence < 0.9
    assert "28.11 is labelled" in found.reason


def test_one_sum_that_says_otherwise_costs_the_total_its_confidence() -> None:
    found = read("TOTAL 28,11\nESPECES 30,00\nRENDU 6,89\n12/05/2023").total_with_tax
    assert found is not None
    assert found.confidence < 0.9


WORDS = st.sampled_from(
    [
        "TOTAL",
        "TTC",
        "TVA",
        "20%",
        "12,50",
        "1.250",
        "HT",
        "CB",
        "ESPECES",
        "RENDU",
        "NET",
        "A",
        "PAYER",
        "12/05/2023",
        "-3,00",
        "€",
        "x",
        "2",
        "Qté",
        "REMISE",
        "",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=6).map(" ".join), max_size=8).map("\n".join))
def test_no_print_makes_extraction_fail(text: str) -> None:
    facts = read(text)
    for field in AMOUNTS:
        found = facts.get(field)
        assert found is None or 0 <= found.confidence <= 1
