"""A name for this process by which others can tell whether it still lives.

`boot:namespace:pid:start:serial`. A process id says something only within one boot and one process namespace (two containers may
share a folder); its start time tells it from a later process of the same number. Where any of it differs or cannot
be known, the process is not known to be dead, and others wait for its lease to run out.
"""

from __future__ import annotations

import itertools
import os
from pathlib import Path

_serial = itertools.count(1)


def own_name() -> str:
    """A new name of this process: each worker in it has its own."""
    return f"{_here()}:{os.getpid()}:{_started(os.getpid())}:{next(_serial)}"


def is_dead(owner: str) -> bool:
    """Whether the owner is known to have ended."""
    pieces = owner.split(":")
    if len(pieces) != 5:
        return False
    boot, namespace, pid, started, _ = pieces
    if f"{boot}:{namespace}" != _here() or not pid.isdigit() or not started:
        return False
    return _started(int(pid)) != started


def _here() -> str:
    return f"{_read('/proc/sys/kernel/random/boot_id')}:{_namespace()}"


def _namespace() -> str:
    try:
        return str(Path("/proc/self/ns/pid").stat().st_ino)
    except OSError:
        return "unknown"


def _started(pid: int) -> str:
    """Clock ticks since boot at which the process began, empty when there is none (or it is a zombie)."""
    fields = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return fields[19] if len(fields) > 19 and fields[0] not in ("Z", "X") else ""


def _read(path: str) -> str:
    try:
        return Path(path).read_text("ascii", "replace").strip()
    except OSError:
        return ""
