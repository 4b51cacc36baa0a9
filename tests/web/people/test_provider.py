"""Signing in by an OpenID provider that answers over real HTTP: who is known comes in, whatever else it says lets nobody in."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, quote_plus, urlencode, urlsplit

import httpx
import pyotp
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.people import Role, User
from pipeline.filing import Filing
from storage.people import People
from tests.web.made import TODAY, Browser, show
from tests.web.people.conftest import PASSWORD, Clock
from tests.web.people.provider_server import CLIENT, EMAIL, SECRET, SmallProvider, a_provider, new_key
from tests.web.people.test_signing_in import enter
from web.app import create_app
from web.people import provider as provider_module
from web.people.identity import SESSION_COOKIE
from web.people.provider import Provider

Opens = Callable[..., Browser]
Account = Callable[..., User]


@pytest.fixture(scope="module")
def running() -> Iterator[SmallProvider]:
    with a_provider() as provider:
        yield provider


@pytest.fixture
def there(running: SmallProvider) -> SmallProvider:
    """The provider, honest, and as it is when nobody came yet."""
    honest = replace(running, kid="first", subject="248289761001", email=EMAIL, is_verified=True)
    running.__dict__.update(honest.__dict__ | {"lies": type(running.lies)(), "asked": [], "codes": {}})
    return running


@pytest.fixture
def provider(there: SmallProvider) -> Provider:
    return Provider(issuer=there.issuer, client=CLIENT, secret=SECRET, name="Annuaire")


@pytest.fixture
def app(filing: Filing, people: People, provider: Provider) -> FastAPI:
    return create_app(filing, show=show, today=lambda: TODAY, people=people, provider=provider)


def go_there(browser: Browser, next: str = "/") -> str:
    """Press the button, and say there who one is: the address that leads back."""
    door = browser.get(f"/sign-in/provider?{urlencode({'next': next})}")
    assert door.status_code == 303, door.text
    back = httpx.post(door.headers["location"])
    assert back.status_code == 303, back.text
    return str(back.headers["location"])


def come(browser: Browser, next: str = "/") -> Any:
    return browser.get(go_there(browser, next))


def is_in(browser: Browser) -> bool:
    return bool(browser.get("/account").status_code == 200)


def test_who_has_a_verified_address_comes_in_and_is_known_by_the_subject_from_then_on(
    stranger: Opens, account: Account, there: SmallProvider, people: People
) -> None:
    user = account(email="Anne@Example.org")
    browser = stranger()
    assert "Se connecter avec Annuaire" in browser.get("/sign-in?next=/mine").text

    back = come(browser, "/search?q=farine&page=1")

    assert (back.status_code, back.headers["location"]) == (303, "/search?q=farine&page=1")
    assert is_in(browser)
    assert people.identities.find(there.issuer, there.subject) == user.id
    there.email, there.is_verified = "another@example.org", False
    again = stranger()
    assert come(again).status_code == 303
    assert is_in(again)


def test_the_question_is_that_of_the_standard(stranger: Opens, account: Account, there: SmallProvider) -> None:
    account(email=EMAIL)
    for _ in range(2):
        come(stranger())

    first, second = there.asked
    assert first["redirect_uri"] == "http://localhost/sign-in/provider/back"
    assert (first["response_type"], first["client_id"], first["scope"]) == ("code", CLIENT, "openid email")
    assert first["code_challenge_method"] == "S256"
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 43
        assert first[name] != second[name]


def test_the_pages_may_have_another_address_before_a_proxy(
    filing: Filing, people: People, provider: Provider, there: SmallProvider
) -> None:
    behind = create_app(filing, show=show, today=lambda: TODAY, people=people, provider=replace(provider, pages="https://compta.example/"))
    with TestClient(behind, base_url="http://localhost", follow_redirects=False) as client:
        go_there(Browser(client))

    assert there.asked[-1]["redirect_uri"] == "https://compta.example/sign-in/provider/back"


def test_without_a_provider_there_is_no_such_door(filing: Filing, people: People) -> None:
    app = create_app(filing, show=show, today=lambda: TODAY, people=people)
    with TestClient(app, base_url="http://localhost", headers={"Accept-Language": "en"}, follow_redirects=False) as client:
        assert "/sign-in/provider" not in client.get("/sign-in").text
        assert [client.get(f"/sign-in/provider{end}").status_code for end in ("", "/back")] == [404, 404]


def test_who_set_up_a_second_factor_is_asked_for_its_code_all_the_same(stranger: Opens, account: Account, people: People) -> None:
    user, secret = account(email=EMAIL), pyotp.random_base32()
    people.users.set_second(user.id, secret)
    browser = stranger()

    asked = come(browser, "/search?q=a&page=1")

    assert asked.headers["location"].startswith("/sign-in/second?")
    assert not is_in(browser)
    assert "Votre code" in browser.get(asked.headers["location"]).text
    code = pyotp.TOTP(secret).at(datetime.now(UTC))
    opened = browser.post("/sign-in/second", {"code": code, "next": "/search?q=a&page=1"})
    assert (opened.status_code, opened.headers["location"]) == (303, "/search?q=a&page=1")
    assert is_in(browser)


def test_an_answer_is_taken_once(stranger: Opens, account: Account) -> None:
    account(email=EMAIL)
    browser = stranger()
    back = go_there(browser)
    assert browser.get(back).status_code == 303
    browser.post("/sign-out")

    again = browser.get(back)

    assert again.status_code == 401
    assert "utilisée" in again.text
    assert not is_in(browser)


def test_an_answer_to_no_question_of_ours_is_none(stranger: Opens, account: Account) -> None:
    account(email=EMAIL)
    browser = stranger()
    asked = parse_qs(urlsplit(go_there(browser)).query)

    for state in ("", "made up", asked["state"][0] + "x"):
        assert browser.get(f"/sign-in/provider/back?{urlencode({'state': state, 'code': asked['code'][0]})}").status_code == 401
    assert not is_in(browser)


def test_an_answer_that_another_browser_fetched_signs_nobody_in(stranger: Opens, account: Account) -> None:
    """Somebody who sends their own answer to another would have them work in the wrong account."""
    account(email=EMAIL)
    mallory, anne = stranger(), stranger()
    anne.get("/sign-in")

    assert anne.get(go_there(mallory)).status_code == 401
    assert not is_in(anne)


def test_an_answer_of_another_provider_is_none(stranger: Opens, account: Account, there: SmallProvider) -> None:
    """RFC 9207: where the answer names who gives it, it is the one that was asked."""
    account(email=EMAIL)
    browser = stranger()
    back = go_there(browser)
    assert f"iss={quote_plus(there.issuer)}" in back

    assert browser.get(back.replace(quote_plus(there.issuer), "https%3A%2F%2Fevil.example")).status_code == 401
    assert not is_in(browser)


def test_an_answer_comes_within_ten_minutes(stranger: Opens, account: Account, clock: Clock) -> None:
    account(email=EMAIL)
    browser = stranger()
    soon, late = go_there(browser), go_there(browser)

    clock.wait(minutes=9)
    assert browser.get(soon).status_code == 303
    clock.wait(minutes=2)
    assert browser.get(late).status_code == 401


def test_another_process_takes_the_answer(stranger: Opens, account: Account, filing: Filing, people: People, provider: Provider) -> None:
    account(email=EMAIL)
    browser = stranger()
    back = go_there(browser)
    other = create_app(filing, show=show, today=lambda: TODAY, people=people, provider=provider)
    with TestClient(other, base_url="http://localhost", cookies=browser.client.cookies, follow_redirects=False) as client:
        assert client.get(back).status_code == 303
        assert client.get("/account").status_code == 200


NOW = int(time.time())


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://evil.example"},
        {"aud": "another client"},
        {"aud": ["another client"]},
        {"aud": [CLIENT, "another client"]},
        {"aud": [CLIENT, "another client"], "azp": "another client"},
        {"azp": "another client"},
        {"exp": NOW - 3600},
        {"exp": None},
        {"iat": NOW + 3600},
        {"iat": None},
        {"sub": None},
        {"sub": ""},
        {"sub": "x" * 256},
    ],
    ids=str,
)
def test_a_token_that_says_something_else_proves_nobody(
    stranger: Opens, account: Account, there: SmallProvider, people: People, claims: dict[str, Any]
) -> None:
    account(email=EMAIL)
    there.lies.claims = claims

    assert_nobody(stranger(), people, there)


def test_a_token_for_several_is_taken_when_it_was_given_to_us(stranger: Opens, account: Account, there: SmallProvider) -> None:
    account(email=EMAIL)
    there.lies.claims = {"aud": [CLIENT, "another client"], "azp": CLIENT}

    assert come(stranger()).status_code == 303


def test_clocks_may_differ_a_little(stranger: Opens, account: Account, there: SmallProvider) -> None:
    account(email=EMAIL)
    there.lies.claims = {"iat": int(time.time()) + 30, "exp": int(time.time()) - 30}

    assert come(stranger()).status_code == 303


def test_a_token_that_another_key_signed_proves_nobody(stranger: Opens, account: Account, there: SmallProvider, people: People) -> None:
    account(email=EMAIL)
    there.lies.signs_with = new_key()

    assert_nobody(stranger(), people, there)


def test_a_key_that_was_changed_holds_at_once(stranger: Opens, account: Account, there: SmallProvider) -> None:
    account(email=EMAIL)
    assert come(stranger()).status_code == 303
    there.key, there.kid = new_key(), "second"

    assert come(stranger()).status_code == 303


def test_a_key_that_the_provider_does_not_have_proves_nobody(
    stranger: Opens, account: Account, there: SmallProvider, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    account(email=EMAIL)
    keys = there.keys()
    monkeypatch.setattr(there, "keys", lambda: keys)
    there.kid = "unknown"

    assert_nobody(stranger(), people, there)


@pytest.mark.parametrize("announced", [["RS256"], ["RS256", "none", "HS256"], "HS256"], ids=str)
@pytest.mark.parametrize("algorithm", ["none", "HS256", "HS256 with the public key"])
def test_a_token_without_a_key_of_the_provider_s_own_proves_nobody(
    stranger: Opens, account: Account, there: SmallProvider, people: People, algorithm: str, announced: list[str]
) -> None:
    """Unsigned, or signed with a secret that others have: ours, or the public key as if it were one."""
    account(email=EMAIL)
    there.lies.description = {"id_token_signing_alg_values_supported": announced}
    public = there.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    there.lies.signs_by_hand = {"none": b"", "HS256": SECRET.encode(), "HS256 with the public key": public}[algorithm]

    assert_nobody(stranger(), people, there)


def test_a_way_of_signing_that_was_not_announced_is_not_taken(
    stranger: Opens, account: Account, there: SmallProvider, people: People
) -> None:
    account(email=EMAIL)
    there.lies.signs_as = "RS512"

    assert_nobody(stranger(), people, there)


def test_an_address_that_is_not_verified_there_opens_no_account(
    stranger: Opens, account: Account, there: SmallProvider, people: People
) -> None:
    account(email=EMAIL)
    for verified in (False, None, "false", 1.5):
        there.lies.claims = {"email_verified": verified}
        assert_nobody(stranger(), people, there, status=403, words="n’a pas vérifié votre adresse")


def test_who_is_unknown_here_stays_out_and_no_account_is_made(
    stranger: Opens, account: Account, there: SmallProvider, people: People
) -> None:
    account(email="paul@example.org")

    assert_nobody(stranger(), people, there, status=403, words="Aucun compte")
    assert [user.name for user in people.users.list()] == ["Anne"]


def test_the_first_account_is_not_the_provider_s_to_make(stranger: Opens, there: SmallProvider, people: People) -> None:
    assert_nobody(stranger(), people, there, status=403, words="Aucun compte")
    assert people.users.is_empty()


def test_an_address_that_only_looks_alike_is_another(stranger: Opens, account: Account, there: SmallProvider, people: People) -> None:
    """Names are one without accents; whoever owns zoé@ at the provider does not own zoe@, nor the name that is written like an address."""
    account("Zoé", email="zoe@example.org")
    account("paul@example.org")
    for email in ("zoé@example.org", "zo\u0065\u0301@example.org", "ZOE@example.ORG ", "paul@example.org", ""):
        there.email = email
        assert_nobody(stranger(), people, there, status=403)


def test_a_closed_account_stays_closed(stranger: Opens, account: Account, there: SmallProvider, people: People) -> None:
    user = account(email=EMAIL)
    assert come(stranger()).status_code == 303
    people.users.change(replace(user, is_active=False))

    browser = stranger()
    assert come(browser).status_code == 403
    assert not is_in(browser)


def test_an_address_that_was_given_to_somebody_else_there_opens_nothing(
    stranger: Opens, account: Account, there: SmallProvider, people: People
) -> None:
    """The account is the first subject's until the administrator lets its owner choose anew."""
    user = account(email=EMAIL)
    assert come(stranger()).status_code == 303
    there.subject = "another person"

    assert_nobody(stranger(), people, there, status=403, words="appartient à une autre connexion")
    people.users.forget_proofs(user.id)
    assert come(stranger()).status_code == 303


