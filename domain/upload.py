"""What a person hands in: the untouched bytes and the name they came under."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """The name is for people only: the kind of a file is told from its bytes, and no path is made from it."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The identity of the original, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()
