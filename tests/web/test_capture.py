"""The phone: each photo exactly once however bad the line, what was read of it, my documents and what came back."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from domain.facts import Found
from domain.problem import Problem
from domain.quality import Quality
from domain.reading import Reading
from pipeline.filing import Filing
from pipeline.judge import flaws
from tests.web.made import Browser, an_invoice
from web import capture, uploads

HandIn = Callable[..., str]
KEY = "0123456789abcdef"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def put(browser: Browser, content: bytes, *, offset: int, length: int, key: str = KEY, **headers: str) -> Any:
    if not browser.token:
        browser.get("/capture")
    sent = {"X-Justif-Token": browser.token, "Upload-Offset": str(offset), "Upload-Length": str(length), "Upload-Name": "photo.jpg"}
    return browser.client.put(f"/uploads/{key}", content=content, headers=sent | headers)


def count(filing: Filing) -> int:
    return len(filing.stores.register.list("default"))


def test_a_photo_goes_up_in_pieces_and_is_whole(browser: Browser, filing: Filing) -> None:
    assert put(browser, b"first ", offset=0, length=12).json() == {"offset": 6, "id": ""}
    one = put(browser, b"second", offset=6, length=12).json()["id"]

    document = filing.stores.register.get(one)
    assert document
    assert filing.stores.objects.get(document.original) == b"first second"
    assert document.name == "photo.jpg"


def test_after_a_broken_line_the_phone_goes_on_where_the_server_stopped(browser: Browser) -> None:
    put(browser, b"first ", offset=0, length=12)

    assert browser.get(f"/uploads/{KEY}").json() == {"offset": 6, "id": ""}
    refused = put(browser, b"first ", offset=0, length=12)
    assert refused.status_code == 409
    assert refused.json()["offset"] == 6


def test_a_piece_that_comes_twice_at_once_is_there_once(browser: Browser, filing: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    """A phone gave up waiting and sends again, while the first try is still on its way in, perhaps at another process."""
    together, here = threading.Barrier(2), uploads._here

    def looked(path: Path) -> int:
        found = here(path)
        if found == 0 and not path.exists():
            together.wait(120)  # both saw that nothing is here, before either writes
        return found

    browser.get("/capture")
    with monkeypatch.context() as patched, ThreadPoolExecutor(2) as pool:
        patched.setattr(uploads, "_here", looked)
        for sent in [pool.submit(put, browser, b"first ", offset=0, length=12) for _ in range(2)]:
            assert sent.result().status_code == 200

    assert browser.get(f"/uploads/{KEY}").json() == {"offset": 6, "id": ""}
    document = filing.stores.register.get(put(browser, b"second", offset=6, length=12).json()["id"])
    assert document
    assert filing.stores.objects.get(document.original) == b"first second"


def test_a_photo_that_is_whole_meanwhile_troubles_no_other(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pieces lay in the folder when it was listed, and are gone when they are looked at."""
    listed = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda folder: iter([*listed(folder), folder / "gone"]))

    assert put(browser, b"first ", offset=0, length=12).json() == {"offset": 6, "id": ""}


def test_pieces_that_nobody_came_back_for_are_forgotten(browser: Browser) -> None:
    put(browser, b"first ", offset=0, length=12)
    (kept,) = Path(tempfile.gettempdir()).glob("justif-uploads-*/*")
    long_ago = time.time() - uploads.STALE_SECONDS - 60
    os.utime(kept, (long_ago, long_ago))

    assert browser.get(f"/uploads/{KEY}").json() == {"offset": 0, "id": ""}
    assert not kept.exists()


def test_when_the_answer_was_lost_the_same_photo_is_not_taken_twice(browser: Browser, filing: Filing) -> None:
    one = put(browser, b"photo", offset=0, length=5).json()["id"]

    again = put(browser, b"photo", offset=0, length=5)

    assert again.json()["id"] == one
    assert browser.get(f"/uploads/{KEY}").json()["id"] == one
    assert count(filing) == 1