def test_a_provider_that_keeps_the_address_out_of_the_token_is_asked_for_it(
    stranger: Opens, account: Account, there: SmallProvider, people: People
) -> None:
    account(email=EMAIL)
    there.lies.tells_more_about = "somebody else"
    assert_nobody(stranger(), people, there)

    there.lies.tells_more_about = there.subject
    assert come(stranger()).status_code == 303


def test_who_is_not_let_in_there_is_told_so_here(stranger: Opens, account: Account, there: SmallProvider, people: People) -> None:
    account(email=EMAIL)
    there.lies.refuses = "access_denied"

    assert_nobody(stranger(), people, there, words="ne vous a pas laissé entrer")


def test_a_provider_that_is_down_is_told_in_words_and_the_password_still_opens(
    filing: Filing, people: People, account: Account, provider: Provider
) -> None:
    account(email=EMAIL)
    with a_provider() as gone:
        pass
    app = create_app(filing, show=show, today=lambda: TODAY, people=people, provider=replace(provider, issuer=gone.issuer))
    with TestClient(app, base_url="http://localhost", headers={"Accept-Language": "fr"}, follow_redirects=False) as client:
        answer = client.get("/sign-in/provider")
        assert answer.status_code == 502
        assert "ne répond pas" in answer.text
        assert "votre mot de passe" in answer.text
        assert enter(Browser(client)) == 303


