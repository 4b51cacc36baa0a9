"""The commands on filed documents: what `list`, `show`, `original`, `validate`, `search` and `verify` print."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date

from domain.document import Document
from domain.listing import contract_of, list_row
from domain.money import as_text
from domain.problem import Problem, RefusedError, UnknownDocumentError
from justif.output import emit, say, say_problem
from pipeline.filing import Filing
from search.finding import find, hit_row
from search.query import parse_query
from storage.objects import ObjectStoreError


def show(filing: Filing, document_id: str) -> bool:
    """Print the reading; False, with the reason, when there is none yet."""
    document = _known(filing, document_id)
    emit(contract_of(document))
    if document.problem:
        say_problem(document.problem)
    elif document.reading is None:
        say(f"{document_id}: This document has not been read yet.")
    return document.reading is not None and document.problem is None


def write_original(filing: Filing, document_id: str) -> bool:
    """The untouched bytes; False when they are no longer what was handed in."""
    document = _known(filing, document_id)
    try:
        content = filing.stores.objects.get(document.original)
    except ObjectStoreError:
        say(f"{document_id}: The original is missing or damaged. Restore {document.original} from a backup.")
        return False
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    return True


def decide_each(document_ids: Iterable[str], decide: Callable[[str], Document]) -> bool:
    """Decide on each document by itself: one that is refused keeps no other waiting. Raises when one is unknown, at the end."""
    refused, unknown = False, None
    for document_id in document_ids:
        try:
            document = decide(document_id)
        except RefusedError as refusal:
            refused = True
            say(f"{document_id}: {refusal.problem.what} {refusal.problem.remedy}")
        except UnknownDocumentError as error:
            unknown = error
            say(f"{document_id}: There is no such document.")
        else:
            emit(list_row(document) | {"entry_number": document.entry_number})
    if unknown:
        raise unknown
    return not refused


def search(filing: Filing, text: str, *, company: str, limit: int, today: date) -> None:
    """A line for each hit; the exact totals in words."""
    index = filing.stores.index
    query = parse_query(text, today=today, sellers=index.sellers(company=company))
    found = find(index, query, company=company, today=today, limit=min(limit, query.limit or limit))
    answer = found.answer
    for hit in answer.hits:
        emit(hit_row(hit))
    sums = ", ".join(f"{as_text(amount, currency)} {currency}" for currency, amount in answer.sums.items())
    near = "Nothing answers just that. What comes near: " if found.near else ""
    say(f"{near}{answer.total} documents{f', {sums}' if sums else ''}")


def verify(filing: Filing) -> bool:
    """A line for each problem; True when there is none."""
    problems: list[Problem] = []
    for problem in filing.verify():
        problems.append(problem)
        emit({"code": problem.code, "what": problem.what, "where": problem.where, "remedy": problem.remedy})
    count = len(filing.stores.register.originals())
    say(f"{count} originals, {len(problems)} problems." if problems else f"{count} originals, all is well.")
    return not problems


def _known(filing: Filing, document_id: str) -> Document:
    document = filing.stores.register.get(document_id)
    if document is None:
        raise UnknownDocumentError(document_id)
    return document
