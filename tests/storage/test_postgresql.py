"""What only a server has: companies kept apart by row, locks by name, and days when it does not answer."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from domain.document import Correction
from domain.problem import UnavailableError
from storage.database import Database
from storage.register import Decision, Register, open_register
from tests.servers.addresses import a_schema
from tests.storage.test_register import a_document, a_reading, booked


@pytest.fixture
def register() -> Iterator[Register]:
    with a_schema() as url:
        register = open_register(url)
        yield register
        register.database.close()


@pytest.fixture
def two_companies(register: Register) -> Register:
    for serial, company in ((1, "paris"), (2, "dakar")):
        register.add(a_document(serial, company=company, reading=a_reading()), by="Anne")
        register.decide(
            a_document(serial).id, lambda d: Decision(document=d, corrections=(Correction(field="category", value="meals", by="A"),))
        )
        register.decide(a_document(serial).id, booked)
    return register


pytestmark = pytest.mark.services


@pytest.mark.parametrize("table", ["documents", "readings", "corrections", "events", "entries"])
def test_a_company_sees_no_row_of_another_whatever_the_query_forgets(two_companies: Register, table: str) -> None:
    count = text(f"SELECT count(*) FROM {table}")
    with two_companies.database.reading() as connection:
        every = connection.execute(count).scalar() or 0
    with two_companies.limited_to("paris").database.reading() as connection:
        own = connection.execute(count).scalar()
    assert 0 < every == 2 * (own or 0)


def test_a_company_changes_no_row_of_another(two_companies: Register) -> None:
    limited = two_companies.limited_to("paris")
    with limited.database.writing() as connection:
        assert connection.execute(text("UPDATE documents SET name = 'mine' WHERE company = 'dakar'")).rowcount == 0
    with pytest.raises(DBAPIError, match="row-level security"):
        limited.add(a_document(3, company="dakar"), by="Eve")
    assert limited.get(a_document(2).id) is None
    assert [d.company for d in limited.list()] == ["paris"]


def test_nobody_empties_the_books(two_companies: Register) -> None:
    with pytest.raises(DBAPIError, match="final"), two_companies.database.writing() as connection:
        connection.execute(text("TRUNCATE entries"))


def test_decisions_on_two_documents_go_on_beside_each_other_and_on_one_wait(register: Register) -> None:
    for serial in (1, 2):
        register.add(a_document(serial), by="Anne")
    inside, leave, done = threading.Event(), threading.Event(), threading.Event()

    def slow() -> None:
        def how(document: object) -> Decision:
            inside.set()
            leave.wait(20)
            return Decision(document=a_document(1, name="slow"))

        register.decide(a_document(1).id, how)

    def same() -> None:
        register.decide(a_document(1).id, lambda d: Decision(document=replace(d, name=d.name + " seen")))
        done.set()

    threads = [threading.Thread(target=slow), threading.Thread(target=same)]
    threads[0].start()
    assert inside.wait(20)
    register.decide(a_document(2).id, lambda d: Decision(document=replace(d, name="other")))
    threads[1].start()
    assert not done.wait(0.5)
    leave.set()
    for thread in threads:
        thread.join()
    assert [d.name for d in register.list()] == ["other", "slow seen"]


def test_a_reader_woken_for_a_document_that_the_index_is_told_of_waits_for_it(register: Register) -> None:
    one = a_document(1)
    register.add(one, by="Anne")
    told, leave, taken = threading.Event(), threading.Event(), []

    def tell(_: object) -> None:
        told.set()
        leave.wait(20)

    follower = threading.Thread(target=lambda: register.catch_up(tell))
    reader = threading.Thread(target=lambda: taken.append(register.claims.take(owner="reader", document_id=one.id)))
    follower.start()
    assert told.wait(20)
    reader.start()
    assert register.claims.take(owner="another") is None  # who looks for any document passes it over
    assert not taken
    leave.set()
    for thread in (follower, reader):
        thread.join(30)

    assert [document.id for document in taken if document] == [one.id]


def test_who_names_nothing_is_the_only_writer(register: Register) -> None:
    register.add(a_document(1), by="Anne")
    decided = threading.Event()

    def decide() -> None:
        register.decide(a_document(1).id, lambda d: Decision(document=d))
        decided.set()

    thread = threading.Thread(target=decide)
    with register.database.writing():
        thread.start()
        assert not decided.wait(0.5)
    thread.join()
    assert decided.is_set()


def test_a_text_with_a_nul_is_kept_with_a_blank_in_its_place(register: Register) -> None:
    register.add(a_document(1, name="a\0b"), by="Anne")
    assert [d.name for d in register.list()] == ["a b"]


def test_a_server_that_does_not_answer_is_nobodys_fault() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(UnavailableError):
        Database(f"postgresql+psycopg://justif@127.0.0.1:{port}/justif")


def test_a_connection_that_breaks_in_the_middle_is_nobodys_fault_and_the_next_works(register: Register) -> None:
    with pytest.raises(UnavailableError), register.database.writing() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert register.add(a_document(1), by="Anne") is None
