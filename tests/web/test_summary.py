"""The week of a company in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pipeline.filing import Filing
from storage.weekly import week_of
from tests.web.made import TODAY, an_invoice
from tests.web.people.test_due_dates import due
from web.language import open_languages
from web.summary import subject_of, text_of

MONDAY = date(2026, 11, 23)


def test_what_came_in_was_booked_and_is_due_is_told(filing: Filing, handed_in: Callable[..., str]) -> None:
    booked = handed_in(an_invoice("Moulin"), name="a.pdf")
    handed_in(due(date(2026, 11, 20)), name="late.pdf")
    handed_in(due(date(2026, 11, 27)), name="soon.pdf")
    handed_in(due(date(2026, 12, 27)), name="later.pdf")
    filing.validate(booked, by="Anne")

    week = week_of(filing.stores.register.database, company="default", monday=MONDAY, today=TODAY)
    assert (week.received, week.validated, week.waiting, week.failed) == (4, 1, 3, 0)
    text = text_of(week, filing.company(), open_languages()["fr"], today=TODAY, address="http://localhost:8000")
    plain = text.replace("\xa0", " ").replace("\u202f", " ")
    assert "Marchandises" in plain or "marchandises" in plain
    assert "120,00 €" in plain
    late, soon = plain.index("20 nov. 2026"), plain.index("27 nov. 2026")
    assert plain.index("En retard") < late < plain.index("À payer sous 7 jours") < soon
    assert "27 déc." not in plain
    assert "http://localhost:8000" in text


def test_another_week_and_another_company_are_empty(filing: Filing, handed_in: Callable[..., str]) -> None:
    handed_in(an_invoice())

    for company, monday in (("default", date(2026, 11, 16)), ("other", MONDAY)):
        assert week_of(filing.stores.register.database, company=company, monday=monday, today=TODAY).received == 0


def test_the_subject_names_the_company_and_the_week(filing: Filing) -> None:
    week = week_of(filing.stores.register.database, company="default", monday=MONDAY, today=TODAY)

    assert subject_of(week, filing.company(), open_languages()["en"]).startswith("Essai SARL: the week from 23 Nov 2026")
