"""What leaves for the accounting firm: complete, by the rules, and only what is final."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient

from accounting.check_fec import check_fec
from domain.company import Company
from domain.kinds import State
from domain.reading import Reading
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


def test_before_it_leaves_a_year_shows_how_its_file_begins_and_what_it_lacks(browser: Browser, booked: None, filing: Filing) -> None:
    page = browser.get("/exports?check=2026").text
    waiting = filing.stores.register.list("default", State.TO_VALIDATE)[0]

    assert '<th scope="col">JournalCode</th>' in page
    assert page.count("<td>AC</td>") == 2 * 3
    assert "1 pièce à comptabiliser attend d’être validée" in page
    assert f'href="/documents/{waiting.id}"' in page
    assert "120,00\xa0€" in page
    assert "1 pièce à comptabiliser attend" in browser.get("/books").text


def test_a_year_of_which_everything_is_validated_lacks_nothing(browser: Browser, booked: None, filing: Filing) -> None:
    filing.validate(filing.stores.register.list("default", State.TO_VALIDATE)[0].id, by="Zoé")

    assert "Rien ne manque" in browser.get("/exports?check=2026").text
    assert "Rien ne manque" in browser.get("/books").text


def test_what_bears_a_date_of_another_year_is_not_lacking_and_what_bears_none_is(browser: Browser, booked: None, handed_in: HandIn) -> None:
    def dated(day: date | None) -> Reading:
        reading = an_invoice("Loin", number=f"L-{day}")
        issued = replace(reading.facts.issue_date, value=day) if reading.facts.issue_date and day else None
        return replace(reading, facts=replace(reading.facts, issue_date=issued))

    handed_in(dated(date(2024, 5, 2)), name="earlier.pdf")
    assert "1 pièce à comptabiliser attend" in browser.get("/exports?check=2026").text

    handed_in(dated(None), name="undated.pdf")
    assert "2 pièces à comptabiliser attendent" in browser.get("/exports?check=2026").text


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
