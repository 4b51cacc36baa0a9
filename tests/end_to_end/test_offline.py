"""Nothing at run time touches the network: the whole road is gone with every outgoing connection refused."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SAMPLES = [Path("samples") / name for name in ("ticket-restaurant.jpg", "facture-bureau.pdf", "facturx-basic-wl.pdf", "facture-ubl.xml")]

NO_NETWORK = """
import socket

def refuse(*_, **__):
    import sys, traceback
    open({log!r}, "a").write("".join(traceback.format_stack()))
    raise OSError("the network is switched off")

class Socket(socket.socket):
    def connect(self, address):
        if self.family != socket.AF_UNIX:
            refuse()
        return super().connect(address)
    connect_ex = connect

socket.socket = Socket
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse
"""


def extracted(environment: dict[str, str], *before: str) -> list[dict[str, object]]:
    command = [*before, sys.executable, "-m", "justif.cli", "extract", *map(str, SAMPLES)]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, timeout=240)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["error"] for row in rows] == [None] * len(SAMPLES), done.stderr.decode()
    return rows


def test_the_road_is_gone_with_sockets_that_refuse(tmp_path: Path) -> None:
    """Python runs `sitecustomize` first in every process, the reading process too."""
    log = tmp_path / "attempts.log"
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK.format(log=str(log)))
    environment = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{Path.cwd()}", "JUSTIF_HOME": str(tmp_path / "home")}
    trial = [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"]
    assert b"switched off" in subprocess.run(trial, env=os.environ | environment, capture_output=True).stderr
    log.unlink()
    rows = extracted(environment)
    assert len(rows) == len(SAMPLES)
    assert not log.exists(), log.read_text()


@pytest.mark.skipif(shutil.which("unshare") is None, reason="this machine cannot take the network away from a process")
def test_the_road_is_gone_without_any_network(tmp_path: Path) -> None:
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode:
        pytest.skip("this machine does not allow a process without a network")
    rows = extracted({"JUSTIF_HOME": str(tmp_path / "home")}, "unshare", "-rn")
    assert len(rows) == len(SAMPLES)
