"""Why a value is proposed, for the person who answers for it: where it stands, what it agrees with, what was done last time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from domain.facts import Found
from domain.kinds import Source
from domain.reading import Reading
from web.language import Speech
from web.words import CHECKS, N_

CHECKED_BY: Mapping[str, tuple[str, ...]] = {
    "total_without_tax": ("totals_add_up", "tax_bases_add_up", "lines_add_up"),
    "total_tax": ("totals_add_up", "tax_rows_add_up", "tax_row_multiplies", "tax_within_rates"),
    "total_with_tax": ("totals_add_up", "lines_add_up", "cash_limit"),
    "amount_due": ("amount_due_explained",),
    "issue_date": ("date_not_in_future", "date_not_too_old"),
    "due_date": ("due_after_issue",),
    "currency": ("currency_of_the_books",),
    "payment_method": ("cash_limit",),
    "seller_siren": ("siren_check_digit", "siret_bears_siren", "vat_id_bears_siren"),
    "seller_siret": ("siret_check_digit", "siret_bears_siren"),
    "seller_vat_id": ("vat_id_check_digits", "vat_id_bears_siren"),
    "seller_iban": ("iban_check_digits",),
    "buyer_vat_id": ("buyer_vat_id_check_digits",),
    "category": ("asset_or_charge",),
}
"""The rules that say something of a field."""


def why(speech: Speech, reading: Reading, name: str, found: Found[Any], *, last: str = "") -> tuple[str, ...]:
    """Where the value comes from, first; then the rules it passes or fails; last how sure it is."""
    return tuple(_sentences(speech, reading, name, found, last))


def _sentences(speech: Speech, reading: Reading, name: str, found: Found[Any], last: str) -> Iterator[str]:
    yield _origin(speech, reading, name, found, last)
    if found.reason:
        yield _capital(speech.arithmetic(found.reason))
    for check in reading.checks:
        if check.code in CHECKED_BY.get(name, ()):
            told = speech.say(N_("agrees: %s")) if check.ok else speech.say(N_("does not agree: %s"))
            rule = speech.say(CHECKS[check.code]) if check.code in CHECKS else check.code
            yield f"{rule} – {told % speech.arithmetic(check.message)}"
    yield speech.say(N_("Sure at %s %%")) % round(found.confidence * 100)


def _origin(speech: Speech, reading: Reading, name: str, found: Found[Any], last: str) -> str:
    if name == "category":
        if last and last == found.value:
            return speech.say(N_("As last time for this supplier"))
        return speech.say(N_("Told from the words of the document"))
    if found.reason.startswith("said by "):
        return speech.say(N_("Entered by a person"))
    if found.place is not None:
        return speech.say(N_("Read on page %s, where its box is")) % found.place.page
    if reading.source in (Source.FACTURX, Source.CII, Source.UBL):
        return speech.say(N_("Stated in the electronic invoice"))
    if name == "document_type":
        return speech.say(N_("Told from the words of the document"))
    return speech.say(N_("Worked out from the other values"))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
