"""What the road is handed. Nothing here chooses; justif/assemble.py does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.company import Company
from pipeline.recognize import OcrEngine
from search.index import SearchIndex
from storage.objects import ObjectStore
from storage.register import Register


def _nothing(*_: object) -> None:
    """What is done where nobody wants to hear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What reads. `past` entries of the company are an argument of the classifiers, not a tool.

    `ready` opens the engine before the clock of a document starts, for the first one that needs it. `on_step` is told the name
    of each step as it begins: a watchdog takes it for a sign of life.
    """

    engine: OcrEngine
    company: Company
    max_pages: int = 100
    ready: Callable[[], None] = _nothing
    on_step: Callable[[str], None] = _nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """What keeps: the untouched originals, the register, and the index that can be made anew from them."""

    objects: ObjectStore
    register: Register
    index: SearchIndex
