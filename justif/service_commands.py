"""Commands for those who run Justif on more than one machine: the scheduler of the broker, and the move to other stores."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from justif.commands import NOT_POSSIBLE, JobsOption, command, open_settings
from justif.output import say

OnlyOption = Annotated[str, typer.Option("--only", help="The queue to serve where there is a broker: reading or light; both by default.")]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for name, function in (("work", work_command), ("schedule", schedule_command), ("migrate-to", migrate_command)):
        command(app, name)(function)


def work_command(jobs: JobsOption = 1, only: OnlyOption = "") -> None:
    """Read what is handed in, without pages, until you stop it."""
    settings = open_settings()
    if settings.broker and settings.metrics_port:  # before anything imports the library, which looks for it once
        os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="justif-metrics-"))
    from justif.serving import work

    if only not in ("", "reading", "light"):
        raise typer.BadParameter(f"{only!r} is neither reading nor light", param_hint="--only")
    work(settings, jobs=jobs, only=only)


def schedule_command() -> None:
    """Where there is a broker: look time and again for documents that stand still, until you stop it. One of these is enough."""
    settings = open_settings()
    if not settings.broker:
        say("JUSTIF_BROKER names no broker: without one there is nothing to schedule.")
        raise typer.Exit(NOT_POSSIBLE)
    from justif.tasks import schedule

    schedule(settings)


def migrate_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The settings to move to, one JUSTIF_NAME=value a line.", exists=True)],
) -> bool:
    """Carry originals, register and index to the stores of other settings, or back; stop the workers and the pages first."""
    from justif.moving import move, settings_in

    return move(open_settings(), settings_in(file))
