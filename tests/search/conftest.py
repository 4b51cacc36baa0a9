"""The engines of search over which the one suite runs, each opened empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from search.index import SearchIndex, open_index
from tests.servers.addresses import an_index, on

Opening = Callable[[], SearchIndex]


def _embedded(folder: Path) -> AbstractContextManager[str]:
    return nullcontext(f"embedded://{folder}/index.sqlite")


# A further engine is a line here: the URL of an index that is empty at first, and the same each time it is opened within a test.
ENGINES: dict[str, Callable[[Path], AbstractContextManager[str]]] = {"embedded": _embedded, "elasticsearch": lambda _: an_index()}


@pytest.fixture(params=["embedded", on("elasticsearch")])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opening]:
    """Opens the index of this test, as another process would do it."""
    with ENGINES[request.param](tmp_path) as url:
        yield lambda: open_index(url)
