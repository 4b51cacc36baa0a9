"""What an S3 URL says: `s3://KEY:SECRET@HOST:PORT/BUCKET/PREFIX?tls=off&region=…&lock=compliance|governance|off&days=3653&links=off`.

Without a key in the URL the usual AWS_ variables and files are asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from minio.commonconfig import COMPLIANCE, GOVERNANCE

_MODES = {"compliance": COMPLIANCE, "governance": GOVERNANCE, "off": ""}
TEN_YEARS = 3653
"""Days for which accounting records are kept: C. com. art. L123-22."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where originals go and how they are locked. `folder` is empty or ends with a slash; `mode` is empty where nothing is to be locked.

    `links`: browsers reach the server too, and may fetch pictures of pages from it by links that soon end.
    """

    host: str
    bucket: str
    folder: str = ""
    key: str = ""
    secret: str = field(default="", repr=False)
    tls: bool = True
    region: str = "us-east-1"
    mode: str = COMPLIANCE
    days: int = TEN_YEARS
    links: bool = False


def place_of(url: str) -> Place:
    """The place of an URL. Raises ValueError with what is wrong.

    >>> place_of("s3://me:secret@localhost:9000/originals/paris?tls=off&lock=off").folder
    'paris/'
    """
    parts = urlsplit(url)
    bucket, _, folder = parts.path.strip("/").partition("/")
    said = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    mode = said.get("lock", "compliance")
    if not parts.hostname or not bucket:
        raise ValueError("an S3 URL is s3://KEY:SECRET@HOST:PORT/BUCKET")
    if mode not in _MODES:
        raise ValueError(f"lock is one of {', '.join(_MODES)}, not {mode}")
    return Place(
        host=parts.netloc.rpartition("@")[2],
        bucket=bucket,
        folder=f"{folder}/" if folder else "",
        key=unquote(parts.username or ""),
        secret=unquote(parts.password or ""),
        tls=said.get("tls", "on") != "off",
        region=said.get("region", "us-east-1"),
        mode=_MODES[mode],
        days=int(said.get("days", TEN_YEARS)),
        links=said.get("links", "off") == "on",
    )
