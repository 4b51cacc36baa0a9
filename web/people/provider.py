"""An OpenID provider that says who comes (OpenID Connect Core 1.0: authorization code flow, with PKCE of RFC 7636).

    ProviderError
        SilentError      it does not answer, or not as its description and the standard have it
        UnprovenError    it answered, and the answer proves nobody

Its description and its keys are fetched anew for each sign-in: there are few of them, and keys that were changed hold at once. No other
address is called than those that the description names; redirects are not followed, and no proxy of the environment is used.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import json
import secrets
import threading
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.parse import quote_plus, urlencode, urlsplit

import jwt

PATIENCE_SECONDS = 5
LEEWAY_SECONDS = 60
"""So far the provider's clock and ours may differ."""
LONGEST_BYTES = 1_000_000
FAMILIES = {
    "RS256": "RSA", "RS384": "RSA", "RS512": "RSA", "PS256": "RSA", "PS384": "RSA", "PS512": "RSA",
    "ES256": "EC", "ES384": "EC", "ES512": "EC", "EdDSA": "OKP",
}  # fmt: skip
"""How a token may be signed, with the kind of its key (RFC 7518, 3.1 and 6.1): never without a key, or with one that others hold."""

# Who is not signed in can have us wait for the provider: never with all the threads that the pages have.
_FEW_AT_A_TIME = threading.BoundedSemaphore(8)
_STANDS_SECONDS = 1.0
"""So long others stand in line: an office that signs in at nine gets through, as an answer takes a moment where there is one."""


class ProviderError(Exception):
    """The provider did not sign anybody in; the text is for the log."""


class SilentError(ProviderError):
    """It does not answer, or not as it should."""


class UnprovenError(ProviderError):
    """Its answer proves nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """Whom the provider knows: its `subject`, and their e-mail address where it has verified it, "" else."""

    subject: str
    email: str


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """`issuer` is its address, letter by letter as its own description gives it; `client` and `secret` are what it knows Justif by.

    `name` stands on the button. `pages` is the address of our pages where it is another than the one that a request names, "" else.
    """

    issuer: str
    client: str
    secret: str = field(repr=False)
    name: str
    pages: str = ""

    def address(self, *, back: str, state: str, nonce: str, verifier: str) -> str:
        """Where the browser is sent to sign in there. Raises SilentError."""
        asked = {
            "response_type": "code",
            "client_id": self.client,
            "redirect_uri": back,
            "scope": "openid email",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge_of(verifier),
            "code_challenge_method": "S256",
        }
        door = _endpoint(self.look(), "authorization_endpoint")
        return f"{door}{'&' if urlsplit(door).query else '?'}{urlencode(asked)}"

    def prove(self, code: str, *, back: str, nonce: str, verifier: str) -> Proved:
        """Who signed in there. Raises ProviderError."""
        found = self.look()
        told = self._redeem(found, {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier})
        claims = self._claims(found, str(told.get("id_token", "")))
        if not secrets.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise UnprovenError("the token answers another question (nonce)")
        if "email" not in claims and "userinfo_endpoint" in found:
            claims |= self._more(found, str(told.get("access_token", "")), claims["sub"])
        verified = claims.get("email_verified") in (True, "true")  # some say it as a text
        return Proved(subject=claims["sub"], email=str(claims.get("email", "")) if verified else "")

    def look(self) -> dict[str, Any]:
        """Its description (OpenID Connect Discovery 1.0, 4). Raises SilentError."""
        found = _fetch(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != self.issuer:
            raise SilentError(f"its description is that of {str(found.get('issuer'))[:200]!r}, not of {self.issuer!r}")
        return found

    def _redeem(self, found: Mapping[str, Any], form: dict[str, str]) -> dict[str, Any]:
        """What the code is worth. The secret goes in the header unless the provider takes it in the form alone (Core, 9)."""
        headers = {}
        if "client_secret_basic" in _list(found, "token_endpoint_auth_methods_supported", "client_secret_basic"):
            pair = f"{quote_plus(self.client)}:{quote_plus(self.secret)}"
            headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
        else:
            form |= {"client_id": self.client, "client_secret": self.secret}
        return _fetch(_endpoint(found, "token_endpoint"), headers, form)

    def _claims(self, found: Mapping[str, Any], token: str) -> dict[str, Any]:
        """What the token says once everything that makes it true was looked at (Core, 3.1.3.7). Raises ProviderError."""
        try:
            header = jwt.get_unverified_header(token)
            algorithm = str(header.get("alg"))
            if algorithm not in FAMILIES or algorithm not in _list(found, "id_token_signing_alg_values_supported", "RS256"):
                raise UnprovenError(f"the token is signed in a way that is not taken ({algorithm[:20]!r})")
            key = jwt.PyJWK(_key_of(_fetch(_endpoint(found, "jwks_uri")), header.get("kid"), algorithm), algorithm)
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=[algorithm],
                audience=self.client,
                issuer=self.issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except jwt.PyJWTError as error:
            raise UnprovenError(f"{type(error).__name__}: {error}") from error
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", "" if several else self.client) != self.client:
            raise UnprovenError("the token was given to another party (azp)")
        if not 0 < len(claims["sub"]) <= 255:
            raise UnprovenError("the token names nobody (sub)")
        return claims

    def _more(self, found: Mapping[str, Any], access_token: str, subject: str) -> dict[str, Any]:
        """What a provider tells that keeps the token short; that of the same subject alone (Core, 5.3.4)."""
        told = _fetch(_endpoint(found, "userinfo_endpoint"), {"Authorization": f"Bearer {access_token}"})
        if told.get("sub") != subject:
            raise UnprovenError("what it tells more is about somebody else (sub)")
        return {name: told[name] for name in ("email", "email_verified") if name in told}


def challenge_of(verifier: str) -> str:
    """The S256 challenge of RFC 7636, 4.2, with the example of its appendix B.

    >>> challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    """
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def is_private(address: str) -> bool:
    """Whether what is sent there can be read on the way by nobody: by TLS, or within this machine.

    >>> is_private("https://id.example"), is_private("http://127.0.0.1:8080/x"), is_private("http://id.example"), is_private("file:///x")
    (True, True, False, False)
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and _is_here(host)))


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _endpoint(found: Mapping[str, Any], name: str) -> str:
    address = str(found.get(name, ""))
    if not is_private(address):
        raise SilentError(f"its description gives no address that is safe as {name}")
    return address


