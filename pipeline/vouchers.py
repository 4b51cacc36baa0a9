"""The vouchers of a fiscal year in one archive, each original named by the entry that it proves (PCG art. 1032-1, 1032-2)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from domain.entry import ValidatedEntry
from pipeline.filing import Filing
from storage.objects import ObjectStoreError

_STORED = {".pdf", ".jpg", ".jpeg", ".png", ".webp", ".heic"}
"""Packed already: compressing them again costs time and gains nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """How many vouchers lie in an archive, and the entries whose original is missing or damaged."""

    count: int
    missing: tuple[str, ...]


def write_vouchers(filing: Filing, company: str, year: int, file: IO[bytes]) -> Archived:
    """Write the archive, one original at a time; the same original proves as many entries as it holds documents.

    Raises nothing for an original that is gone: it is named in `missing`, and in MANQUANTS.txt inside the archive.
    """
    count, missing = 0, []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, entry in _named(filing, company, year):
            document = filing.stores.register.get(entry.document_id)
            try:
                content = filing.stores.objects.get(document.original) if document else b""
            except ObjectStoreError:
                content = b""
            if not content:
                missing.append(name)
                continue
            suffix = _suffix(document.name if document else "")
            kind = zipfile.ZIP_STORED if suffix in _STORED else zipfile.ZIP_DEFLATED
            when = entry.validated_on
            info = zipfile.ZipInfo(name + suffix, date_time=(max(when.year, 1980), when.month, when.day, 0, 0, 0))
            archive.writestr(info, content, compress_type=kind)
            count += 1
        if missing:
            archive.writestr("MANQUANTS.txt", "".join(f"{name}\r\n" for name in missing))
    return Archived(count=count, missing=tuple(missing))


def _named(filing: Filing, company: str, year: int) -> Iterator[tuple[str, ValidatedEntry]]:
    """Entries that have a voucher of their own; a reversal and a payment stand on that of the purchase."""
    for entry in filing.stores.register.books.of_year(company, year):
        if entry.kind == "purchase":
            label = re.sub(r"[^\w-]+", "-", entry.entry.label, flags=re.UNICODE).strip("-")[:60]
            day = entry.document_date or entry.entry.date
            yield f"{entry.journal}-{entry.number:05}_{day.isoformat()}_{label}", entry


def _suffix(name: str) -> str:
    match = re.search(r"\.[A-Za-z0-9]{1,5}$", name)
    return match[0].lower() if match else ""
