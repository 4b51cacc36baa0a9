"""Every setting of Justif, its default and its meaning. Read once, here; every other room receives what it needs.

Each is an environment variable with `JUSTIF_` before its name. With none set, everything runs on this machine, in one folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.company import Company

PREFIX = "JUSTIF_"


class CompanySettings(BaseModel):
    """One of the companies whose books are kept, as JSON in JUSTIF_COMPANIES."""

    name: str = ""
    country: str = ""
    identifiers: tuple[str, ...] = ()


class Settings(BaseSettings):
    """The settings as the environment gives them."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True, use_attribute_docstrings=True)

    home: Path = Field(default_factory=lambda: Path.home() / ".justif")
    """The folder that holds everything Justif keeps: originals, register, index, log."""

    company: str = "default"
    """Code of the company whose documents these are, where a command names none."""

    company_name: str = ""
    """Its name, so that it is not taken for a seller."""

    company_identifiers: tuple[str, ...] = ()
    """Its SIREN, VAT number, IBAN…, a JSON list: never taken for a seller's."""

    country: str = "fr"
    """Its country, which says what taxes there are and how accounts are numbered: fr, dz, ma, sn or ci."""

    companies: dict[str, CompanySettings] = {}
    """More companies, a JSON object: {"code": {"name": "…", "country": "fr", "identifiers": ["…"]}}."""

    models: Path | None = None
    """A folder with other recognition models, larger ones say; those that come with Justif when unset."""

    threads: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1)
    """Threads that recognition may use."""

    max_pages: int = Field(default=100, ge=1)
    """Documents with more pages are refused."""

    max_megabytes: int = Field(default=200, ge=1)
    """Files larger than this are refused."""

    step_seconds: float = Field(default=18.0, gt=0)
    """A document whose reading shows no sign of life for so long is given up."""

    memory_megabytes: int = Field(default=2000, ge=256)
    """A document whose reading takes more memory than this is given up."""

    recycle_documents: int = Field(default=500, ge=1)
    """The reading process is replaced by a fresh one after so many documents."""

    objects: str = Field(default="", repr=False)
    """URL of the store of originals; the folder `originals` in the home when empty."""

    database: str = Field(default="", repr=False)
    """SQLAlchemy URL of the register; the file `register.sqlite` in the home when empty."""

    index: str = Field(default="", repr=False)
    """URL of the search index; the file `index.sqlite` in the home when empty."""

    broker: str = Field(default="", repr=False)
    """URL of the broker (redis:// or amqp://) that wakes workers on any machine; this process reads by itself when empty."""

    grace_seconds: float = Field(default=8.0, ge=0, le=600)
    """How long a validation can be taken back before its entry is booked for ever."""

    automate_under: Decimal = Field(default=Decimal(0), ge=0)
    """Documents up to this total whose every check passed are booked without a person; 0 is never."""

    typing_seconds: float = Field(default=180.0, ge=0)
    """How long it takes here to type a document in by hand: what the dashboard compares with."""

    host: str = "127.0.0.1"
    """The address at which `justif serve` listens."""

    port: int = Field(default=8000, ge=0, le=65535)
    """The port at which `justif serve` listens."""

    public_url: str = ""
    """The address under which people reach the pages, where that is another one: https://compta.example.fr behind a proxy."""

    watch: Path | None = None
    """A folder whose files are handed in: that of the office scanner."""

    mailbox: str = ""
    """An inbox whose letters bring documents: imaps://name@host/INBOX."""

    mailbox_password: SecretStr = SecretStr("")
    """Its password."""

    smtp: str = ""
    """The server that sends the summaries: smtps://name@host, or smtp://name@host:587."""

    smtp_password: SecretStr = SecretStr("")
    """Its password."""

    mail_from: str = ""
    """The address that the summaries come from."""

    sign_in: Literal["on", "off"] = "on"
    """Whether the pages ask who comes; off is for a machine of one person, and refused where the pages are open to other machines."""

    oidc_issuer: str = ""
    """An OpenID provider by which people may sign in too, as its own description names it: https://id.example.fr/realms/firm."""

    oidc_client: str = ""
    """What that provider knows Justif by (client id)."""

    oidc_secret: SecretStr = SecretStr("")
    """The secret that goes with it."""

    oidc_secret_file: Path | None = None
    """A file that holds the secret, instead."""

    oidc_name: str = ""
    """What the provider is called on the button; the name of its machine when empty."""

    metrics_port: int = Field(default=0, ge=0, le=65535)
    """The port at which `justif work` tells Prometheus what it counts; none when 0. The pages have /metrics anyway."""

    traces: str = ""
    """Address of an OpenTelemetry collector (OTLP over HTTP) that is sent a trace of each document; none when empty."""

    log_format: Literal["text", "json"] = "text"
    """How log lines are written: for people, or one JSON object a line with the id of the document."""

    log_level: str = "WARNING"
    """How much is told on standard error: DEBUG, INFO, WARNING or ERROR."""

    @property
    def objects_url(self) -> str:
        return self.objects or f"folder://{self.home.absolute() / 'originals'}"

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.home.absolute() / 'register.sqlite'}"

    @property
    def index_url(self) -> str:
        return self.index or f"embedded://{self.home.absolute() / 'index.sqlite'}"

    def company_of(self, code: str | None = None) -> Company:
        """The company of that code, or the one of JUSTIF_COMPANY; a code that no setting describes has the habits of the latter."""
        own = Company(code=self.company, name=self.company_name, country=self.country, identifiers=self.company_identifiers)
        if code is None or code == self.company:
            return own
        told = self.companies.get(code, CompanySettings(name="", country=self.country))
        return Company(code=code, name=told.name, country=told.country or self.country, identifiers=told.identifiers)


def unknown_settings(environment: Mapping[str, str] = os.environ) -> tuple[tuple[str, str], ...]:
    """The names that look like a setting and are none, each with the setting that it comes nearest to ("" where none does).

    A name misspelt is otherwise a setting that nobody made, and the default holds without a word. Upper and lower case are one, as the
    settings themselves are read.

    >>> unknown_settings({"JUSTIF_OBJECT": "s3://…", "justif_home": "/srv", "JUSTIF_XYZZY": "1", "HOME": "/root"})
    (('JUSTIF_OBJECT', 'JUSTIF_OBJECTS'), ('JUSTIF_XYZZY', ''))
    """
    known = [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
    wrong = sorted(name for name in environment if name.upper().startswith(PREFIX) and name.upper() not in known)
    return tuple((name, next(iter(get_close_matches(name.upper(), known, n=1, cutoff=0.75)), "")) for name in wrong)


def told_of_unknown(name: str, nearest: str) -> str:
    """The words for a name that is no setting."""
    return f"{name} is no setting of Justif and does nothing" + (f" ({nearest} is perhaps meant)" if nearest else "")
