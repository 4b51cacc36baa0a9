"""Identifiers whose check digits agree, and that agree with each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from stdnum import iban
from stdnum.eu import vat
from stdnum.fr import siren, siret

from accounting.case import Case, Rule
from accounting.origin import country_of_vat_id
from domain.checks import Check
from domain.facts import Found
from locales.abroad import EUROPEAN_UNION


def _check_digits(case: Case) -> Iterator[Check]:
    """SIREN and SIRET by Luhn (La Poste's establishments by their own sum), IBAN by ISO 7064 mod 97-10."""
    tests: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
        ("seller_siren", "siren_check_digit", siren.is_valid),
        ("seller_siret", "siret_check_digit", siret.is_valid),
        ("seller_iban", "iban_check_digits", iban.is_valid),
    )
    for field, code, is_valid in tests:
        if found := case.facts.get(field):
            yield _digits(code, found, ok=is_valid(_bare(str(found.value))))


def _vat_ids(case: Case) -> Iterator[Check]:
    """VAT numbers of the Union; of the French ones the key is (12 + 3 × (SIREN mod 97)) mod 97."""
    for field in ("seller_vat_id", "buyer_vat_id"):
        found = case.facts.get(field)
        if found and country_of_vat_id(str(found.value)) in EUROPEAN_UNION:
            code = "vat_id_check_digits" if field == "seller_vat_id" else "buyer_vat_id_check_digits"
            yield _digits(code, found, ok=vat.is_valid(_bare(str(found.value))))


def _one_firm(case: Case) -> Iterator[Check]:
    """A SIRET begins with its SIREN, and a French VAT number ends with it."""
    firm = _text(case, "seller_siren")
    establishment, tax_number = _text(case, "seller_siret"), _text(case, "seller_vat_id")
    if firm and establishment:
        yield _same("siret_bears_siren", f"SIRET {establishment}", firm, ok=establishment.startswith(firm))
    firm = firm or establishment[:9]
    if firm and tax_number.startswith("FR"):
        yield _same("vat_id_bears_siren", f"VAT number {tax_number}", firm, ok=tax_number.endswith(firm))


def _digits(code: str, found: Found[Any], *, ok: bool) -> Check:
    """What an e-invoice states as data cannot be misread: wrong digits are told, and are no reason to look again."""
    is_data = found.place is None and found.confidence < 1.0
    words = "the check digits agree" if ok else "the check digits do not agree"
    if not ok and is_data:
        words += ", but so the sender's data says"
    return Check(code=code, ok=ok or is_data, message=f"{found.value}: {words}")


def _same(code: str, shown: str, firm: str, *, ok: bool) -> Check:
    return Check(code=code, ok=ok, message=f"{shown} {'bears' if ok else 'does not bear'} SIREN {firm}")


def _text(case: Case, field: str) -> str:
    found = case.facts.get(field)
    return _bare(str(found.value)) if found else ""


def _bare(value: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", value).upper()


RULES: tuple[Rule, ...] = (_check_digits, _vat_ids, _one_firm)