def test_a_whole_upload_may_bear_a_name_too(browser: Browser, filing: Filing) -> None:
    browser.get("/")
    answers = [
        browser.post("/documents", {"answer": "json"}, files=[("files", ("a.pdf", content))], headers={"Idempotency-Key": KEY}).json()
        for content in (b"one", b"other bytes under the same name")
    ]

    assert answers[0][0]["id"] == answers[1][0]["id"]
    assert count(filing) == 1


@pytest.mark.parametrize(
    ("length", "key", "status"),
    [(0, KEY, 422), (10**9, KEY, 413), (5, "../../etc/passwd", 404), (5, "short", 404)],
)
def test_what_is_no_upload_is_refused(browser: Browser, filing: Filing, length: int, key: str, status: int) -> None:
    assert put(browser, b"photo", offset=0, length=length, key=key).status_code in (status, 404)
    assert count(filing) == 0


def test_more_than_was_announced_is_not_taken(browser: Browser, filing: Filing) -> None:
    assert put(browser, b"far too long", offset=0, length=5).status_code == 409
    assert count(filing) == 0


def test_without_the_token_nothing_is_taken(browser: Browser, filing: Filing) -> None:
    assert put(browser, b"photo", offset=0, length=5, **{"X-Justif-Token": "guessed"}).status_code == 403
    assert count(filing) == 0


def test_after_the_upload_the_phone_shows_what_was_read_and_what_is_doubtful(browser: Browser, handed_in: HandIn) -> None:
    reading = an_invoice()
    facts = reading.facts.having(total_with_tax=Found(value=reading.facts.total_with_tax.value, confidence=0.3))  # type: ignore[union-attr]
    page = browser.get(f"/capture/{handed_in(replace(reading, facts=facts))}").text

    assert "120,00" in page
    assert page.count('class="doubtful"') == 1
    assert "hx-trigger" not in page.split("<form")[0]


DIM = Quality(letters=6.2, blur=0.41, paper=61.0, contrast=60.0, glare=0.0, cut=("left",))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", ("Cette photo se lit mal.", "les lettres ont environ 6 pixels de haut", "coupé à gauche", "La photographier de nouveau")),
        ("en", ("This photo is hard to read.", "the letters are about 6 pixels high", "cut off at the left", "Photograph it again")),
        ("ar", ("هذه الصورة صعبة القراءة.", "ارتفاع الحروف نحو 6 بكسل", "مقطوع عند يسار الصورة")),
    ],
)
def test_who_took_a_photo_that_reads_badly_is_told_why(browser: Browser, handed_in: HandIn, language: str, told: tuple[str, ...]) -> None:
    one = handed_in(replace(an_invoice(), flaws=flaws(DIM), qualities=(DIM,)))
    page = browser.client.get(f"/capture/{one}", headers={"Accept-Language": language}).text

    assert [words for words in told if words not in page] == []


def test_the_figures_of_a_bad_photo_stand_beside_what_is_needed(browser: Browser, handed_in: HandIn) -> None:
    page = browser.get(f"/capture/{handed_in(replace(an_invoice(), flaws=flaws(DIM), qualities=(DIM,)))}").text

    assert '<div class="wrong"><dt>Hauteur des lettres</dt><dd>6 pixels, il en faut au moins 7</dd></div>' in page
    assert '<div class="wrong"><dt>Flou de leurs bords</dt><dd>41 % de leur hauteur, au plus 30 %</dd></div>' in page
    assert '<div class="wrong"><dt>Clarté du papier</dt><dd>24 %, au moins 27 %</dd></div>' in page
    assert "<div><dt>Reflet</dt><dd>0 %, au plus 4 %</dd></div>" in page


def test_a_photo_that_was_read_surely_blames_nobody(browser: Browser, handed_in: HandIn) -> None:
    assert "Cette photo se lit mal" not in browser.get(f"/capture/{handed_in(an_invoice())}").text