@pytest.mark.parametrize(
    "description",
    [
        {"issuer": "https://evil.example"},
        {"authorization_endpoint": "http://evil.example/authorize"},
        {"authorization_endpoint": None},
    ],
    ids=str,
)
def test_a_description_that_is_not_the_provider_s_leads_nowhere(stranger: Opens, there: SmallProvider, description: dict[str, Any]) -> None:
    there.lies.description = description

    assert stranger().get("/sign-in/provider").status_code == 502


@pytest.mark.parametrize("name", ["token_endpoint", "jwks_uri"])
@pytest.mark.parametrize("address", ["http://evil.example/x", "file:///etc/passwd", ""])
def test_nothing_is_sent_where_others_could_read_it(
    stranger: Opens, account: Account, there: SmallProvider, people: People, name: str, address: str
) -> None:
    account(email=EMAIL)
    there.lies.description = {name: address}

    assert_nobody(stranger(), people, there, status=502, words="ne répond pas")


@pytest.mark.parametrize(("status", "told"), [(500, 502), (302, 502), (400, 401)])
def test_a_provider_that_does_not_redeem_the_code_lets_nobody_in(
    stranger: Opens, account: Account, there: SmallProvider, people: People, status: int, told: int
) -> None:
    account(email=EMAIL)
    there.lies.status = status

    assert_nobody(stranger(), people, there, status=told)


