"""A worker of the broker whose process is killed by every document named `poison`, as a swollen or crashing one would do."""

from __future__ import annotations

import os
import signal
from datetime import date

from domain.reading import Reading
from domain.upload import Upload
from justif import tasks
from justif.settings import Settings
from pipeline.tools import Tools


class Killed:
    """Stands in for the guarded reader."""

    def __init__(self, settings: Settings) -> None: ...

    def __call__(self, upload: Upload, tools: Tools, *, today: date) -> tuple[Reading, ...]:
        if upload.name.startswith("poison"):
            os.kill(os.getpid(), signal.SIGKILL)
        return (Reading(pages=1),)


if __name__ == "__main__":
    setattr(tasks, "GuardedReader", Killed)  # noqa: B010 — its types differ on purpose
    tasks.work(Settings(), jobs=1)
