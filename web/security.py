"""What every request passes before any page sees it: the host, where it comes from, how long it is, and the headers of the answer.

Cross-site request forgery is stopped three times: by the browser's own word (`Sec-Fetch-Site`, else `Origin`), by
SameSite cookies, and by a token that the form and the cookie must share (OWASP, double submit). A name of this machine that
was not announced is refused, so that a strange site cannot make its name point here and read the books (DNS rebinding);
addresses cannot be rebound and are welcome.
"""

from __future__ import annotations

import ipaddress
import secrets
import socket
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_COOKIE = "justif_token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_POLICY, _OWN_PICTURES = "Content-Security-Policy", "img-src 'self' data: blob:"
HEADERS = {
    _POLICY: (
        f"default-src 'none'; script-src 'self'; style-src 'self'; {_OWN_PICTURES}; connect-src 'self'; font-src 'self'; "
        "manifest-src 'self'; worker-src 'self'; media-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
}
Refuse = Callable[[Request, int], Response]


class Guard:
    """ASGI middleware around the whole application; `refuse` makes the page that says why.

    `pictures_at` is another server from which pages may show pictures, and nothing else; none when "".
    """

    def __init__(self, app: ASGIApp, *, hosts: tuple[str, ...], limit_bytes: int, refuse: Refuse, pictures_at: str = "") -> None:
        self.app = app
        self.headers = HEADERS | {_POLICY: HEADERS[_POLICY].replace(_OWN_PICTURES, f"{_OWN_PICTURES} {pictures_at}".rstrip())}
        self.hosts = frozenset(host.lower() for host in (*hosts, *_own_names()))
        self.limit_bytes = limit_bytes
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _with_headers(send, self.headers)
        status = self._objection(Headers(scope=scope), scope["method"])
        if status:
            await self.refuse(Request(scope), status)(scope, receive, answer)
        else:
            await self.app(scope, _bounded(receive, self.limit_bytes), answer)

    def _objection(self, headers: Headers, method: str) -> int | None:
        """The status that refuses the request, or None."""
        host = headers.get("host", "")
        if not self._is_ours(host):
            return 421
        if method not in SAFE_METHODS and not is_same_origin(headers):
            return 403
        length = headers.get("content-length", "0")
        return 413 if not length.isdigit() or int(length) > self.limit_bytes else None

    def _is_ours(self, host: str) -> bool:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        return name in self.hosts or _is_address(name)


def is_same_origin(headers: Headers) -> bool:
    """Whether the browser says that one of our own pages sends this (Fetch Metadata; Origin for older ones).

    A program that is no browser sends neither, and still needs the token.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host", "")


def new_token() -> str:
    return secrets.token_urlsafe(24)


def is_token(sent: str, kept: str) -> bool:
    """Whether form and cookie agree, in constant time; never true for an empty cookie."""
    return bool(kept) and secrets.compare_digest(sent.encode(), kept.encode())


def _with_headers(send: Send, ours: Mapping[str, str]) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in ours.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return answer


def _bounded(receive: Receive, limit_bytes: int) -> Receive:
    """A body may come in pieces without saying its length: count them."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit_bytes:
            raise HTTPException(413)
        return message

    return counted


def _own_names() -> tuple[str, ...]:
    name = socket.gethostname()
    return ("localhost", name, f"{name}.local")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