def test_few_wait_for_the_provider_at_a_time(stranger: Opens, there: SmallProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider_module, "_FEW_AT_A_TIME", threading.BoundedSemaphore(1))
    monkeypatch.setattr(provider_module, "_STANDS_SECONDS", 0.01)
    browser = stranger()
    with provider_module._FEW_AT_A_TIME:
        assert browser.get("/sign-in/provider").status_code == 502
    assert browser.get("/sign-in/provider").status_code == 303


def test_after_thirty_vain_tries_one_waits(stranger: Opens, account: Account, clock: Clock) -> None:
    account(email=EMAIL)
    browser = stranger()
    for _ in range(30):
        assert browser.get("/sign-in/provider/back?state=guessed&code=x").status_code == 401

    assert come(browser).status_code == 429
    clock.wait(minutes=16)
    assert come(browser).status_code == 303


def test_nobody_is_led_to_another_site_afterwards(stranger: Opens, account: Account) -> None:
    account(email=EMAIL)

    assert come(stranger(), "//evil.example").headers["location"] == "/"


def test_who_signed_in_by_the_provider_has_the_rights_of_the_account_and_no_more(stranger: Opens, account: Account) -> None:
    account(role=Role.STAFF, email=EMAIL)
    browser = stranger()
    come(browser)

    assert browser.get("/capture").status_code == 200
    assert browser.get("/people").status_code == 403
    assert PASSWORD not in browser.get("/account").text


def assert_nobody(browser: Browser, people: People, there: SmallProvider, *, status: int = 401, words: str = "") -> None:
    """The answer signs nobody in, and the subject is nobody's afterwards (or whose it was)."""
    before = people.identities.find(there.issuer, there.subject)
    answer = come(browser)
    assert answer.status_code == status, answer.text
    assert 'class="complaint" role="alert">' in answer.text
    assert words in answer.text
    assert SESSION_COOKIE not in answer.headers.get("set-cookie", "")
    assert not is_in(browser)
    assert people.identities.find(there.issuer, there.subject) == before
