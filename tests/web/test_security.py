"""What every request passes: nobody else may send our forms, read our pages under another name, or flood us."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import Headers

from pipeline.filing import Filing
from tests.web.made import TODAY, Browser, show
from web.app import create_app
from web.security import is_same_origin, is_token


def test_every_answer_carries_the_headers_that_keep_strangers_out(browser: Browser) -> None:
    for address in ("/", "/nothing", "/static/justif.css", "/healthz"):
        headers = browser.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_no_page_holds_a_script_or_a_style_of_its_own() -> None:
    for template in Path("web/templates").glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text), template.name
        assert not re.search(r"<script(?![^>]*\ssrc=\"/static/)", text), template.name


def test_pages_ask_nothing_of_another_host() -> None:
    for file in [*Path("web/templates").glob("*.html"), *Path("web/static").glob("*.[cjs][sv]*")]:
        addresses = set(re.findall(r"https?://[^\s\"'<>)]+", file.read_text(encoding="utf-8")))
        assert addresses <= {"http://www.w3.org/2000/svg"}, file.name


@pytest.mark.parametrize(
    "address", ["/documents", "/documents/x/correct", "/documents/x/validate", "/documents/x/reject", "/documents/x/retry", "/preferences"]
)
def test_a_form_without_the_token_is_refused(browser: Browser, address: str) -> None:
    browser.get("/")

    answer = browser.post(address, {"token": "guessed"})

    assert answer.status_code == 403
    assert "Ce formulaire a expiré" in answer.text


def test_a_token_without_its_cookie_is_refused(browser: Browser) -> None:
    browser.get("/")
    browser.client.cookies.clear()

    assert browser.post("/preferences", {"language": "en"}).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://evil.example"}, {"Origin": "null"}]
)
def test_a_form_of_another_site_is_refused_even_with_the_token(browser: Browser, headers: dict[str, str]) -> None:
    assert browser.post("/preferences", {"language": "en"}, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"host": "localhost:8000", "origin": "http://localhost:8000"}, True),
        ({"host": "localhost:8000", "origin": "http://localhost:9000"}, False),
        ({"host": "localhost:8000", "sec-fetch-site": "same-origin"}, True),
        ({"host": "localhost:8000", "sec-fetch-site": "none"}, False),
        ({"host": "localhost:8000"}, True),
    ],
)
def test_the_browser_says_where_a_form_comes_from(headers: dict[str, str], ours: bool) -> None:
    assert is_same_origin(Headers(headers)) is ours


def test_no_empty_token_is_ever_right() -> None:
    assert not is_token("", "")
    assert is_token("abc", "abc")
    assert not is_token("é", "abc")


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost:8000", 200), ("192.168.1.20:8000", 200), ("[::1]:8000", 200), ("evil.example", 421), ("localhost.evil.example", 421)],
)
def test_a_strange_name_for_this_machine_is_refused(browser: Browser, host: str, status: int) -> None:
    assert browser.get("/", headers={"Host": host}).status_code == status


def test_a_name_that_was_announced_is_welcome(filing: Filing) -> None:
    client = TestClient(create_app(filing, show=show, today=lambda: TODAY, hosts=("compta.example",)), base_url="http://compta.example")

    assert client.get("/").status_code == 200


def test_too_long_a_request_is_refused_in_words(browser: Browser) -> None:
    answer = browser.hand_in(("a.pdf", b"x" * 30_000))

    assert answer.status_code == 413
    assert "trop volumineux" in answer.text


def test_a_request_that_hides_its_length_is_counted(browser: Browser) -> None:
    browser.get("/")

    def pieces() -> Iterator[bytes]:
        yield b"token=" + browser.token.encode() + b"&language=en&person="
        for _ in range(40):
            yield b"x" * 1000

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert browser.client.post("/preferences", content=pieces(), headers=headers).status_code == 413


def test_cookies_are_closed_to_scripts_and_to_other_sites(browser: Browser) -> None:
    cookie = browser.get("/").headers["set-cookie"].lower()

    assert "httponly" in cookie
    assert "samesite=lax" in cookie
