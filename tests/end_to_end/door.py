"""How a test comes in at a Justif that was just started over an empty home: by the link that it printed, as its first user does."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import httpx

NAME, PASSWORD = "Anne", "la farine de froment"


def first_link(log: Path) -> str:
    """The one-time link of the first start, from what `justif serve` printed."""
    for _ in range(900):
        if found := re.search(r"http://\S+/welcome/\S+", log.read_text(encoding="utf-8")):
            return found[0]
        time.sleep(0.1)
    raise AssertionError(f"no link was printed:\n{log.read_text(encoding='utf-8')}")


def come_in(log: Path) -> Any:
    """Become the administrator; the state with which a browser's context of Playwright is signed in."""
    link = first_link(log)
    with httpx.Client() as client:
        token = re.search(r'name="token" value="([^"]+)"', client.get(link).text)
        assert token
        answer = client.post(link, data={"token": token[1], "name": NAME, "password": PASSWORD, "again": PASSWORD})
        assert answer.status_code == 303, answer.text
        host = httpx.URL(link).host
        names = ("justif_session", "justif_token")
        cookies = [{"name": name, "value": client.cookies[name], "domain": host, "path": "/"} for name in names]
    return {"cookies": cookies, "origins": []}
