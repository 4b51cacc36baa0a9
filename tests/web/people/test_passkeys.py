"""A passkey signs in, whichever of several processes gave out the challenge, and a challenge serves once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import cbor2
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi.testclient import TestClient
from webauthn.helpers import bytes_to_base64url

from pipeline.filing import Filing
from storage.people import People
from tests.web.made import TODAY, Browser, show
from web.app import create_app

Opens = Callable[..., Browser]
ORIGIN = "http://localhost"


class Device:
    """A device that keeps one passkey (ES256) and knows its owner, as W3C Web Authentication, level 2, 6.1 and 6.5 have it answer."""

    id = b"a passkey of a test"

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._used = 0

    def make(self, options: dict[str, Any]) -> str:
        point = self._key.public_key().public_numbers()
        cose = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)})
        told = self._told(0x45) + bytes(16) + len(self.id).to_bytes(2) + self.id + cose
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": told})
        return self._answer(self._client("webauthn.create", options), {"attestationObject": attested})

    def sign(self, options: dict[str, Any]) -> str:
        self._used += 1
        client, told = self._client("webauthn.get", options), self._told(0x05)
        signature = self._key.sign(told + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(client, {"authenticatorData": told, "signature": signature})

    def _told(self, flags: int) -> bytes:
        return hashlib.sha256(b"localhost").digest() + bytes([flags]) + self._used.to_bytes(4)

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": ORIGIN}).encode()

    def _answer(self, client: bytes, more: dict[str, bytes]) -> str:
        name = bytes_to_base64url(self.id)
        response = {key: bytes_to_base64url(value) for key, value in ({"clientDataJSON": client} | more).items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


@pytest.fixture
def device() -> Device:
    return Device()


@pytest.fixture
def elsewhere(filing: Filing, people: People) -> Opens:
    """A browser at another process of the same Justif: a second application over the register, with nothing else in common."""
    app = create_app(filing, show=show, today=lambda: TODAY, people=people)
    return lambda: Browser(TestClient(app, base_url=ORIGIN, headers={"Accept-Language": "fr"}, follow_redirects=False))


def options_of(browser: Browser, address: str) -> dict[str, Any]:
    answer = browser.post(address)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def keep_passkey(browser: Browser, device: Device) -> None:
    browser.get("/account")
    credential = device.make(options_of(browser, "/account/passkeys/options"))
    assert browser.post("/account/passkeys", {"credential": credential, "name": "Téléphone"}).status_code == 303


def test_a_challenge_of_one_process_is_taken_by_another_and_once(
    signed_in: Opens, stranger: Opens, elsewhere: Opens, device: Device
) -> None:
    keep_passkey(signed_in(), device)
    here, there = stranger(), elsewhere()
    here.get("/sign-in")
    there.get("/sign-in")

    credential = device.sign(options_of(here, "/sign-in/passkey/options"))

    assert there.post("/sign-in/passkey", {"credential": credential}).status_code == 303
    assert there.get("/account").status_code == 200
    assert here.post("/sign-in/passkey", {"credential": credential}).status_code == 403
    assert here.get("/account").status_code == 303


def test_a_challenge_that_nobody_gave_out_opens_nothing(signed_in: Opens, stranger: Opens, device: Device) -> None:
    keep_passkey(signed_in(), device)
    browser = stranger()
    browser.get("/sign-in")

    credential = device.sign({"challenge": bytes_to_base64url(bytes(32))})

    assert browser.post("/sign-in/passkey", {"credential": credential}).status_code == 403


def test_a_passkey_is_added_with_a_challenge_of_ones_own(signed_in: Opens, device: Device) -> None:
    anne, paul = signed_in("Anne"), signed_in("Paul")
    for browser in (anne, paul):
        browser.get("/account")

    for_anne = options_of(anne, "/account/passkeys/options")
    assert paul.post("/account/passkeys", {"credential": device.make(for_anne)}).status_code == 422
    for_signing_in = options_of(anne, "/sign-in/passkey/options")
    assert anne.post("/account/passkeys", {"credential": device.make(for_signing_in)}).status_code == 422
    keep_passkey(anne, device)
