"""Messages reach a real HTTP server, signed; what it does not take is tried again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from justif.telling import deliver, signature_of
from storage.outbox import Outbox
from storage.register import Register, open_register
from tests.storage.test_outbox import Clock, happen
from tests.storage.test_register import NOON, a_document


@dataclass
class Program:
    """Another program, which answers what it is told to, and keeps what it got."""

    statuses: list[int] = field(default_factory=list)
    got: list[tuple[dict[str, str], str]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def program() -> Iterator[Program]:
    told = Program()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(told.statuses.pop(0) if told.statuses else 204)
            self.send_header("Location", told.url)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_address[1]}/justif"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield told
    server.shutdown()
    server.server_close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Iterator[Register]:
    register = open_register(f"sqlite:///{tmp_path / 'register.sqlite'}", now=lambda: NOON)
    register.outbox = Outbox(register.database, now=lambda: NOON, clock=clock)
    register.add(a_document(), by="Anne")
    yield register
    register.database.close()


def test_a_message_is_signed_with_the_secret_of_its_program(register: Register, program: Program, clock: Clock) -> None:
    hook = register.outbox.add(company="default", url=program.url, events=("rejected",))
    happen(register, "rejected")

    assert deliver(register.outbox, clock=clock) == 1
    ((headers, body),) = program.got
    expected = signature_of(hook.secret, headers["webhook-id"], int(headers["webhook-timestamp"]), body)
    assert headers["webhook-signature"] == expected
    assert int(headers["webhook-timestamp"]) == int(clock.seconds)
    assert headers["content-type"] == "application/json"


def test_what_was_not_taken_is_sent_again_under_the_same_id(register: Register, program: Program, clock: Clock) -> None:
    program.statuses = [500, 302]
    register.outbox.add(company="default", url=program.url, events=("rejected",))
    happen(register, "rejected")

    assert deliver(register.outbox, clock=clock) == 0
    clock.seconds += 10
    assert deliver(register.outbox, clock=clock) == 0, "a redirect is not followed"
    clock.seconds += 60
    assert deliver(register.outbox, clock=clock) == 1
    assert len({headers["webhook-id"] for headers, _ in program.got}) == 1
    assert len(program.got) == 3


def test_a_program_that_is_not_there_keeps_no_other_waiting(register: Register, program: Program, clock: Clock) -> None:
    register.outbox.add(company="default", url="http://127.0.0.1:9/nobody", events=("rejected",))
    register.outbox.add(company="default", url=program.url, events=("rejected",))
    happen(register, "rejected")

    assert deliver(register.outbox, clock=clock) == 1
    assert {told.answer for told in register.outbox.told("default")} == {"204", "URLError"}
