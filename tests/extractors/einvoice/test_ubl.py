"""UBL invoices and credit notes, as Peppol and XRechnung write them."""

# ruff: noqa: E501  an element stays on one line with its text

from __future__ import annotations

from datetime import date
from decimal import Decimal

from domain.facts import TaxRow
from domain.kinds import DocumentType, PaymentMethod, Source
from extractors.einvoice import EInvoice, read_xml

BODY = """
<cbc:ID>471102</cbc:ID><cbc:IssueDate>2026-03-05</cbc:IssueDate>{head}
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:OrderReference><cbc:ID>{order}</cbc:ID></cac:OrderReference>
<cac:AccountingSupplierParty><cac:Party>
  <cac:PartyIdentification><cbc:ID schemeID="0009">73282932000074</cbc:ID></cac:PartyIdentification>
  <cac:PartyName><cbc:Name>Le Moulin</cbc:Name></cac:PartyName>
  <cac:PostalAddress><cbc:StreetName>12 chemin du Bief</cbc:StreetName><cbc:CityName>Malaucène</cbc:CityName>
    <cbc:PostalZone>84340</cbc:PostalZone><cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
  <cac:PartyTaxScheme><cbc:CompanyID>201/113</cbc:CompanyID><cac:TaxScheme><cbc:ID>FC</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
  <cac:PartyTaxScheme><cbc:CompanyID>FR44732829320</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
  <cac:PartyLegalEntity><cbc:RegistrationName>Moulin de l'Étang SARL</cbc:RegistrationName>
    <cbc:CompanyID schemeID="0002">732829320</cbc:CompanyID></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party><cac:PartyName><cbc:Name>Ma boutique</cbc:Name></cac:PartyName></cac:Party></cac:AccountingCustomerParty>
<cac:PaymentMeans><cbc:PaymentMeansCode>48</cbc:PaymentMeansCode><cbc:PaymentDueDate>2026-04-04</cbc:PaymentDueDate>
  <cac:PayeeFinancialAccount><cbc:ID>NL91ABNA0417164300</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:TaxTotal><cbc:TaxAmount currencyID="SEK">225.00</cbc:TaxAmount></cac:TaxTotal>
<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">20.00</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">100.00</cbc:TaxableAmount>
  <cbc:TaxAmount currencyID="EUR">20.00</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>
  <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount currencyID="EUR">100.00</cbc:TaxExclusiveAmount>
  <cbc:TaxInclusiveAmount currencyID="EUR">120.00</cbc:TaxInclusiveAmount><cbc:PayableAmount currencyID="EUR">120.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:{kind}Line><cbc:ID>1</cbc:ID><cbc:{quantity}Quantity unitCode="C62">1000</cbc:{quantity}Quantity>
  <cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>
  <cac:Item><cbc:Description>Vis à bois 4 × 40</cbc:Description><cbc:Name>Vis</cbc:Name>
    <cac:ClassifiedTaxCategory><cbc:Percent>20</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>
  <cac:Price><cbc:PriceAmount currencyID="EUR">10.00</cbc:PriceAmount><cbc:BaseQuantity unitCode="C62">100</cbc:BaseQuantity></cac:Price></cac:{kind}Line>
"""


def ubl(kind: str = "Invoice", *, head: str = "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>", order: str = "PO445") -> EInvoice:
    names = "urn:oasis:names:specification:ubl:schema:xsd"
    quantity = "Invoiced" if kind == "Invoice" else "Credited"
    content = (
        f'<{kind} xmlns="{names}:{kind}-2" xmlns:cac="{names}:CommonAggregateComponents-2" xmlns:cbc="{names}:CommonBasicComponents-2">'
        f"{BODY.format(kind=kind, quantity=quantity, head=head, order=order)}</{kind}>"
    )
    invoice = read_xml(content.encode(), embedded=False)
    assert invoice is not None
    return invoice


def test_every_field_of_the_contract_is_read_as_it_is_stated() -> None:
    facts = ubl().facts

    stated = {name: found.value for name in facts.__slots__ if name not in ("tax_breakdown", "lines") if (found := facts.get(name))}
    assert stated == {
        "seller_name": "Moulin de l'Étang SARL",
        "seller_address": "12 chemin du Bief, 84340 Malaucène",
        "seller_siren": "732829320",
        "seller_siret": "73282932000074",
        "seller_vat_id": "FR44732829320",
        "seller_iban": "NL91ABNA0417164300",
        "buyer_name": "Ma boutique",
        "invoice_number": "471102",
        "issue_date": date(2026, 3, 5),
        "due_date": date(2026, 4, 4),
        "order_number": "PO445",
        "currency": "EUR",
        "total_without_tax": Decimal("100.00"),
        "total_tax": Decimal("20.00"),
        "total_with_tax": Decimal("120.00"),
        "amount_due": Decimal("120.00"),
        "payment_method": PaymentMethod.CARD,
    }
    assert facts.tax_breakdown == (TaxRow(rate=Decimal(20), base=Decimal(100), amount=Decimal(20)),)


def test_an_invoice_is_read_with_its_lines() -> None:
    invoice = ubl()

    assert (invoice.document_type, invoice.source, invoice.has_lines) == (DocumentType.INVOICE, Source.UBL, True)
    assert [(one.description, one.quantity, one.unit_price) for one in invoice.facts.lines] == [("Vis", Decimal(1000), Decimal("0.1"))]


def test_a_credit_note_is_one_whatever_its_code() -> None:
    note = ubl("CreditNote", head="")

    assert note.document_type == DocumentType.CREDIT_NOTE
    assert note.facts.lines[0].quantity == Decimal(1000)


def test_an_order_that_peppol_calls_not_available_is_none() -> None:
    assert ubl(order="NA").facts.order_number is None
