"""Passwords, hashed with Argon2id (RFC 9106) and compared without telling whether the account exists."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200
"""NIST SP 800-63B asks for 8 signs at least and no rules of composition; without a second factor, 12 are wiser."""

_HASHER = PasswordHasher()  # the library follows RFC 9106: 64 MiB, 3 passes, 4 lanes
_NOBODY = _HASHER.hash("nobody's password")
# Each hash takes 64 MiB for a while: a flood of tries must not take the machine's memory.
_TWO_AT_A_TIME = threading.Semaphore(2)


def hash_password(password: str) -> str:
    with _TWO_AT_A_TIME:
        return _HASHER.hash(password)


def is_password(password: str, hashed: str | None) -> bool:
    """Whether it is the one; takes as long when there is none to compare it with."""
    with _TWO_AT_A_TIME:
        try:
            return _HASHER.verify(hashed or _NOBODY, password[:LONGEST]) and hashed is not None
        except (VerificationError, InvalidHashError):
            return False


def is_long_enough(password: str) -> bool:
    return SHORTEST <= len(password) <= LONGEST
