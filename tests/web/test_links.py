"""Where the store serves browsers too, a page's picture comes from there, by an address that soon ends; who may see it is asked first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from pipeline.filing import Filing
from storage.objects.memory import MemoryStore
from tests.web.made import TODAY, Browser, show
from web.app import create_app
from web.security import HEADERS


class Linked(MemoryStore):
    """A store whose server a browser may ask."""

    pictures_at = "https://s3.example"

    def __init__(self) -> None:
        super().__init__()
        self.pictures: dict[str, bytes] = {}

    def picture_link(self, name: str, make: Callable[[], bytes]) -> str:
        self.pictures.setdefault(name, make())
        return f"{self.pictures_at}/{name}?signed"


@pytest.fixture
def linked() -> Linked:
    return Linked()


@pytest.fixture
def filing(filing: Filing, linked: Linked) -> Filing:
    return replace(filing, stores=replace(filing.stores, objects=linked))


@pytest.fixture
def browser(filing: Filing) -> Iterator[Browser]:
    app = create_app(filing, show=show, today=lambda: TODAY)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield Browser(client)


def test_a_page_s_picture_is_fetched_from_the_store(browser: Browser, handed_in: Callable[..., str], linked: Linked) -> None:
    answer = browser.get(f"/documents/{handed_in()}/pages/1?size=thumb")

    ((name, picture),) = linked.pictures.items()
    assert (answer.status_code, answer.headers["location"]) == (307, f"https://s3.example/{name}?signed")
    assert picture.startswith(b"\xff\xd8")
    assert name.endswith("-1-0-thumb")


def test_pages_may_show_pictures_of_that_server_and_load_nothing_else_from_it(browser: Browser, filing: Filing) -> None:
    policy = browser.get("/").headers["content-security-policy"]

    assert policy == HEADERS["Content-Security-Policy"].replace("data: blob:;", "data: blob: https://s3.example;", 1)
    assert policy.count("s3.example") == 1


@pytest.mark.parametrize(
    "address", ["/documents/0123456789abcdef0123/pages/1", "/documents/{}/pages/2", "/documents/{}/pages/1?size=poster"]
)
def test_for_what_there_is_not_no_link_is_made(browser: Browser, handed_in: Callable[..., str], linked: Linked, address: str) -> None:
    assert browser.get(address.format(handed_in())).status_code == 404
    assert linked.pictures == {}


def test_a_program_gets_the_picture_itself(browser: Browser, handed_in: Callable[..., str]) -> None:
    answer = browser.get(f"/api/v1/documents/{handed_in()}/pages/1")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
