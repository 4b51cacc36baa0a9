"""Programs hand documents in, follow them and decide on them, within their token and the rights of whom it stands for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from domain.people import Role, Scope
from storage.people import People
from tests.web.api.conftest import Program
from tests.web.made import an_invoice

HandedIn = Callable[..., str]


def hand_in(client: TestClient, content: bytes = b"invoice", key: str | None = None) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post("/documents", files={"file": ("facture.pdf", content)}, headers=headers)


def test_a_document_is_handed_in_read_corrected_and_validated(program: Program, filing: Any) -> None:
    client = program()
    receipt = hand_in(client)
    assert receipt.status_code == 201
    document = receipt.json()["id"]
    assert client.get(f"/documents/{document}/reading").status_code == 409
    filing.read_document(document)

    assert client.get(f"/documents/{document}").json()["state"] == "to_validate"
    assert client.get(f"/documents/{document}/original").content == b"invoice"
    assert client.get(f"/documents/{document}/pages/1").headers["content-type"] == "image/jpeg"
    corrected = client.post(f"/documents/{document}/correct", json={"values": {"seller_name": "Moulin neuf"}})
    assert corrected.json()["fields"]["seller_name"]["value"] == "Moulin neuf"
    assert client.post(f"/documents/{document}/validate").json()["state"] == "validated"
    again = client.post(f"/documents/{document}/validate")
    assert (again.status_code, again.json()["code"]) == (409, "already_validated")
    assert filing.stores.register.history(document)[-1].who == "Caisse"


def test_the_same_key_gives_the_same_answer_and_never_a_second_document(program: Program) -> None:
    client = program()

    first, again = hand_in(client, key="till-1"), hand_in(client, key="till-1")
    assert first.json() == again.json()
    assert hand_in(client, b"another", key="till-1").status_code == 422
    assert hand_in(client, b"another", key="till-2").status_code == 201
    assert len(client.get("/documents").json()["items"]) == 2


def test_a_key_of_somebody_else_is_another_key(program: Program) -> None:
    hand_in(program(name="Caisse"), b"one", key="1")

    assert hand_in(program(name="Dépôt"), b"two", key="1").status_code == 201


def test_pages_of_a_list_neither_repeat_nor_miss_anything_though_documents_come_in_meanwhile(program: Program, handed_in: HandedIn) -> None:
    there = {handed_in(name=f"{number}.pdf", content=bytes([number])) for number in range(7)}
    client = program()

    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = client.get("/documents", params={"limit": 3} | ({"cursor": cursor} if cursor else {})).json()
        seen += [row["id"] for row in page["items"]]
        cursor = page["next"]
    assert len(seen) == 7
    assert set(seen) == there
    assert client.get("/documents", params={"cursor": "nowhere"}).status_code == 422


def test_a_state_narrows_the_list(program: Program, handed_in: HandedIn) -> None:
    handed_in()
    client = program()

    assert len(client.get("/documents", params={"state": "to_validate"}).json()["items"]) == 1
    assert client.get("/documents", params={"state": "validated"}).json() == {"items": [], "next": None}


def test_without_a_token_or_with_a_revoked_one_nothing_is_told(program: Program, people: People) -> None:
    client = program()
    user = people.users.list()[0]
    people.tokens.revoke(user.id, people.tokens.of(user.id)[0].id)

    for headers in ({}, {"Authorization": "Bearer justif_guess"}, {"Authorization": "Basic YTpi"}):
        answer = client.get("/documents", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("scope", "allowed"),
    [(Scope.READ, {"look", "search"}), (Scope.SUBMIT, {"submit"}), (Scope.DECIDE, {"decide"}), (Scope.EXPORT, {"export"})],
)
def test_a_token_does_what_it_is_for_and_nothing_else(program: Program, handed_in: HandedIn, scope: Scope, allowed: set[str]) -> None:
    document = handed_in(an_invoice())
    client = program(scopes=frozenset({scope}))

    answers = {
        "look": client.get(f"/documents/{document}"),
        "search": client.get("/search", params={"q": "farine"}),
        "submit": hand_in(client),
        "decide": client.post(f"/documents/{document}/validate"),
        "export": client.get("/exports/fec", params={"year": 2026}),
    }
    assert {name for name, answer in answers.items() if answer.status_code != 403} == allowed


def test_a_token_never_reaches_further_than_its_person(program: Program, handed_in: HandedIn) -> None:
    document = handed_in()
    staff = program(Role.STAFF, name="Paul")
    stranger = program(Role.ACCOUNTANT, name="Eve", companies=("other",))

    assert staff.get(f"/documents/{document}").status_code == 404
    assert staff.get("/documents").json()["items"] == []
    assert staff.get("/search", params={"q": "farine"}).json()["total"] == 0
    assert staff.post(f"/documents/{document}/validate").status_code == 403
    assert stranger.get(f"/documents/{document}").status_code == 404
    assert stranger.get("/documents", params={"company": "default"}).status_code == 403
    assert [row["code"] for row in stranger.get("/companies").json()["items"]] == ["other"]


def test_a_page_of_another_site_cannot_call_and_a_cookie_opens_nothing(program: Program) -> None:
    client = program()

    refused = client.post("/documents", files={"file": ("a.pdf", b"x")}, headers={"Sec-Fetch-Site": "cross-site"})
    assert (refused.status_code, refused.headers["content-type"]) == (403, "application/problem+json")


def test_too_much_is_refused_in_the_same_form(program: Program) -> None:
    client = program()

    for size in (2_000, 50_000):
        answer = hand_in(client, b"x" * size)
        assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


def test_our_own_mistake_tells_a_number_and_nothing_else(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("disk on fire: /secret/path")

    client = program()
    monkeypatch.setattr("web.api.documents.page_of", fail)

    answer = client.get("/documents")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "secret" not in answer.text
