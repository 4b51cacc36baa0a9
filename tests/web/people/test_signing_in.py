"""The way in: who proves who they are comes in, everybody else learns nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pyotp
import pytest

from domain.people import Role, User
from storage.people import People
from tests.web.made import Browser
from tests.web.people.conftest import PASSWORD, Clock
from web.people import signing_in
from web.people.identity import SESSION_COOKIE

Opens = Callable[..., Browser]
Account = Callable[..., User]


def enter(browser: Browser, name: str = "Anne", password: str = PASSWORD, **more: str) -> int:
    browser.get("/sign-in")
    return int(browser.post("/sign-in", {"name": name, "password": password, **more}).status_code)


def test_who_is_not_signed_in_is_led_to_the_door_and_back(stranger: Opens, account: Account) -> None:
    account()
    browser = stranger()

    led = browser.get("/search?q=farine")
    assert (led.status_code, led.headers["location"]) == (303, "/sign-in?next=%2Fsearch%3Fq%3Dfarine")
    browser.get(led.headers["location"])
    back = browser.post("/sign-in", {"name": "Anne", "password": PASSWORD, "next": "/search?q=farine"})
    assert back.headers["location"] == "/search?q=farine"
    assert browser.get("/").status_code == 200


def test_a_program_that_is_not_signed_in_is_refused_without_a_detour(stranger: Opens) -> None:
    assert stranger().get("/queue", headers={"Accept": "*/*"}).status_code == 401


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/static/justif.css"])
def test_the_watchers_of_the_machine_need_no_account(stranger: Opens, address: str) -> None:
    assert stranger().get(address).status_code == 200


def test_a_wrong_password_and_an_unknown_name_are_the_same_refusal(stranger: Opens, account: Account) -> None:
    account()
    browser = stranger()
    browser.get("/sign-in")

    wrong = browser.post("/sign-in", {"name": "Anne", "password": "la farine de seigle"})
    unknown = browser.post("/sign-in", {"name": "Zoé", "password": PASSWORD})

    assert (wrong.status_code, unknown.status_code) == (401, 401)
    for answer in (wrong, unknown):
        assert "ne vont pas ensemble" in answer.text
        assert SESSION_COOKIE not in answer.headers.get("set-cookie", "")


def test_accents_and_letter_case_of_a_name_do_not_matter_and_an_address_serves_too(stranger: Opens, account: Account) -> None:
    account("Zoé Durand", email="zoe@example.org")

    for name in ("ZOE durand", "zoé  durand", "Zoe@Example.org"):
        assert enter(stranger(), name) == 303


def test_after_five_vain_tries_one_waits_a_quarter_of_an_hour(stranger: Opens, account: Account, clock: Clock) -> None:
    account()
    browser = stranger()

    assert [enter(browser, password="wrong wrong wrong") for _ in range(5)] == [401] * 5
    assert enter(browser) == 429
    clock.wait(minutes=16)
    assert enter(browser) == 303


def test_an_account_without_a_password_opens_with_none(stranger: Opens, people: People) -> None:
    people.users.add(name="Anne", role=Role.ADMINISTRATOR)

    assert enter(stranger(), password="") in (401, 422)
    assert enter(stranger(), password="nobody's password") == 401


def test_the_cookie_is_closed_to_scripts_and_the_register_cannot_be_used_to_make_it(
    stranger: Opens, account: Account, people: People
) -> None:
    user = account()
    browser = stranger()
    browser.get("/sign-in")
    cookie = browser.post("/sign-in", {"name": "Anne", "password": PASSWORD}).headers["set-cookie"]

    assert "httponly" in cookie.lower()
    assert "samesite=lax" in cookie.lower()
    (session,) = people.sessions.of(user.id)
    assert session.id not in cookie


def test_nobody_is_sent_to_another_site_after_signing_in(stranger: Opens, account: Account) -> None:
    account()
    browser = stranger()
    browser.get("/sign-in")

    answer = browser.post("/sign-in", {"name": "Anne", "password": PASSWORD, "next": "//evil.example/x"})
    assert answer.headers["location"] == "/"


def test_the_second_factor_is_asked_for_and_each_code_opens_once(stranger: Opens, account: Account, people: People) -> None:
    user = account()
    secret = pyotp.random_base32()
    people.users.set_second(user.id, secret)
    browser, other = stranger(), stranger()

    assert enter(browser) == 303
    assert browser.get("/").status_code == 303, "a password alone opens nothing"
    assert browser.post("/sign-in/second", {"code": "000000"}).status_code == 401
    code = pyotp.TOTP(secret).at(datetime.now(UTC))
    assert browser.post("/sign-in/second", {"code": f"{code[:3]} {code[3:]}"}).status_code == 303
    assert browser.get("/").status_code == 200
    enter(other)
    assert other.post("/sign-in/second", {"code": code}).status_code == 401


def test_codes_cannot_be_guessed_one_after_the_other(stranger: Opens, account: Account, people: People) -> None:
    user = account()
    people.users.set_second(user.id, pyotp.random_base32())
    browser = stranger()
    enter(browser)

    answers = [browser.post("/sign-in/second", {"code": "12345x"}).status_code for _ in range(6)]
    assert answers == [401] * 5 + [429]


def test_many_tries_at_once_are_no_more_than_one_after_the_other(
    stranger: Opens, account: Account, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A try counts before it is looked at: whoever sends fifty at the same time has no fifty."""
    user = account()
    people.users.set_second(user.id, pyotp.random_base32())
    browser = stranger()
    counted: list[bool] = []

    def looks(*_: object) -> bool:
        counted.append(people.failures.too_many({f"second:{user.id}": len(counted) + 1}))
        return False

    enter(browser)
    monkeypatch.setattr(signing_in, "is_second", looks)
    assert browser.post("/sign-in/second", {"code": "123456"}).status_code == 401
    assert browser.post("/sign-in/second", {"code": "123456"}).status_code == 401
    assert counted == [True, True]


