"""The child process that reads: it may hang, swell or crash on a hostile document, and its parent (justif/guard.py) replaces it.

Started as `python -m justif.reading_process FD`; FD is one end of a socket, over which each side sends one tuple at a time.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
import time
import traceback
from dataclasses import replace
from multiprocessing.connection import Connection

from justif.orders import Done, Order, Step
from justif.settings import Settings

KINDNESS = 10
"""Reading takes every processor there is; whoever waits for a page, or for the receipt of a photo, goes before it."""


def main(handle: int) -> None:
    """Serve orders until the parent closes its end or is gone."""
    parent = os.getppid()
    if hasattr(os, "nice"):
        os.nice(KINDNESS)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    connection: Connection[Done | Step, Order] = Connection(handle)
    with contextlib.suppress(EOFError, ConnectionError, KeyboardInterrupt):
        _serve(connection)


def _serve(connection: Connection[Done | Step, Order]) -> None:
    from justif.assemble import make_tools
    from justif.logs import start_logging
    from pipeline.read import read

    settings = Settings()
    start_logging(settings)
    tools = replace(make_tools(settings), on_step=lambda name: connection.send(Step(name=name)))
    connection.send(Step(name="started"))
    while True:
        order = connection.recv()
        try:
            readings = read(order.upload, replace(tools, company=order.company), today=order.today)
        except Exception:
            logging.getLogger(__name__).exception("our own fault")
            connection.send(Done(fault=traceback.format_exc()))
        else:
            connection.send(Done(readings=readings))


def _end_with(parent: int) -> None:
    """A killed parent cannot tell its child to stop: the child sees that it has become somebody else's."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
