"""What only a server has: an index made anew while it answers, bulks it refuses, keys, and days when it does not answer."""

from __future__ import annotations

import base64
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from domain.problem import UnavailableError
from search.engines.elasticsearch import ElasticIndex, address_of
from search.index import open_index
from search.query import Query
from tests.search.cards import CARDS, asked, card, found
from tests.servers.addresses import an_index

services = pytest.mark.services


@pytest.fixture
def index() -> Iterator[ElasticIndex]:
    with an_index() as url:
        opened = ElasticIndex(address_of(url))
        opened.put(CARDS)
        yield opened


@services
def test_the_old_index_answers_until_the_new_one_is_complete(index: ElasticIndex) -> None:
    with index.renewal():
        index.put([card("edf", seller_name="EDF")])
        assert set(found(index)) == {"edf", "moulin", "till"}
        index.put([card("late", seller_name="Naftal")])
        assert "late" in found(index), "what is filed meanwhile is found at once"

    assert set(found(index)) == {"edf", "late"}


@services
def test_a_renewal_that_breaks_off_leaves_the_old_index_and_the_next_one_succeeds(index: ElasticIndex) -> None:
    def break_off() -> None:
        with index.renewal():
            index.put([card("edf", seller_name="EDF")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert set(found(index)) == {"edf", "moulin", "till"}

    with index.renewal():
        index.put([card("new")])
    assert found(index) == ["new"]


@services
def test_what_the_server_is_too_busy_for_is_sent_again_until_all_of_it_is_there(index: ElasticIndex) -> None:
    """The test node takes one megabyte at a time; eight writers send more than that at once."""
    texts = " ".join(f"mot{n}" for n in range(3_000))

    def fill(writer: int) -> None:
        index.put(card(f"w{writer}-{n}", seller_name="Naftal", text=texts) for n in range(25))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(fill, range(8)))

    assert asked(index, seller="Naftal").total == 200


@services
def test_the_server_analyses_french_itself(index: ElasticIndex) -> None:
    tokens = index._client.indices.analyze(index=index._name, analyzer="french_text", text="L'électricité qu’on a payée")["tokens"]

    assert [token["token"] for token in tokens] == ["electricit", "on", "a", "paye"]


@services
def test_the_health_of_the_server_is_told(index: ElasticIndex) -> None:
    assert index.problems() == ()


@services
def test_an_index_that_somebody_deleted_is_made_anew_empty(index: ElasticIndex) -> None:
    index._client.indices.delete(index=f"{index._name}-first")
    with pytest.raises(Exception, match="no such index"):
        asked(index)

    assert index.is_empty()


def test_a_server_that_does_not_answer_is_nobodys_fault() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(UnavailableError):
        open_index(f"elasticsearch://127.0.0.1:{port}/justif?tls=off").search(Query(), company="default", today=date(2026, 11, 21))


@pytest.mark.parametrize(
    ("who", "option", "sent"),
    [
        ("", "&api_key=a2V5", "ApiKey a2V5"),
        ("anne:se%40cret@", "", "Basic " + base64.b64encode(b"anne:se@cret").decode()),
    ],
)
def test_the_key_or_the_password_of_the_url_is_sent(who: str, option: str, sent: str) -> None:
    asked_with: list[str | None] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked_with.append(self.headers.get("Authorization"))
            self.send_error(401)

        do_PUT = do_HEAD = do_GET  # noqa: N815 — the names that the library asks for

        def log_message(self, *_: object) -> None:
            """Nothing to say."""

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    index = open_index(f"elasticsearch://{who}127.0.0.1:{server.server_port}/justif?tls=off{option}")
    with pytest.raises(Exception, match="401"):
        index.is_empty()
    server.shutdown()
    assert asked_with[0] == sent


@pytest.mark.parametrize("url", ["elasticsearch:///justif", "elasticsearch://localhost/Justif", "elasticsearch://localhost/a/b"])
def test_an_url_that_cannot_be_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="Elasticsearch URL"):
        address_of(url)


def test_no_secret_is_printed() -> None:
    assert "hush" not in repr(address_of("elasticsearch://me:hush@localhost/justif?api_key=hush"))
