"""A Justif at which programs call, with tokens of several people."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from domain.people import Role, Scope
from pipeline.filing import Filing
from storage.people import People, people_of
from tests.web.made import NOON, TODAY, show
from web.app import create_app
from web.desk import Limits

Program = Callable[..., TestClient]


@pytest.fixture
def people(filing: Filing) -> People:
    return people_of(filing.stores.register.database, now=lambda: NOON)


@pytest.fixture
def program(filing: Filing, people: People) -> Iterator[Program]:
    """A program that bears a token of somebody of that name and role."""
    app = create_app(filing, show=show, today=lambda: TODAY, people=people, limits=Limits(file_bytes=1000, request_bytes=20_000))
    clients: list[TestClient] = []

    def calling(
        role: Role = Role.ACCOUNTANT,
        *,
        name: str = "Caisse",
        scopes: frozenset[Scope] = frozenset(Scope),
        companies: tuple[str, ...] = ("default",),
    ) -> TestClient:
        user = people.users.find(name) or people.users.add(name=name, role=role, companies=companies)
        headers = {"Authorization": f"Bearer {people.tokens.new(user.id, name='test', scopes=scopes)}"}
        clients.append(TestClient(app, base_url="http://localhost/api/v1", headers=headers, raise_server_exceptions=False))
        return clients[-1]

    yield calling
    for client in clients:
        client.close()
