"""Factur-X and ZUGFeRD: how the XML is named inside a PDF, and the table of ZUGFeRD 1.0.

Factur-X 1.x and ZUGFeRD 2.x write CII (see `cii`); ZUGFeRD 1.0 of 2014 wrote a forerunner of it, with other names.
"""

from __future__ import annotations

from domain.kinds import Source
from extractors.einvoice.cii import SILENT
from extractors.einvoice.document import EInvoice
from extractors.einvoice.parse import Element
from extractors.einvoice.rows import Group, RowTable
from extractors.einvoice.table import Address, Table, einvoice_of

# In lower case, the surest first: Factur-X and ZUGFeRD 2.1, ZUGFeRD 1.0 and 2.0, the German public sector's.
EMBEDDED_NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "cii.xml", "ubl.xml")

ROOTS = frozenset({"{urn:ferd:CrossIndustryDocument:invoice:1p0}CrossIndustryDocument"})

_TRADE = "SpecifiedSupplyChainTradeTransaction"
_AGREEMENT = f"{_TRADE}/ApplicableSupplyChainTradeAgreement"
_SETTLEMENT = f"{_TRADE}/ApplicableSupplyChainTradeSettlement"
_SELLER = f"{_AGREEMENT}/SellerTradeParty"
_BUYER = f"{_AGREEMENT}/BuyerTradeParty"
_SUMS = f"{_SETTLEMENT}/SpecifiedTradeSettlementMonetarySummation"
_VAT = "[not(TypeCode) or normalize-space(TypeCode)='VAT']"
_RATE = ("CategoryTradeTax/ApplicablePercent", "AppliedTradeTax/ApplicablePercent")
_ADJUSTED = {"description": ("Reason", "Description"), "tax_rate": _RATE, "amount": ("ActualAmount", "AppliedAmount")}

TABLE = Table(
    fields={
        "invoice_number": ("HeaderExchangedDocument/ID",),
        "issue_date": ("HeaderExchangedDocument/IssueDateTime/*",),
        "due_date": (f"{_SETTLEMENT}/SpecifiedTradePaymentTerms/DueDateDateTime/*",),
        "order_number": (f"{_AGREEMENT}/BuyerOrderReferencedDocument/ID",),
        "currency": (f"{_SETTLEMENT}/InvoiceCurrencyCode",),
        "seller_name": (f"{_SELLER}/Name",),
        "seller_vat_id": (f"{_SELLER}/SpecifiedTaxRegistration/ID[@schemeID='VA']",),
        "buyer_name": (f"{_BUYER}/Name",),
        "buyer_vat_id": (f"{_BUYER}/SpecifiedTaxRegistration/ID[@schemeID='VA']",),
        "total_without_tax": (f"{_SUMS}/TaxBasisTotalAmount[@currencyID=$currency or not(@currencyID)]",),
        "total_tax": (f"{_SUMS}/TaxTotalAmount[@currencyID=$currency]", f"{_SUMS}/TaxTotalAmount[not(@currencyID)]"),
        "total_with_tax": (f"{_SUMS}/GrandTotalAmount[@currencyID=$currency or not(@currencyID)]",),
        "amount_due": (f"{_SUMS}/DuePayableAmount[@currencyID=$currency or not(@currencyID)]",),
    },
    seller_address=Address(
        street=tuple(f"{_SELLER}/PostalTradeAddress/{line}" for line in ("LineOne", "LineTwo")),
        postcode=(f"{_SELLER}/PostalTradeAddress/PostcodeCode",),
        city=(f"{_SELLER}/PostalTradeAddress/CityName",),
    ),
    sirene_ids=(f"{_SELLER}/GlobalID[@schemeID='0002' or @schemeID='0009']",),
    plain_ids=(f"{_SELLER}/ID[not(@schemeID)]",),
    seller_country=(f"{_SELLER}/PostalTradeAddress/CountryID",),
    accounts=(f"{_SETTLEMENT}/SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID",),
    payment_codes=(f"{_SETTLEMENT}/SpecifiedTradeSettlementPaymentMeans/TypeCode",),
    prepaid=(f"{_SUMS}/TotalPrepaidAmount",),
    rounding=(),
    rows=RowTable(
        taxes=Group(
            rows=f"{_SETTLEMENT}/ApplicableTradeTax{_VAT}",
            cells={"rate": ("ApplicablePercent",), "base": ("BasisAmount",), "amount": ("CalculatedAmount",)},
        ),
        lines=Group(
            rows=f"{_TRADE}/IncludedSupplyChainTradeLineItem",
            cells={
                "description": ("SpecifiedTradeProduct/Name", "SpecifiedTradeProduct/Description"),
                "quantity": ("SpecifiedSupplyChainTradeDelivery/BilledQuantity",),
                "unit_price": (
                    "SpecifiedSupplyChainTradeAgreement/NetPriceProductTradePrice/ChargeAmount",
                    "SpecifiedSupplyChainTradeAgreement/GrossPriceProductTradePrice/ChargeAmount",
                ),
                "price_base": (
                    "SpecifiedSupplyChainTradeAgreement/NetPriceProductTradePrice/BasisQuantity",
                    "SpecifiedSupplyChainTradeAgreement/GrossPriceProductTradePrice/BasisQuantity",
                ),
                "tax_rate": (f"SpecifiedSupplyChainTradeSettlement/ApplicableTradeTax{_VAT}/ApplicablePercent",),
                "amount": ("SpecifiedSupplyChainTradeSettlement/SpecifiedTradeSettlementMonetarySummation/LineTotalAmount",),
            },
        ),
        allowances=Group(rows=f"{_SETTLEMENT}/SpecifiedTradeAllowanceCharge[normalize-space(ChargeIndicator)='false']", cells=_ADJUSTED),
        charges=Group(
            rows=f"{_SETTLEMENT}/SpecifiedTradeAllowanceCharge[normalize-space(ChargeIndicator)='true']"
            f" | {_SETTLEMENT}/SpecifiedLogisticsServiceCharge",
            cells=_ADJUSTED,
        ),
    ),
)


def read(root: Element, *, embedded: bool) -> EInvoice:
    """The invoice of a ZUGFeRD 1.0 tree without namespaces."""
    source = Source.FACTURX if embedded else Source.CII
    return einvoice_of(root, TABLE, type_code=("HeaderExchangedDocument/TypeCode",), silent=SILENT, source=source)
