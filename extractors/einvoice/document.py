"""What an e-invoice states, once read."""

from __future__ import annotations

from dataclasses import dataclass

from domain.facts import Facts
from domain.kinds import DocumentType, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class EInvoice:
    """The facts of an e-invoice.

    `text` holds its readable words, for the index. `has_lines` is False in the profiles that carry totals only
    (Factur-X MINIMUM and BASIC WL): the lines are then to be read from the page.
    """

    facts: Facts
    document_type: DocumentType
    source: Source
    text: str
    has_lines: bool
