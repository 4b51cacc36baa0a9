"""What every search engine promises; the same tests run over each of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from search.index import IndexCard, SearchIndex, open_index
from search.query import Query

TODAY = date(2026, 11, 21)


def card(document_id: str, **more: object) -> IndexCard:
    known: dict[str, object] = {
        "company": "default",
        "name": f"{document_id}.pdf",
        "status": "to_validate",
        "received_on": TODAY,
        "document_type": "invoice",
        "currency": "EUR",
    }
    return IndexCard(document_id=document_id, **(known | more))  # type: ignore[arg-type]


CARDS = (
    card("edf", seller_name="EDF", issue_date=date(2025, 3, 12), total_with_tax=Decimal("612.40"), text="Facture d'électricité abonnement"),
    card("moulin", seller_name="Au Bon Moulin",
         invoice_number="FA-2017-0010", issue_date=date(2017, 11, 13), total_with_tax=Decimal("671.15"),
         due_date=date(2017, 12, 13), text="Nougat de l'Abbaye", lines="Nougat de l'Abbaye 250g"),
    card("till", seller_name="Leroy Merlin", document_type="receipt", payment_method="card", issue_date=date(2026, 5, 2),
         total_with_tax=Decimal("1234.56"), text="Perceuse visseuse 18 V", submitted_by="Karim"),
    card("other", company="autre", seller_name="EDF", issue_date=date(2025, 3, 12), total_with_tax=Decimal("99.00"), text="électricité"),
)  # fmt: skip


@pytest.fixture(params=["embedded"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> SearchIndex:
    opened = open_index(f"{request.param}://{tmp_path}/index.sqlite")
    opened.put(CARDS)
    return opened


def found(index: SearchIndex, query: Query) -> list[str]:
    return [hit.card.document_id for hit in index.search(query, company="default", today=TODAY).hits]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("electricite", "edf"),
        ("L'ÉLECTRICITÉ", "edf"),
        ("perceuses", "till"),
        ("FA 2017 0010", "moulin"),
        ("FA-2017-0010", "moulin"),
        ("1 234,56", "till"),
        ("1234.56", "till"),
        ("perce", "till"),
        ("perseuse", "till"),
        ("electrcite", "edf"),
    ],
)
def test_words_are_found_however_they_are_written(index: SearchIndex, text: str, wanted: str) -> None:
    assert found(index, Query(text=text)) == [wanted]


def test_filters_narrow_and_both_ends_of_a_range_are_included(index: SearchIndex) -> None:
    query = Query(seller="EDF", date_from=date(2025, 3, 12), date_to=date(2025, 3, 12), amount_min=Decimal("612.40"))

    assert found(index, query) == ["edf"]


def test_another_company_is_never_seen(index: SearchIndex) -> None:
    answer = index.search(Query(seller="EDF"), company="default", today=TODAY)

    assert answer.total == 1
    assert answer.sums == {"EUR": Decimal("612.40")}
    assert answer.facets["seller"][0].count == 1
    assert "Leroy Merlin" not in index.sellers(company="autre")


def test_an_unpaid_invoice_past_its_due_date_is_overdue(index: SearchIndex) -> None:
    assert found(index, Query(payment_status="overdue")) == ["moulin"]
    assert found(index, Query(payment_status="paid")) == ["till"]


def test_the_largest_comes_first_and_a_limit_is_kept(index: SearchIndex) -> None:
    assert found(index, Query(sort="amount_desc", limit=2)) == ["till", "moulin"]


def test_totals_count_all_that_matched_not_only_the_page_shown(index: SearchIndex) -> None:
    answer = index.search(Query(), company="default", today=TODAY, limit=1)

    assert len(answer.hits) == 1
    assert answer.total == 3
    assert answer.sums == {"EUR": Decimal("2518.11")}


def test_a_card_put_again_replaces_the_former(index: SearchIndex) -> None:
    index.put([card("edf", seller_name="EDF", status="validated", text="gaz")])

    assert found(index, Query(text="electricite")) == []
    assert found(index, Query(status="validated")) == ["edf"]


def test_what_is_removed_or_cleared_is_gone(index: SearchIndex) -> None:
    index.remove("edf")
    assert found(index, Query(seller="EDF")) == []

    index.clear()
    assert index.search(Query(), company="default", today=TODAY).total == 0


def test_the_passage_that_matched_is_marked(index: SearchIndex) -> None:
    (hit,) = index.search(Query(text="nougat"), company="default", today=TODAY).hits

    assert "«Nougat»" in hit.snippet


@pytest.mark.parametrize("text", ['"', "' OR 1=1 --", "NEAR(", "*", "(((", "-", "😀", "x" * 10_000, "AND OR NOT"])
def test_nothing_that_is_typed_is_an_error(index: SearchIndex, text: str) -> None:
    assert index.search(Query(text=text), company="default", today=TODAY).total >= 0


def test_what_another_process_files_is_seen_at_once(index: SearchIndex, tmp_path: Path) -> None:
    other = open_index(f"embedded://{tmp_path}/index.sqlite")
    assert found(other, Query(seller="EDF")) == ["edf"]

    index.put([card("late", seller_name="EDF", text="gaz")])
    index.remove("edf")

    assert found(other, Query(seller="EDF")) == ["late"]


def test_pages_of_an_answer_follow_each_other_without_gap_or_repeat(index: SearchIndex) -> None:
    index.put([card(f"n{number:02}", seller_name="Naftal", issue_date=date(2026, 1, 1 + number % 3)) for number in range(25)])
    pages = [index.search(Query(seller="Naftal"), company="default", today=TODAY, limit=10, offset=start) for start in (0, 10, 20)]

    ids = [hit.card.document_id for page in pages for hit in page.hits]

    assert len(ids) == len(set(ids)) == 25


def test_a_number_that_stands_in_its_field_comes_before_one_in_the_text(index: SearchIndex) -> None:
    index.put([card("reminder", text="Rappel de la facture FA-2017-0010 et de FA-2017-0010", issue_date=date(2026, 1, 1))])

    assert found(index, Query(text="FA-2017-0010")) == ["moulin", "reminder"]


def test_words_behind_a_minus_must_not_stand_in_a_hit(index: SearchIndex) -> None:
    assert found(index, Query(text="-EDF", document_type="invoice")) == ["moulin"]
    assert found(index, Query(text="perceuse -visseuse")) == []
