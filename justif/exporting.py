"""The commands of the accounts: the FEC and the table of what was validated, and the check of any accounts file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from accounting.check_fec import check_fec
from accounting.export import csv_lines, fec_lines
from domain.company import Company
from justif.output import say
from pipeline.filing import Filing


def export_fec(filing: Filing, *, company: Company, year: int, output: Path | None) -> None:
    """The accounts file of a year, entry by entry."""
    entries = filing.stores.register.books.of_year(company.code, year)
    write(fec_lines(entries, country=company.country), output)


def export_csv(filing: Filing, *, company: Company, year: int, output: Path | None) -> None:
    """The same entries as a table with a comma between the cells."""
    entries = filing.stores.register.books.of_year(company.code, year)
    write(csv_lines(entries, country=company.country), output)


def check_file(path: Path) -> bool:
    """Print a line for each problem of an accounts file; True when there is none. Its name is judged as well."""
    count = 0
    with path.open("rb") as file:
        for problem in check_fec(file, name=path.name):
            count += 1
            sys.stdout.buffer.write(f"{problem}\n".encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
    say(f"{path}: {count} problems." if count else f"{path}: no problem was found.")
    return not count


def write(lines: Iterable[str], output: Path | None) -> None:
    """To standard output, or to a file that appears whole or not at all; a device or a pipe is written to as it is."""
    if output is None:
        _write_to(sys.stdout.buffer, lines)
    elif output.exists() and not output.is_file():
        with output.open("wb") as file:
            _write_to(file, lines)
    else:
        unfinished = output.with_name(f".{output.name}.{os.getpid()}")
        try:
            with unfinished.open("xb") as file:
                _write_to(file, lines)
                os.fsync(file.fileno())
            unfinished.replace(output)
        finally:
            unfinished.unlink(missing_ok=True)


def _write_to(file: BinaryIO, lines: Iterable[str]) -> None:
    for line in lines:
        file.write(line.encode())
    file.flush()
