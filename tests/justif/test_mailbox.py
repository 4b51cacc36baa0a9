"""`justif mailbox` on a real IMAP server: every document comes in once, and the inbox is empty afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.people import Role
from domain.problem import ReadError
from justif import mailbox
from justif.assemble import make_filing, make_people
from justif.cli import run
from justif.mailbox import EMPTY, TAKEN, box_of, empty
from justif.settings import Settings
from pipeline.filing import Filing
from tests.justif.imap_server import CAN_RUN, PASSWORD, WHY_NOT, Server, running
from tests.pipeline.test_mail import PDF, a_letter

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CAN_RUN, reason=WHY_NOT)]


@pytest.fixture(params=["", "MOVE"], ids=["knows MOVE", "knows no MOVE"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with running(without=request.param) as found:
        yield found


@pytest.fixture
def filing(tmp_path: Path) -> Filing:
    return make_filing(Settings(home=tmp_path / "home"))


def with_document(content: bytes = PDF, *, sender: str = "fournisseur@example.org") -> bytes:
    message = a_letter(sender=sender)
    message.add_attachment(content, maintype="application", subtype="pdf", filename="facture.pdf")
    return message.as_bytes()


def take_all(server: Server, filing: Filing, *, max_bytes: int = 1_000_000) -> list[str]:
    box = box_of(server.url, PASSWORD)
    taken = empty(box, filing, make_people(filing), company=filing.company(), max_bytes=max_bytes)
    return [one.receipt.id for one in taken]


def test_documents_come_in_once_and_letters_leave_the_inbox(server: Server, filing: Filing) -> None:
    server.put(with_document(), with_document(PDF + b" two"), a_letter().as_bytes())

    assert len(set(take_all(server, filing))) == 2
    assert (server.count(), server.count(TAKEN), server.count(EMPTY)) == (0, 2, 1)
    assert take_all(server, filing) == []
    server.put(with_document())
    take_all(server, filing)
    assert len(filing.stores.register.list()) == 2


def test_a_letter_that_was_taken_when_the_power_failed_makes_nothing_new(
    server: Server, filing: Filing, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put(with_document())

    def fail(*_: object) -> None:
        raise OSError("power failed")

    with monkeypatch.context() as failing:
        failing.setattr(mailbox, "_move", fail)
        with pytest.raises(ReadError):
            take_all(server, filing)
    assert server.count() == 1
    take_all(server, filing)
    assert (len(filing.stores.register.list()), server.count(), server.count(TAKEN)) == (1, 0, 1)


def test_what_a_known_person_sends_is_theirs(server: Server, filing: Filing) -> None:
    make_people(filing).users.add(name="Paul", role=Role.STAFF, companies=("default",), email="paul@example.org")
    server.put(with_document(sender="Paul <PAUL@example.org>"), with_document(PDF + b" two"))

    take_all(server, filing)
    assert {document.submitted_by for document in filing.stores.register.list()} == {"Paul", "fournisseur@example.org"}


def test_a_letter_that_is_too_large_stays_for_a_person(server: Server, filing: Filing) -> None:
    server.put(with_document())

    assert take_all(server, filing, max_bytes=10) == []
    assert server.count() == 1


def test_the_command_prints_a_line_for_each_and_says_when_nobody_is_let_in(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    server.put(with_document())
    monkeypatch.setenv("JUSTIF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("JUSTIF_MAILBOX", server.url)
    monkeypatch.setenv("JUSTIF_MAILBOX_PASSWORD", "wrong")
    assert run(["mailbox"]) == 1
    assert "The mailbox cannot be read" in capfd.readouterr().err

    monkeypatch.setenv("JUSTIF_MAILBOX_PASSWORD", PASSWORD)
    assert run(["mailbox"]) == 0
    (line,) = capfd.readouterr().out.splitlines()
    assert json.loads(line)["state"] == "received"
