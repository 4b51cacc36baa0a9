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

from domain.problem import UnavailableError
from justif.assemble import make_provider, make_tools
from justif.output import emit
from justif.settings import Settings, told_of_unknown, unknown_settings
from pipeline.sheet import plain_sheet
from search.index import open_index
from storage.objects import open_objects
from storage.register import open_register

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
            finding = Finding(question=ask.__name__.strip("_"), ok=False, answer=_told(error))
        emit({"question": finding.question, "ok": finding.ok, "answer": finding.answer})
        all_well = all_well and finding.ok
    return all_well


def _told(error: Exception) -> str:
    """What was raised; of a server that is silent, the reason that its library gave. Never more than two lines of it."""
    cause = error.__cause__ if isinstance(error, UnavailableError) and error.__cause__ else error
    words = " ".join(str(cause).split())[:300]
    return f"the server does not answer: {words}" if isinstance(error, UnavailableError) else f"{type(cause).__name__}: {words}"


def _python(_: Settings) -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(question="python", ok=sys.version_info >= (3, 11), answer=f"{version}, {os.cpu_count()} processors")


def _settings(_: Settings) -> Finding:
    wrong = unknown_settings()
    told = "; ".join(told_of_unknown(*each) for each in wrong)
    return Finding(question="settings", ok=not wrong, answer=told or "every JUSTIF_… name of the environment is a setting")


def _home(settings: Settings) -> Finding:
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryFile(dir=settings.home) as file:
        file.write(b"justif")
    return Finding(question="home", ok=True, answer=f"{settings.home} can be written to")


def _room(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.home).free
    return Finding(question="room", ok=free > _ROOM_BYTES, answer=f"{free // 1_000_000} MB are free on the disk of {settings.home}")


def _register(settings: Settings) -> Finding:
    register = open_register(settings.database_url)
    problems = register.database.problems()
    waiting = register.claims.waiting()
    return Finding(question="register", ok=not problems, answer="; ".join(problems) or f"sound; {waiting} documents wait to be read")


def _objects(settings: Settings) -> Finding:
    problems = open_objects(settings.objects_url).problems()
    return Finding(question="originals", ok=not problems, answer="; ".join(problems) or "can be written, and come back as they were")


def _index(settings: Settings) -> Finding:
    index = open_index(settings.index_url)
    problems = index.problems()
    state = "empty" if index.is_empty() else "filled"
    return Finding(question="index", ok=not problems, answer="; ".join(problems) or f"answers; it is {state}")


def _broker(settings: Settings) -> Finding:
    """Asked for its queues, which shows address, password and rights."""
    if not settings.broker:
        return Finding(question="broker", ok=True, answer="none is set; this machine reads by itself")
    from justif.queues import bells, make_app

    return Finding(question="broker", ok=True, answer=f"answers; it holds bells for {bells(make_app(settings))} documents")


def _provider(settings: Settings) -> Finding:
    """Asked for its description, which shows its address and the certificate; the client and the secret show at the first sign-in."""
    provider = make_provider(settings)
    if provider is None:
        return Finding(question="provider", ok=True, answer="none is set; people sign in at Justif alone")
    provider.look()
    return Finding(question="provider", ok=True, answer=f"{provider.issuer} answers and describes itself")


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


QUESTIONS: tuple[Callable[[Settings], Finding], ...] = (
    _python,
    _settings,
    _home,
    _room,
    _register,
    _objects,
    _index,
    _broker,
    _provider,
    _one_opencv,
    _engine,
)
