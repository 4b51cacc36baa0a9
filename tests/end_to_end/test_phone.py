"""The phone in a real browser: photos that go up after the page was closed, each exactly once; what the camera warns of."""

from __future__ import annotations

import base64
import io
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright, expect, sync_playwright

from bench.served import served
from pipeline.filing import Filing
from samples.tables import Picture
from tests.end_to_end.camera import Flaw, film, seen

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
PHONE = {"width": 360, "height": 780}
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def desk() -> Iterator[tuple[str, Filing]]:
    with served(0) as made:
        yield made


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def chromium(driver: Playwright) -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "these tests drive Chromium: apt-get install chromium"
    browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
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


# A scene on which nothing of the measures was tuned, with the words that the page has for what is wrong with it.
SCENE = 23
FLAWS: tuple[Flaw, ...] = ("none", "blur", "dark", "glare", "cut")


@pytest.mark.parametrize("flaw", FLAWS)
def test_the_live_camera_warns_of_what_is_wrong_and_of_nothing_else(
    driver: Playwright, desk: tuple[str, Filing], tmp_path: Path, flaw: Flaw
) -> None:
    """A film in place of the camera: the advice while one aims, and the question before a flawed photo is kept."""
    address, filing = desk
    before = sum(filing.stores.register.counts("default").values())
    with watching(driver, film(seen(SCENE, flaw), tmp_path / "film.y4m")) as page:
        page.goto(f"{address}/capture")
        expect(page.locator("#camera")).to_be_visible()
        if flaw == "none":
            expect(page.locator("#outline.good")).to_be_attached()
            expect(page.locator("#read dd").first).to_be_visible()  # it has shot by itself
            return
        words = page.locator("#camera").get_attribute(f"data-{flaw}") or "nothing"
        expect(page.locator("#advice")).to_have_text(words)
        page.locator("#shoot").click()
        expect(page.locator("#flaws")).to_have_text(words)
        page.locator("#again").click()
        expect(page.locator("#taken")).to_be_hidden()
        expect(page.locator("#outbox-count")).to_have_text("0")
    assert sum(filing.stores.register.counts("default").values()) == before


@contextmanager
def watching(playwright: Playwright, film: Path) -> Iterator[Page]:
    """A phone whose camera sees a film."""
    flags = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", f"--use-file-for-fake-video-capture={film}"]
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", *flags])
    page = browser.new_page(viewport=PHONE, locale="fr-FR")  # type: ignore[arg-type]
    page.set_default_timeout(PATIENCE_MS)
    yield page
    browser.close()


def test_the_measures_tell_generated_photographs_apart(phone: BrowserContext, desk: tuple[str, Filing]) -> None:
    """Scenes on which nothing was tuned. Glare on paper that is white all over cannot be told from the paper."""
    page = phone.new_page()
    page.goto(f"{desk[0]}/mine")
    told = {flaw: [flaws_of(page, seen(number, flaw)) for number in range(40, 50)] for flaw in FLAWS}

    right = {flaw: sum(flaw in each if flaw != "none" else not each for each in told[flaw]) for flaw in FLAWS}
    assert right["blur"] == right["dark"] == 10, right
    assert right["none"] >= 8, right
    assert right["cut"] >= 9, right
    assert right["glare"] >= 3, right


def flaws_of(page: Page, picture: Picture) -> list[str]:
    """What the page's own measures say of a picture."""
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "PNG")
    found: list[str] = page.evaluate(
        """async (bytes) => {
          const { SIDE, flaws, grey, sheet } = await import('/static/edges.js');
          const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))]));
          const copy = (width) => {
            const canvas = new OffscreenCanvas(width, Math.round(width * picture.height / picture.width));
            canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
            return grey(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height));
          };
          const small = copy(SIDE);
          return flaws(small, copy(480), sheet(small));
        }""",
        base64.b64encode(out.getvalue()).decode(),
    )
    return found
