"""One's own account: nothing that protects it changes without the password."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pyotp

from domain.people import Scope
from storage.people import People
from tests.web.made import Browser
from tests.web.people.conftest import PASSWORD
from tests.web.people.test_signing_in import enter

Opens = Callable[..., Browser]
NEW = "la farine de sarrasin"


def test_another_password_signs_out_every_other_browser(signed_in: Opens, stranger: Opens) -> None:
    browser, other = signed_in(), stranger()
    enter(other)

    assert browser.post("/account/password", {"password": "wrong", "new": NEW, "again": NEW}).status_code == 422
    assert browser.post("/account/password", {"password": PASSWORD, "new": "short", "again": "short"}).status_code == 422
    assert other.get("/account").status_code == 200
    assert browser.post("/account/password", {"password": PASSWORD, "new": NEW, "again": NEW}).status_code == 303
    assert browser.get("/account").status_code == 200
    assert other.get("/account").status_code == 303
    assert enter(stranger()) == 401
    assert enter(stranger(), password=NEW) == 303


def test_a_second_factor_counts_once_a_code_of_it_was_given(signed_in: Opens, people: People) -> None:
    browser = signed_in()
    user = people.users.list()[0]

    assert browser.post("/account/second", {"password": "wrong"}).status_code == 422
    shown = browser.post("/account/second", {"password": PASSWORD})
    assert "data:image/svg+xml" in shown.text
    secret = re.search(r'name="secret" value="(\w+)"', shown.text)
    assert secret
    assert people.users.proofs(user.id).totp_secret is None
    assert browser.post("/account/second/confirm", {"secret": secret[1], "code": "000000"}).status_code == 422
    code = pyotp.TOTP(secret[1]).at(datetime.now(UTC))
    assert browser.post("/account/second/confirm", {"secret": secret[1], "code": code}).status_code == 303
    assert people.users.proofs(user.id).totp_secret == secret[1]

    assert browser.post("/account/second/remove", {"password": "wrong"}).status_code == 422
    assert browser.post("/account/second/remove", {"password": PASSWORD}).status_code == 303
    assert people.users.proofs(user.id).totp_secret is None


def test_a_browser_that_was_left_somewhere_is_signed_out_from_here(signed_in: Opens, stranger: Opens, people: People) -> None:
    browser, left = signed_in(), stranger()
    enter(left)
    here, there = (s.handle for s in sorted(people.sessions.of(people.users.list()[0].id), key=lambda s: s.created_at))
    page = browser.get("/account").text
    other = next(handle for handle in re.findall(r"/account/sessions/(\w+)/end", page))
    assert other in (here, there)

    assert browser.post(f"/account/sessions/{other}/end").status_code == 303
    assert left.get("/").status_code == 303
    assert browser.get("/").status_code == 200


def test_nobody_ends_the_session_of_another(signed_in: Opens, people: People) -> None:
    anne, paul = signed_in("Anne"), signed_in("Paul")
    session = people.sessions.of(next(u.id for u in people.users.list() if u.name == "Anne"))[0]
    paul.get("/account")

    paul.post(f"/account/sessions/{session.handle}/end")

    assert anne.get("/").status_code == 200


def test_a_token_is_shown_once_and_kept_as_its_hash(signed_in: Opens, people: People) -> None:
    browser = signed_in()
    user = people.users.list()[0]
    browser.get("/account")

    assert browser.post("/account/tokens", {"name": "Caisse"}).status_code == 422
    shown = browser.post("/account/tokens", {"name": "Caisse", "scopes": "submit"})
    token = re.search(r"justif_[\w-]{43}", shown.text)
    assert token
    assert token[0] not in browser.get("/account").text
    found = people.tokens.find(token[0])
    assert found
    assert (found.user_id, found.scopes) == (user.id, frozenset({Scope.SUBMIT}))
    assert browser.post(f"/account/tokens/{found.id}/revoke").status_code == 303
    assert people.tokens.find(token[0]) is None
