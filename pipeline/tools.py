"""What the road is handed: Tools that read, Stores that keep. Nothing here chooses; justif/assemble.py does."""

from __future__ import annotations

from dataclasses import dataclass

from domain.company import Company
from pipeline.recognize import OcrEngine
from search.index import SearchIndex
from storage.objects import ObjectStore
from storage.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What reads. `past` entries of the company are an argument of the classifiers, not a tool."""

    engine: OcrEngine
    company: Company


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """What keeps. Originals and register are the truth; the index can always be rebuilt from them."""

    objects: ObjectStore
    register: Register
    index: SearchIndex
