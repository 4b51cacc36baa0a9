"""From settings to things: this module alone chooses the real engine and the real stores; tests call the rooms with fakes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from justif.settings import Settings

if TYPE_CHECKING:
    from domain.page import Page
    from pipeline.filing import Bell, Filing, Reader
    from pipeline.recognize import OcrEngine, Quads
    from pipeline.sheet import Pixels, Sheet
    from pipeline.tools import Stores, Tools
    from storage.people import People
    from web.people.provider import Provider


DEATHS = 2
"""Where the machines of workers stay switched on, a document that took its worker with it twice is to blame itself."""


class LateEngine:
    """An OcrEngine that is opened when the first sheet comes: XML and PDF text never pay for it."""

    def __init__(self, open_it: Callable[[], OcrEngine]) -> None:
        self._open = open_it
        self._engine: OcrEngine | None = None

    def ready(self) -> None:
        """Open the engine now, if it is not open yet."""
        self._engine = self._engine or self._open()

    def recognize(self, sheet: Sheet) -> Page:
        return self._opened().recognize(sheet)

    def find_text(self, pixels: Pixels) -> Quads:
        return self._opened().find_text(pixels)

    def confidence_upright(self, pixels: Pixels) -> float:
        return self._opened().confidence_upright(pixels)

    def _opened(self) -> OcrEngine:
        self.ready()
        assert self._engine is not None
        return self._engine


def make_tools(settings: Settings) -> Tools:
    """What reads."""
    from pipeline.tools import Tools

    def open_it() -> OcrEngine:
        from pipeline.engines import paddle

        return paddle.open_engine(models=settings.models, cache=cache_folder(), threads=settings.threads)

    engine = LateEngine(open_it)
    return Tools(engine=engine, company=settings.company_of(), max_pages=settings.max_pages, ready=engine.ready)


def make_stores(settings: Settings) -> Stores:
    """What keeps. The home folder is made when it is missing, for its owner alone."""
    from pipeline.tools import Stores
    from search.index import open_index
    from storage.objects import open_objects
    from storage.register import open_register

    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Stores(
        objects=open_objects(settings.objects_url),
        register=open_register(settings.database_url),
        index=open_index(settings.index_url),
    )


def make_filing(settings: Settings, *, reader: Reader | None = None, bell: Bell | None = None) -> Filing:
    """The clerk over the real stores; `reader` reads in this very process when it is not given, `bell` wakes those of the settings."""
    from pipeline.filing import Filing
    from pipeline.read import read
    from storage.claims import ATTEMPTS

    settled = {code: settings.company_of(code) for code in settings.companies}
    return Filing(
        stores=make_stores(settings),
        tools=make_tools(settings),
        reader=reader or read,
        settled=settled,
        automate_under=settings.automate_under,
        bell=bell or make_bell(settings),
        deaths=DEATHS if settings.broker else ATTEMPTS,
    )


def make_people(filing: Filing) -> People:
    """The accounts, which the register keeps beside the documents."""
    from storage.people import people_of

    return people_of(filing.stores.register.database, now=filing.stores.register.now)


def make_provider(settings: Settings) -> Provider | None:
    """Who else may say who comes; None where no setting names one. Raises RefusedError where they are half made, or unsafe."""
    from domain.problem import refused
    from web.people.provider import Provider, is_private

    told = {
        "JUSTIF_OIDC_ISSUER": settings.oidc_issuer,
        "JUSTIF_OIDC_CLIENT": settings.oidc_client,
        "JUSTIF_OIDC_SECRET": _oidc_secret(settings),
    }
    missing = ", ".join(name for name, value in told.items() if not value)
    if len(missing.split(", ")) == len(told):
        return None
    if missing:
        what = "Signing in by a provider takes its address, a client and a secret."
        raise refused("provider_unset", what=what, where=missing, remedy="Set it, or none of them.")
    if not is_private(settings.oidc_issuer):
        what = "Who comes would be told where others can read and change it."
        raise refused("provider_unsafe", what=what, where="JUSTIF_OIDC_ISSUER", remedy="Give an address that begins with https://.")
    name = settings.oidc_name or urlsplit(settings.oidc_issuer).hostname or ""
    secret = told["JUSTIF_OIDC_SECRET"]
    return Provider(issuer=settings.oidc_issuer, client=settings.oidc_client, secret=secret, name=name, pages=settings.public_url)


def _oidc_secret(settings: Settings) -> str:
    if settings.oidc_secret_file is None:
        return settings.oidc_secret.get_secret_value()
    try:
        return settings.oidc_secret_file.read_text(encoding="utf-8").strip()
    except OSError as error:
        from domain.problem import refused

        where, what = str(settings.oidc_secret_file), f"The secret of the provider cannot be read: {error.strerror}."
        raise refused("provider_unset", what=what, where=where, remedy="Look at JUSTIF_OIDC_SECRET_FILE.") from error


def make_bell(settings: Settings) -> Bell:
    """What wakes those who read: the broker where there is one."""
    from pipeline.filing import NoBell

    if not settings.broker:
        return NoBell()
    from justif.queues import BrokerBell

    return BrokerBell(settings)


def cache_folder() -> Path:
    """Where the engine prepares its models: the user's own cache folder, as the XDG base directory specification names it."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "justif"
