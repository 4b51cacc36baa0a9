"""A small OpenID provider over real HTTP on loopback, which a test may make lie: one client, one person, keys made at its start.

It holds Justif to the standard as well: a question that lacks something, another verifier, another address to come back to or a code
that was used before is answered with an error.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "justif", "a secret: of/two?"
SUBJECT, EMAIL = "248289761001", "anne@example.org"


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Lies:
    """What it does otherwise than it should; a test sets them."""

    claims: dict[str, Any] = field(default_factory=dict)
    """Put over those of the token; None takes one out."""
    signs_as: str = "RS256"
    signs_with: Any = None
    signs_by_hand: bytes | None = None
    """A secret with which it signs as HS256, whatever a library thinks of it; not at all when empty."""
    description: dict[str, Any] = field(default_factory=dict)
    status: int = 0
    """Answered at /token instead of a token."""
    tells_more_about: str = ""
    """Whom /userinfo is about, where it keeps the address out of the token."""
    refuses: str = ""
    """The error with which it sends people back."""


@dataclass
class SmallProvider:
    issuer: str
    key: rsa.RSAPrivateKey = field(default_factory=new_key)
    kid: str = "first"
    subject: str = SUBJECT
    email: str = EMAIL
    is_verified: bool = True
    lies: Lies = field(default_factory=Lies)
    asked: list[dict[str, str]] = field(default_factory=list)
    """The questions that browsers brought."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        } | self.lies.description

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": self.kid, "use": "sig", "alg": "RS256"}]}

    def ask(self, question: dict[str, str]) -> str | None:
        """Where to send the browser that brought it; None when something is missing."""
        self.asked.append(question)
        wanted = {"response_type": "code", "client_id": CLIENT, "code_challenge_method": "S256"}
        is_whole = all(question.get(name) for name in ("redirect_uri", "state", "nonce", "code_challenge"))
        if not is_whole or any(question.get(name) != value for name, value in wanted.items()):
            return None
        if not {"openid", "email"} <= set(question["scope"].split()):
            return None
        code = secrets.token_urlsafe(16)
        self.codes[code] = question
        told = {"error": self.lies.refuses} if self.lies.refuses else {"code": code}
        return f"{question['redirect_uri']}?{urlencode(told | {'state': question['state'], 'iss': self.issuer})}"

    def redeem(self, authorization: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        pair = f"{CLIENT}:a+secret%3A+of%2Ftwo%3F"  # each part form-encoded: RFC 6749, 2.3.1
        if authorization != "Basic " + base64.b64encode(pair.encode()).decode():
            return 401, {"error": "invalid_client"}
        question = self.codes.pop(form.get("code", ""), None)
        challenge = _base64(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if not question or question["code_challenge"] != challenge or question["redirect_uri"] != form.get("redirect_uri"):
            return 400, {"error": "invalid_grant"}
        if self.lies.status:
            return self.lies.status, {"error": "server_error"}
        return 200, {"access_token": "opens userinfo", "token_type": "Bearer", "id_token": self.token(question["nonce"])}

    def token(self, nonce: str) -> str:
        now = int(time.time())
        claims: dict[str, Any] = {"iss": self.issuer, "sub": self.subject, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce}
        if not self.lies.tells_more_about:
            claims |= {"email": self.email, "email_verified": self.is_verified}
        claims = {name: value for name, value in (claims | self.lies.claims).items() if value is not None}
        if self.lies.signs_by_hand is not None:
            return signed_by_hand(claims, self.lies.signs_by_hand)
        return jwt.encode(claims, self.lies.signs_with or self.key, algorithm=self.lies.signs_as, headers={"kid": self.kid})

    def more(self, authorization: str) -> tuple[int, dict[str, Any]]:
        if authorization != "Bearer opens userinfo":
            return 401, {"error": "invalid_token"}
        return 200, {"sub": self.lies.tells_more_about, "email": self.email, "email_verified": self.is_verified}


def signed_by_hand(claims: dict[str, Any], secret: bytes) -> str:
    """A token without a signature, or with one that whoever has the secret can make (RFC 7515, 3)."""
    told = ".".join(_base64(json.dumps(part).encode()) for part in ({"alg": "HS256" if secret else "none", "typ": "JWT"}, claims))
    return f"{told}.{_base64(hmac.new(secret, told.encode(), hashlib.sha256).digest()) if secret else ''}"


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@contextmanager
def a_provider() -> Iterator[SmallProvider]:
    """One that listens until the end of the block."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = urlsplit(self.path)
            if place.path == "/.well-known/openid-configuration":
                self._tell(200, provider.description())
            elif place.path == "/jwks":
                self._tell(200, provider.keys())
            elif place.path == "/userinfo":
                self._tell(*provider.more(self.headers.get("Authorization", "")))
            elif place.path == "/authorize":
                page = '<!doctype html><html lang="en"><title>Small provider</title><form method="post"><button>I am Anne</button></form>'
                self._answer(200, page.encode(), "text/html; charset=utf-8")
            else:
                self._tell(404, {})

        def do_POST(self) -> None:
            place = urlsplit(self.path)
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            if place.path == "/token":
                self._tell(*provider.redeem(self.headers.get("Authorization", ""), _flat(sent)))
            elif place.path == "/authorize" and (back := provider.ask(_flat(place.query))):
                self._answer(303, b"", "text/plain", {"Location": back})
            else:
                self._tell(400, {"error": "invalid_request"})

        def _tell(self, status: int, told: dict[str, Any]) -> None:
            self._answer(status, json.dumps(told).encode(), "application/json")

        def _answer(self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in ({"Content-Type": kind, "Content-Length": str(len(body))} | (headers or {})).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    provider = SmallProvider(issuer=f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
