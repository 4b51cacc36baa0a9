"""Is the document sound, and may it be booked as proposed? The sums of EN 16931 first, then the rules of accounting/rules/.

A rule is a function from a case to checks, in the tuple RULES of a module of accounting/rules/; a new file there is a new set
of rules. Each check shows its arithmetic or its reason in plain words, under a code that does not change.
"""

from __future__ import annotations

from datetime import date
from typing import cast

from accounting.case import Case, Rule
from domain import plugins
from domain.checks import Check, check_sums
from domain.circumstances import USUAL, Circumstances
from domain.company import Company
from domain.entry import JournalEntry
from domain.facts import Facts
from domain.kinds import Category, DocumentType
from domain.seller import NOTHING_SEEN, Seen


def check(
    facts: Facts,
    *,
    document_type: DocumentType,
    entry: JournalEntry | None,
    company: Company,
    today: date,
    category: Category | None = None,
    text: str = "",
    seen: Seen = NOTHING_SEEN,
    circumstances: Circumstances = USUAL,
) -> tuple[Check, ...]:
    """Every check that the document is complete enough for; nothing is said of what is merely absent.

    With `category`, `text` (the transcript) and `seen` (what the books know) the rules that need them are applied too.
    """
    case = Case(
        facts=facts,
        document_type=document_type,
        entry=entry,
        company=company,
        today=today,
        category=category,
        text=text,
        seen=seen,
        circumstances=circumstances,
    )
    return (*check_sums(facts), *(found for rule in rules() for found in rule(case)))


def rules() -> tuple[Rule, ...]:
    """All rules, by the name of their module and in the order that it gives them."""
    modules = plugins.load_every("accounting.rules")
    return tuple(rule for module in modules for rule in cast("tuple[Rule, ...]", module.RULES))
