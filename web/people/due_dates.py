"""The due dates as a calendar to subscribe to (RFC 5545). Its address holds a secret of one person, and shows what they may see.

A calendar program cannot sign in; the secret in the address is its key, and a new one, made under "My account", ends the old one.
"""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, HTTPException
from icalendar import Calendar, Event
from starlette.responses import Response

from domain.document import Document
from domain.people import Role
from storage.dues import dues
from web.desk import Visit, Visited
from web.people.rights import sees_own_only
from web.people.signing_in import people_at

router = APIRouter()
PAST = timedelta(days=60)
"""So far back due dates are shown: what is overdue stays in sight."""


@router.get("/calendar/{secret}.ics", name="due_dates")
def due_dates(visit: Visited, secret: str) -> Response:
    user = people_at(visit).users.of_calendar(secret)
    if user is None or not user.is_active:
        raise HTTPException(404)
    found = dues(
        visit.desk.filing.stores.register.database,
        companies=None if user.role is Role.ADMINISTRATOR else user.companies,
        since=visit.desk.today() - PAST,
        submitted_by=user.name if sees_own_only(user) else None,
    )
    return Response(calendar_of(visit, found), media_type="text/calendar; charset=utf-8")


def calendar_of(visit: Visit, documents: tuple[Document, ...]) -> bytes:
    """One day-long event a document; the same document has the same UID for ever, so that a change moves its event."""
    calendar = Calendar()
    calendar.add("prodid", "-//Justif//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", visit.speech.say("Due dates"))
    for document in documents:
        calendar.add_component(_event(visit, document))
    return bytes(calendar.to_ical())


def _event(visit: Visit, document: Document) -> Event:
    assert document.reading is not None
    facts = document.reading.facts
    assert facts.due_date is not None
    owed = facts.amount_due or facts.total_with_tax
    currency = facts.currency.value if facts.currency else None
    amount = visit.speech.money(owed.value, currency) if owed else ""
    seller = facts.seller_name.value if facts.seller_name else document.name
    event = Event()
    event.add("uid", f"{document.id}@justif")
    event.add("dtstamp", document.received_at)
    event.add("dtstart", facts.due_date.value)
    event.add("dtend", facts.due_date.value + timedelta(days=1))
    event.add("summary", " · ".join(part for part in (seller, amount) if part))
    event.add("url", _address(visit, document))
    event.add("transp", "TRANSPARENT")
    if facts.invoice_number:
        event.add("description", visit.speech.say("Invoice %s") % facts.invoice_number.value)
    return event


def _address(visit: Visit, document: Document) -> str:
    return f"{str(visit.request.base_url).rstrip('/')}/documents/{document.id}"
