"""OASIS UBL 2.1 invoice and credit note, which Peppol BIS 3 and XRechnung UBL are profiles of.

Paths follow the UBL binding of EN 16931 (CEN/TS 16931-3-2).
"""

from __future__ import annotations

import re

from domain.kinds import Source
from extractors.einvoice.document import EInvoice
from extractors.einvoice.parse import Element
from extractors.einvoice.rows import Group, RowTable
from extractors.einvoice.table import Address, Table, einvoice_of

_NAMESPACE = "urn:oasis:names:specification:ubl:schema:xsd"
ROOTS = frozenset({f"{{{_NAMESPACE}:Invoice-2}}Invoice", f"{{{_NAMESPACE}:CreditNote-2}}CreditNote"})

_SILENT = re.compile(
    r"Code$|Indicator$|BinaryObject$|Date$|Time$|Quantity$|Amount$|Percent$|^EndpointID$|^CustomizationID$|^ProfileID$|^UBL"
)

_SELLER = "AccountingSupplierParty/Party"
_BUYER = "AccountingCustomerParty/Party"
_SUMS = "LegalMonetaryTotal"
_OWN = "[@currencyID=$currency or not(@currencyID)]"
_VAT_ID = "PartyTaxScheme[normalize-space(TaxScheme/ID)='VAT']/CompanyID"
_ADJUSTED = {
    "description": ("AllowanceChargeReason", "AllowanceChargeReasonCode"),
    "tax_rate": ("TaxCategory/Percent",),
    "amount": ("Amount",),
}

TABLE = Table(
    fields={
        "invoice_number": ("ID",),
        "issue_date": ("IssueDate",),
        "due_date": ("DueDate", "PaymentMeans/PaymentDueDate"),
        # Peppol writes "NA" where only the seller's own order number is known.
        "order_number": ("OrderReference/ID[normalize-space()!='NA']",),
        "currency": ("DocumentCurrencyCode",),
        "seller_name": (f"{_SELLER}/PartyLegalEntity/RegistrationName", f"{_SELLER}/PartyName/Name"),
        "seller_vat_id": (f"{_SELLER}/{_VAT_ID}",),
        "buyer_name": (f"{_BUYER}/PartyLegalEntity/RegistrationName", f"{_BUYER}/PartyName/Name"),
        "buyer_vat_id": (f"{_BUYER}/{_VAT_ID}",),
        "total_without_tax": (f"{_SUMS}/TaxExclusiveAmount{_OWN}",),
        "total_tax": ("TaxTotal/TaxAmount[@currencyID=$currency]", "TaxTotal/TaxAmount[not(@currencyID)]"),
        "total_with_tax": (f"{_SUMS}/TaxInclusiveAmount{_OWN}",),
        "amount_due": (f"{_SUMS}/PayableAmount{_OWN}",),
    },
    seller_address=Address(
        street=(
            f"{_SELLER}/PostalAddress/StreetName",
            f"{_SELLER}/PostalAddress/AdditionalStreetName",
            f"{_SELLER}/PostalAddress/AddressLine/Line",
        ),
        postcode=(f"{_SELLER}/PostalAddress/PostalZone",),
        city=(f"{_SELLER}/PostalAddress/CityName",),
    ),
    sirene_ids=(
        f"{_SELLER}/PartyLegalEntity/CompanyID[@schemeID='0002' or @schemeID='0009']",
        f"{_SELLER}/PartyIdentification/ID[@schemeID='0002' or @schemeID='0009']",
    ),
    plain_ids=(f"{_SELLER}/PartyLegalEntity/CompanyID[not(@schemeID)]",),
    seller_country=(f"{_SELLER}/PostalAddress/Country/IdentificationCode",),
    accounts=("PaymentMeans/PayeeFinancialAccount/ID",),
    payment_codes=("PaymentMeans/PaymentMeansCode",),
    prepaid=(f"{_SUMS}/PrepaidAmount",),
    rounding=(f"{_SUMS}/PayableRoundingAmount",),
    rows=RowTable(
        taxes=Group(
            rows="TaxTotal/TaxSubtotal[not(TaxAmount/@currencyID!=$currency)]"
            "[not(TaxCategory/TaxScheme/ID) or normalize-space(TaxCategory/TaxScheme/ID)='VAT']",
            cells={"rate": ("TaxCategory/Percent", "Percent"), "base": ("TaxableAmount",), "amount": ("TaxAmount",)},
        ),
        lines=Group(
            rows="InvoiceLine | CreditNoteLine",
            cells={
                "description": ("Item/Name", "Item/Description"),
                "quantity": ("InvoicedQuantity", "CreditedQuantity"),
                "unit_price": ("Price/PriceAmount",),
                "price_base": ("Price/BaseQuantity",),
                "tax_rate": ("Item/ClassifiedTaxCategory/Percent",),
                "amount": ("LineExtensionAmount",),
            },
        ),
        allowances=Group(rows="AllowanceCharge[normalize-space(ChargeIndicator)='false']", cells=_ADJUSTED),
        charges=Group(rows="AllowanceCharge[normalize-space(ChargeIndicator)='true']", cells=_ADJUSTED),
    ),
)


def read(root: Element, *, embedded: bool) -> EInvoice:
    """The invoice or credit note of a tree without namespaces; `embedded` changes nothing in UBL."""
    type_code = ("InvoiceTypeCode", "CreditNoteTypeCode")
    return einvoice_of(root, TABLE, type_code=type_code, silent=_SILENT, source=Source.UBL, is_credit_note=root.tag == "CreditNote")
