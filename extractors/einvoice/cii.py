"""UN/CEFACT Cross Industry Invoice (D16B, D22B), which Factur-X, ZUGFeRD 2 and XRechnung CII are profiles of.

Paths follow the CII binding of EN 16931 (CEN/TS 16931-3-3).
"""

from __future__ import annotations

import re

from domain.kinds import Source
from extractors.einvoice.document import EInvoice
from extractors.einvoice.parse import Element
from extractors.einvoice.rows import Group, RowTable
from extractors.einvoice.table import Address, Table, einvoice_of

ROOTS = frozenset({"{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}CrossIndustryInvoice"})

SILENT = re.compile(r"Code$|Indicator$|BinaryObject$|DateTime|Quantity$|Amount$|Percent$|URIID$|^IBANID$|^BICID$|^LineID$")

_TRADE = "SupplyChainTradeTransaction"
_AGREEMENT = f"{_TRADE}/ApplicableHeaderTradeAgreement"
_SETTLEMENT = f"{_TRADE}/ApplicableHeaderTradeSettlement"
_SELLER = f"{_AGREEMENT}/SellerTradeParty"
_BUYER = f"{_AGREEMENT}/BuyerTradeParty"
_SUMS = f"{_SETTLEMENT}/SpecifiedTradeSettlementHeaderMonetarySummation"
_VAT = "[not(TypeCode) or normalize-space(TypeCode)='VAT']"
_ADJUSTED = {"description": ("Reason", "ReasonCode"), "tax_rate": ("CategoryTradeTax/RateApplicablePercent",), "amount": ("ActualAmount",)}

TABLE = Table(
    fields={
        "invoice_number": ("ExchangedDocument/ID",),
        "issue_date": ("ExchangedDocument/IssueDateTime/*",),
        "due_date": (f"{_SETTLEMENT}/SpecifiedTradePaymentTerms/DueDateDateTime/*",),
        "order_number": (f"{_AGREEMENT}/BuyerOrderReferencedDocument/IssuerAssignedID",),
        "currency": (f"{_SETTLEMENT}/InvoiceCurrencyCode",),
        "seller_name": (f"{_SELLER}/Name", f"{_SELLER}/SpecifiedLegalOrganization/TradingBusinessName"),
        "seller_vat_id": (f"{_SELLER}/SpecifiedTaxRegistration/ID[@schemeID='VA']",),
        "buyer_name": (f"{_BUYER}/Name", f"{_BUYER}/SpecifiedLegalOrganization/TradingBusinessName"),
        "buyer_vat_id": (f"{_BUYER}/SpecifiedTaxRegistration/ID[@schemeID='VA']",),
        "total_without_tax": (f"{_SUMS}/TaxBasisTotalAmount[@currencyID=$currency or not(@currencyID)]",),
        "total_tax": (f"{_SUMS}/TaxTotalAmount[@currencyID=$currency]", f"{_SUMS}/TaxTotalAmount[not(@currencyID)]"),
        "total_with_tax": (f"{_SUMS}/GrandTotalAmount[@currencyID=$currency or not(@currencyID)]",),
        "amount_due": (f"{_SUMS}/DuePayableAmount[@currencyID=$currency or not(@currencyID)]",),
    },
    seller_address=Address(
        street=tuple(f"{_SELLER}/PostalTradeAddress/{line}" for line in ("LineOne", "LineTwo", "LineThree")),
        postcode=(f"{_SELLER}/PostalTradeAddress/PostcodeCode",),
        city=(f"{_SELLER}/PostalTradeAddress/CityName",),
    ),
    sirene_ids=(
        f"{_SELLER}/SpecifiedLegalOrganization/ID[@schemeID='0002' or @schemeID='0009']",
        f"{_SELLER}/GlobalID[@schemeID='0002' or @schemeID='0009']",
    ),
    plain_ids=(f"{_SELLER}/SpecifiedLegalOrganization/ID[not(@schemeID)]",),
    seller_country=(f"{_SELLER}/PostalTradeAddress/CountryID",),
    accounts=(
        f"{_SETTLEMENT}/SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID",
        f"{_SETTLEMENT}/SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/ProprietaryID",
    ),
    payment_codes=(f"{_SETTLEMENT}/SpecifiedTradeSettlementPaymentMeans/TypeCode",),
    prepaid=(f"{_SUMS}/TotalPrepaidAmount",),
    rounding=(f"{_SUMS}/RoundingAmount",),
    rows=RowTable(
        taxes=Group(
            rows=f"{_SETTLEMENT}/ApplicableTradeTax{_VAT}",
            cells={"rate": ("RateApplicablePercent",), "base": ("BasisAmount",), "amount": ("CalculatedAmount",)},
        ),
        # Sub-lines of the EXTENDED profile: groups and remarks repeat the amounts of the lines that they hold.
        lines=Group(
            rows=f"{_TRADE}/IncludedSupplyChainTradeLineItem"
            "[not(AssociatedDocumentLineDocument/LineStatusReasonCode[.='GROUP' or .='INFORMATION'])]",
            cells={
                "description": ("SpecifiedTradeProduct/Name", "SpecifiedTradeProduct/Description"),
                "quantity": ("SpecifiedLineTradeDelivery/BilledQuantity",),
                "unit_price": (
                    "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount",
                    "SpecifiedLineTradeAgreement/GrossPriceProductTradePrice/ChargeAmount",
                ),
                "price_base": (
                    "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/BasisQuantity",
                    "SpecifiedLineTradeAgreement/GrossPriceProductTradePrice/BasisQuantity",
                ),
                "tax_rate": (f"SpecifiedLineTradeSettlement/ApplicableTradeTax{_VAT}/RateApplicablePercent",),
                "amount": ("SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",),
            },
        ),
        allowances=Group(rows=f"{_SETTLEMENT}/SpecifiedTradeAllowanceCharge[normalize-space(ChargeIndicator)='false']", cells=_ADJUSTED),
        charges=Group(
            rows=f"{_SETTLEMENT}/SpecifiedTradeAllowanceCharge[normalize-space(ChargeIndicator)='true']"
            f" | {_SETTLEMENT}/SpecifiedLogisticsServiceCharge",
            cells={
                "description": ("Reason", "Description", "ReasonCode"),
                "tax_rate": ("CategoryTradeTax/RateApplicablePercent", "AppliedTradeTax/RateApplicablePercent"),
                "amount": ("ActualAmount", "AppliedAmount"),
            },
        ),
    ),
)


def read(root: Element, *, embedded: bool) -> EInvoice:
    """The invoice of a tree without namespaces."""
    source = Source.FACTURX if embedded else Source.CII
    return einvoice_of(root, TABLE, type_code=("ExchangedDocument/TypeCode",), silent=SILENT, source=source)
