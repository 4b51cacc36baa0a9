"""Several companies in one installation: each is set up by itself, and none takes anything from another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.company import Company, VatRegime
from domain.problem import RefusedError
from pipeline.companies import Companies
from storage.register import Register, open_register


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    made = open_register(f"sqlite:///{tmp_path / 'register.sqlite'}")
    yield made
    made.database.close()


@pytest.fixture
def companies(register: Register) -> Companies:
    alger = Company(code="alger", name="Alger Bois", country="dz", identifiers=("000016",))
    return Companies(register=register, usual=Company(name="Essai SARL", identifiers=("732829320",)), settled={"alger": alger})


def test_a_company_that_told_nothing_is_as_the_settings_say(companies: Companies) -> None:
    assert companies.get().name == "Essai SARL"
    assert companies.get("alger").country == "dz"
    assert companies.codes() == ("default", "alger")


def test_what_a_company_tells_wins_over_the_settings_and_leaves_the_rest(companies: Companies) -> None:
    companies.tell("default", {"vat_regime": "franchise"}, by="Zoé")

    assert companies.get().vat_regime is VatRegime.FRANCHISE
    assert companies.get().name == "Essai SARL"
    assert companies.get("alger").vat_regime is VatRegime.DEBITS


def test_a_new_company_has_neither_name_nor_numbers_of_the_others(companies: Companies) -> None:
    added = companies.tell("dakar", {"country": "sn", "name": "Dakar Pièces"}, by="Zoé", is_new=True)

    assert (added.identifiers, added.country) == ((), "sn")
    assert "dakar" in companies.codes()
    with pytest.raises(RefusedError) as refusal:
        companies.tell("dakar", {}, by="Zoé", is_new=True)
    assert refusal.value.problem.code == "company_known"


def test_who_changed_what_and_when_is_kept(companies: Companies) -> None:
    companies.tell("default", {"name": "Essai"}, by="Zoé")
    companies.tell("default", {"name": "Essai SAS"}, by="Ali")

    changes = [(event.who, event.before, event.after) for event in companies.history("default") if event.field == "name"]
    assert changes == [("Zoé", "", "Essai"), ("Ali", "Essai", "Essai SAS")]


def test_the_history_of_a_company_cannot_be_rewritten(companies: Companies, register: Register) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import IntegrityError

    companies.tell("default", {"name": "Essai"}, by="Zoé")
    for statement in ("UPDATE company_events SET who = 'Ali'", "DELETE FROM company_events"):
        with pytest.raises(IntegrityError, match="not rewritten"), register.database.writing() as connection:
            connection.execute(text(statement))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"country": "xx"}, "country"),
        ({"identifiers": "732829321"}, "identifiers"),
        ({"identifiers": "FR45732829320"}, "identifiers"),
        ({"identifiers": "FR1420041010050500013M02607"}, "identifiers"),
        ({"country": "ma", "identifiers": "001561191000067"}, "identifiers"),
        ({"country": "sn", "identifiers": "30672222G2"}, "identifiers"),
        ({"accounts": "moon=421"}, "accounts"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(companies: Companies, values: dict[str, str], field: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        companies.tell("default", values, by="Zoé")

    assert refusal.value.problem.where == field
    assert companies.get() == Company(name="Essai SARL", identifiers=("732829320",))


def test_good_numbers_of_each_country_are_taken(companies: Companies) -> None:
    for code, country, numbers in (
        ("fr1", "fr", "732 829 320"),
        ("fr2", "fr", "FR44732829320 FR1420041010050500013M02606 73282932000074"),
        ("ma", "ma", "001561191000066"),
        ("sn", "sn", "30672212G2"),
        ("dz", "dz", "099916000512345"),
    ):
        told = numbers if code != "fr1" else numbers.replace(" ", "")
        assert companies.tell(code, {"country": country, "identifiers": told}, by="Zoé", is_new=True).identifiers


def test_a_code_that_no_folder_could_bear_is_refused(companies: Companies) -> None:
    with pytest.raises(RefusedError):
        companies.tell("../autre", {}, by="Zoé")
