"""`justif summary` prints the week, writes it to a file, or sends it through a real mail server."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from justif.cli import run


class Session(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as it takes to be given a letter."""

    letters: list[str]

    def handle(self) -> None:
        self.say("220 test")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "DATA":
                self.say("354 go on")
                lines = iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")
                self.letters.append("\n".join(lines))
            self.say("221 bye" if verb == "QUIT" else "250 well")
            if verb == "QUIT":
                return

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The letters that a mail server was given."""
    letters: list[str] = []
    handler = type("Handler", (Session,), {"letters": letters})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("JUSTIF_SMTP", f"smtp://127.0.0.1:{server.server_address[1]}")
        yield letters
        server.shutdown()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUSTIF_HOME", str(tmp_path / "home"))


def test_it_is_sent_to_those_who_decide(post: list[str]) -> None:
    run(["user", "add", "Zoé", "--role", "accountant", "--email", "zoe@example.org"])
    run(["user", "add", "Paul", "--role", "staff", "--email", "paul@example.org"])

    assert run(["summary", "--send"]) == 0
    (letter,) = post
    assert "To: zoe@example.org" in letter
    assert "paul@example.org" not in letter
    assert "Subject:" in letter


def test_it_says_when_nobody_would_get_it_and_when_no_server_is_set(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["summary", "--send"]) == 1
    assert "Nobody who decides" in capfd.readouterr().err
    run(["user", "add", "Zoé", "--role", "accountant", "--email", "zoe@example.org"])
    assert run(["summary", "--send"]) == 1
    assert "No mail server is set" in capfd.readouterr().err


def test_a_password_is_not_sent_in_clear(post: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    run(["user", "add", "Zoé", "--role", "accountant", "--email", "zoe@example.org"])
    monkeypatch.setenv("JUSTIF_SMTP", os.environ["JUSTIF_SMTP"].replace("//", "//zoe@"))

    assert run(["summary", "--send"]) == 1
    assert "in clear" in capfd.readouterr().err
    assert post == []


def test_it_is_printed_or_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["summary", "--language", "en", "--week", "2026-11-25"]) == 0
    assert "the week from 23 Nov 2026 to 29 Nov 2026" in capfd.readouterr().out
    assert run(["summary", "--output", str(tmp_path / "week.txt")]) == 0
    assert "Reçus" in (tmp_path / "week.txt").read_text(encoding="utf-8") or (tmp_path / "week.txt").stat().st_size > 50
