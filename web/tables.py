"""Tables for a spreadsheet, line by line as they are made: UTF-8, semicolons, and no cell that it would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from starlette.responses import StreamingResponse

# A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection): it gets an apostrophe before it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def told(text: str) -> str:
    """A text as a cell of its own words.

    >>> told("=1+1"), told("Moulin")
    ("'=1+1", 'Moulin')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def table(rows: Iterator[Sequence[str]], *, name: str) -> StreamingResponse:
    """The rows as a file of that name to be kept."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_lines(rows), media_type="text/csv; charset=utf-8", headers=headers)


def _lines(rows: Iterator[Sequence[str]]) -> Iterator[bytes]:
    yield "\ufeff".encode()  # spreadsheets take the file for UTF-8 by this
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(row)
        yield line.getvalue().encode()
