"""The application as a whole: mistakes in words, health, and what it serves."""

from __future__ import annotations

import logging

import pytest
from fastapi.testclient import TestClient

from pipeline.filing import Filing
from tests.web.made import TODAY, Browser, show
from web.app import create_app


@pytest.fixture
def broken(filing: Filing, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Justif with a register that fails."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("disk on fire: /secret/path")

    monkeypatch.setattr(type(filing.stores.register), "counts", fail)
    return TestClient(create_app(filing, show=show, today=lambda: TODAY), base_url="http://localhost", raise_server_exceptions=False)


def test_our_own_mistake_is_a_page_with_a_number_and_the_traceback_is_logged(broken: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "web.app"):
        answer = broken.get("/")

    assert answer.status_code == 500
    assert "Une erreur est survenue de notre côté" in answer.text
    assert "secret" not in answer.text
    (record,) = [record for record in caplog.records if record.name == "web.app"]
    assert record.exc_info
    number = record.getMessage().split()[1]
    assert f"Numéro de l’erreur : {number}" in answer.text


def test_the_process_lives_though_a_store_does_not_answer(broken: TestClient) -> None:
    assert broken.get("/healthz").status_code == 200
    answer = broken.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unready", "silent": ["register"]}


def test_it_is_ready_when_every_store_answers(browser: Browser) -> None:
    assert browser.get("/readyz").json() == {"status": "ok", "silent": []}


def test_a_wrong_method_is_a_page_in_words(browser: Browser) -> None:
    answer = browser.get("/preferences")

    assert answer.status_code == 405
    assert "ne s’ouvre pas ainsi" in answer.text


def test_a_page_number_that_is_none_is_a_page_in_words(browser: Browser) -> None:
    answer = browser.get("/?page=many")

    assert answer.status_code == 422
    assert "Le formulaire est incomplet" in answer.text


def test_nothing_outside_the_static_folder_is_served(browser: Browser) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/"):
        assert browser.get(path).status_code == 404


def test_the_interface_description_is_not_published(browser: Browser) -> None:
    assert [browser.get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")] == [404, 404, 404]
