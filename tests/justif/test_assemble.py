"""From settings to things: only what is needed is opened, and everything in the home."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from domain.kinds import Source
from domain.page import Page
from justif.assemble import LateEngine, make_stores
from justif.settings import Settings
from pipeline.recognize import Quads
from pipeline.sheet import Pixels, Sheet, plain_sheet


class Counting:
    opened = 0

    def __init__(self) -> None:
        Counting.opened += 1

    def recognize(self, sheet: Sheet) -> Page:
        return Page(number=sheet.page, width=1, height=1, words=(), source=Source.OCR)

    def find_text(self, pixels: Pixels) -> Quads:
        return np.zeros((0, 4, 2), np.float32)

    def confidence_upright(self, pixels: Pixels) -> float:
        return 0.5


def test_the_engine_is_opened_once_and_not_before_it_is_needed() -> None:
    Counting.opened = 0
    engine = LateEngine(Counting)
    assert Counting.opened == 0
    engine.ready()
    assert engine.recognize(plain_sheet(np.zeros((4, 4, 3), np.uint8), page=3)).number == 3
    assert engine.confidence_upright(np.zeros((4, 4, 3), np.uint8)) == 0.5
    assert Counting.opened == 1


def test_everything_lies_in_the_home_which_is_its_owners_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    stores = make_stores(Settings(home=home))
    stores.objects.put(b"a receipt")
    assert home.stat().st_mode & 0o077 == 0
    assert {path.name.partition("-")[0] for path in home.iterdir()} == {"originals", "register.sqlite", "index.sqlite"}
    stores.register.database.close()


def test_stores_can_be_told_by_their_urls(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", objects="memory:", database=f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")
    stores = make_stores(settings)
    assert (tmp_path / "elsewhere.sqlite").exists()
    assert not (tmp_path / "home" / "originals").exists()
    stores.register.database.close()
