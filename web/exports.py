"""What leaves for the accounting firm and the tax office: the validated entries of a year, whole or not at all.

A file is written to its end before the first byte leaves, so that a failure on the way is an error page and never a shorter
file that looks complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from os import SEEK_END
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from fastapi import APIRouter, HTTPException
from starlette.responses import HTMLResponse, Response, StreamingResponse

from accounting.check_fec import check_fec
from accounting.files import FORMS, file_of
from domain.company import Company
from domain.entry import ValidatedEntry
from pipeline.vouchers import write_vouchers
from web.desk import Desk, Visit, Visited
from web.lacking import lacking

router = APIRouter()
IN_MEMORY_BYTES = 8 * 1024 * 1024
CHUNK_BYTES = 64 * 1024
PROBLEMS_SHOWN = 200
LINES_SHOWN = 12


@router.get("/exports")
def overview(visit: Visited, check: int | None = None) -> HTMLResponse:
    """The years that have entries, and on demand what one lacks, how its file begins, and what the rules say of it."""
    register, code = visit.desk.filing.stores.register, visit.desk.company.code
    years = register.books.years(code)
    year = check if check in dict(years) else None
    return visit.page(
        "exports.html",
        years=years,
        checked=year,
        problems=tuple(islice(check_fec(_fec(visit, year)), PROBLEMS_SHOWN)) if year else (),
        preview=_preview(visit, year) if year else (),
        lacking=lacking(visit, visit.desk.company.fiscal_year(year)) if year else None,
        has_siren=bool(visit.desk.company.siren),
    )


@router.get("/exports/vouchers")
def vouchers(visit: Visited, year: int) -> Response:
    """The originals of a fiscal year, each named by its entry."""
    _known(visit, year)
    kept = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - closed when the last chunk has left
    try:
        write_vouchers(visit.desk.filing, visit.desk.company.code, year, cast("IO[bytes]", kept))
    except BaseException:
        kept.close()
        raise
    return _sent(kept, name=f"pieces-{year}.zip", media_type="application/zip")


@router.get("/exports/{form}")
def export(visit: Visited, form: str, year: int) -> Response:
    """The file of a form over a fiscal year (accounting/files.py names them; FEC: LPF art. A47 A-1)."""
    return exported(visit.desk, visit.desk.company, form, year)


def exported(desk: Desk, company: Company, form: str, year: int) -> Response:
    """The file of that form, for the pages and for programs alike. Raises HTTP 404 where there is none."""
    books = desk.filing.stores.register.books
    if form not in FORMS or year not in dict(books.years(company.code)):
        raise HTTPException(404)
    made = file_of(form, books.of_year(company.code, year), company=company, year=year)
    return _download(made.content, name=made.name, media_type=made.media_type)


def _entries(visit: Visit, year: int) -> Iterator[ValidatedEntry]:
    return visit.desk.filing.stores.register.books.of_year(visit.desk.company.code, year)


def _fec(visit: Visit, year: int) -> Iterator[bytes]:
    return file_of("fec", _entries(visit, year), company=visit.desk.company, year=year).content


def _preview(visit: Visit, year: int) -> tuple[list[str], ...]:
    """The head of the accounts file and its first lines, cell by cell."""
    return tuple(line.decode().rstrip("\r\n").split("\t") for line in islice(_fec(visit, year), 1 + LINES_SHOWN))


def _known(visit: Visit, year: int) -> None:
    if year not in dict(visit.desk.filing.stores.register.books.years(visit.desk.company.code)):
        raise HTTPException(404)


def _download(lines: Iterable[bytes], *, name: str, media_type: str) -> Response:
    kept = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - closed when the last chunk has left
    try:
        kept.writelines(lines)
    except BaseException:
        kept.close()
        raise
    return _sent(kept, name=name, media_type=media_type)


def _sent(kept: SpooledTemporaryFile[bytes], *, name: str, media_type: str) -> Response:
    """What was written, from its beginning, with its length."""
    kept.seek(0, SEEK_END)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(kept.tell())}
    kept.seek(0)
    return StreamingResponse(_chunks(cast("IO[bytes]", kept)), media_type=media_type, headers=headers)


def _chunks(kept: IO[bytes]) -> Iterator[bytes]:
    with kept:
        while chunk := kept.read(CHUNK_BYTES):
            yield chunk
