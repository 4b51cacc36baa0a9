"""The week of a company in words, for an e-mail or a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.company import Company
from domain.document import Document
from storage.weekly import Week
from web.language import Speech
from web.words import CATEGORIES, N_

COUNTS = (
    ("received", N_("Received")),
    ("validated", N_("Validated")),
    ("rejected", N_("Rejected")),
    ("waiting", N_("Still to validate")),
    ("failed", N_("Could not be read")),
)


def subject_of(week: Week, company: Company, speech: Speech) -> str:
    name = company.name or company.code
    told = {"name": name, "from": speech.day(week.monday), "to": speech.day(week.sunday)}
    return speech.say("%(name)s: the week from %(from)s to %(to)s") % told


def text_of(week: Week, company: Company, speech: Speech, *, today: date, address: str) -> str:
    """The summary as plain text."""
    lines = [subject_of(week, company, speech), ""]
    lines += [f"  {speech.say(words)}: {speech.number(getattr(week, name))}" for name, words in COUNTS]
    lines += _titled(speech.say("Booked this week"), _spent(week, speech))
    lines += _titled(speech.say("Overdue"), (_owed(one, speech) for one in week.owed if _due(one) < today))
    lines += _titled(speech.say("Due within 7 days"), (_owed(one, speech) for one in week.owed if _due(one) >= today))
    return "\n".join([*lines, "", address, ""])


def _titled(title: str, lines: Iterator[str]) -> list[str]:
    told = [f"  {line}" for line in lines]
    return ["", title, *told] if told else []


def _spent(week: Week, speech: Speech) -> Iterator[str]:
    for category, currency, total in week.spent:
        name = speech.say(CATEGORIES[category]) if category else speech.say("Without a category")
        yield f"{name}: {speech.money(total, currency or None)}"


def _owed(document: Document, speech: Speech) -> str:
    assert document.reading is not None
    facts = document.reading.facts
    owed = facts.amount_due or facts.total_with_tax
    seller = facts.seller_name.value if facts.seller_name else document.name
    amount = speech.money(owed.value, facts.currency.value if facts.currency else None) if owed else ""
    return f"{speech.day(_due(document))}  {seller}  {amount}".rstrip()


def _due(document: Document) -> date:
    found = document.reading.facts.due_date if document.reading else None
    return found.value if found else date.max
