"""`justif serve` and `justif work`: processes that stay, and read what is handed in meanwhile."""

from __future__ import annotations

import ipaddress
import os
import signal
import sys
import threading
import webbrowser
from contextlib import nullcontext
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from domain.problem import RefusedError
from justif.assemble import make_filing, make_people, make_provider
from justif.errands import Errands, errands_of
from justif.following import Follower
from justif.output import say, say_problem
from justif.settings import Settings, told_of_unknown, unknown_settings
from justif.worker import Workshop

if TYPE_CHECKING:
    from storage.people import People


def serve(settings: Settings, *, host: str, port: int, jobs: int, open_browser: bool = False) -> bool:
    """The pages, with the reading beside them, until the process is told to stop; False when they cannot be opened."""
    from justif.server import Server
    from web.app import create_app
    from web.desk import Habits

    _warn_of_unknown_settings()
    if settings.sign_in == "off" and not _is_loopback(host):
        say(f"JUSTIF_SIGN_IN=off opens the books to everybody who reaches {host}. Let people sign in, or listen at 127.0.0.1.")
        return False
    try:
        provider = make_provider(settings) if settings.sign_in == "on" else None
    except RefusedError as error:
        say_problem(error.problem)
        return False
    follower = Follower()
    filing = make_filing(settings, bell=None if settings.broker else follower)  # the workers of the broker follow
    people = make_people(filing) if settings.sign_in == "on" else None
    _tell_what_waits(filing.resume())
    address = address_of(settings, host=host, port=port)
    habits = Habits(grace_seconds=settings.grace_seconds, typing_seconds=settings.typing_seconds)
    app = create_app(filing, people=people, provider=provider, habits=habits, hosts=_names(settings))
    server = Server(app, host=host, port=port, announce=lambda: _announce(people, address, open_browser=open_browser))
    # With a broker, its workers read.
    workshop = nullcontext() if settings.broker else Workshop(settings, jobs=jobs, arrived=follower.arrived)
    follows = nullcontext() if settings.broker else follower.over(filing.follow)
    threading.Thread(target=_get_ready, name="tagger", daemon=True).start()
    with follows, workshop, Errands(errands_of(settings, filing, make_people(filing))):
        try:
            server.run()
        except SystemExit:
            say(f"Justif could not listen at {host}:{port}. Is it running already? Choose another port with --port.")
            return False
    return True


def _get_ready() -> None:
    """What takes a moment to load is there before the first question that needs it."""
    from search import grammar, unknown

    grammar.ready()
    unknown.ready()


def address_of(settings: Settings, *, host: str | None = None, port: int | None = None) -> str:
    """The address at which people find the pages, without a stroke at its end."""
    host, port = host or settings.host, settings.port if port is None else port
    shown = "localhost" if _is_loopback(host) or host in ("0.0.0.0", "::") else host
    return settings.public_url.rstrip("/") or f"http://{shown}:{port}"


def _warn_of_unknown_settings() -> None:
    for each in unknown_settings():
        say(f"{told_of_unknown(*each)}.")


def _announce(people: People | None, address: str, *, open_browser: bool) -> None:
    """Where the pages are; on a first start with the link that makes whoever opens it the administrator."""
    say(f"Justif is open at {address} (stop it with Ctrl-C)")
    first = people is not None and people.users.is_empty()
    if people is not None and first:
        address = f"{address}/welcome/{people.links.new()}"
        say(f"Nobody has an account yet. Whoever opens this link first becomes the administrator:\n{address}")
    if open_browser and _has_screen():
        webbrowser.open(address)


def _has_screen() -> bool:
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _names(settings: Settings) -> tuple[str, ...]:
    name = urlsplit(settings.public_url).hostname
    return (name,) if name else ()


def work(settings: Settings, *, jobs: int, only: str = "") -> None:
    """Read until told to stop; what is being read then goes back into the queue. `only` is the kind of queue, where there is a broker."""
    _warn_of_unknown_settings()
    if settings.broker:
        from justif import tasks

        tasks.work(settings, jobs=jobs, only=only)
        return
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    _tell_what_waits(make_filing(settings).resume())
    with Workshop(settings, jobs=jobs):
        stop.wait()
    return


def _tell_what_waits(count: int) -> None:
    if count:
        say(f"{count} documents wait to be read.")
