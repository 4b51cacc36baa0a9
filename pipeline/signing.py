"""A validation that can still be taken back: it is signed first, and booked once the time for second thoughts is over.

An entry that is booked is final by law, so an "undo" can only come before. The signature is kept in the register: a machine
that is switched off in between books it at its next start, and a document that changed after it was signed is not booked
but goes back to the pile. Whether a signature is booked or taken back is decided under the writer's lock, never both.
"""

from __future__ import annotations

import logging
import time

from domain.document import Document
from domain.kinds import State
from domain.problem import RefusedError, UnknownDocumentError, refused
from pipeline.filing import Filing

logger = logging.getLogger(__name__)


def sign(filing: Filing, document_id: str, *, by: str, seconds: float, now: float | None = None) -> Document:
    """Sign the entry of a document, to be booked after so many seconds; at once for none.

    Raises UnknownDocumentError, and RefusedError as `Filing.validate` does.
    """
    if seconds <= 0:
        return filing.validate(document_id, by=by)
    document = filing.stores.register.get(document_id)
    if document is None:
        raise UnknownDocumentError(document_id)
    if document.state is not State.TO_VALIDATE or not document.reading or not document.reading.entry:
        return filing.validate(document_id, by=by)  # says why it is refused
    due = (time.time() if now is None else now) + seconds
    if not filing.stores.register.slips.sign(document_id, by=by, due=due):
        what, remedy = "This document is signed already.", "It is booked in a few seconds."
        raise refused("already_signed", what=what, where=document.name, remedy=remedy)
    return document


def take_back(filing: Filing, document_id: str, *, by: str) -> bool:
    """Undo a signature; False when the entry is booked already."""
    if not filing.stores.register.slips.withdraw(document_id):
        return False
    filing.remark(document_id, what="withdrawn", text="", by=by)
    return True


def settle(filing: Filing, *, now: float | None = None) -> int:
    """Book what was signed and can no longer be taken back; how many entries that were."""
    slips, booked = filing.stores.register.slips, 0
    for signature in slips.due(time.time() if now is None else now):
        try:
            filing.validate(signature.document_id, by=signature.by, signed=True)
            booked += 1
        except RefusedError as refusal:
            logger.info("the signature on document %s is void: %s", signature.document_id, refusal.problem.code)
        slips.forget(signature.document_id)
    return booked