def _list(told: Mapping[str, Any], name: str, *usual: str) -> list[Any]:
    """The list of that name; what the standard says of one that is not told."""
    found = told.get(name, list(usual))
    return found if isinstance(found, list) else []


def _key_of(told: Mapping[str, Any], kid: object, algorithm: str) -> dict[str, Any]:
    """The one key that may have signed the token; a key says its use and its algorithm, or leaves them open (RFC 7517, 4)."""
    keys = [
        key
        for key in _list(told, "keys")
        if isinstance(key, dict)
        and key.get("kty") == FAMILIES[algorithm]
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and kid in (None, key.get("kid"))
    ]
    if len(keys) != 1:
        raise UnprovenError(f"{len(keys)} keys of the provider may have signed the token")
    return keys[0]


def _fetch(address: str, headers: Mapping[str, str] | None = None, form: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The JSON object at that address. Raises SilentError, and UnprovenError where the provider refuses what it was sent."""
    data = urlencode(form).encode() if form is not None else None
    request = urllib.request.Request(address, data=data, headers={"Accept": "application/json", "User-Agent": "Justif", **(headers or {})})
    if not _FEW_AT_A_TIME.acquire(timeout=_STANDS_SECONDS):
        raise SilentError("too many wait for its answer already")
    try:
        with _OPENER.open(request, timeout=PATIENCE_SECONDS) as answer:
            told = json.loads(answer.read(LONGEST_BYTES))
    except urllib.error.HTTPError as error:
        kind = UnprovenError if form is not None and error.code in (400, 401, 403) else SilentError
        raise kind(f"{error.code} at {urlsplit(address).path}") from error
    except (OSError, HTTPException, ValueError) as error:
        raise SilentError(f"{type(error).__name__} at {urlsplit(address).path}") from error
    finally:
        _FEW_AT_A_TIME.release()
    if not isinstance(told, dict):
        raise SilentError(f"no JSON object at {urlsplit(address).path}")
    return told
