"""The pictures of the pages that a person is shown, encoded once and kept in memory while there is room.

They are derivatives: the original bytes stay untouched in the archive. Width and height in the boxes' geometry are those of
the shown page, so a picture may be sent smaller and the boxes still lie right.
"""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image

from pipeline.sheet import Pixels

SIZES = {"page": 2200, "card": 520, "thumb": 200}
Key = tuple[str, int, int, str]


@dataclass(slots=True, kw_only=True)
class Pictures:
    """JPEG pictures by (original, page, turn, size), the least recently seen leaving first; safe among threads."""

    capacity_bytes: int = 64 * 1024 * 1024
    _kept: OrderedDict[Key, bytes] = field(default_factory=OrderedDict)
    _size: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    # A 12-megapixel photo takes 36 MB once decoded: one at a time keeps the peak flat.
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: Key, render: Callable[[], Pixels]) -> bytes:
        """The picture under that key, rendered when it is not there. What `render` raises is passed on."""
        if (known := self._look(key)) is not None:
            return known
        with self._one_at_a_time:
            if (known := self._look(key)) is not None:
                return known
            encoded = encode(render(), longest=SIZES[key[3]])
        self._keep(key, encoded)
        return encoded

    def _look(self, key: Key) -> bytes | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: Key, encoded: bytes) -> None:
        with self._lock:
            self._size += len(encoded) - len(self._kept.pop(key, b""))
            self._kept[key] = encoded
            while self._size > self.capacity_bytes and self._kept:
                self._size -= len(self._kept.popitem(last=False)[1])


def encode(pixels: Pixels, *, longest: int) -> bytes:
    """A JPEG whose longest side has so many pixels at most."""
    picture = Image.fromarray(pixels)
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue()
