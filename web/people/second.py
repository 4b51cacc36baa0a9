"""The second factor: codes of six digits that an app on a telephone counts (TOTP, RFC 6238), each of which opens once."""

from __future__ import annotations

from datetime import datetime

import pyotp
import segno

ISSUER = "Justif"
STEP_SECONDS = 30
# The step before and the step after are taken too: telephones' clocks differ (RFC 6238, 5.2).
STEPS = (-1, 0, 1)


def new_secret() -> str:
    """A secret of 160 bits, in base 32 as the apps take it."""
    return pyotp.random_base32()


def address_of(secret: str, name: str) -> str:
    """What the QR code holds: the `otpauth:` address that the apps read."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def drawn(address: str) -> str:
    """The QR code as a `data:` address of an SVG, which the pages' rules let in where they refuse a foreign picture."""
    return segno.make(address, error="m").svg_data_uri(scale=5, border=3, dark="#000", light="#fff")


def step_of(secret: str, code: str, *, now: datetime) -> int | None:
    """The time step whose code it is; None when it is none of now."""
    digits = "".join(code.split())
    step = int(now.timestamp()) // STEP_SECONDS
    for near in STEPS:
        if pyotp.utils.strings_equal(pyotp.TOTP(secret).generate_otp(step + near), digits):
            return step + near
    return None
