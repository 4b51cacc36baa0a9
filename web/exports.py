"""What leaves for the accounting firm and the tax office: the validated entries of a year, whole or not at all.

A file is written to its end before the first byte leaves, so that a failure on the way is an error page and never a shorter
file that looks complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO

from fastapi import APIRouter, HTTPException
from starlette.responses import HTMLResponse, Response, StreamingResponse

from accounting.check_fec import check_fec
from accounting.export import csv_lines, fec_lines, fec_name
from domain.company import Company
from web.desk import Visit, Visited

router = APIRouter()
IN_MEMORY_BYTES = 8 * 1024 * 1024
CHUNK_BYTES = 64 * 1024
PROBLEMS_SHOWN = 200


@router.get("/exports")
def overview(visit: Visited, check: int | None = None) -> HTMLResponse:
    """The years that have entries, and on demand what the rules of the accounts file say of one."""
    register, code = visit.desk.filing.stores.register, visit.desk.company.code
    years = register.books.years(code)
    problems = tuple(islice(check_fec(_fec(visit, check)), PROBLEMS_SHOWN)) if check in dict(years) and check else ()
    return visit.page("exports.html", years=years, checked=check, problems=problems, has_siren=bool(siren_of(visit.desk.company)))


@router.get("/exports/fec")
def fec(visit: Visited, year: int) -> Response:
    """The FEC of a calendar year (LPF art. A47 A-1)."""
    _known(visit, year)
    name = fec_name(siren_of(visit.desk.company), date(year, 12, 31))
    return _download(_fec(visit, year), name=name, media_type="text/plain; charset=utf-8")


@router.get("/exports/csv")
def csv(visit: Visited, year: int) -> Response:
    _known(visit, year)
    entries = visit.desk.filing.stores.register.books.of_year(visit.desk.company.code, year)
    lines = csv_lines(entries, country=visit.desk.company.country)
    return _download((line.encode() for line in lines), name=f"justif-{year}.csv", media_type="text/csv; charset=utf-8")


def siren_of(company: Company) -> str:
    """The company's SIREN, which its SIRET begins with and its French VAT number ends with; empty when none is known.

    >>> siren_of(Company(identifiers=("FR44732829320",))), siren_of(Company(identifiers=("73282932000074",))), siren_of(Company())
    ('732829320', '732829320', '')
    """
    for identifier in company.identifiers:
        if match := re.fullmatch(r"(?:FR[0-9A-Z]{2})?(\d{9})(?:\d{5})?", identifier.replace(" ", "").upper()):
            return match[1]
    return ""


def _fec(visit: Visit, year: int) -> Iterator[bytes]:
    entries = visit.desk.filing.stores.register.books.of_year(visit.desk.company.code, year)
    return (line.encode() for line in fec_lines(entries, country=visit.desk.company.country))


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
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(kept.tell())}
    kept.seek(0)
    return StreamingResponse(_chunks(kept), media_type=media_type, headers=headers)


def _chunks(kept: IO[bytes]) -> Iterator[bytes]:
    with kept:
        while chunk := kept.read(CHUNK_BYTES):
            yield chunk