def test_signing_in_well_is_never_counted(stranger: Opens, account: Account, people: People) -> None:
    user, secret = account(), pyotp.random_base32()
    people.users.set_second(user.id, secret)

    assert [enter(stranger()) for _ in range(7)] == [303] * 7
    people.users.set_second(user.id, None)
    assert [enter(stranger()) for _ in range(7)] == [303] * 7


def test_signing_out_ends_the_session_for_good(signed_in: Opens) -> None:
    browser = signed_in()
    kept = browser.client.cookies[SESSION_COOKIE]
    browser.get("/")

    assert browser.post("/sign-out").status_code == 303
    browser.client.cookies.set(SESSION_COOKIE, kept)
    assert browser.get("/").status_code == 303


def test_a_session_that_nobody_used_for_a_week_has_ended(signed_in: Opens, clock: Clock) -> None:
    browser = signed_in()
    clock.wait(days=6)
    assert browser.get("/").status_code == 200
    clock.wait(days=6)
    assert browser.get("/").status_code == 200
    clock.wait(days=8)
    assert browser.get("/").status_code == 303


def test_the_first_link_makes_one_administrator_and_no_second(stranger: Opens, people: People) -> None:
    assert "personne n’a encore de compte" in stranger().get("/sign-in").text.lower()
    link = f"/welcome/{people.links.new()}"
    browser = stranger()
    assert "l’administrateur" in browser.get(link).text
    assert browser.get(link).status_code == 200, "looking does not use it up"

    assert browser.post(link, {"name": "Anne", "password": "court", "again": "court"}).status_code == 422
    assert browser.post(link, {"name": "", "password": PASSWORD, "again": PASSWORD}).status_code == 422
    assert browser.post(link, {"name": "Anne", "password": PASSWORD, "again": PASSWORD + "s"}).status_code == 422
    assert browser.post(link, {"name": "Anne", "password": PASSWORD, "again": PASSWORD}).status_code == 303
    assert browser.get("/people").status_code == 200
    assert [user.role for user in people.users.list()] == [Role.ADMINISTRATOR]

    other = stranger()
    assert other.get(link).status_code == 410
    assert other.post(link, {"name": "Eve", "password": PASSWORD, "again": PASSWORD}).status_code == 410


def test_a_link_opens_nothing_after_three_days_nor_once_there_is_a_newer_one(stranger: Opens, people: People, clock: Clock) -> None:
    first, second = people.links.new(), people.links.new()

    assert stranger().get(f"/welcome/{first}").status_code == 410
    assert stranger().get(f"/welcome/{second}").status_code == 200
    clock.wait(days=4)
    assert stranger().get(f"/welcome/{second}").status_code == 410


def test_a_form_of_the_door_needs_its_token_too(stranger: Opens, account: Account) -> None:
    account()
    browser = stranger()
    browser.get("/sign-in")

    assert browser.post("/sign-in", {"token": "guessed", "name": "Anne", "password": PASSWORD}).status_code == 403
