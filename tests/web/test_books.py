"""The pages of the books: trial balance, ledger, VAT, the entries of a document, and the company."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from domain.kinds import State
from pipeline.filing import Filing
from tests.web.made import Browser, an_invoice

HandIn = Callable[..., str]


@pytest.fixture
def one(handed_in: HandIn, filing: Filing) -> str:
    """A validated document."""
    document = handed_in(an_invoice())
    filing.validate(document, by="Zoé")
    return document


def test_the_trial_balance_has_every_account_and_opens_its_ledger(browser: Browser, one: str) -> None:
    page = browser.get("/books").text

    assert "Achats de marchandises" in page
    assert "/books/ledger?year=2026&amp;account=607" in page
    assert page.count("120,00") >= 3


def test_the_ledger_shows_the_movements_of_a_supplier(browser: Browser, one: str) -> None:
    page = browser.get("/books/ledger?auxiliary=AUBONMOULIN").text

    assert f"/books/entries/{one}" in page
    assert "AC 1" in page
    assert "Aucun mouvement ici" in browser.get("/books/ledger?account=999").text


def test_each_figure_of_the_vat_opens_its_entries_and_the_page_says_that_it_is_no_return(browser: Browser, one: str) -> None:
    page = browser.get("/books/vat?period=2026").text

    assert "préparation, pas une déclaration" in page
    assert "TVA déductible : autres biens et services" in page
    assert "comme sur le formulaire" in page
    assert f'href="/books/entries/{one}"' in page
    assert browser.get("/books/vat?period=mars").status_code == 422


def test_an_entry_is_reversed_from_its_page(browser: Browser, one: str, filing: Filing) -> None:
    browser.get(f"/books/entries/{one}")
    answer = browser.post(f"/books/entries/{one}/reverse", {"reason": "mauvais compte"})

    assert answer.headers["location"] == f"/documents/{one}?note=reversed"
    document = filing.stores.register.get(one)
    assert document
    assert document.state is State.TO_VALIDATE
    assert "Contrepassation" in browser.get(f"/books/entries/{one}").text
    assert browser.post(f"/books/entries/{one}/reverse", {"reason": "encore"}).status_code == 409


def test_a_payment_is_booked_once(browser: Browser, one: str) -> None:
    assert browser.post(f"/books/entries/{one}/pay", {"on": "2026-11-20", "source": "bank"}).status_code == 303
    assert "BQ 1" in browser.get(f"/books/entries/{one}").text
    assert browser.post(f"/books/entries/{one}/pay", {"on": "2026-11-20"}).status_code == 409


def test_a_period_is_closed_for_ever(browser: Browser) -> None:
    assert browser.post("/books/close", {"period": "2026-03"}).status_code == 303
    assert "Clos jusqu’au 31 mars 2026" in browser.get("/books").text
    assert browser.post("/books/close", {"period": "2026-02"}).status_code == 409


def test_a_document_without_an_entry_has_no_page_here(browser: Browser, handed_in: HandIn) -> None:
    assert browser.get(f"/books/entries/{handed_in(an_invoice())}").status_code == 404


def test_the_company_tells_what_it_is(browser: Browser, filing: Filing) -> None:
    browser.get("/company")
    told = {"name": "Essai SAS", "country": "fr", "identifiers": "732829320", "closing_month": "6", "vat_regime": "receipts"}
    answer = browser.post(
        "/company", told | {"vehicle": "utility", "review_above": "1500", "accounts": "staff=4211", "flags_weekends": "yes"}
    )

    assert answer.headers["location"] == "/company?note=told"
    company = filing.company()
    assert (company.name, company.closing_month, dict(company.accounts), company.flags_weekends) == (
        "Essai SAS",
        6,
        {"staff": "4211"},
        True,
    )
    assert "Essai SAS" in browser.get("/company?note=told").text


def test_a_number_whose_digits_do_not_agree_is_refused_and_what_was_typed_stays(browser: Browser, filing: Filing) -> None:
    answer = browser.post("/company", {"name": "Autre", "country": "fr", "identifiers": "732829321"})

    assert answer.status_code == 422
    assert 'value="Autre"' in answer.text
    assert filing.company().name == "Essai SARL"


@pytest.mark.parametrize("form", ["description", "general", "ebp", "sage", "balance", "ledger"])
def test_every_file_can_be_taken_from_the_page(browser: Browser, one: str, form: str) -> None:
    assert f"/exports/{form}?year=2026" in browser.get("/exports").text
    answer = browser.get(f"/exports/{form}?year=2026")

    assert answer.status_code == 200
    assert int(answer.headers["content-length"]) == len(answer.content) > 100
    assert browser.get("/exports/moon?year=2026").status_code == 404


def test_the_vouchers_come_in_a_zip(browser: Browser, one: str) -> None:
    answer = browser.get("/exports/vouchers?year=2026")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist()[0].startswith("AC-00001_2026-03-14_Au-Bon-Moulin")


def test_what_no_document_says_is_told_on_a_page_and_changes_the_entry(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    document = handed_in(an_invoice())
    browser.get(f"/documents/{document}/circumstances")
    answer = browser.post(f"/documents/{document}/circumstances", {"paid_by": "staff", "deductible_percent": "50"})

    assert answer.headers["location"] == f"/documents/{document}?note=corrected"
    kept = filing.stores.register.get(document)
    assert kept
    assert kept.reading
    assert dict(kept.reading.said) == {"paid_by": "staff", "deductible_percent": "50"}
    assert browser.post(f"/documents/{document}/circumstances", {"tip": "beaucoup"}).status_code == 422
