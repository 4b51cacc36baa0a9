"""The engines of search over which the one suite runs, each opened empty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from search.index import SearchIndex, open_index

Opening = Callable[[], SearchIndex]


def _embedded(folder: Path) -> Opening:
    return lambda: open_index(f"embedded://{folder}/index.sqlite")


# A further engine is a line here; it must give the same index, empty at first, each time it is opened within a test.
ENGINES: dict[str, Callable[[Path], Opening]] = {"embedded": _embedded}


@pytest.fixture(params=sorted(ENGINES))
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    """Opens the index of this test, as another process would do it."""
    return ENGINES[request.param](tmp_path)
