"""A Justif at which people sign in, and browsers of several of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.people import Role, User
from pipeline.filing import Filing
from storage.people import People, people_of
from tests.web.made import NOON, TODAY, Browser, show
from web.app import create_app
from web.people import passwords

PASSWORD = "la farine de froment"


@dataclass
class Clock:
    """The register's clock, which a test may put forward."""

    time: datetime = field(default=NOON)

    def __call__(self) -> datetime:
        return self.time

    def wait(self, **much: float) -> None:
        self.time += timedelta(**much)


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 itself, with less work: what is tested here is not how long it takes."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(filing: Filing, clock: Clock) -> People:
    return people_of(filing.stores.register.database, now=clock)


@pytest.fixture
def app(filing: Filing, people: People) -> FastAPI:
    return create_app(filing, show=show, today=lambda: TODAY, people=people)


@pytest.fixture
def stranger(app: FastAPI) -> Iterator[Callable[[], Browser]]:
    """Opens a browser at which nobody is signed in yet."""
    clients: list[TestClient] = []

    def opened() -> Browser:
        headers = {"Accept-Language": "fr", "Accept": "text/html"}
        clients.append(TestClient(app, base_url="http://localhost", headers=headers, follow_redirects=False))
        return Browser(clients[-1])

    yield opened
    for client in clients:
        client.close()


@pytest.fixture
def account(people: People) -> Callable[..., User]:
    """Opens an account with a password."""

    def opened(name: str = "Anne", role: Role = Role.ACCOUNTANT, companies: tuple[str, ...] = ("default",), email: str = "") -> User:
        user = people.users.add(name=name, role=role, companies=companies, email=email)
        people.users.set_password(user.id, passwords.hash_password(PASSWORD))
        return user

    return opened


@pytest.fixture
def signed_in(stranger: Callable[[], Browser], account: Callable[..., User]) -> Callable[..., Browser]:
    """Opens a browser at which a person of that name and role has signed in."""

    def come(name: str = "Anne", role: Role = Role.ACCOUNTANT, companies: tuple[str, ...] = ("default",)) -> Browser:
        account(name, role, companies)
        browser = stranger()
        browser.get("/sign-in")
        assert browser.post("/sign-in", {"name": name, "password": PASSWORD}).status_code == 303
        return browser

    return come
