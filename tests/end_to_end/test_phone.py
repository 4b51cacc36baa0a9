"""The phone in a real browser: photos that go up after the page was closed, each exactly once."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect, sync_playwright

from bench.served import served
from pipeline.filing import Filing

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
PHONE = {"width": 360, "height": 780}
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def desk() -> Iterator[tuple[str, Filing]]:
    with served(0) as made:
        yield made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "these tests drive Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=PHONE, locale="fr-FR", has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def photo(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A photograph of several megabytes, so that it goes up in many pieces; another one in each test."""
    number = zlib.crc32(request.node.name.encode())
    path = tmp_path / f"ticket-{number}.jpg"
    noise = np.random.default_rng(number).integers(0, 255, (1400, 1400, 3), np.uint8)
    Image.fromarray(noise).save(path, quality=95)
    return path


def opened(phone: BrowserContext, address: str) -> Page:
    """The phone's page, once its worker is there."""
    page = phone.new_page()
    page.goto(f"{address}/capture")
    page.evaluate("navigator.serviceWorker.ready.then((found) => found.active.scriptURL)")
    return page


def taken_without_a_network(phone: BrowserContext, page: Page, photo: Path) -> None:
    phone.set_offline(True)
    page.locator("#picker input[type=file]").last.set_input_files(str(photo))
    expect(page.locator("#outbox-count")).to_have_text("1")


def waker(phone: BrowserContext, address: str) -> Callable[[], None]:
    """Does what the browser does when the network is back: it wakes the worker, from a page that sends nothing itself."""
    page = phone.new_page()
    page.goto(f"{address}/manifest.webmanifest")
    session = phone.new_cdp_session(page)
    known = registration(session, page)

    def wake() -> None:
        session.send(
            "ServiceWorker.dispatchSyncEvent", {"origin": address, "registrationId": known, "tag": "justif-outbox", "lastChance": False}
        )

    return wake


def registration(session: CDPSession, page: Page) -> str:
    found: list[str] = []

    def note(event: dict[str, Any]) -> None:
        found.extend(each["registrationId"] for each in event["registrations"] if not each["isDeleted"])

    session.on("ServiceWorker.workerRegistrationUpdated", note)
    session.send("ServiceWorker.enable")
    for _ in range(100):
        if found:
            return found[-1]
        page.wait_for_timeout(100)
    raise AssertionError("the browser knows no worker")


def originals(filing: Filing, photo: Path) -> list[bytes]:
    """The bytes of every document that this photo has become."""
    documents = [document for document in filing.stores.register.list("default") if document.name == photo.name]
    return [filing.stores.objects.get(document.original) for document in documents]


def until_it_is_up(page: Page, filing: Filing, photo: Path) -> None:
    for _ in range(300):
        if originals(filing, photo):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the photo did not go up")


def test_a_photo_goes_up_after_its_page_was_closed(phone: BrowserContext, desk: tuple[str, Filing], photo: Path) -> None:
    address, filing = desk
    page = opened(phone, address)
    wake = waker(phone, address)
    taken_without_a_network(phone, page, photo)
    page.close()
    wake()  # too early: there is no network, and the photo waits on
    phone.set_offline(False)
    wake()
    quiet = phone.pages[0]
    until_it_is_up(quiet, filing, photo)
    wake()  # once more for nothing

    mine = phone.new_page()
    mine.goto(f"{address}/mine")
    mine.wait_for_function("import('/static/outbox.js').then((outbox) => outbox.all()).then((photos) => photos.length === 0)")
    assert originals(filing, photo) == [photo.read_bytes()]


@pytest.mark.parametrize("locks", [True, False], ids=["one sends at a time", "both send at once"])
def test_page_and_worker_bring_a_photo_up_once(phone: BrowserContext, desk: tuple[str, Filing], photo: Path, locks: bool) -> None:
    """Also where the page knows of no lock and sends the very same pieces as the worker."""
    address, filing = desk
    if not locks:
        phone.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    page = opened(phone, address)
    wake = waker(phone, address)
    taken_without_a_network(phone, page, photo)
    phone.set_offline(False)
    for _ in range(5):
        wake()

    expect(page.locator("#outbox-count")).to_have_text("0")
    expect(page.locator("#read dd").first).to_be_visible()
    assert originals(filing, photo) == [photo.read_bytes()]


def test_a_page_that_is_closed_while_it_sends_is_gone_on_for(phone: BrowserContext, desk: tuple[str, Filing], photo: Path) -> None:
    """The browser that would wake the worker at once is kept from it: the page has begun when it goes."""
    address, filing = desk
    phone.add_init_script("SyncManager.prototype.register = async () => {}")
    page = opened(phone, address)
    wake = waker(phone, address)
    with page.expect_request(lambda request: request.method == "PUT"):
        page.locator("#picker input[type=file]").last.set_input_files(str(photo))
    page.close()
    wake()

    until_it_is_up(phone.pages[0], filing, photo)
    assert originals(filing, photo) == [photo.read_bytes()]
