"""A desk with real stores, and a browser at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.requests import Request

from domain.company import Company
from domain.people import Role, User
from domain.reading import Reading
from domain.upload import Upload
from pipeline.filing import Filing
from pipeline.tools import Stores, Tools
from search.engines.embedded import EmbeddedIndex
from storage.objects.memory import MemoryStore
from storage.register import open_register
from tests.web.made import NOON, TODAY, Browser, NoEngine, Script, conclude, show
from web.app import create_app
from web.desk import Limits


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def filing(tmp_path: Path, script: Script) -> Iterator[Filing]:
    register = open_register(f"sqlite:///{tmp_path / 'register.sqlite'}", now=lambda: NOON)
    stores = Stores(objects=MemoryStore(), register=register, index=EmbeddedIndex(tmp_path / "index.sqlite"))
    yield Filing(
        stores=stores,
        tools=Tools(engine=NoEngine(), company=Company(name="Essai SARL", identifiers=("732829320",))),
        reader=script,
        concluder=conclude,
    )
    register.database.close()


@pytest.fixture
def browser(filing: Filing) -> Iterator[Browser]:
    limits = Limits(file_bytes=1000, request_bytes=20_000, files=3)
    app = create_app(filing, show=show, today=lambda: TODAY, limits=limits)
    with TestClient(app, base_url="http://localhost", headers={"Accept-Language": "fr"}, follow_redirects=False) as client:
        yield Browser(client)


@pytest.fixture
def app(filing: Filing) -> FastAPI:
    return create_app(filing, show=show, today=lambda: TODAY)


@pytest.fixture
def enter(app: FastAPI) -> Iterator[Callable[..., Browser]]:
    """A browser at which that user sits."""
    clients: list[TestClient] = []

    def as_user(role: Role, *, name: str = "Anne", companies: tuple[str, ...] = ("default",)) -> Browser:
        user = User(id="1", name=name, role=role, companies=companies)

        async def seated(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
            Request(scope).state.user = user
            await app(scope, receive, send)

        client = TestClient(seated, base_url="http://localhost", headers={"Accept-Language": "fr"}, follow_redirects=False)
        clients.append(client)
        return Browser(client)

    yield as_user
    for client in clients:
        client.close()


@pytest.fixture
def handed_in(filing: Filing, script: Script) -> Callable[..., str]:
    """Hands a document in, has it read as told, and gives its id."""

    def hand_in(reading: Reading | None = None, *, name: str = "facture.pdf", content: bytes | None = None) -> str:
        if reading:
            script.readings[name] = reading
        upload = Upload(name=name, content=content if content is not None else name.encode())
        receipt = filing.receive(upload, company=filing.tools.company, submitted_by="Anne")
        filing.read_document(receipt.id)
        return receipt.id

    return hand_in
