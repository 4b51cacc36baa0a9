"""The way through a pile: which one, in which order, for whom. It is in the address, so that going on and coming back keep it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from domain.queues import Order, Queue
from storage.queues import Queues
from web.desk import PERSON_LENGTH, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """A pile of a company in an order; `person` leaves those of others aside."""

    queues: Queues
    company: str
    queue: Queue | None = None
    order: Order = Order.CERTAIN
    person: str = ""

    @property
    def values(self) -> dict[str, str]:
        """What the address holds of it, nothing for the usual way."""
        pairs = {"queue": self.queue or "", "order": "" if self.order is Order.CERTAIN else self.order, "person": self.person}
        return {name: str(value) for name, value in pairs.items() if value}

    def address(self, document_id: str, *, note: str = "", done: str = "") -> str:
        """The page of a document on this way."""
        pairs = self.values | {name: value for name, value in (("note", note), ("done", done)) if value}
        return f"/documents/{document_id}" + (f"?{urlencode(pairs)}" if pairs else "")

    def after(self, document_id: str) -> str | None:
        """The document that comes next; from the last one back to the first, and None when no other waits."""
        ids = self.queues.ids(self.company, self.queue, order=self.order, person=self.person)
        at = ids.index(document_id) if document_id in ids else -1
        rest = ids[at + 1 :] + ids[: max(at, 0)]
        return rest[0] if rest else None


def trail_of(visit: Visit) -> Trail:
    """The way that the address names; words that are none of ours are passed over."""
    asked = visit.request.query_params
    queue, order = asked.get("queue", ""), asked.get("order", "")
    return Trail(
        queues=visit.desk.filing.stores.register.queues,
        company=visit.desk.company.code,
        queue=Queue(queue) if queue in list(Queue) else None,
        order=Order(order) if order in list(Order) else Order.CERTAIN,
        person=asked.get("person", "")[:PERSON_LENGTH],
    )
