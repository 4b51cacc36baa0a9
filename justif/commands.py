"""What the modules of the command line share: how a command is registered, its usual options, and opening what it works on."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from justif.logs import start_logging
from justif.settings import Settings

if TYPE_CHECKING:
    from pipeline.filing import Filing

NEEDS_ATTENTION, NOT_POSSIBLE = 1, 2

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", show_default=False)]
DocumentId = Annotated[str, typer.Argument(metavar="ID", show_default=False)]
CompanyOption = Annotated[str | None, typer.Option("--company", help="Code of the company; that of JUSTIF_COMPANY by default.")]
ByOption = Annotated[str | None, typer.Option("--by", help="Who says so; the user of this machine by default.")]
JobsOption = Annotated[int, typer.Option("--jobs", min=1, max=64, help="Documents that are read at the same time.")]
YearOption = Annotated[int, typer.Option("--year", min=1900, max=9999, help="The year of the entries.")]
OutputOption = Annotated[Path | None, typer.Option("--output", help="The file to write; standard output when not given.")]


def command(target: typer.Typer, name: str) -> Callable[[Callable[..., bool | None]], Callable[..., None]]:
    """A command whose function gives False when something needs attention."""

    def register(function: Callable[..., bool | None]) -> Callable[..., None]:
        @wraps(function)
        def checked(*args: Any, **kwargs: Any) -> None:
            if function(*args, **kwargs) is False:
                raise typer.Exit(NEEDS_ATTENTION)

        target.command(name)(checked)
        return checked

    return register


def open_settings() -> Settings:
    settings = Settings()
    start_logging(settings)
    return settings


def open_filing(settings: Settings | None = None) -> Filing:
    from justif.assemble import make_filing

    return make_filing(settings or open_settings())


def user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
