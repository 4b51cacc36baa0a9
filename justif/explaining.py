"""`justif explain`: why each value of a document was taken, in words for a person, on standard output."""

from __future__ import annotations

from datetime import date

from domain.problem import ReadError
from justif.assemble import make_tools
from justif.output import say_problem
from justif.paths import take
from justif.settings import Settings


def explain(path: str, *, settings: Settings, today: date) -> bool:
    """Print the candidates, scores and reasons of a document; False when it cannot be read."""
    from pipeline.explain import explain as lines_of

    try:
        upload = take(path, max_megabytes=settings.max_megabytes)
        for line in lines_of(upload, make_tools(settings), today=today):
            print(line)
    except ReadError as error:
        say_problem(error.problem)
        return False
    return True
