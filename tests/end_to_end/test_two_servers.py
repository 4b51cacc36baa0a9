"""Two processes serve the pages of one Justif: what is begun at one is finished at the other, once, and counted together."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.end_to_end.door import NAME, PASSWORD, first_link
from tests.web.people.provider_server import CLIENT, EMAIL, SECRET, SmallProvider, a_provider

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
ROOT = Path(__file__).parents[2]
KEY = "0123456789abcdef"


@pytest.fixture(scope="module")
def provider() -> Iterator[SmallProvider]:
    with a_provider() as running:
        yield running


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory, provider: SmallProvider) -> Iterator[tuple[str, str]]:
    """The addresses of two `justif serve` over one home, in which Anne is the administrator."""
    home, ports = tmp_path_factory.mktemp("home"), [free_port(), free_port()]
    addresses = [f"http://localhost:{port}" for port in ports]
    settings = {
        "JUSTIF_HOME": str(home / "kept"),
        "JUSTIF_GRACE_SECONDS": "300",
        "JUSTIF_PUBLIC_URL": addresses[0],
        "JUSTIF_OIDC_ISSUER": provider.issuer,
        "JUSTIF_OIDC_CLIENT": CLIENT,
        "JUSTIF_OIDC_SECRET": SECRET,
        "TMPDIR": str(home),
    }
    processes = []
    for port in ports:
        command = [sys.executable, "-m", "justif.cli", "serve", "--port", str(port)]
        with (home / f"{port}.log").open("wb") as log:
            processes.append(subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=log, stderr=log))
        link = first_link(home / f"{port}.log")  # the newest link opens
    with httpx.Client() as client:
        made = client.post(link, data={"token": token_of(client, link), "name": NAME, "password": PASSWORD, "again": PASSWORD})
        assert made.status_code == 303
    yield addresses[0], addresses[1]
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(60)


@pytest.fixture
def anne(servers: tuple[str, str]) -> Iterator[httpx.Client]:
    """Signed in at the first of the two."""
    with httpx.Client() as client:
        data = {"token": token_of(client, f"{servers[0]}/sign-in"), "name": NAME, "password": PASSWORD}
        assert client.post(f"{servers[0]}/sign-in", data=data).status_code == 303
        yield client


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def token_of(client: httpx.Client, address: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get(address).text)
    assert found
    return found[1]


def test_who_signed_in_at_one_is_signed_in_at_the_other_and_out_of_both(servers: tuple[str, str], anne: httpx.Client) -> None:
    here, there = servers
    assert anne.get(f"{there}/account").status_code == 200

    anne.post(f"{there}/sign-out", data={"token": token_of(anne, f"{there}/account")})

    assert anne.get(f"{here}/account").status_code == 401


def test_a_sign_in_at_the_provider_is_finished_at_the_other_and_once(servers: tuple[str, str], anne: httpx.Client) -> None:
    here, there = servers
    form = {"token": token_of(anne, f"{here}/people"), "name": "Zoé", "email": EMAIL, "role": "accountant", "companies": "default"}
    assert anne.post(f"{here}/people", data=form).status_code == 200
    with httpx.Client() as zoe:
        door = zoe.get(f"{here}/sign-in/provider?next=/account").headers["location"]
        back = httpx.post(door).headers["location"].replace(here, there)

        assert zoe.get(back).headers["location"] == "/account"
        assert "Zoé" in zoe.get(f"{here}/account").text
        assert zoe.get(back.replace(there, here)).status_code == 401


def test_a_validation_at_one_is_taken_back_at_the_other(servers: tuple[str, str], anne: httpx.Client) -> None:
    here, there = servers
    token = token_of(anne, f"{here}/account")
    invoice = (ROOT / "samples/avoir-ubl.xml").read_bytes()
    handed_in = anne.post(f"{here}/documents", data={"token": token, "answer": "json"}, files=[("files", ("avoir.xml", invoice))])
    document = f"/documents/{handed_in.json()[0]['id']}"
    while f"{document}/validate" not in anne.get(f"{there}{document}").text:
        time.sleep(0.2)  # it is being read; the test has five minutes

    assert anne.post(f"{here}{document}/validate", data={"token": token}).status_code == 303

    answers = [anne.post(f"{at}{document}/undo", data={"token": token}).headers["location"] for at in (there, here)]
    assert answers == [f"{document}?note=withdrawn", f"{document}?note=too_late"]


def test_the_pieces_of_a_photo_may_go_to_both(servers: tuple[str, str], anne: httpx.Client) -> None:
    token = token_of(anne, f"{servers[0]}/capture")
    for offset, piece in ((0, b"first "), (6, b"second")):
        headers = {"X-Justif-Token": token, "Upload-Offset": str(offset), "Upload-Length": "12", "Upload-Name": "photo.jpg"}
        answer = anne.put(f"{servers[offset > 0]}/uploads/{KEY}", content=piece, headers=headers)
        assert answer.status_code == 200

    one = answer.json()["id"]
    assert anne.get(f"{servers[0]}/uploads/{KEY}").json()["id"] == one
    assert anne.get(f"{servers[0]}/documents/{one}/original").content == b"first second"


def test_vain_tries_at_both_are_counted_together(servers: tuple[str, str]) -> None:
    with httpx.Client() as stranger:
        form = {"token": token_of(stranger, f"{servers[0]}/sign-in"), "name": "Paul", "password": "wrong wrong wrong"}
        answers = [stranger.post(f"{servers[number % 2]}/sign-in", data=form).status_code for number in range(6)]

    assert answers == [401] * 5 + [429]
