"""`justif mailbox` and `justif summary`: what comes by e-mail, and what goes by it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from justif.commands import CompanyOption, command, open_filing, open_settings
from justif.output import emit, say_problem


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    command(app, "mailbox")(mailbox_command)
    command(app, "summary")(summary_command)


def mailbox_command(company: CompanyOption = None) -> bool:
    """Take the documents that were sent to the address of JUSTIF_MAILBOX; a line for each, as soon as it is safe."""
    from domain.problem import ReadError
    from justif.assemble import make_people
    from justif.mailbox import box_of, empty

    settings = open_settings()
    filing = open_filing(settings)
    try:
        box = box_of(settings.mailbox, settings.mailbox_password.get_secret_value())
        limit = settings.max_megabytes * 1_000_000
        for taken in empty(box, filing, make_people(filing), company=filing.company(company or settings.company), max_bytes=limit):
            receipt = taken.receipt
            emit(
                {
                    "name": taken.upload.name,
                    "sender": taken.sender,
                    "id": receipt.id,
                    "original": receipt.original,
                    "state": receipt.state,
                    "duplicate_of": receipt.duplicate_of,
                }
            )
    except ReadError as error:
        say_problem(error.problem)
        return False
    return True


def summary_command(
    week: Annotated[
        datetime | None, typer.Option("--week", formats=["%Y-%m-%d"], help="A day of the week; the last whole week else.")
    ] = None,
    company: CompanyOption = None,
    language: Annotated[str, typer.Option("--language", help="fr or en.")] = "fr",
    output: Annotated[Path | None, typer.Option("--output", help="The file to write; standard output when not given.")] = None,
    send: Annotated[bool, typer.Option("--send", help="By e-mail, to those who decide on the documents.")] = False,
) -> None:
    """Tell the week of a company: what came in, what was decided and spent, what is due."""
    from justif.summary import summarise
    from web.language import open_languages

    if language not in open_languages():
        raise typer.BadParameter(f"{language!r} is not one of {', '.join(open_languages())}", param_hint="--language")
    settings = open_settings()
    day = week.date() if week else None
    code = company or settings.company
    summarise(open_filing(settings), settings, company=code, week=day, language=language, output=output, send=send, today=date.today())
