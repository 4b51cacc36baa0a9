"""The steps of preparation, each with what takes its place when it is switched off."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest import mock

from domain.page import Page
from pipeline.papers.outline import Outline
from pipeline.papers.sighted import Sighted, sighted
from pipeline.papers.view import View
from pipeline.recognize import OcrEngine
from pipeline.sheet import Sheet


def _same(sheet: Sheet, *_: Any, **__: Any) -> Sheet:
    return sheet


def _alone(sheet: Sheet, *_: Any, **__: Any) -> tuple[Sheet, ...]:
    return (sheet,)


def _no_turn(*_: Any, **__: Any) -> int:
    return 0


def _flat(*_: Any, **__: Any) -> None:
    return None


def _always_sure(view: View) -> Sighted:
    return replace(sighted(view), sure=True)


def _all_as_found(papers: Sequence[Outline], *_: Any, **__: Any) -> list[Outline]:
    return list(papers)


def _read_once(sheet: Sheet, engine: OcrEngine) -> Page:
    return engine.recognize(sheet)


STEPS: dict[str, tuple[str, Callable[..., Any]]] = {
    "split": ("pipeline.read.split", _alone),
    "look again where unsure": ("pipeline.split.sighted", _always_sure),
    "draw out over text": ("pipeline.split.grown", _all_as_found),
    "lay bends flat": ("pipeline.papers.flatten.mesh_of", _flat),
    "draw lines straight": ("pipeline.prepare.bend_of", lambda marks, slope: None),
    "ask the classifier": ("pipeline.prepare.facing", lambda pieces: 0.0),
    "turn by quarters": ("pipeline.prepare.quarter_turns", _no_turn),
    "level": ("pipeline.prepare.level", _same),
    "crop": ("pipeline.prepare.crop", _same),
    "enlarge small print": ("pipeline.prepare.scaled", _same),
    "read the other way up": ("pipeline.read.read_upright", _read_once),
}
"""Name → the function that the road calls, and its stand-in."""


@contextmanager
def without(step: str) -> Iterator[None]:
    """The road without one of STEPS."""
    target, instead = STEPS[step]
    with mock.patch(target, instead):
        yield
