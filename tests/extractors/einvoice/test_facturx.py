"""ZUGFeRD 1.0, the forerunner of Factur-X."""

# ruff: noqa: E501  an element stays on one line with its text

from __future__ import annotations

from datetime import date
from decimal import Decimal

from domain.facts import TaxRow
from domain.kinds import DocumentType, PaymentMethod, Source
from extractors.einvoice import read_xml

INVOICE = """<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0"
  xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12"
  xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15">
<rsm:HeaderExchangedDocument><ram:ID>R-9</ram:ID><ram:Name>RECHNUNG</ram:Name><ram:TypeCode>380</ram:TypeCode>
  <ram:IssueDateTime><udt:DateTimeString format="102">20150306</udt:DateTimeString></ram:IssueDateTime></rsm:HeaderExchangedDocument>
<rsm:SpecifiedSupplyChainTradeTransaction>
  <ram:ApplicableSupplyChainTradeAgreement>
    <ram:SellerTradeParty><ram:Name>Lieferant GmbH</ram:Name>
      <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE123456789</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
    <ram:BuyerTradeParty><ram:Name>Kunden AG</ram:Name></ram:BuyerTradeParty>
    <ram:BuyerOrderReferencedDocument><ram:ID>B-7</ram:ID></ram:BuyerOrderReferencedDocument>
  </ram:ApplicableSupplyChainTradeAgreement>
  <ram:ApplicableSupplyChainTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
    <ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>31</ram:TypeCode></ram:SpecifiedTradeSettlementPaymentMeans>
    <ram:ApplicableTradeTax><ram:CalculatedAmount currencyID="EUR">37.62</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>
      <ram:BasisAmount currencyID="EUR">198.00</ram:BasisAmount><ram:ApplicablePercent>19.00</ram:ApplicablePercent></ram:ApplicableTradeTax>
    <ram:SpecifiedTradeSettlementMonetarySummation><ram:TaxBasisTotalAmount currencyID="EUR">198.00</ram:TaxBasisTotalAmount>
      <ram:TaxTotalAmount currencyID="EUR">37.62</ram:TaxTotalAmount><ram:GrandTotalAmount currencyID="EUR">235.62</ram:GrandTotalAmount>
    </ram:SpecifiedTradeSettlementMonetarySummation></ram:ApplicableSupplyChainTradeSettlement>
  <ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:IncludedNote><ram:Content>Nur ein Hinweis</ram:Content>
    </ram:IncludedNote></ram:AssociatedDocumentLineDocument></ram:IncludedSupplyChainTradeLineItem>
  <ram:IncludedSupplyChainTradeLineItem>
    <ram:SpecifiedSupplyChainTradeDelivery><ram:BilledQuantity unitCode="C62">20.0000</ram:BilledQuantity></ram:SpecifiedSupplyChainTradeDelivery>
    <ram:SpecifiedSupplyChainTradeSettlement><ram:SpecifiedTradeSettlementMonetarySummation>
      <ram:LineTotalAmount currencyID="EUR">198.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementMonetarySummation></ram:SpecifiedSupplyChainTradeSettlement>
    <ram:SpecifiedTradeProduct><ram:Name>Trennblätter</ram:Name></ram:SpecifiedTradeProduct></ram:IncludedSupplyChainTradeLineItem>
</rsm:SpecifiedSupplyChainTradeTransaction></rsm:CrossIndustryDocument>"""


def test_an_invoice_of_2014_is_read_as_one_of_today() -> None:
    invoice = read_xml(INVOICE.encode(), embedded=True)

    assert invoice is not None
    facts = invoice.facts
    assert (invoice.document_type, invoice.source) == (DocumentType.INVOICE, Source.FACTURX)
    assert {name: found.value for name in facts.__slots__ if name not in ("tax_breakdown", "lines") if (found := facts.get(name))} == {
        "seller_name": "Lieferant GmbH",
        "seller_vat_id": "DE123456789",
        "buyer_name": "Kunden AG",
        "invoice_number": "R-9",
        "issue_date": date(2015, 3, 6),
        "order_number": "B-7",
        "currency": "EUR",
        "total_without_tax": Decimal("198.00"),
        "total_tax": Decimal("37.62"),
        "total_with_tax": Decimal("235.62"),
        "amount_due": Decimal("235.62"),
        "payment_method": PaymentMethod.TRANSFER,
    }
    assert facts.tax_breakdown == (TaxRow(rate=Decimal(19), base=Decimal(198), amount=Decimal("37.62")),)


def test_a_line_that_only_comments_is_no_line() -> None:
    invoice = read_xml(INVOICE.encode(), embedded=True)

    assert invoice is not None
    assert [line.description for line in invoice.facts.lines] == ["Trennblätter"]
