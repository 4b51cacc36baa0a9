"""Log lines bear the document they are about, and are objects where programs read them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from justif.logs import about, start_logging
from justif.settings import Settings


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leaves the logging of the tests as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


def test_a_line_is_an_object_with_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging(Settings(log_format="json"))
    with about("12ab"):
        logging.getLogger("justif").warning("gave up: %s", "too_slow")
    logging.getLogger("justif").warning("idle")
    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (first["document"], first["level"], first["message"]) == ("12ab", "WARNING", "gave up: too_slow")
    assert "document" not in second


def test_a_line_for_people_ends_with_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging(Settings())
    with about("12ab"):
        logging.getLogger("justif").warning("gave up")
    assert capsys.readouterr().err.rstrip().endswith("justif: gave up document=12ab")
