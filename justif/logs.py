"""Where logs go: to standard error, at the level of the settings. Ids, counts and codes only."""

from __future__ import annotations

import logging
import sys

from justif.settings import Settings


def start_logging(settings: Settings) -> None:
    """Once a process, at its door."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for room in ("justif", "web", "pipeline", "extractors", "classifiers", "accounting", "search", "storage"):
        logging.getLogger(room).setLevel(settings.log_level.upper())
