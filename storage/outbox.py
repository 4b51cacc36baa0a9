"""What other programs are to be told: written in the very transaction of the decision it tells of, so that nothing is lost.

Each message is tried until the other side takes it, ever more seldom, for about three days. It may arrive twice; its id says so.
"""

from __future__ import annotations

import base64
import json
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from domain.document import Document, Event
from domain.listing import list_row
from storage.database import Database
from storage.people.tables import deliveries, webhooks
from storage.rows import time_of, time_text

EVENTS = ("validated", "rejected", "failed")
"""What a program may ask to be told."""
WAITS_SECONDS = (5, 30, 120, 600, 3_600, 4 * 3_600, 12 * 3_600, 24 * 3_600, 24 * 3_600)
"""How long after each vain try the next one comes; after the last, nobody tries any more."""
LEASE_SECONDS = 60.0
"""So long a message that is on its way is nobody else's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A program that wants to be told `events` of a company at `url`; `secret` signs what it is told."""

    id: str
    company: str
    url: str
    secret: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A message that is to be sent now."""

    id: str
    url: str
    secret: str
    body: str
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of a message, for the administrator."""

    id: str
    webhook_id: str
    event: str
    document_id: str
    created_at: datetime
    attempts: int
    is_waiting: bool
    is_delivered: bool
    answer: str


def enqueue(connection: Connection, document: Document, events: Iterable[Event], *, now: datetime) -> None:
    """Write what is to be told of a decision, inside its transaction."""
    happened = [event for event in events if event.what in EVENTS]
    if not happened:
        return
    for row in connection.execute(select(webhooks).where(webhooks.c.company == document.company)).mappings():
        for event in happened:
            if event.what in row["events"]:
                connection.execute(insert(deliveries).values(webhook_id=row["id"], **_message(document, event, now)))


def _message(document: Document, event: Event, now: datetime) -> dict[str, object]:
    one = secrets.token_hex(16)
    told = {
        "type": f"document.{event.what}",
        "timestamp": time_text(event.when),
        "data": {"company": document.company, "by": event.who, "reason": document.rejected_reason or None, "document": list_row(document)},
    }
    return {
        "id": one,
        "event": event.what,
        "document_id": document.id,
        "body": json.dumps(told, ensure_ascii=False),
        "created_at": time_text(now),
        "due": now.timestamp(),
    }


class Outbox:
    """The messages on their way, and the programs that they go to."""

    def __init__(self, database: Database, *, now: Callable[[], datetime], clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._now = now
        self._clock = clock

    def add(self, *, company: str, url: str, events: tuple[str, ...]) -> Webhook:
        one, secret = secrets.token_hex(8), "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
        row = {"id": one, "company": company, "url": url, "secret": secret, "events": list(events)}
        with self._database.writing() as connection:
            connection.execute(insert(webhooks).values(**row, created_at=time_text(self._now())))
        return Webhook(id=one, company=company, url=url, secret=secret, events=events)

    def list(self, company: str) -> tuple[Webhook, ...]:
        query = select(webhooks).where(webhooks.c.company == company).order_by(webhooks.c.created_at)
        with self._database.reading() as connection:
            return tuple(
                Webhook(id=r["id"], company=r["company"], url=r["url"], secret=r["secret"], events=tuple(r["events"]))
                for r in connection.execute(query).mappings()
            )

    def remove(self, company: str, webhook_id: str) -> None:
        """The program is told nothing more, not even what is on its way."""
        with self._database.writing() as connection:
            ours = select(webhooks.c.id).where(webhooks.c.company == company, webhooks.c.id == webhook_id)
            connection.execute(delete(deliveries).where(deliveries.c.webhook_id.in_(ours)))
            connection.execute(delete(webhooks).where(webhooks.c.company == company, webhooks.c.id == webhook_id))

    def told(self, company: str, *, limit: int = 50) -> tuple[Told, ...]:
        """The latest messages of a company."""
        query = select(deliveries).join(webhooks).where(webhooks.c.company == company).order_by(deliveries.c.created_at.desc()).limit(limit)
        with self._database.reading() as connection:
            return tuple(
                Told(
                    id=r["id"],
                    webhook_id=r["webhook_id"],
                    event=r["event"],
                    document_id=r["document_id"],
                    created_at=time_of(r["created_at"]),
                    attempts=r["attempts"],
                    is_waiting=r["due"] is not None,
                    is_delivered=r["delivered_at"] is not None,
                    answer=r["answer"],
                )
                for r in connection.execute(query).mappings()
            )

    def take(self) -> Delivery | None:
        """The message that waits longest of those whose time has come, ours for a minute."""
        due = deliveries.c.due <= self._clock()
        with self._database.reading() as connection:
            if connection.execute(select(deliveries.c.id).where(due).limit(1)).first() is None:
                return None
        query = select(deliveries, webhooks.c.url, webhooks.c.secret).join(webhooks).where(due).order_by(deliveries.c.due).limit(1)
        with self._database.writing() as connection:
            row = connection.execute(query).mappings().first()
            if row is None:
                return None
            lease = {"due": self._clock() + LEASE_SECONDS, "attempts": deliveries.c.attempts + 1}
            connection.execute(update(deliveries).where(deliveries.c.id == row["id"]).values(**lease))
        return Delivery(id=row["id"], url=row["url"], secret=row["secret"], body=row["body"], attempts=row["attempts"] + 1)

    def delivered(self, delivery_id: str, *, answer: str) -> None:
        self._set(delivery_id, due=None, delivered_at=time_text(self._now()), answer=answer)

    def failed(self, delivery: Delivery, *, answer: str) -> None:
        """The next try comes later, or never after the last."""
        tried = delivery.attempts - 1
        due = self._clock() + WAITS_SECONDS[tried] if tried < len(WAITS_SECONDS) else None
        self._set(delivery.id, due=due, answer=answer)

    def _set(self, delivery_id: str, **values: object) -> None:
        with self._database.writing() as connection:
            connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(**values))
