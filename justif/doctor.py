"""`justif doctor`: is everything here that Justif needs? One line a question, with what to do where the answer is no."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from justif.assemble import make_stores, make_tools
from justif.output import emit
from justif.settings import Settings
from pipeline.sheet import plain_sheet

_ROOM_BYTES = 500_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer to one question."""

    question: str
    ok: bool
    answer: str


def examine(settings: Settings) -> bool:
    """Print a line for each question; True when nothing is wrong. A question that raises is answered no, with what it raised."""
    all_well = True
    for ask in QUESTIONS:
        try:
            finding = ask(settings)
        except Exception as error:  # whatever is broken, the other questions are still to be asked
            finding = Finding(question=ask.__name__.strip("_"), ok=False, answer=f"{type(error).__name__}: {error}")
        emit({"question": finding.question, "ok": finding.ok, "answer": finding.answer})
        all_well = all_well and finding.ok
    return all_well


def _python(_: Settings) -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(question="python", ok=sys.version_info >= (3, 11), answer=f"{version}, {os.cpu_count()} processors")


def _home(settings: Settings) -> Finding:
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryFile(dir=settings.home) as file:
        file.write(b"justif")
    return Finding(question="home", ok=True, answer=f"{settings.home} can be written to")


def _room(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.home).free
    return Finding(question="room", ok=free > _ROOM_BYTES, answer=f"{free // 1_000_000} MB are free on the disk of {settings.home}")


def _stores(settings: Settings) -> Finding:
    stores = make_stores(settings)
    problems = stores.register.database.problems()
    waiting = stores.register.claims.waiting()
    return Finding(question="register", ok=not problems, answer="; ".join(problems) or f"sound; {waiting} documents wait to be read")


def _one_opencv(_: Settings) -> Finding:
    """Two distributions that ship `cv2` overwrite each other's files."""
    names = {d.metadata["Name"] for d in importlib.metadata.distributions() if (d.metadata["Name"] or "").startswith("opencv")}
    return Finding(question="opencv", ok=len(names) == 1, answer=", ".join(sorted(names)) or "not installed")


def _engine(settings: Settings) -> Finding:
    """Opening the engine finds its models; recognising a white page shows that they run."""
    tools = make_tools(settings)
    tools.ready()
    page = tools.engine.recognize(plain_sheet(np.full((64, 256, 3), 255, np.uint8), page=1))
    return Finding(question="recognition", ok=True, answer=f"the models are here and run; {len(page.words)} words on a white page")


QUESTIONS: tuple[Callable[[Settings], Finding], ...] = (_python, _home, _room, _stores, _one_opencv, _engine)
