"""`justif serve` and `justif work`: processes that stay, and read what is handed in meanwhile."""

from __future__ import annotations

import signal
import threading

from justif.assemble import make_filing
from justif.output import say
from justif.settings import Settings
from justif.worker import Workshop


def serve(settings: Settings, *, host: str, port: int, jobs: int) -> bool:
    """The pages, with the reading beside them, until the process is told to stop; False when the port is taken."""
    import uvicorn

    from web.app import create_app
    from web.desk import Habits

    filing = make_filing(settings)
    _tell_what_waits(filing.resume())
    shown = "localhost" if host in ("127.0.0.1", "::1", "0.0.0.0") else host
    habits = Habits(grace_seconds=settings.grace_seconds, typing_seconds=settings.typing_seconds)
    config = uvicorn.Config(create_app(filing, habits=habits), host=host, port=port, log_level="warning", server_header=False)
    server = uvicorn.Server(config)
    with Workshop(settings, jobs=jobs):
        say(f"Justif is open at http://{shown}:{port} (stop it with Ctrl-C)")
        try:
            server.run()
        except SystemExit:
            say(f"Justif could not listen at {host}:{port}. Is it running already? Choose another port with --port.")
            return False
    return True


def work(settings: Settings, *, jobs: int) -> None:
    """Read until told to stop; what is being read then goes back into the queue."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    _tell_what_waits(make_filing(settings).resume())
    with Workshop(settings, jobs=jobs):
        stop.wait()


def _tell_what_waits(count: int) -> None:
    if count:
        say(f"{count} documents wait to be read.")
