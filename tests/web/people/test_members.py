"""Administrators let people in and out, and nobody else does."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from domain.people import Role
from storage.people import People
from tests.web.made import Browser
from tests.web.people.conftest import PASSWORD
from tests.web.people.test_signing_in import enter

Opens = Callable[..., Browser]


def test_who_is_invited_chooses_a_password_and_comes_in(signed_in: Opens, stranger: Opens, people: People) -> None:
    browser = signed_in("Anne", Role.ADMINISTRATOR)
    browser.get("/people")

    shown = browser.post("/people", {"name": "Paul", "email": "paul@example.org", "role": "staff", "companies": "default"})
    link = re.search(r"http://localhost(/welcome/[\w-]+)", shown.text)
    assert link
    paul = stranger()
    paul.get(link[1])
    assert paul.post(link[1], {"password": PASSWORD, "again": PASSWORD}).status_code == 303
    assert paul.get("/").status_code == 200
    assert paul.get("/people").status_code == 403
    found = people.users.find("paul@example.org")
    assert found
    assert (found.name, found.role, found.companies) == ("Paul", Role.STAFF, ("default",))


@pytest.mark.parametrize("role", [Role.STAFF, Role.READER, Role.ACCOUNTANT])
def test_only_administrators_let_people_in(signed_in: Opens, role: Role) -> None:
    browser = signed_in("Anne", role)
    browser.get("/account")

    assert browser.get("/people").status_code == 403
    assert browser.post("/people", {"name": "Eve", "role": "administrator"}).status_code == 403


def test_two_people_never_share_a_name_whatever_its_accents(signed_in: Opens) -> None:
    browser = signed_in("Zoé", Role.ADMINISTRATOR)
    browser.get("/people")

    answer = browser.post("/people", {"name": "ZOE", "role": "staff"})
    assert answer.status_code == 409
    assert "porte déjà ce nom" in answer.text


def test_who_is_closed_is_out_at_once(signed_in: Opens, stranger: Opens, people: People) -> None:
    browser, paul = signed_in("Anne", Role.ADMINISTRATOR), signed_in("Paul", Role.STAFF)
    token = people.tokens.new(paul_id := people.users.find("Paul").id, name="x", scopes=frozenset())  # type: ignore[union-attr]
    browser.get("/people")

    assert browser.post(f"/people/{paul_id}", {"role": "staff"}).status_code == 303
    assert paul.get("/").status_code == 303
    assert enter(stranger(), "Paul") == 401
    assert people.tokens.find(token) is None


def test_somebody_stays_administrator(signed_in: Opens, people: People) -> None:
    browser = signed_in("Anne", Role.ADMINISTRATOR)
    browser.get("/people")

    answer = browser.post(f"/people/{people.users.list()[0].id}", {"role": "staff", "is_active": "true"})
    assert answer.status_code == 409
    assert browser.get("/people").status_code == 200


def test_a_lost_password_opens_nothing_once_a_new_link_was_made(signed_in: Opens, stranger: Opens, people: People) -> None:
    browser, paul = signed_in("Anne", Role.ADMINISTRATOR), signed_in("Paul", Role.STAFF)
    user = people.users.find("Paul")
    assert user
    browser.get("/people")

    assert "/welcome/" in browser.post(f"/people/{user.id}/link").text
    assert paul.get("/").status_code == 303
    assert enter(stranger(), "Paul") == 401
