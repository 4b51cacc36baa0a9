"""The way in and the queue, as a browser sees them."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image

from domain.company import Company
from domain.problem import Problem
from domain.reading import Reading
from domain.upload import Upload
from pipeline.filing import Filing
from tests.web.made import Browser, an_invoice

HandIn = Callable[..., str]
LOCKED = Problem(code="locked", what="This PDF is locked by a password.", where="f.pdf", remedy="Send a copy without the password.")


def test_an_empty_desk_says_what_to_do(browser: Browser) -> None:
    page = browser.get("/").text

    assert "Déposez ici factures et tickets" in page
    assert "Rien pour l’instant" in page


def test_a_phone_is_offered_its_camera(browser: Browser) -> None:
    assert 'capture="environment"' in browser.get("/").text


def test_a_file_is_safe_in_the_archive_before_the_page_answers(browser: Browser, filing: Filing) -> None:
    answer = browser.hand_in(("ticket.jpg", b"bytes of a ticket"))

    assert "En sécurité dans l’archive" in answer.text
    (document,) = filing.stores.register.list("default")
    assert filing.stores.objects.get(document.original) == b"bytes of a ticket"
    assert document.state == "received"


def test_several_files_arrive_at_once(browser: Browser, filing: Filing) -> None:
    browser.hand_in(("a.pdf", b"a"), ("b.pdf", b"b"))

    assert {document.name for document in filing.stores.register.list("default")} == {"a.pdf", "b.pdf"}


def test_the_same_bytes_twice_are_told_and_lead_to_the_first(browser: Browser) -> None:
    (first,) = browser.hand_in(("a.pdf", b"same"), answer="json").json()
    (second,) = browser.hand_in(("b.pdf", b"same"), answer="json").json()

    assert second == {"name": "b.pdf", "id": first["id"], "duplicate": True, "complaint": ""}
    assert "Déjà présent" in browser.hand_in(("c.pdf", b"same")).text


def test_too_large_a_file_is_refused_in_words_and_the_others_are_kept(browser: Browser, filing: Filing) -> None:
    answer = browser.hand_in(("huge.pdf", b"x" * 1001), ("small.pdf", b"x"))

    assert answer.status_code == 413
    assert "Ce fichier est trop volumineux" in answer.text
    assert [document.name for document in filing.stores.register.list("default")] == ["small.pdf"]


def test_too_many_files_at_once_are_refused_in_words(browser: Browser, filing: Filing) -> None:
    answer = browser.hand_in(*[(f"{n}.pdf", b"%d" % n) for n in range(4)])

    assert "Trop de fichiers à la fois" in answer.text
    assert len(filing.stores.register.list("default")) == 3


def test_sending_nothing_says_so(browser: Browser) -> None:
    answer = browser.post("/documents")

    assert answer.headers["location"] == "/?note=nothing"
    assert "Choisissez d’abord un fichier." in browser.get(answer.headers["location"]).text


def test_the_queue_counts_by_state_and_filters(browser: Browser, handed_in: HandIn) -> None:
    handed_in(name="a.pdf")
    browser.hand_in(("b.pdf", b"waiting"))

    queue = browser.get("/queue").text
    assert "À valider <b>1</b>" in queue
    assert 'data-moving="yes"' in queue
    assert "Au Bon Moulin" not in browser.get("/queue?state=received").text


def test_a_row_shows_supplier_number_date_and_amount_the_french_way(browser: Browser, handed_in: HandIn) -> None:
    handed_in(an_invoice(net="2901.75", tax="580.35", total="3482.10"))

    queue = browser.get("/queue").text
    assert "Facture FA-2017-0010" in queue
    assert "14 mars 2026" in queue
    assert "3\u202f482,10\xa0€" in queue


def test_a_document_that_is_sure_is_ready_and_a_doubtful_one_is_marked(browser: Browser, handed_in: HandIn) -> None:
    handed_in(name="sure.pdf")
    assert "Prêt à valider" in browser.get("/queue").text

    handed_in(an_invoice(total="999.00"), name="odd.pdf")
    assert "À vérifier" in browser.get("/queue").text


def test_a_failure_says_why_in_french_and_can_be_tried_again(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    one = handed_in(Reading(error=LOCKED))
    assert "Ce PDF est protégé par un mot de passe. Envoyez une copie sans mot de passe." in browser.get("/queue").text

    answer = browser.post(f"/documents/{one}/retry")

    assert answer.status_code == 303
    found = filing.stores.register.get(one)
    assert found
    assert found.state == "received"


def test_a_document_being_read_cannot_be_tried_again(browser: Browser) -> None:
    (arrival,) = browser.hand_in(("a.pdf", b"a"), answer="json").json()

    answer = browser.post(f"/documents/{arrival['id']}/retry")

    assert answer.status_code == 409
    assert "Ce document n’a pas encore été lu." in answer.text


def test_a_page_picture_is_a_jpeg_that_keeps_the_proportions(browser: Browser, handed_in: HandIn) -> None:
    answer = browser.get(f"/documents/{handed_in()}/pages/1")

    assert answer.headers["content-type"] == "image/jpeg"
    assert Image.open(io.BytesIO(answer.content)).size == (827, 1169)


def test_a_thumbnail_is_small(browser: Browser, handed_in: HandIn) -> None:
    answer = browser.get(f"/documents/{handed_in()}/pages/1?size=thumb")

    assert max(Image.open(io.BytesIO(answer.content)).size) == 200


def test_a_page_that_is_not_there_or_cannot_be_shown_is_a_404(browser: Browser, handed_in: HandIn) -> None:
    one = handed_in()
    broken = handed_in(name="b.jpg", content=b"unshowable")

    assert browser.get(f"/documents/{one}/pages/2").status_code == 404
    assert browser.get(f"/documents/{one}/pages/1?size=poster").status_code == 404
    assert browser.get(f"/documents/{broken}/pages/1").status_code == 404


def test_the_original_comes_back_untouched_as_a_download(browser: Browser, handed_in: HandIn) -> None:
    one = handed_in(name="facture.html", content=b"<script>alert(1)</script>")

    answer = browser.get(f"/documents/{one}/original")

    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_odd_name_cannot_break_out_of_the_download_header(browser: Browser, handed_in: HandIn) -> None:
    one = handed_in(name='../../é"; filename=evil.exe\r\nX: y')

    header = browser.get(f"/documents/{one}/original").headers["content-disposition"]

    assert header.startswith("attachment; filename=\"___ filename=evil.exe  X: y\"; filename*=UTF-8''")
    assert "X" not in browser.get(f"/documents/{one}/original").headers


def test_a_name_that_is_markup_is_shown_as_text(browser: Browser, handed_in: HandIn) -> None:
    one = handed_in(an_invoice("<img src=x onerror=alert(1)>"), name="<script>alert(2)</script>.pdf")

    for address in ("/", "/queue", f"/documents/{one}", "/search?q=img", "/search?q=<script>alert(3)</script>"):
        page = browser.get(address).text
        assert "<img src=x" not in page
        assert "<script>alert" not in page


def test_an_unknown_document_is_a_page_in_words(browser: Browser) -> None:
    for address in ("/documents/0123456789abcdef0123", "/documents/%00", "/documents/..%2f..%2fetc", "/nothing"):
        answer = browser.get(address)
        assert answer.status_code == 404
        assert "Cette page n’existe pas" in answer.text


def test_documents_of_other_books_are_not_shown(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    other = filing.receive(Upload(name="secret.pdf", content=b"theirs"), company=Company(code="other"))

    for address in (f"/documents/{other.id}", f"/documents/{other.id}/original"):
        assert browser.get(address).status_code == 404
    assert "secret.pdf" not in browser.get("/").text


def test_long_queues_have_pages(browser: Browser, handed_in: HandIn) -> None:
    for number in range(51):
        handed_in(name=f"{number}.pdf")

    first, second = browser.get("/").text, browser.get("/?page=2").text
    assert first.count('class="document ') == 50
    assert second.count('class="document ') == 1
    assert 'rel="next"' in first
    assert 'rel="prev"' in second


def test_language_and_name_are_kept_in_this_browser(browser: Browser) -> None:
    browser.get("/search")
    answer = browser.post("/preferences", {"language": "en", "person": "Zoé  Martin"}, headers={"Referer": "http://localhost/search?q=edf"})

    assert answer.headers["location"] == "/search?q=edf"
    page = browser.get("/").text
    assert "Drop invoices and receipts here" in page
    assert "Zoé Martin" in page


def test_preferences_never_lead_to_another_site(browser: Browser) -> None:
    answer = browser.post("/preferences", {"language": "en"}, headers={"Referer": "http://elsewhere.example/"})

    assert answer.headers["location"] == "/"
