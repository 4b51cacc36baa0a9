"""The three people in a real browser, at desk and phone, in French and Arabic: bench, piles, camera, and what holds on every page."""

from __future__ import annotations

import io
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, Response, Route, expect, sync_playwright

from bench.served import TODAY, hand_in, served
from domain.circumstances import PaidBy
from pipeline.filing import Filing
from pipeline.ledger import pay

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
PATIENCE_MS = 30_000
AXE = Axe()


@pytest.fixture(scope="module")
def desk() -> Iterator[tuple[str, Filing]]:
    with served(30, grace_seconds=20) as made:
        advance(made[1])
        yield made


def advance(filing: Filing) -> None:
    """Three purchases that Anne paid herself: one waits for validation, one is owed to her, one is paid back."""
    claimed, owed, repaid = (hand_in(filing, rank) for rank in (901, 902, 903))
    for one in (claimed, owed, repaid):
        filing.correct(one, {"paid_by": "staff"}, by="Anne")
    for one in (owed, repaid):
        filing.validate(one, by="Zoé")
    pay(filing, repaid, on=TODAY, paid_by=PaidBy.BANK, by="Zoé")


@pytest.fixture(scope="module")
def address(desk: tuple[str, Filing]) -> str:
    return desk[0]


def sheet_on_a_table(width: int = 640, height: int = 480) -> Image.Image:
    """A receipt in the middle of something dark, with sharp print."""
    picture = Image.new("RGB", (width, height), (40, 36, 34))
    drawing = ImageDraw.Draw(picture)
    drawing.polygon([(210, 60), (430, 66), (424, 420), (204, 414)], fill=(225, 225, 220))
    for line in range(22):
        drawing.text((225, 80 + 15 * line), f"ARTICLE {line:02}   {line * 3 + 1},90", fill=(15, 15, 15))
    return picture


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose camera sees a receipt on a table (YUV4MPEG2, as Chromium's fake camera reads it)."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "these tests drive Chromium: apt-get install chromium"
    film = tmp_path_factory.mktemp("film") / "receipt.y4m"
    planes = np.asarray(sheet_on_a_table().convert("YCbCr"))
    frame = planes[:, :, 0].tobytes() + planes[::2, ::2, 1].tobytes() + planes[::2, ::2, 2].tobytes()
    film.write_bytes(b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n" + 3 * (b"FRAME\n" + frame))
    flags = [
        "--no-sandbox",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page as a visitor of that language and size; a script that raises or is refused something fails the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def opened(language: str = "fr-FR", size: dict[str, int] = DESKTOP, **options: Any) -> Page:
        is_phone = size is PHONE
        context = chromium.new_context(viewport=size, locale=language, has_touch=is_phone, is_mobile=is_phone, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def begin(page: Page, address: str, queue: str = "green") -> None:
    page.goto(f"{address}/desk?queue={queue}")
    page.locator("#start").click()
    expect(page.locator("#validate")).to_be_visible()


def shown(page: Page) -> str:
    return urlsplit(page.url).path


def test_one_key_validates_and_opens_the_next_and_another_takes_it_back(visit: Callable[..., Page], address: str) -> None:
    page = visit()
    begin(page, address)
    first = shown(page)
    page.keyboard.press("Enter")
    expect(page.locator("form.undo")).to_be_visible()
    expect(page).not_to_have_url(re.compile(re.escape(first)))
    page.wait_for_load_state("load")

    page.keyboard.press("Control+z")

    expect(page.locator("#notes")).to_contain_text("rien n’a été comptabilisé")
    expect(page).to_have_url(re.compile(re.escape(first)))


def test_the_keyboard_walks_the_doubtful_fields_first(visit: Callable[..., Page], address: str) -> None:
    page = visit()
    begin(page, address, "doubtful")
    expect(page.locator("#f-total_with_tax")).to_be_focused()

    page.keyboard.press("Tab")
    expect(page.locator("#f-document_type")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#f-total_with_tax")).to_be_focused()
    expect(page.locator(".box[data-field=total_with_tax]")).to_have_class(re.compile(r"\blit\b"))


def test_a_click_on_a_word_fills_the_field_and_a_digit_repairs_a_digit(visit: Callable[..., Page], address: str) -> None:
    page = visit(reduced_motion="reduce")  # nothing moves under the pointer: the picture is where it goes at once
    begin(page, address, "doubtful")
    number = page.locator("#f-invoice_number")
    original = number.input_value()
    number.focus()
    expect(page.locator("#pages.picking")).to_be_visible()
    with page.expect_response(re.compile("/correct")):
        page.locator(".box[data-field=seller_name]").click()
    expect(number).not_to_have_value(original)

    total = page.locator("#f-total_with_tax")
    total.focus()
    before = total.input_value()
    page.keyboard.press("Home")
    page.keyboard.press("9")
    expect(total).to_have_value("9" + before[1:])


def test_who_is_quicker_than_the_script_stays_at_the_field(visit: Callable[..., Page], address: str) -> None:
    page = visit(reduced_motion="reduce", service_workers="block")
    held: list[Route] = []
    page.route("**/static/review.js*", lambda route: held.append(route))
    begin(page, address, "doubtful")
    page.locator("#f-invoice_number").focus()
    held[0].continue_()
    expect(page.locator("#pages.picking")).to_be_visible()

    expect(page.locator("#f-invoice_number")).to_be_focused()
    expect(page.locator(".field[data-field=invoice_number]")).to_have_class(re.compile(r"\blit\b"))
    with page.expect_response(re.compile("/pick")) as asked:
        page.locator(".box[data-field=seller_name]").click()
    assert "field=invoice_number" in asked.value.url


def test_what_is_typed_before_the_script_is_there_is_saved(visit: Callable[..., Page], address: str) -> None:
    page = visit(service_workers="block")
    held: list[Route] = []
    page.route("**/static/review.js*", lambda route: held.append(route))
    begin(page, address, "doubtful")
    page.locator("#f-seller_name").fill("Chez Marcel")
    page.locator("#f-seller_name").press("Tab")
    with page.expect_response(re.compile("/correct")):
        held[0].continue_()
    page.unroute("**/static/review.js*")
    page.reload()

    expect(page.locator("#f-seller_name")).to_have_value("Chez Marcel")


def test_a_page_that_opens_saves_nothing_and_lights_the_field_it_begins_at(visit: Callable[..., Page], address: str) -> None:
    page = visit()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    begin(page, address, "doubtful")
    expect(page.locator(".field.lit :focus")).to_be_attached()
    page.wait_for_load_state("networkidle")

    assert sent == []


def test_a_value_says_why(visit: Callable[..., Page], address: str) -> None:
    page = visit()
    begin(page, address)
    page.locator("[data-field=total_with_tax] .why-this summary").click()

    expect(page.locator("[data-field=total_with_tax] .why-this ul")).to_contain_text("HT + TVA = TTC")


def test_a_row_shows_its_page_without_leaving_the_list(visit: Callable[..., Page], address: str) -> None:
    page = visit()
    page.goto(f"{address}/desk")
    page.locator(".document-link").nth(1).hover()

    expect(page.locator("#preview img")).to_be_visible()
    assert shown(page) == "/desk"


def test_a_hit_shows_its_page_without_leaving_the_search(visit: Callable[..., Page], address: str) -> None:
    page = visit()
    page.goto(f"{address}/search")
    page.locator("#hits .document-link").nth(1).focus()

    expect(page.locator("#preview img")).to_be_visible()
    assert shown(page) == "/search"


def test_green_ones_are_validated_together_and_taken_back(visit: Callable[..., Page], address: str) -> None:
    page = visit()
    page.goto(f"{address}/desk/together")
    boxes = page.locator(".tile input[type=checkbox]")
    for rank in range(2, boxes.count()):
        boxes.nth(rank).uncheck()
    page.locator(".batch button").click()
    expect(page.locator("form.undo")).to_contain_text("2 pièces validées")
    page.locator("form.undo button").click()

    expect(page.locator("[role=status]")).to_contain_text("rien n’a été comptabilisé")


@pytest.mark.parametrize("language", ["fr-FR", "ar-MA"])
def test_the_phone_shoots_by_itself_and_shows_what_was_read(visit: Callable[..., Page], desk: tuple[str, Filing], language: str) -> None:
    address, filing = desk
    page = visit(language, PHONE)
    page.goto(f"{address}/capture")
    expect(page.locator("#camera")).to_be_visible()
    expect(page.locator("#outline.good")).to_be_attached()
    expect(page.locator("#read dd").first).to_be_visible()
    page.locator("#auto").uncheck()

    expect(page.locator("#outbox-count")).to_have_text("0")
    assert any(document.name.startswith("photo-") for document in filing.stores.register.list("default"))


def test_photos_wait_without_a_network_and_go_up_exactly_once(visit: Callable[..., Page], desk: tuple[str, Filing], tmp_path: Path) -> None:
    address, filing = desk
    page = visit("fr-FR", PHONE)
    page.goto(f"{address}/capture")
    page.locator("#auto").uncheck()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    before = sum(filing.stores.register.counts("default").values())
    photo = tmp_path / "ticket.jpg"
    noise = np.random.default_rng(7).integers(0, 255, (900, 900, 3), np.uint8)
    Image.fromarray(noise).save(photo, quality=95)

    page.context.set_offline(True)
    page.locator("#picker input[type=file]").last.set_input_files(str(photo))
    expect(page.locator("#outbox-count")).to_have_text("1")
    page.reload()  # the page itself comes from the phone now, and the photo is still there
    expect(page.locator("#outbox-count")).to_have_text("1")
    page.context.set_offline(False)

    expect(page.locator("#outbox-count")).to_have_text("0")
    assert sum(filing.stores.register.counts("default").values()) == before + 1
    kept = [document for document in filing.stores.register.list("default") if document.name == "ticket.jpg"]
    assert [filing.stores.objects.get(document.original) for document in kept] == [photo.read_bytes()]


def test_several_photos_become_one_document(visit: Callable[..., Page], desk: tuple[str, Filing]) -> None:
    address, filing = desk
    page = visit("fr-FR", PHONE)
    page.goto(f"{address}/capture")
    page.locator("#auto").uncheck()
    expect(page.locator("#outline.good")).to_be_attached()
    page.locator("#more").click()
    for count in ("1", "2"):
        page.locator("#shoot").click()
        expect(page.locator("#page-count")).to_contain_text(count)
    page.locator("#finish").click()
    expect(page.locator("#read dd").first).to_be_visible()

    import pypdfium2

    made = next(document for document in filing.stores.register.list("default") if document.name.endswith(".pdf"))
    assert len(pypdfium2.PdfDocument(filing.stores.objects.get(made.original))) == 2


@pytest.mark.parametrize(
    ("change", "flaws"),
    [("none", []), ("blur", ["blur"]), ("dark", ["dark"]), ("cut", ["cut"])],
)
def test_what_is_wrong_with_a_photo_is_told_before_the_till_is_left(
    visit: Callable[..., Page], address: str, change: str, flaws: list[str]
) -> None:
    from PIL import ImageEnhance, ImageFilter

    picture = sheet_on_a_table()
    made = {
        "none": picture,
        "blur": picture.filter(ImageFilter.GaussianBlur(5)),
        "dark": ImageEnhance.Brightness(picture).enhance(0.2),
        "cut": picture.crop((230, 0, 640, 480)),
    }[change]
    out = io.BytesIO()
    made.save(out, "PNG")
    page = visit()
    page.goto(f"{address}/mine")
    told = page.evaluate(
        """async (bytes) => {
          const { SIDE, flaws, grey, sheet } = await import('/static/edges.js');
          const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
          const copy = (width) => {
            const canvas = new OffscreenCanvas(width, Math.round(width * picture.height / picture.width));
            canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
            return grey(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height));
          };
          const small = copy(SIDE);
          return flaws(small, copy(480), sheet(small));
        }""",
        list(out.getvalue()),
    )

    assert told == flaws


def test_who_paid_is_told_under_the_photo_and_paid_back_in_one_go(visit: Callable[..., Page], desk: tuple[str, Filing]) -> None:
    """The word of a person right after the photo, the sum that is owed to them, and the accountant's list."""
    address, filing = desk
    one = hand_in(filing, 910, by="Karim")
    page = visit("fr-FR", PHONE)
    page.context.add_cookies([{"name": "justif_person", "value": "Karim", "url": address}])
    page.goto(f"{address}/mine")
    mine = page.get_by_role("button", name="Moi, de ma poche")
    expect(mine).to_have_attribute("aria-pressed", "false")
    mine.click()
    expect(mine).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".owed-to-me")).to_contain_text("en attente de validation")

    filing.validate(one, by="Zoé")
    desktop = visit()
    desktop.goto(f"{address}/reimbursements")
    share = desktop.locator(".owed").filter(has_text="Karim")
    share.get_by_role("button").click()
    expect(desktop.locator("form.undo")).to_contain_text("1 remboursement comptabilisé")
    expect(share).to_have_count(0)
    page.reload()
    expect(page.locator(".paid-line")).to_contain_text("Remboursé le")
    desktop.locator("form.undo button").click()
    expect(share).to_be_visible()


def addresses(filing: Filing) -> list[str]:
    (waiting, *_) = filing.stores.register.queues.ids("default")
    shared = f"/documents/{waiting}"
    desk = ["/desk", "/desk?queue=doubtful", "/desk/together", "/dashboard", "/dashboard/documents?due=overdue"]
    return ["/", *desk, "/capture", "/mine", "/reimbursements", "/search?q=facture", "/exports", shared, f"{shared}/arrange"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["fr-FR", "ar-MA"])
def test_every_page_is_open_to_everybody_and_fits(
    visit: Callable[..., Page], desk: tuple[str, Filing], language: str, size: dict[str, int], scheme: str
) -> None:
    """axe finds nothing (WCAG 2.2 AA), nothing runs over the edge, and nothing is asked of another host."""
    address, filing = desk
    page = visit(language, size, color_scheme=scheme)
    page.context.add_cookies([{"name": "justif_person", "value": "Anne", "url": address}])
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc) if request.url.startswith("http") else None)
    found: list[str] = []
    for path in addresses(filing):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.goto(address + path)
        page.wait_for_load_state("load")
        if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            found.append(f"{path}: wider than the window")
        # All of the page in sight: what a bar that stays covers just now is not too small, it is scrolled to.
        page.set_viewport_size({**size, "height": 4000})  # type: ignore[typeddict-item]
        rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
        violations = AXE.run(page, options=rules).response["violations"]
        found += [f"{path}: {each['id']}: {node['html'][:120]}" for each in violations for node in each["nodes"]]

    assert found == []
    assert hosts == {urlsplit(address).netloc}


@pytest.mark.parametrize("path", ["/", "/capture", "/desk"])
def test_the_first_page_is_light(visit: Callable[..., Page], address: str, path: str) -> None:
    """Everything that a browser fetches before anything is kept: at most 150 kB, pictures of documents aside on the list."""
    page = visit()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address + path)
    page.wait_for_load_state("load")  # the phone's page never falls silent: its camera shoots

    own = [answer for answer in answers if "/pages/" not in answer.url and answer.ok and not answer.from_service_worker]
    sizes = {answer.url: len(answer.body()) for answer in own}
    assert sum(sizes.values()) <= 150_000, sizes


def test_pictures_for_the_readme(visit: Callable[..., Page], desk: tuple[str, Filing]) -> None:
    """Made when they are asked for: JUSTIF_SCREENSHOTS names the folder."""
    folder = os.environ.get("JUSTIF_SCREENSHOTS")
    if not folder:
        pytest.skip("JUSTIF_SCREENSHOTS names no folder")
    address, filing = desk
    hand_in(filing, 77)
    for name, path, language, size in (
        ("overview", "/dashboard", "fr-FR", DESKTOP),
        ("together", "/desk/together", "fr-FR", DESKTOP),
        ("bench-arabic", addresses(filing)[-2], "ar-MA", DESKTOP),
        ("search", "/search?q=combien pour les factures de 2026", "fr-FR", {"width": 1440, "height": 900}),
        ("phone", "/capture", "fr-FR", PHONE),
    ):
        page = visit(language, size)
        page.goto(address + path)
        if name == "search":
            page.locator("#hits .document-link").first.focus()
        page.wait_for_timeout(1500)
        Image.open(io.BytesIO(page.screenshot())).quantize(96).save(Path(folder) / f"{name}.png", optimize=True)
