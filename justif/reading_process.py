"""The child process that reads: it may hang, swell or crash on a hostile document, and its parent (justif/guard.py) replaces it.

Started as `python -m justif.reading_process FD`; FD is one end of a socket, over which each side sends one tuple at a time.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import sys
import threading
import time
import traceback
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from justif.orders import Done, Order, Step, Warm
from justif.settings import Settings

if TYPE_CHECKING:
    from pipeline.tools import Tools

KINDNESS = 10
"""Reading takes every processor there is; whoever waits for a page, or for the receipt of a photo, goes before it."""


def main(handle: int) -> None:
    """Serve orders until the parent closes its end or is gone."""
    parent = os.getppid()
    if hasattr(os, "nice"):
        os.nice(KINDNESS)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    connection: Connection[Done | Step, Order | Warm] = Connection(handle)
    with contextlib.suppress(EOFError, ConnectionError, KeyboardInterrupt):
        _serve(connection)


def _serve(connection: Connection[Done | Step, Order | Warm]) -> None:
    from justif.assemble import make_tools
    from justif.logs import start_logging
    from pipeline.read import read

    settings = Settings()
    start_logging(settings)
    tools = replace(make_tools(settings), on_step=lambda name: connection.send(Step(name=name)))
    connection.send(Step(name="started"))
    while True:
        order = connection.recv()
        if isinstance(order, Warm):
            _warm(tools)
            continue
        try:
            readings = read(order.upload, replace(tools, company=order.company), today=order.today)
        except Exception:
            logging.getLogger(__name__).exception("our own fault")
            connection.send(Done(fault=traceback.format_exc()))
        else:
            connection.send(Done(readings=readings))
        _give_memory_back()


def _warm(tools: Tools) -> None:
    """Open the engine. Where it cannot be opened, the first picture tells the person."""
    tools.on_step("ready")
    try:
        tools.ready()
    except Exception:
        logging.getLogger(__name__).warning("the engine does not open", exc_info=True)
    tools.on_step("opened")


def _give_memory_back() -> None:
    """A picture of twelve megapixels leaves a hundred megabytes that the C library keeps for the next one.

    Given back, they do not count against this process, which lives longer; it takes two milliseconds, after the answer is out.
    """
    with contextlib.suppress(OSError, AttributeError):  # libraries other than GNU's have no such function
        ctypes.CDLL(None).malloc_trim(0)


def _end_with(parent: int) -> None:
    """A killed parent cannot tell its child to stop: the child sees that it has become somebody else's."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
