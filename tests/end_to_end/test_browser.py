"""A person at the browser: drops a document, sees it read, corrects, validates, finds it again and takes the accounts file home."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from accounting.check_fec import check_fec
from tests.end_to_end.door import come_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
ROOT = Path(__file__).parents[2]
RECEIPT = ROOT / "samples/ticket-restaurant.jpg"
INVOICE = ROOT / "samples/facturx-en16931.pdf"
TRUTH = json.loads(RECEIPT.with_suffix(".expected.json").read_text(encoding="utf-8"))["fields"]
FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
READING_MS = 180_000
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    """Justif itself, served as its user starts it, over an empty home."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "justif.cli", "serve", "--port", str(port)]
    # The patience is that of a busy machine: what is tested here is not how fast it reads.
    patience = {"JUSTIF_STEP_SECONDS": "170", "JUSTIF_GRACE_SECONDS": "2"}
    environment = os.environ | patience | {"JUSTIF_HOME": str(home), "JUSTIF_COMPANY_IDENTIFIERS": '["732829320"]'}
    with (home / "served.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", process, home / "served.log")
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(60)


def wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail("the pages did not open")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "these tests drive Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def signed_in(address: str, home: Path) -> Any:
    """The state of a browser at which the administrator has signed in, by the link that the terminal shows."""
    return come_in(home / "served.log")


@pytest.fixture
def page(chromium: Browser, signed_in: Any) -> Iterator[Page]:
    """A French desk with a large screen; a script that raises or is refused something fails its test, a complaint (422) does not."""
    context = chromium.new_context(storage_state=signed_in, viewport=DESKTOP, locale="fr-FR", accept_downloads=True)  # type: ignore[arg-type]
    made = context.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda message: wrong.append(message.text) if message.type == "error" and "422" not in message.text else None)
    yield made
    context.close()
    assert wrong == []


def drop(page: Page, *files: Path) -> None:
    """What the browser does when files fall on the page."""
    page.locator("#files").set_input_files([str(file) for file in files])


def opened(page: Page, address: str, name: str) -> None:
    """The document of that file, opened from the queue once it is read."""
    page.goto(address)
    page.locator(".document", has=page.locator(".badge.ready, .badge.to-check, .badge.validated")).first.wait_for(timeout=READING_MS)
    for row in page.locator(".document-link").all():
        href = row.get_attribute("href")
        assert href
        page.goto(address + href)
        if page.locator(".file-name").inner_text() == name:
            return
        page.goto(address)
    pytest.fail(f"{name} is not in the queue")


def fill(page: Page, name: str, text: str) -> None:
    """Type a value and leave the field, as a person does; wait until it is kept."""
    field = page.locator(f"#f-{name}")
    if field.input_value() == text:
        return
    with page.expect_response(re.compile("/correct$")):
        field.fill(text)
        field.press("Tab")
    page.wait_for_load_state("networkidle")
    expect(page.locator(f"#f-{name}")).to_have_value(text)


def french(amount: str) -> str:
    return f"{Decimal(amount):.2f}".replace(".", ",")


def test_from_a_dropped_photo_to_the_accounts_file(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address)
    expect(page.get_by_text("Déposez ici factures et tickets")).to_be_visible()

    drop(page, RECEIPT)
    expect(page.locator("#arrivals")).to_contain_text("En sécurité dans l’archive")
    expect(page.locator("#queue .badge.received, #queue .badge.reading").first).to_be_visible()
    expect(page.locator("#queue .badge.to-check, #queue .badge.ready").first).to_be_visible(timeout=READING_MS)

    page.locator(".document-link").first.click()
    expect(page.locator(".boxes .box").first).to_be_attached()
    for name in ("total_without_tax", "total_tax", "total_with_tax"):
        fill(page, name, french(TRUTH[name]))
    fill(page, "seller_name", "Le Petit Marmiton")
    expect(page.locator("#entry")).to_contain_text("Équilibrée")
    expect(page.locator("#entry")).to_contain_text(french(TRUTH["total_with_tax"]))
    expect(page.locator("#history")).to_contain_text("Historique")
    keep(page, "document")

    page.locator("#validate").click()
    expect(page.locator(".desk")).to_contain_text("Écriture n° 1")
    expect(page.locator("#f-total_with_tax")).to_be_disabled()

    page.locator("#quick").fill("tickets petit marmiton")
    page.locator("#quick").press("Enter")
    expect(page.locator(".hits")).to_contain_text("Le Petit Marmiton")
    expect(page.locator(".totals")).to_contain_text("1 ticket")

    page.goto(f"{address}/exports")
    with page.expect_download() as download:
        page.get_by_role("link", name="FEC").first.click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert re.fullmatch(r"\d*FEC\d{4}1231\.txt", saved.name)
    assert list(check_fec(saved.read_bytes().splitlines(keepends=True))) == []
    assert "Petit Marmiton" in saved.read_text(encoding="utf-8")


