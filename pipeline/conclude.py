"""The last part of the road, shared by a new reading and a person's correction: category, entry, checks and doubts from the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from accounting.chart import account_for
from accounting.checks import check
from accounting.propose import propose
from classifiers import category as categories
from domain.company import Company
from domain.kinds import Category
from domain.reading import CategoryGuess, Reading, TypeGuess
from pipeline.doubt import doubts


def conclude(
    reading: Reading,
    *,
    company: Company,
    today: date,
    past: Mapping[str, Category] | None = None,
    category: Category | None = None,
) -> Reading:
    """What follows from the facts and the type of a reading, whatever followed from them before.

    `past` is the category of each seller of the company so far; `category` is a person's own choice. A reading whose type
    is not known comes back as it is.
    """
    if reading.document_type is None:
        return reading
    facts, kind = reading.facts, reading.document_type.value
    guess = _category(reading, reading.document_type, company=company, today=today, past=past or {}, chosen=category)
    entry = propose(facts, document_type=kind, category=guess.value, company=company)
    checks = check(facts, document_type=kind, entry=entry, country=company.country, today=today, category=guess.value, text=reading.text)
    why = doubts(facts, document_type=reading.document_type, checks=checks)
    return replace(reading, category=guess, entry=entry, checks=checks, doubts=why)


def _category(
    reading: Reading, kind: TypeGuess, *, company: Company, today: date, past: Mapping[str, Category], chosen: Category | None
) -> CategoryGuess:
    """The person's choice, or the likeliest, with the account of the plan in force on the day of the document."""
    guesses = ((chosen, 1.0),) if chosen else categories.classify(reading.facts, reading.text, document_type=kind.value, past=past)
    value, confidence = guesses[0] if guesses else (Category.OTHER, 0.0)
    on = reading.facts.issue_date.value if reading.facts.issue_date else today
    net = reading.facts.total_without_tax or reading.facts.total_with_tax
    account = account_for(value, country=company.country, on=on, net=net.value if net else None)
    return CategoryGuess(value=value, confidence=confidence, account=account.number, label=account.label)
