"""Where logs go: to standard error, at the level of the settings. Ids, counts and codes only.

The document in hand comes along by itself: whoever handles one says so with `about`, and every line meanwhile bears its id.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from justif.settings import Settings

_DOCUMENT: ContextVar[str] = ContextVar("document", default="")


@contextmanager
def about(document_id: str) -> Iterator[None]:
    """What is logged in here is about that document."""
    token = _DOCUMENT.set(document_id)
    try:
        yield
    finally:
        _DOCUMENT.reset(token)


class _Json(logging.Formatter):
    """One object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if document := _DOCUMENT.get():
            line["document"] = document
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class _Text(logging.Formatter):
    """For people."""

    def format(self, record: logging.LogRecord) -> str:
        document = _DOCUMENT.get()
        return super().format(record) + (f" document={document}" if document and document not in record.getMessage() else "")


def start_logging(settings: Settings) -> None:
    """Once a process, at its door."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if settings.log_format == "json" else _Text("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("elastic_transport").setLevel(logging.ERROR)  # it tells each try with its stack; we tell what came of them
    for room in ("justif", "web", "pipeline", "extractors", "classifiers", "accounting", "search", "storage"):
        logging.getLogger(room).setLevel(settings.log_level.upper())
