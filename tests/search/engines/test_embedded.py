"""What the embedded engine does beyond the promise of all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from search.index import open_index
from tests.search.cards import CARDS, asked


def test_an_index_of_another_version_is_emptied_so_that_the_register_fills_it_anew(tmp_path: Path) -> None:
    url = f"embedded://{tmp_path}/index.sqlite"
    open_index(url).put(CARDS)
    with sqlite3.connect(tmp_path / "index.sqlite") as db:
        db.execute("PRAGMA user_version = 1")
    db.close()

    opened = open_index(url)

    assert opened.is_empty()
    opened.put(CARDS)
    assert asked(opened).total == 3
