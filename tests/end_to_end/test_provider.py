"""A person signs in by an OpenID provider in a real browser: from the button to the provider's page, which is another site, and back."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.end_to_end.door import come_in, first_link
from tests.end_to_end.test_people import ROOT, assert_accessible, chromium, keep, page, sign_out
from tests.web.people.provider_server import CLIENT, EMAIL, SECRET, SmallProvider, a_provider

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
__all__ = ["chromium", "page"]


@pytest.fixture(scope="module")
def provider() -> Iterator[SmallProvider]:
    with a_provider() as running:
        yield running


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory, provider: SmallProvider) -> Iterator[Path]:
    """What `justif serve` says, over an empty home, with its secret in a file."""
    home = tmp_path_factory.mktemp("home")
    (home / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "JUSTIF_HOME": str(home),
        "JUSTIF_OIDC_ISSUER": provider.issuer,
        "JUSTIF_OIDC_CLIENT": CLIENT,
        "JUSTIF_OIDC_SECRET_FILE": str(home / "secret"),
        "JUSTIF_OIDC_NAME": "Annuaire",
    }
    command = [sys.executable, "-m", "justif.cli", "serve", "--port", str(port)]
    with (home / "served.log").open("wb") as written:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=written, stderr=written)
    yield home / "served.log"
    process.terminate()
    process.wait(60)


def test_by_the_button_to_the_provider_and_back(chromium: Browser, page: Page, log: Path, provider: SmallProvider) -> None:
    address = first_link(log).partition("/welcome")[0]
    context = chromium.new_context(locale="fr-FR", storage_state=come_in(log))
    office = context.new_page()
    office.goto(f"{address}/people")
    opening = office.locator("form[action='/people']")
    opening.locator("input[name=name]").fill("Zoé Durand")
    opening.locator("input[name=email]").fill(EMAIL)
    opening.locator("button[type=submit]").click()
    expect(office.locator("main")).to_contain_text("/welcome/")

    page.goto(f"{address}/account")
    expect(page).to_have_url(re.compile("/sign-in"))
    assert_accessible(page)
    keep(page, "sign-in-provider")
    page.get_by_role("link", name="Se connecter avec Annuaire").click()
    expect(page).to_have_url(re.compile(re.escape(provider.issuer)))
    page.get_by_role("button", name="I am Anne").click()
    expect(page).to_have_url(f"{address}/account")
    expect(page.locator("h1")).to_have_text("Zoé Durand")

    sign_out(page)
    provider.subject, provider.email = "another", "nobody@example.org"
    page.get_by_role("link", name="Se connecter avec Annuaire").click()
    page.get_by_role("button", name="I am Anne").click()
    expect(page.get_by_role("alert").first).to_contain_text("Aucun compte")
    assert_accessible(page)
    context.close()
