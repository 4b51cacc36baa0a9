"""One company's books are open: of another's documents there is nothing to be had, at no address, on both databases.

Each page asks for itself whether a document is its company's. Here no page asks, and the register alone has to keep them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from domain.company import Company
from domain.people import Role, Scope
from domain.upload import Upload
from pipeline.filing import Filing
from pipeline.tools import Stores, Tools
from search.engines.embedded import EmbeddedIndex
from storage.objects.memory import MemoryStore
from storage.people import people_of
from storage.register import open_register
from tests.servers.addresses import a_schema, on
from tests.web.made import NOON, TODAY, Browser, NoEngine, Script, conclude, show
from web.app import create_app
from web.desk import Visit

OURS, THEIRS = Company(name="Essai SARL"), Company(code="dakar", name="Dakar Textiles")


@pytest.fixture(params=["sqlite", on("postgresql")])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Filing]:
    """A clerk of two companies."""
    if request.param == "sqlite":
        yield from _clerk(f"sqlite:///{tmp_path / 'register.sqlite'}", tmp_path)
        return
    with a_schema() as url:
        yield from _clerk(url, tmp_path)


def _clerk(url: str, folder: Path) -> Iterator[Filing]:
    register = open_register(url, now=lambda: NOON)
    stores = Stores(objects=MemoryStore(), register=register, index=EmbeddedIndex(folder / "index.sqlite"))
    tools = Tools(engine=NoEngine(), company=OURS)
    yield Filing(stores=stores, tools=tools, reader=Script(), concluder=conclude, settled={"dakar": THEIRS})
    register.database.close()


def handed_in(filing: Filing, company: Company) -> str:
    receipt = filing.receive(Upload(name="facture.pdf", content=company.code.encode()), company=company, submitted_by="Anne")
    filing.read_document(receipt.id)
    return receipt.id


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages and programs that forget to ask whose a document is."""
    monkeypatch.setattr(Visit, "is_hidden", lambda *_: False)
    monkeypatch.setattr("web.api.caller.may", lambda *_, **__: True)
    monkeypatch.setattr("web.api.caller._company_of", lambda *_: "")


@pytest.mark.parametrize("address", ["", "/original", "/pages/1", "/history", "/circumstances"])
def test_a_page_that_forgets_to_ask_shows_nothing_of_another_company(two: Filing, careless: None, address: str) -> None:
    mine, other = handed_in(two, OURS), handed_in(two, THEIRS)
    with TestClient(create_app(two, show=show, today=lambda: TODAY), base_url="http://localhost", follow_redirects=False) as client:
        browser = Browser(client)
        found, hidden = browser.get(f"/documents/{mine}{address}"), browser.get(f"/documents/{other}{address}")

        assert (found.status_code == 200, hidden.status_code) == (address != "/history", 404)
        assert browser.post(f"/documents/{other}/reject", {"reason": "mine"}).status_code == 404

    assert two.stores.register.get(other) == two.limited_to("dakar").stores.register.get(other)


def test_a_program_that_names_a_company_has_no_document_of_another(two: Filing, careless: None) -> None:
    mine, other = handed_in(two, OURS), handed_in(two, THEIRS)
    call = _program(two, ("default", "dakar"))

    assert call(f"/documents/{mine}").status_code == 200
    assert call(f"/documents/{other}").status_code == 404


def test_who_keeps_the_books_of_both_needs_no_company_beside_the_id(two: Filing) -> None:
    other = handed_in(two, THEIRS)

    assert _program(two, ("default", "dakar"))(f"/documents/{other}").json()["id"] == other
    assert _program(two, ("default",))(f"/documents/{other}").status_code == 404


def _program(filing: Filing, companies: tuple[str, ...]) -> Callable[[str], Any]:
    people = people_of(filing.stores.register.database, now=lambda: NOON)
    user = people.users.add(name="+".join(companies), role=Role.ACCOUNTANT, companies=companies)
    token = people.tokens.new(user.id, name="test", scopes=frozenset(Scope))
    app = create_app(filing, show=show, today=lambda: TODAY, people=people)
    client = TestClient(app, base_url="http://localhost/api/v1", headers={"Authorization": f"Bearer {token}"})
    return client.get


def test_the_clerk_of_one_company_lists_and_finds_that_one_alone(two: Filing) -> None:
    mine, other = handed_in(two, OURS), handed_in(two, THEIRS)
    register = two.limited_to("dakar").stores.register

    assert [document.id for document in register.list()] == [other]
    assert register.get(mine) is None
    assert {document.id for document in two.stores.register.list()} == {mine, other}
