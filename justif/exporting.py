"""The commands of the accounts: the FEC and the table of what was validated, and the check of any accounts file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from accounting.check_fec import check_fec
from domain.company import Company
from domain.money import as_text
from justif.output import emit, say
from pipeline.filing import Filing


def export_vouchers(filing: Filing, *, company: Company, year: int, output: Path) -> bool:
    """The originals of a year in a zip file; False when one of them is gone, which is said."""
    from pipeline.vouchers import write_vouchers

    with _whole(output) as file:
        archived = write_vouchers(filing, company.code, year, file)
    say(f"{output}: {archived.count} vouchers.")
    for name in archived.missing:
        say(f"{name}: The original is missing or damaged. Restore it from a backup.")
    return not archived.missing


def print_vat(filing: Filing, *, company: Company, period: str) -> None:
    """A line for each rate and each box, with the entries that make it; the reminder that it is a preparation goes to the person."""
    from accounting.vat import summarise
    from pipeline.ledger import days_of

    first, last = days_of(company, period)
    summary = summarise(filing.stores.register.books.between(company.code, first, last), company=company, first=first, last=last)
    for line in summary.rates:
        figures = {name: as_text(getattr(line, name)) for name in ("base", "tax", "deducted")}
        emit({"kind": line.kind, "rate": as_text(line.rate), **figures, "entries": _entries(line.entries)})
    for box in summary.boxes:
        figure = {"amount": as_text(box.amount), "certainty": box.certainty}
        emit({"box": box.code, "label": box.label, **figure, "entries": _entries(box.entries)})
    emit({"deductible": as_text(summary.deductible), "due": as_text(summary.due), "from": str(first), "to": str(last)})
    say("This prepares the return from purchases; it is no return: sales and earlier credits are not in it.")


def _entries(made: tuple[tuple[str, int, str, Decimal], ...]) -> list[dict[str, str | int]]:
    return [{"journal": j, "number": n, "document": d, "amount": as_text(a)} for j, n, d, a in made]


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


def write(content: Iterable[bytes], output: Path | None) -> None:
    """To standard output, or to a file that appears whole or not at all; a device or a pipe is written to as it is."""
    if output is None:
        _write_to(sys.stdout.buffer, content)
    elif output.exists() and not output.is_file():
        with output.open("wb") as file:
            _write_to(file, content)
    else:
        with _whole(output) as file:
            _write_to(file, content)


@contextmanager
def _whole(output: Path) -> Iterator[BinaryIO]:
    """A file that takes its place when it is complete."""
    unfinished = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with unfinished.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)


def _write_to(file: BinaryIO, content: Iterable[bytes]) -> None:
    for piece in content:
        file.write(piece)
    file.flush()
