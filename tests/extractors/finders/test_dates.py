"""Dates by their labels and places."""

from __future__ import annotations

from datetime import date

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Line, Page, Transcript, Word
from extractors.candidate import Candidate
from extractors.finders import dates
from extractors.locale import open_locale
from tests.extractors.printed import printed

LOCALE = open_locale(language="fr", country="fr", today=date(2026, 11, 23))


def found(*rows: str, source: Source = Source.PDF_TEXT) -> list[Candidate]:
    lines = tuple(
        Line(page=1, words=tuple(Word(text=w, box=Box(80 * n, 30 * y, 80 * n + 70, 30 * y + 20)) for n, w in enumerate(row.split())))
        for y, row in enumerate(rows)
    )
    page = Page(number=1, width=900, height=900, words=(), source=source)
    return list(dates.find(Transcript(pages=(page,), lines=lines), LOCALE))


def best(field: str, *rows: str) -> date | str | None:
    some = [c for c in found(*rows) if c.field == field]
    value = max(some, key=lambda c: c.score).value if some else None
    assert value is None or isinstance(value, date)
    return value


def test_the_labelled_date_is_before_any_other() -> None:
    rows = ("Imprimé le 20/11/2023", "Date de facture 13/11/2023", "Date d'échéance 13/12/2023", "Livraison du 10/11/2023")
    assert best("issue_date", *rows) == date(2023, 11, 13)
    assert best("due_date", *rows) == date(2023, 12, 13)


def test_a_ticket_is_dated_by_the_line_with_the_hour() -> None:
    assert best("issue_date", "Valable jusqu'au 31/12/2023", "12/05/2023 18:42 CAISSE 3") == date(2023, 5, 12)


def test_a_label_may_stand_above_its_date() -> None:
    assert best("due_date", "Echéance", "15/06/2024") == date(2024, 6, 15)


def test_the_ends_of_a_period_are_no_issue_date() -> None:
    assert best("issue_date", "Période du 01/01/2024 au 31/01/2024", "Facture du 05/02/2024") == date(2024, 2, 5)


def test_an_hour_after_the_date_makes_no_period() -> None:
    assert best("issue_date", "Le 14/03/2024 à 13:12") == date(2024, 3, 14)


def test_no_document_is_issued_in_the_future_or_before_1990() -> None:
    assert [c for c in found("Date 01/01/2031", "Date 01/01/1970") if c.field == "issue_date"] == []
    assert best("due_date", "A payer avant le 15/01/2027") == date(2027, 1, 15)


def test_a_due_date_is_never_taken_without_its_label() -> None:
    assert best("due_date", "13/11/2023", "13/12/2023") is None


def test_each_date_of_a_row_of_boxes_belongs_to_the_head_above_it() -> None:
    heads = "Réf.        Le          À régler avant le   Bon de commande n°   Livré le"
    values = "FA-59912    02/10/2026  01/11/2026          PO3770               24/09/2026"

    candidates = list(dates.find(printed(f"{heads}\n{values}"), LOCALE))
    surest = {field: max((c for c in candidates if c.field == field), key=lambda c: c.score).value for field in ("issue_date", "due_date")}

    assert surest == {"issue_date": date(2026, 10, 2), "due_date": date(2026, 11, 1)}


def test_nothing_falls_due_before_it_is_issued() -> None:
    rows = ("Facture du 21/03/2024", "Facture précédente prélevée, prélevé le 04/03/2024", "Montant prélevé le 04/04/2024")
    assert best("due_date", *rows) == date(2024, 4, 4)


def test_a_day_without_the_nought_that_its_month_has_may_have_lost_a_digit_in_a_photograph() -> None:
    def score(row: str, source: Source) -> float:
        return max(c.score for c in found(row, source=source) if c.field == "issue_date")

    assert score("Date 7/04/2023", Source.OCR) < 0.6
    assert score("Date 7/04/2023", Source.PDF_TEXT) > 0.9
    assert score("Date 7/4/2023", Source.OCR) > 0.9
    assert score("Date 27/04/2023", Source.OCR) > 0.9