def test_until_it_is_read_the_phone_asks_again(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "PATIENCE_SECONDS", 0.2)
    one = put(browser, b"photo", offset=0, length=5).json()["id"]

    for address in (f"/capture/{one}", f"/capture/{one}?wait=yes"):
        assert f'hx-get="/capture/{one}?wait=yes" hx-trigger="load, every 2s"' in browser.get(address).text


def test_the_answer_that_waits_comes_with_the_reading(browser: Browser, filing: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "PATIENCE_SECONDS", 60.0)
    one = put(browser, b"photo", offset=0, length=5).json()["id"]
    with ThreadPoolExecutor(1) as other:
        answer = other.submit(browser.get, f"/capture/{one}?wait=yes")
        filing.read_document(one)

    assert "120,00" in answer.result().text


def test_a_note_of_the_sender_stands_with_the_document(browser: Browser, handed_in: HandIn) -> None:
    one = handed_in()
    answer = browser.post(f"/documents/{one}/note", {"text": "Déjeuner avec M. Diop, projet Dakar"}, headers={"HX-Request": "true"})

    assert "projet Dakar" in answer.text
    assert "projet Dakar" in browser.get(f"/documents/{one}").text


def test_my_documents_are_mine_and_what_came_back_says_why(browser: Browser, handed_in: HandIn) -> None:
    browser.post("/preferences", {"person": "Anne"})
    one = handed_in()
    browser.post("/preferences", {"person": "Zoé"})
    browser.post(f"/documents/{one}/reject", {"reason": "Illisible en bas, à refaire"})
    assert one not in browser.get("/mine").text
    browser.post("/preferences", {"person": "Anne"})

    page = browser.get("/mine").text

    assert "1 pièce vous revient" in page
    assert "Illisible en bas, à refaire" in page
    assert "(Zoé)" in page


def test_a_photo_that_could_not_be_read_comes_back_too(browser: Browser, handed_in: HandIn) -> None:
    problem = Problem(code="no_text", what="No text was found on this document.", where="f.jpg", remedy="Photograph it again.")
    browser.post("/preferences", {"person": "Anne"})
    handed_in(Reading(error=problem))

    assert "1 pièce vous revient" in browser.get("/mine").text


def test_the_same_piece_sent_twice_at_once_is_taken_once(browser: Browser, filing: Filing, request: pytest.FixtureRequest) -> None:
    """A page that is closed while it sends, and the worker that goes on for it; the photo is neither doubled nor damaged."""
    before = sys.getswitchinterval()
    request.addfinalizer(lambda: sys.setswitchinterval(before))
    sys.setswitchinterval(1e-6)
    browser.get("/")
    for rank in range(8):
        key, content = f"{KEY}-{rank}", bytes([rank]) * 900
        with ThreadPoolExecutor(6) as crowd:
            list(crowd.map(lambda _, key=key, content=content: put(browser, content, offset=0, length=900, key=key), range(6)))

    found = filing.stores.register.list("default")
    assert sorted(filing.stores.objects.get(document.original) for document in found) == [bytes([rank]) * 900 for rank in range(8)]


def test_the_worker_that_is_woken_by_the_network_finds_what_it_needs(browser: Browser) -> None:
    answer = browser.get("/sync.js")

    assert answer.headers["content-type"].startswith("text/javascript")
    for address in re.findall(r'^import .*?"(/[^"]+)";', answer.text, re.MULTILINE):
        assert browser.get(address).headers["content-type"].startswith("text/javascript")


def test_the_app_can_be_installed_and_starts_without_a_network(browser: Browser) -> None:
    manifest = browser.get("/manifest.webmanifest").json()

    assert manifest["start_url"] == "/capture"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    for icon in manifest["icons"]:
        assert browser.get(icon["src"]).headers["content-type"] == "image/png"
    worker = browser.get("/sw.js").text
    shell = worker.split("SHELL = [")[1].split("]")[0]
    for address in shell.replace('"', "").split(","):
        if address.strip():
            assert browser.get(address.strip()).status_code == 200
