"""`justif show-stages`: what becomes of a picture on the way to its words, in one picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from justif.commands import command


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(app, "show-stages")
    def show_stages_command(
        file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="A picture or a PDF.")],
        page: Annotated[int, typer.Option("--page", min=1, help="The page of a document of several.")] = 1,
        output: Annotated[Path | None, typer.Option("--output", help="The picture to write; FILE with -stages.png when not given.")] = None,
    ) -> None:
        """Draw what becomes of a picture before it is read: sheets found, laid flat, upright, and the words on the page."""
        target = output or file.with_name(f"{file.stem}-stages.png")
        _draw(file, page, target)
        typer.echo(target)


def _draw(file: Path, number: int, target: Path) -> None:
    from PIL import Image

    from domain.problem import ReadError, RefusedError
    from domain.upload import Upload
    from justif.assemble import make_tools
    from justif.settings import Settings
    from pipeline.load import load
    from pipeline.stages import side_by_side, stages

    try:
        loaded = load(Upload(name=file.name, content=file.read_bytes()))
        if not 1 <= number <= loaded.page_count:
            raise typer.BadParameter(f"there are {loaded.page_count} pages", param_hint="--page")
        sheet = loaded.sheet(number)
    except ReadError as error:
        raise RefusedError(error.problem) from error
    tools = make_tools(Settings())
    tools.ready()
    Image.fromarray(side_by_side(tuple(stages(sheet, tools.engine)))).save(target)
