"""How much memory preparation takes above the picture itself, from the kernel's own high-water mark (Linux)."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Callable
from pathlib import Path

STATUS = Path("/proc/self/status")
CLEAR = Path("/proc/self/clear_refs")


def megabytes_above(work: Callable[[], object]) -> float | None:
    """Megabytes by which the resident memory peaked above what it was before; None where the kernel does not tell."""
    gc.collect()
    try:
        ctypes.CDLL("libc.so.6").malloc_trim(0)  # memory that an earlier reading left free would hide what this one takes
        CLEAR.write_text("5")  # proc(5): resets the high-water mark
        before = _field("VmRSS")
        work()
        return (_field("VmHWM") - before) / 1000
    except OSError:
        return None


def _field(name: str) -> float:
    return next(float(line.split()[1]) for line in STATUS.read_text().splitlines() if line.startswith(name + ":"))
