"""`justif user`: who may sign in, from the terminal of the machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from justif.cli import run
from justif.serving import address_of, serve
from justif.settings import Settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUSTIF_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def rows(capfd: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


def test_who_is_let_in_gets_a_link_and_no_password(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["user", "add", "Zoé Durand", "--role", "accountant", "--email", "zoe@example.org"]) == 0

    (row,) = rows(capfd)
    assert str(row.pop("link")).startswith("http://localhost:8000/welcome/")
    assert row == {"name": "Zoé Durand", "role": "accountant", "companies": ["default"], "email": "zoe@example.org", "active": True}


def test_role_and_companies_change_and_an_account_is_closed_and_opened_again(capfd: pytest.CaptureFixture[str]) -> None:
    run(["user", "add", "Paul"])
    run(["user", "set", "PAUL", "--role", "reader", "--company", "moulin", "--company", "four"])
    run(["user", "close", "Paul"])
    run(["user", "reopen", "Paul"])

    _, changed, closed, opened = rows(capfd)
    assert (changed["role"], changed["companies"]) == ("reader", ["moulin", "four"])
    assert (closed["active"], opened["active"]) == (False, True)
    assert run(["user", "list"]) == 0
    assert rows(capfd) == [opened]


def test_nobody_is_added_twice_and_nobody_unknown_is_changed(capfd: pytest.CaptureFixture[str]) -> None:
    run(["user", "add", "Paul"])

    assert run(["user", "add", "paul"]) == 1
    assert run(["user", "reset", "Eve"]) == 1
    assert "There is no such person" in capfd.readouterr().err


def test_pages_without_sign_in_are_refused_to_other_machines(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for host in ("0.0.0.0", "192.168.1.20", "::", "compta.example"):
        assert serve(Settings(home=home, sign_in="off"), host=host, port=0, jobs=1) is False
        assert "JUSTIF_SIGN_IN=off" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("host", "public", "address"),
    [
        ("127.0.0.1", "", "http://localhost:8000"),
        ("0.0.0.0", "", "http://localhost:8000"),
        ("192.168.1.20", "", "http://192.168.1.20:8000"),
        ("127.0.0.1", "https://compta.example/", "https://compta.example"),
    ],
)
def test_people_are_told_the_address_that_they_reach(host: str, public: str, address: str) -> None:
    assert address_of(Settings(host=host, public_url=public)) == address
