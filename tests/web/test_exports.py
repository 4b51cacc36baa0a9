"""What leaves for the accounting firm: complete, by the rules, and only what is final."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from accounting.check_fec import check_fec
from domain.company import Company
from pipeline.filing import Filing
from tests.web.made import TODAY, Browser, an_invoice, show
from web.app import create_app

HandIn = Callable[..., str]


@pytest.fixture
def booked(handed_in: HandIn, filing: Filing) -> None:
    """Two validated documents and one that is not."""
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        handed_in(an_invoice(number=name), name=name)
    first, second, _ = (document.id for document in reversed(filing.stores.register.list("default")))
    filing.validate(first, by="Zoé")
    filing.validate(second, by="Zoé")


def test_before_any_validation_there_is_nothing_to_export(browser: Browser, handed_in: HandIn) -> None:
    handed_in()

    assert "Rien à exporter pour l’instant" in browser.get("/exports").text
    assert browser.get("/exports/fec?year=2026").status_code == 404


def test_every_year_with_entries_has_its_files(browser: Browser, booked: None) -> None:
    page = browser.get("/exports").text

    assert "2 écritures" in page
    assert "/exports/fec?year=2026" in page
    assert "/exports/csv?year=2026" in page


def test_the_fec_follows_its_rules_and_holds_what_was_validated(browser: Browser, booked: None) -> None:
    answer = browser.get("/exports/fec?year=2026")

    assert list(check_fec(answer.content.splitlines(keepends=True))) == []
    assert answer.headers["content-disposition"] == 'attachment; filename="732829320FEC20261231.txt"'
    assert len(answer.content.splitlines()) == 1 + 2 * 3
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_the_csv_holds_a_line_for_each_line_of_entry(browser: Browser, booked: None) -> None:
    answer = browser.get("/exports/csv?year=2026")

    assert answer.headers["content-type"].startswith("text/csv")
    assert len(answer.text.splitlines()) == 1 + 2 * 3


def test_the_file_can_be_checked_before_it_is_sent(browser: Browser, booked: None) -> None:
    assert "Le fichier respecte les règles" in browser.get("/exports?check=2026").text


def test_problems_of_the_file_are_listed_by_row_and_rule(browser: Browser, booked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["JournalCode\tJournalLib\r\n", "AC\tAchats\r\n"]
    monkeypatch.setattr("accounting.files.fec_lines", lambda *_, **__: iter(lines))

    page = browser.get("/exports?check=2026").text

    assert "dans le fichier" in page
    rules = {problem.rule for problem in check_fec(line.encode() for line in lines)}
    assert rules
    assert all(f"<code>{rule}</code>" in page for rule in rules)


def test_a_file_that_breaks_off_is_an_error_and_never_a_shorter_file(filing: Filing, booked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> object:
        yield "JournalCode\r\n"
        raise OSError("disk")

    monkeypatch.setattr("accounting.files.fec_lines", broken)
    client = TestClient(create_app(filing, show=show, today=lambda: TODAY), base_url="http://localhost", raise_server_exceptions=False)

    answer = client.get("/exports/fec?year=2026")

    assert answer.status_code == 500
    assert "JournalCode" not in answer.text


@pytest.mark.parametrize("year", ["1999", "-1", "0", "99999"])
def test_a_year_without_entries_is_a_page_in_words(browser: Browser, booked: None, year: str) -> None:
    assert browser.get(f"/exports/fec?year={year}").status_code == 404
    assert browser.get(f"/exports?check={year}").status_code == 200


def test_a_firm_without_a_siren_is_told_to_give_it(filing: Filing) -> None:
    nameless = replace(filing, tools=replace(filing.tools, company=Company()))
    client = TestClient(create_app(nameless, show=show, today=lambda: TODAY), base_url="http://localhost")

    assert "Indiquez le SIREN" in client.get("/exports").text
