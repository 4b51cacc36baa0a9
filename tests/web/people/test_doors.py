"""Every address asks for a right, and who lacks it does not come in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from domain.people import Action, Role
from pipeline.filing import Filing
from tests.web.made import TODAY, Browser, an_invoice, show
from web.app import create_app
from web.people.doors import OPEN, RIGHTS, SIGNED_IN, right_of

Enter = Callable[..., Browser]


@pytest.fixture
def app(filing: Filing) -> FastAPI:
    return create_app(filing, show=show, today=lambda: TODAY)


def test_every_address_stands_in_a_list(app: FastAPI) -> None:
    asked = {(method, route.path) for route in iter_route_contexts(app.routes) for method in route.methods or ()}

    assert {one for one in asked if one[1] not in OPEN} - SIGNED_IN == set(RIGHTS)


def test_an_address_of_which_nobody_thought_is_for_administrators() -> None:
    assert right_of("POST", "/new") is Action.ADMINISTER


def test_staff_see_their_own_documents_alone(enter: Enter, handed_in: Callable[..., str]) -> None:
    own = handed_in(an_invoice("Moulin"), name="anne.pdf")
    anne, paul = enter(Role.STAFF), enter(Role.STAFF, name="Paul")

    assert "Moulin" in anne.get("/").text
    assert "Moulin" not in paul.get("/").text
    assert anne.get(f"/documents/{own}").status_code == 200
    for address in (f"/documents/{own}", f"/documents/{own}/original", f"/documents/{own}/pages/1"):
        assert paul.get(address).status_code == 404
    assert paul.post(f"/documents/{own}/correct", {"seller_name": "X"}).status_code == 404


def test_staff_correct_and_do_not_decide(enter: Enter, handed_in: Callable[..., str]) -> None:
    own = handed_in(an_invoice())
    anne = enter(Role.STAFF)

    assert anne.post(f"/documents/{own}/correct", {"seller_name": "Moulin"}).status_code == 303
    refused = anne.post(f"/documents/{own}/validate")
    assert refused.status_code == 403
    assert "Demandez ce droit" in refused.text
    assert anne.get("/exports").status_code == 403


def test_a_reader_looks_and_hands_nothing_in(enter: Enter, handed_in: Callable[..., str]) -> None:
    one = handed_in(an_invoice())
    reader = enter(Role.READER)

    assert reader.get(f"/documents/{one}").status_code == 200
    assert reader.get("/exports").status_code == 200
    assert reader.hand_in(("a.pdf", b"x")).status_code == 403
    assert reader.post(f"/documents/{one}/reject", {"reason": "no"}).status_code == 403


def test_the_books_of_another_company_do_not_exist_for_an_accountant(enter: Enter, handed_in: Callable[..., str]) -> None:
    one = handed_in(an_invoice())
    stranger = enter(Role.ACCOUNTANT, companies=("other",))

    assert stranger.get(f"/documents/{one}").status_code == 404
    assert "Moulin" not in stranger.get("/").text
    assert stranger.post(f"/documents/{one}/validate").status_code == 404


def test_staff_find_their_own_documents_alone(enter: Enter, handed_in: Callable[..., str]) -> None:
    handed_in(an_invoice("Moulin"))

    assert "Moulin" in enter(Role.STAFF).get("/search?q=farine").text
    assert "Moulin" not in enter(Role.STAFF, name="Paul").get("/search?q=farine").text