def test_a_value_and_its_box_light_up_together(page: Page, address: str) -> None:
    page.goto(address)
    drop(page, ROOT / "samples/ticket-supermarche.jpg")
    expect(page.locator("#queue .badge.to-check, #queue .badge.ready").first).to_be_visible(timeout=READING_MS)
    opened(page, address, "ticket-supermarche.jpg")
    box = page.locator(".box[data-field=total_with_tax]")
    picture = page.locator(".page img").first.bounding_box()
    place = box.bounding_box()
    assert picture
    assert place
    assert picture["x"] <= place["x"] <= place["x"] + place["width"] <= picture["x"] + picture["width"]

    page.locator("#f-total_with_tax").focus()
    expect(box).to_have_class(re.compile(r"\blit\b"))
    box.click()
    expect(page.locator("#f-total_with_tax")).to_be_focused()


def test_a_wrong_amount_is_complained_of_at_once_and_the_keyboard_leads_to_the_decision(page: Page, address: str) -> None:
    opened(page, address, "ticket-supermarche.jpg")
    total = page.locator("#f-total_with_tax")
    total.fill("douze")
    total.press("Enter")
    expect(page.locator("[data-field=total_with_tax] .complaint")).to_have_text("Ce n’est pas un montant.")


def test_the_same_file_again_is_recognised(page: Page, address: str) -> None:
    page.goto(address)
    drop(page, RECEIPT)

    expect(page.locator("#arrivals")).to_contain_text("Déjà présent", timeout=30_000)


def test_on_a_phone_everything_fits_and_can_be_reached(chromium: Browser, address: str, signed_in: Any) -> None:
    context = chromium.new_context(storage_state=signed_in, viewport=PHONE, locale="fr-FR", has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("Prendre en photo")).to_be_visible()
    opened(page, address, "ticket-supermarche.jpg")
    expect(page.locator("#validate")).to_be_in_viewport()
    document = page.url
    for place in (address, f"{address}/search?q=tickets", f"{address}/exports", document):
        page.goto(place)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, place
        for target in page.locator(".menu a, .button:visible:not(.save)").all():
            assert_large_enough(target)
    context.close()


def assert_large_enough(target: Locator) -> None:
    """A finger needs 24 CSS pixels at least (WCAG 2.2, 2.5.8)."""
    place = target.bounding_box()
    assert place is None or (place["width"] >= 24 and place["height"] >= 24), target.inner_text()


def test_without_javascript_documents_are_sent_and_corrected_all_the_same(chromium: Browser, address: str, signed_in: Any) -> None:
    context = chromium.new_context(storage_state=signed_in, viewport=DESKTOP, locale="fr-FR", java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.locator("#files").set_input_files(str(INVOICE))
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator("#arrivals")).to_contain_text("En sécurité dans l’archive")
    page.locator("#arrivals a").click()
    for _ in range(120):
        if page.locator("#f-invoice_number").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    page.locator("#f-invoice_number").fill("CORRIGÉ-1")
    page.get_by_role("button", name="Enregistrer les valeurs").click()
    expect(page.locator(".notes")).to_contain_text("recalculés")
    expect(page.locator("#f-invoice_number")).to_have_value("CORRIGÉ-1")
    context.close()


def test_the_box_in_the_header_suggests_on_every_page(page: Page, address: str) -> None:
    for place in ("/", "/exports"):
        page.goto(f"{address}{place}")
        box = page.locator("#quick")
        expect(box).to_have_attribute("role", "combobox")
        box.press_sequentially("éner")
        rows = page.locator("#quick-suggestions [role=option]")
        expect(rows.first).to_contain_text("Énergie")
        expect(box).to_have_attribute("aria-expanded", "true")
        box.press("ArrowDown")
        expect(rows.first).to_have_attribute("aria-selected", "true")
        expect(box).to_have_attribute("aria-activedescendant", "quick-suggestions-0")
        box.press("Escape")
        expect(box).to_have_attribute("aria-expanded", "false")
        expect(rows.first).to_be_hidden()
    box.press("ArrowDown")
    rows.first.click()
    expect(page).to_have_url(re.compile(r"/search\?q=%C3%89nergie"))


def test_a_finger_takes_a_suggestion(chromium: Browser, address: str, signed_in: Any) -> None:
    context = chromium.new_context(storage_state=signed_in, viewport=PHONE, locale="fr-FR", has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/search")
    page.locator("#q").press_sequentially("éner")
    page.locator("#q-suggestions [role=option]").first.tap()
    expect(page).to_have_url(re.compile(r"/search\?q=%C3%89nergie"))
    context.close()


def keep(page: Page, name: str) -> None:
    """A picture for the README, when one is asked for: JUSTIF_SCREENSHOTS names the folder."""
    folder = os.environ.get("JUSTIF_SCREENSHOTS")
    if folder:
        page.locator("h1").click()
        page.mouse.move(0, 0)
        page.set_viewport_size({"width": 1440, "height": 1340})
        picture = Image.open(io.BytesIO(page.screenshot())).quantize(96)
        picture.save(Path(folder) / f"{name}.png", optimize=True)
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
