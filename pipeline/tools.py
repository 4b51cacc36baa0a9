"""What the road is handed. Nothing here chooses; justif/assemble.py does."""

from __future__ import annotations

from dataclasses import dataclass

from domain.company import Company
from pipeline.recognize import OcrEngine


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What reads. `past` entries of the company are an argument of the classifiers, not a tool."""

    engine: OcrEngine
    company: Company
