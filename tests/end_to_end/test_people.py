"""A person at the door: comes in by the link of the terminal, adds a passkey, and signs in with it; and with a second factor."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.end_to_end.door import PASSWORD, first_link

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
ROOT = Path(__file__).parents[2]
FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What `justif serve` says, over an empty home."""
    home = tmp_path_factory.mktemp("home")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "justif.cli", "serve", "--port", str(port)]
    with (home / "served.log").open("wb") as written:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"JUSTIF_HOME": str(home)}, stdout=written, stderr=written)
    yield home / "served.log"
    process.terminate()
    process.wait(60)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "these tests drive Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(locale="fr-FR")
    yield context.new_page()
    context.close()


def test_from_the_link_of_the_terminal_to_a_passkey_and_a_second_factor(page: Page, log: Path) -> None:
    link = first_link(log)
    page.goto(link)
    assert_accessible(page)
    page.get_by_label("Votre nom").fill("Zoé Durand")
    page.get_by_label("Choisissez un mot de passe").fill(PASSWORD)
    page.get_by_label("Le mot de passe, encore une fois").fill(PASSWORD)
    keep(page, "welcome")
    page.get_by_role("button", name="Entrer").click()
    address = page.url.rstrip("/")
    device = with_device(page)

    page.goto(f"{address}/account")
    assert_accessible(page)
    page.locator("form[data-passkey=create] button").click()
    expect(page.locator("#passkeys li")).to_have_count(1)
    keep(page, "account")

    sign_out(page)
    page.goto(f"{address}/account")
    assert_accessible(page)
    keep(page, "sign-in")
    page.locator("form[data-passkey=get] button").click()
    expect(page.locator("h1")).to_have_text("Zoé Durand")
    assert device

    page.locator("#second").get_by_label("Votre mot de passe").fill(PASSWORD)
    page.locator("#second").get_by_role("button").click()
    secret = page.locator("#second code").inner_text()
    page.get_by_label("Code").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Confirmer").click()
    expect(page.locator("#second")).to_contain_text("demande un code")

    sign_out(page)
    page.goto(f"{address}/sign-in?next=/account")
    page.get_by_label("Nom ou courriel").fill("zoe durand")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page.locator("h1")).to_have_text("Votre code")
    assert_accessible(page)

    page.goto(link)
    expect(page.locator("h1")).to_have_text("Ce lien n’ouvre plus rien")


def with_device(page: Page) -> str:
    """A device that keeps passkeys and knows its owner, as Chromium plays one."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    found = session.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"automaticPresenceSimulation": True}})
    return str(found["authenticatorId"])


def sign_out(page: Page) -> None:
    page.locator(".person summary").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page).to_have_url(re.compile("/sign-in"))


def assert_accessible(page: Page) -> None:
    """Nothing that axe finds against WCAG 2.2 AA."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


def keep(page: Page, name: str) -> None:
    """A picture, when one is asked for: JUSTIF_SCREENSHOTS names the folder."""
    if folder := os.environ.get("JUSTIF_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
