"""The small papers of the desk, beside the documents: signatures that may be taken back, names of uploads, who looks after what.

A signature stands until it is booked or taken back. Taking it back and booking it exclude each other: both happen under
the writer's lock, and the booking looks for the signature while it holds that lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select

from domain.kinds import State
from storage.database import Database
from storage.rows import time_text
from storage.tables import assignments, documents, handlings, signatures, upload_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A person's word that a document is to be booked once `due` (Unix seconds) has passed."""

    document_id: str
    by: str
    due: float


class Slips:
    """Each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ------------------------------------------------------------ signatures

    def sign(self, document_id: str, *, by: str, due: float) -> bool:
        """Write the signature down; False when the document does not wait for a decision, or is signed already."""
        with self._database.writing() as connection:
            waits = (documents.c.id == document_id) & (documents.c.state == State.TO_VALIDATE.value)
            revision = connection.execute(select(documents.c.revision).where(waits)).scalar()
            if revision is None or connection.execute(select(signatures.c.due).where(signatures.c.document_id == document_id)).first():
                return False
            connection.execute(insert(signatures).values(document_id=document_id, by=by, due=due, revision=revision))
            return True

    def withdraw(self, document_id: str) -> bool:
        """Take a signature back; False when it is booked already, or there is none."""
        with self._database.writing() as connection:
            state = connection.execute(select(documents.c.state).where(documents.c.id == document_id)).scalar()
            gone = connection.execute(delete(signatures).where(signatures.c.document_id == document_id)).rowcount
            return bool(gone) and state == State.TO_VALIDATE.value

    def signature(self, document_id: str) -> Signature | None:
        """The signature on a document, if there is one; void ones, on a document that changed since, are not given."""
        query = _standing().where(signatures.c.document_id == document_id)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return Signature(document_id=row.document_id, by=row.by, due=row.due) if row else None

    def due(self, now: float) -> tuple[Signature, ...]:
        """Signatures whose time to be taken back is over, the oldest first; void ones among them, which `signature` does not give."""
        query = select(signatures).where(signatures.c.due <= now).order_by(signatures.c.due)
        with self._database.reading() as connection:
            return tuple(Signature(document_id=row.document_id, by=row.by, due=row.due) for row in connection.execute(query))

    def forget(self, document_id: str) -> None:
        """Put away a signature that is booked or void."""
        with self._database.writing() as connection:
            connection.execute(delete(signatures).where(signatures.c.document_id == document_id))

    # ------------------------------------------------------------ uploads

    def upload(self, company: str, key: str) -> str | None:
        """The document that an upload of that name became."""
        query = select(upload_keys.c.document_id).where(upload_keys.c.company == company, upload_keys.c.key == key)
        with self._database.reading() as connection:
            return connection.execute(query).scalar()

    def name_upload(self, company: str, key: str, document_id: str, *, now: datetime) -> None:
        """Remember what an upload became; the first word stands."""
        with self._database.writing() as connection:
            same = (upload_keys.c.company == company) & (upload_keys.c.key == key)
            if connection.execute(select(upload_keys.c.document_id).where(same)).first() is None:
                connection.execute(insert(upload_keys).values(company=company, key=key, document_id=document_id, at=time_text(now)))

    # ------------------------------------------------------------ who looks after what, and for how long

    def assign(self, document_id: str, person: str) -> None:
        """Give a document to a person, or to nobody when the name is empty."""
        with self._database.writing() as connection:
            connection.execute(delete(assignments).where(assignments.c.document_id == document_id))
            if person:
                connection.execute(insert(assignments).values(document_id=document_id, person=person))

    def assigned(self, document_id: str) -> str:
        with self._database.reading() as connection:
            return str(connection.execute(select(assignments.c.person).where(assignments.c.document_id == document_id)).scalar() or "")

    def people(self, company: str) -> tuple[str, ...]:
        """Everybody who handed something in or looks after something."""
        senders = select(documents.c.submitted_by).where(documents.c.company == company)
        keepers = select(assignments.c.person).join(documents).where(documents.c.company == company)
        with self._database.reading() as connection:
            return tuple(name for name in sorted(connection.execute(senders.union(keepers)).scalars()) if name)

    def handled(self, document_id: str, seconds: float) -> None:
        """How long a person had a document open before deciding on it; the last word counts."""
        with self._database.writing() as connection:
            connection.execute(delete(handlings).where(handlings.c.document_id == document_id))
            connection.execute(insert(handlings).values(document_id=document_id, seconds=seconds))

    def handling(self, company: str) -> tuple[int, float]:
        """How many validated documents were timed, and their seconds together."""
        query = select(func.count(), func.coalesce(func.sum(handlings.c.seconds), 0.0)).join(documents)
        query = query.where(documents.c.company == company, documents.c.state == State.VALIDATED.value)
        with self._database.reading() as connection:
            row = connection.execute(query).one()
        return int(row[0]), float(row[1])


def _standing() -> Any:
    return select(signatures).join(documents).where(documents.c.revision == signatures.c.revision)
