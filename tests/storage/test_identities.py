"""A provider's subject is one person here, and a person one subject there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.people import Role
from storage.people import People, people_of
from storage.register import open_register

ISSUER, OTHER = "https://id.example", "https://other.example"


@pytest.fixture
def people(url: str) -> Iterator[People]:
    register = open_register(url)
    yield people_of(register.database, now=register.now)
    register.database.close()


def test_who_is_linked_is_known_by_the_subject_of_that_provider_alone(people: People) -> None:
    anne = people.users.add(name="Anne", role=Role.STAFF)

    assert people.identities.link(ISSUER, "1", anne.id)

    assert people.identities.find(ISSUER, "1") == anne.id
    assert people.identities.find(OTHER, "1") is None
    assert people.identities.find(ISSUER, "2") is None


def test_the_first_link_stands(people: People) -> None:
    anne, paul = (people.users.add(name=name, role=Role.STAFF) for name in ("Anne", "Paul"))
    assert people.identities.link(ISSUER, "1", anne.id)

    assert not people.identities.link(ISSUER, "1", paul.id)
    assert not people.identities.link(ISSUER, "2", anne.id)
    assert people.identities.link(OTHER, "1", paul.id)
    assert people.identities.find(ISSUER, "1") == anne.id
    people.users.forget_proofs(anne.id)
    assert people.identities.find(ISSUER, "1") is None
    assert people.identities.link(ISSUER, "2", anne.id)
