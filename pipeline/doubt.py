"""Why a person should look at a reading, in words. Empty when everything speaks for it."""

from __future__ import annotations

from domain.checks import Check
from domain.facts import Facts
from domain.reading import TypeGuess

_SURE = 0.8


def doubts(facts: Facts, *, document_type: TypeGuess, checks: tuple[Check, ...]) -> tuple[str, ...]:
    """A sum that does not agree, and a key field that is missing or not sure, each a sentence."""
    why = [f"{check.code}: {check.message}" for check in checks if not check.ok]
    if not document_type.value.is_bookable:
        return tuple(why)
    for field in ("total_with_tax", "issue_date", "seller_name"):
        found = facts.get(field)
        if found is None:
            why.append(f"no {field} was found")
        elif found.confidence < _SURE:
            why.append(f"{field} is not sure: {found.confidence:.0%}")
    return tuple(why)
