"""From an XML tree to Facts by a table of paths: what the syntaxes have in common.

Whatever a table does not name is left alone. Totals are taken in the invoice's own currency: they may be stated a
second time in the currency of the tax office (BT-111).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from stdnum.fr import siren as french_siren
from stdnum.fr import siret as french_siret

from domain.facts import AMOUNTS, DATES, Facts, Found, Value
from domain.kinds import Source
from domain.money import ZERO
from extractors.einvoice.codes import document_type, payment_method
from extractors.einvoice.document import EInvoice
from extractors.einvoice.parse import Element
from extractors.einvoice.rows import RowTable, lines_of, tax_rows_of
from extractors.einvoice.values import Paths, amount_of, date_of, iban_of, identifier_of, readable_text, text_at, texts_at

CONFIDENCE = 0.99
_IDENTIFIERS = ("seller_vat_id", "buyer_vat_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Paths of a postal address (BG-5)."""

    street: Paths
    postcode: Paths
    city: Paths


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A syntax. `fields` maps names of the contract to paths.

    `sirene_ids` are identifiers of the seller under the schemes of SIRENE (ISO 6523: 0002 and 0009), `plain_ids` those
    under no scheme. `prepaid` is BT-113 and `rounding` BT-114, from which BT-115 is computed where it is missing.
    """

    fields: Mapping[str, Paths]
    seller_address: Address
    sirene_ids: Paths
    plain_ids: Paths
    seller_country: Paths
    accounts: Paths
    payment_codes: Paths
    prepaid: Paths
    rounding: Paths
    rows: RowTable


def einvoice_of(
    root: Element, table: Table, *, type_code: Paths, silent: re.Pattern[str], source: Source, is_credit_note: bool = False
) -> EInvoice:
    """The invoice of a tree without namespaces.

    `type_code` are the paths of BT-3, `silent` the names of elements that only machines read; `is_credit_note` says that
    the syntax itself calls it one.
    """
    facts = facts_of(root, table)
    total = facts.total_with_tax.value if facts.total_with_tax else None
    return EInvoice(
        facts=facts,
        document_type=document_type(text_at(root, type_code), total=total, is_credit_note=is_credit_note),
        source=source,
        text=readable_text(root, silent=silent),
        has_lines=bool(facts.lines),
    )


def facts_of(root: Element, table: Table) -> Facts:
    """Every field of the table that the tree states, its VAT rows and its lines."""
    currency = text_at(root, table.fields["currency"]).upper()
    values = {name: _value(name, text_at(root, paths, currency=currency)) for name, paths in table.fields.items()}
    values["seller_address"] = _address(root, table.seller_address)
    values["seller_siren"], values["seller_siret"] = _sirene(root, table)
    values["seller_iban"] = next((iban for text in texts_at(root, table.accounts) if (iban := iban_of(text))), None)
    values["payment_method"] = next((m for code in texts_at(root, table.payment_codes) if (m := payment_method(code))), None)
    found = {n: Found(value=v, confidence=CONFIDENCE, reason="stated by the e-invoice") for n, v in values.items() if v is not None}
    facts = Facts(tax_breakdown=tax_rows_of(root, table.rows, currency=currency), lines=lines_of(root, table.rows)).having(**found)
    return facts if facts.amount_due else _with_amount_due(facts, root, table)


def _value(name: str, text: str) -> Value | None:
    if name in AMOUNTS:
        return amount_of(text)
    if name in DATES:
        return date_of(text)
    if name in _IDENTIFIERS:
        return identifier_of(text) or None
    return (text.upper() if name == "currency" else text) or None


def _address(root: Element, address: Address) -> str | None:
    """Street lines, then postcode and city, as one line of the contract."""
    town = " ".join(part for part in (text_at(root, address.postcode), text_at(root, address.city)) if part)
    return ", ".join(part for part in (*texts_at(root, address.street), town) if part) or None


def _sirene(root: Element, table: Table) -> tuple[str | None, str | None]:
    """SIREN and SIRET. Both are written under scheme 0002 in practice, so their length tells them apart.

    A SIRET holds the SIREN of its firm in its first nine digits (Code de commerce, R. 123-220 and following). An
    identifier without a scheme is taken for one of them in France only, when its check digits hold.
    """
    ids = [identifier_of(text) for text in texts_at(root, table.sirene_ids)]
    if text_at(root, table.seller_country).upper() == "FR":
        plain = [identifier_of(text) for text in texts_at(root, table.plain_ids)]
        ids += [one for one in plain if french_siren.is_valid(one) or french_siret.is_valid(one)]
    siret = next((one for one in ids if one.isdigit() and len(one) == 14), None)
    siren = next((one for one in ids if one.isdigit() and len(one) == 9), siret[:9] if siret else None)
    return siren, siret


def _with_amount_due(facts: Facts, root: Element, table: Table) -> Facts:
    """BT-115 = BT-112 − BT-113 + BT-114 (BR-CO-16), where the invoice leaves it out."""
    if not facts.total_with_tax:
        return facts
    prepaid, rounding = (amount_of(text_at(root, paths)) or ZERO for paths in (table.prepaid, table.rounding))
    due = facts.total_with_tax.value - prepaid + rounding
    return facts.having(amount_due=Found(value=due, confidence=CONFIDENCE, reason="total less what was paid before"))
