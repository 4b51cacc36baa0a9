"""The last part of the road, shared by a new reading and a person's correction: category, entry, checks and doubts from the facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from accounting.chart import NoAccountError, account_for, company_account
from accounting.checks import check
from accounting.implied import implied
from accounting.propose import propose
from classifiers import category as categories
from domain.checks import Check
from domain.circumstances import ADVANCES, Circumstances, circumstances_of, learned_of
from domain.company import Company
from domain.document import Correction
from domain.kinds import Category
from domain.reading import CategoryGuess, Reading, TypeGuess
from domain.seller import NOTHING_SEEN, Seen, Seller
from pipeline.doubt import doubts


def conclude(reading: Reading, *, company: Company, today: date, category: Category | None = None, seen: Seen = NOTHING_SEEN) -> Reading:
    """What follows from the facts and the type of a reading, whatever followed from them before.

    `seen` is what the company's books know of the seller and of documents alike; `category` is a person's own choice. A reading
    whose type is not known comes back as it is.
    """
    if reading.document_type is None:
        return reading
    facts, kind = reading.facts, reading.document_type.value
    on = facts.issue_date.value if facts.issue_date else today
    value, confidence = _category(reading, reading.document_type, seen=seen, chosen=category)
    circumstances = _circumstances(reading, reading.document_type, value, company=company, on=on, seen=seen)
    entry = propose(facts, document_type=kind, category=value, company=company, circumstances=circumstances, seen=seen)
    checks = check(
        facts,
        document_type=kind,
        entry=entry,
        company=company,
        today=today,
        category=value,
        text=reading.text,
        seen=seen,
        circumstances=circumstances,
    )
    guess = _guess(reading, value, confidence, company=company, on=on, circumstances=circumstances)
    why = (*doubts(facts, document_type=reading.document_type, checks=checks), *reading.flaws)
    left_out = (Check(code="page_left_out", ok=True, message=note) for note in reading.notes)
    return replace(reading, category=guess, entry=entry, checks=(*checks, *left_out), doubts=why)


def heard(seen: Seen, words: Iterable[Correction]) -> Seen:
    """Without what is known of who paid this seller, where a person said of the document who did, or that nobody advanced anything."""
    if seen.seller is None or not tells_who_paid(words):
        return seen
    return replace(seen, seller=replace(seen.seller, said=tuple(pair for pair in seen.seller.said if pair[0] != "paid_by")))


def supposed_advance(seller: Seller | None, reading: Reading, *, company: Company) -> str:
    """Who advanced the money as the entry supposes from the seller's last document ("staff", "associate"); "" where it does not.

    Whoever validates such an entry says so of this document too, and from then on somebody is owed the money.
    """
    learned = dict(seller.said).get("paid_by", "") if seller else ""
    if reading.entry is None or learned not in ADVANCES:
        return ""
    try:
        account = company_account(learned, company=company, on=reading.entry.date).number
    except NoAccountError:
        return ""
    return learned if any(line.account == account for line in reading.entry.lines) else ""


def tells_who_paid(words: Iterable[Correction]) -> bool:
    """Whether a person said who paid, or that nobody advanced anything: what was so last time says nothing then."""
    return any(word.field == "paid_by" for word in words)


def _category(reading: Reading, kind: TypeGuess, *, seen: Seen, chosen: Category | None) -> tuple[Category, float]:
    """The person's choice, or the likeliest: what was decided before for this seller beats every word."""
    if chosen:
        return chosen, 1.0
    decided = seen.seller.category if seen.seller else None
    guesses = categories.classify(reading.facts, reading.text, document_type=kind.value, decided=decided)
    return guesses[0] if guesses else (Category.OTHER, 0.0)


def _circumstances(reading: Reading, kind: TypeGuess, category: Category, *, company: Company, on: date, seen: Seen) -> Circumstances:
    """The company's habits, what the document itself implies, what was said of this seller before, and what a person says now."""
    supposed = implied(reading.facts, text=reading.text, document_type=kind.value, category=category, country=company.country, on=on)
    learned = learned_of(dict(seen.seller.said)) if seen.seller else {}
    return circumstances_of(company, supposed, learned, dict(reading.said))


def _guess(
    reading: Reading, value: Category, confidence: float, *, company: Company, on: date, circumstances: Circumstances
) -> CategoryGuess:
    """The category with the account that it goes to in the plan in force on the day of the document."""
    net = reading.facts.total_without_tax or reading.facts.total_with_tax
    account = account_for(value, company=company, on=on, net=net.value if net else None)
    if circumstances.account:
        return CategoryGuess(value=value, confidence=confidence, account=circumstances.account, label=account.label)
    return CategoryGuess(value=value, confidence=confidence, account=account.number, label=account.label)
