"""`justif serve`: the pages are open, what is handed in is read meanwhile, and it ends when it is told to."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return os.environ | {"JUSTIF_HOME": str(tmp_path / "home")}


@pytest.fixture
def server(port: int, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", "justif.cli", "serve", "--port", str(port)], env=environment)
    try:
        for _ in range(240):
            if answers(port):
                break
            time.sleep(0.25)
        yield process
    finally:
        process.kill()
        process.wait()


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def justif(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "justif.cli", *arguments], env=environment, capture_output=True, timeout=120)


def test_what_is_handed_in_beside_a_server_is_read_by_it(server: subprocess.Popen[bytes], port: int, environment: dict[str, str]) -> None:
    assert answers(port)
    justif(environment, "ingest", "samples/facture-ubl.xml")
    for _ in range(120):
        rows = [json.loads(line) for line in justif(environment, "list").stdout.splitlines()]
        if rows[0]["state"] == "to_validate":
            break
        time.sleep(0.5)
    assert rows[0]["state"] == "to_validate"
    second = justif(environment, "serve", "--port", str(port))
    assert second.returncode == 1
    assert b"running already" in second.stderr
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=60) in (0, -signal.SIGTERM)
    assert not answers(port)
