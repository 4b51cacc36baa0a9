"""Cross Industry Invoices, as Factur-X and XRechnung write them."""

# ruff: noqa: E501  an element stays on one line with its text

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from domain.checks import check_sums
from domain.facts import InvoiceLine, TaxRow
from domain.kinds import DocumentType, PaymentMethod, Source
from extractors.einvoice import EInvoice, read_xml

SELLER = """<ram:SellerTradeParty>
  <ram:Name>Moulin  de
    l'Étang</ram:Name>
  <ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">73282932000074</ram:ID></ram:SpecifiedLegalOrganization>
  <ram:PostalTradeAddress><ram:PostcodeCode>84340</ram:PostcodeCode><ram:LineOne>12 chemin du Bief</ram:LineOne>
    <ram:LineTwo>Bâtiment B</ram:LineTwo><ram:CityName>Malaucène</ram:CityName><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress>
  <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">99/123</ram:ID></ram:SpecifiedTaxRegistration>
  <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">FR 44 732829320</ram:ID></ram:SpecifiedTaxRegistration>
</ram:SellerTradeParty>"""

LINE = """<ram:IncludedSupplyChainTradeLineItem>
  <ram:AssociatedDocumentLineDocument><ram:LineID>{n}</ram:LineID>{status}</ram:AssociatedDocumentLineDocument>
  <ram:SpecifiedTradeProduct><ram:Name>{name}</ram:Name></ram:SpecifiedTradeProduct>
  <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>{price}</ram:ChargeAmount>{per}
    </ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
  <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">{quantity}</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
  <ram:SpecifiedLineTradeSettlement>
    <ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:RateApplicablePercent>20.00</ram:RateApplicablePercent></ram:ApplicableTradeTax>
    <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{amount}</ram:LineTotalAmount>
    </ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>
</ram:IncludedSupplyChainTradeLineItem>"""

TAX = """<ram:ApplicableTradeTax><ram:CalculatedAmount>20.00</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>
  <ram:BasisAmount>100.00</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode>
  <ram:RateApplicablePercent>20.00</ram:RateApplicablePercent></ram:ApplicableTradeTax>"""

SUMS = """<ram:TaxBasisTotalAmount>100.00</ram:TaxBasisTotalAmount>
  <ram:TaxTotalAmount currencyID="EUR">20.00</ram:TaxTotalAmount>
  <ram:GrandTotalAmount>120.00</ram:GrandTotalAmount><ram:DuePayableAmount>70.00</ram:DuePayableAmount>"""

MEANS = """<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode><ram:PayeePartyCreditorFinancialAccount>
  <ram:IBANID>FR76 3000 6000 0112 3456 7890 189</ram:IBANID></ram:PayeePartyCreditorFinancialAccount>
  </ram:SpecifiedTradeSettlementPaymentMeans>"""


def line(
    n: int = 1, *, name: str = "Farine", price: str = "5.00", quantity: str = "20", amount: str = "100.00", per: str = "", status: str = ""
) -> str:
    return LINE.format(n=n, name=name, price=price, quantity=quantity, amount=amount, per=per, status=status)


def cii(
    *, code: str = "380", lines: str = "", seller: str = SELLER, taxes: str = TAX, sums: str = SUMS, means: str = MEANS, more: str = ""
) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
  xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
  xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017</ram:ID>
</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>FA-2026-17</ram:ID><ram:TypeCode>{code}</ram:TypeCode>
  <ram:IssueDateTime><udt:DateTimeString format="102">20260131</udt:DateTimeString></ram:IssueDateTime>
  <ram:IncludedNote><ram:Content>Franco de port</ram:Content></ram:IncludedNote></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>{lines}
  <ram:ApplicableHeaderTradeAgreement>{seller}
    <ram:BuyerTradeParty><ram:Name>Ma boutique</ram:Name>
      <ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">552100554</ram:ID></ram:SpecifiedLegalOrganization>
      <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">FR59552100554</ram:ID></ram:SpecifiedTaxRegistration></ram:BuyerTradeParty>
    <ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>PO445</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>
  </ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeDelivery/>
  <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>{means}{taxes}{more}
    <ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">20260302</udt:DateTimeString></ram:DueDateDateTime>
    </ram:SpecifiedTradePaymentTerms>
    <ram:SpecifiedTradeSettlementHeaderMonetarySummation>{sums}</ram:SpecifiedTradeSettlementHeaderMonetarySummation>
  </ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>""".encode()


def read(content: bytes, *, embedded: bool = False) -> EInvoice:
    invoice = read_xml(content, embedded=embedded)
    assert invoice is not None
    return invoice


def test_every_field_of_the_contract_is_read_as_it_is_stated() -> None:
    facts = read(cii(lines=line())).facts

    stated = {name: found.value for name in facts.__slots__ if name not in ("tax_breakdown", "lines") if (found := facts.get(name))}
    assert stated == {
        "seller_name": "Moulin de l'Étang",
        "seller_address": "12 chemin du Bief, Bâtiment B, 84340 Malaucène",
        "seller_siren": "732829320",
        "seller_siret": "73282932000074",
        "seller_vat_id": "FR44732829320",
        "seller_iban": "FR7630006000011234567890189",
        "buyer_name": "Ma boutique",
        "buyer_vat_id": "FR59552100554",
        "invoice_number": "FA-2026-17",
        "issue_date": date(2026, 1, 31),
        "due_date": date(2026, 3, 2),
        "order_number": "PO445",
        "currency": "EUR",
        "total_without_tax": Decimal("100.00"),
        "total_tax": Decimal("20.00"),
        "total_with_tax": Decimal("120.00"),
        "amount_due": Decimal("70.00"),
        "payment_method": PaymentMethod.TRANSFER,
    }
    assert facts.tax_breakdown == (TaxRow(rate=Decimal(20), base=Decimal(100), amount=Decimal(20)),)
    assert facts.lines == (
        InvoiceLine(description="Farine", quantity=Decimal(20), unit_price=Decimal(5), tax_rate=Decimal(20), amount=Decimal(100)),
    )


def test_a_stated_value_is_sure_and_has_no_place_on_a_page() -> None:
    number = read(cii()).facts.invoice_number

    assert number is not None
    assert number.place is None
    assert number.confidence >= 0.99


@pytest.mark.parametrize(("embedded", "source"), [(True, Source.FACTURX), (False, Source.CII)])
def test_the_source_says_whether_the_xml_came_in_a_pdf(embedded: bool, source: Source) -> None:
    assert read(cii(), embedded=embedded).source == source


def test_a_profile_without_lines_says_so() -> None:
    assert not read(cii()).has_lines
    assert read(cii(lines=line())).has_lines


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("380", DocumentType.INVOICE),
        ("384", DocumentType.INVOICE),
        ("386", DocumentType.INVOICE),
        ("389", DocumentType.INVOICE),
        ("751", DocumentType.INVOICE),
        ("381", DocumentType.CREDIT_NOTE),
        ("261", DocumentType.CREDIT_NOTE),
        ("396", DocumentType.CREDIT_NOTE),
        ("503", DocumentType.CREDIT_NOTE),
        ("325", DocumentType.QUOTE),
    ],
)
def test_the_type_code_says_what_it_is(code: str, kind: DocumentType) -> None:
    assert read(cii(code=code)).document_type == kind


def test_an_invoice_over_a_negative_total_is_a_credit_note_and_keeps_its_sign() -> None:
    invoice = read(cii(code="380", sums="<ram:GrandTotalAmount>-120.00</ram:GrandTotalAmount>"))

    assert invoice.document_type == DocumentType.CREDIT_NOTE
    assert invoice.facts.total_with_tax is not None
    assert invoice.facts.total_with_tax.value == Decimal("-120.00")


def test_the_tax_is_taken_in_the_currency_of_the_invoice_not_of_the_tax_office() -> None:
    both = '<ram:TaxTotalAmount currencyID="SEK">225.00</ram:TaxTotalAmount><ram:TaxTotalAmount currencyID="EUR">20.00</ram:TaxTotalAmount>'

    tax = read(cii(sums=both)).facts.total_tax

    assert tax is not None
    assert tax.value == Decimal("20.00")


def test_a_tax_that_is_stated_only_in_another_currency_is_left_out() -> None:
    assert read(cii(sums='<ram:TaxTotalAmount currencyID="SEK">225.00</ram:TaxTotalAmount>')).facts.total_tax is None


def test_an_amount_due_that_is_left_out_follows_from_what_was_paid_before() -> None:
    sums = """<ram:GrandTotalAmount>120.00</ram:GrandTotalAmount><ram:TotalPrepaidAmount>50.00</ram:TotalPrepaidAmount>
      <ram:RoundingAmount>0.02</ram:RoundingAmount>"""

    due = read(cii(sums=sums)).facts.amount_due

    assert due is not None
    assert due.value == Decimal("70.02")


def test_an_amount_due_of_nought_is_a_fact() -> None:
    due = read(cii(sums="<ram:GrandTotalAmount>9</ram:GrandTotalAmount><ram:DuePayableAmount>0.00</ram:DuePayableAmount>")).facts.amount_due

    assert due is not None
    assert due.value == 0


def test_allowances_and_charges_of_the_document_become_lines_so_that_the_lines_make_the_total() -> None:
    adjust = """<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>{charge}</udt:Indicator></ram:ChargeIndicator>
      <ram:ActualAmount>{amount}</ram:ActualAmount><ram:Reason>{reason}</ram:Reason>
      <ram:CategoryTradeTax><ram:RateApplicablePercent>20</ram:RateApplicablePercent></ram:CategoryTradeTax></ram:SpecifiedTradeAllowanceCharge>"""
    more = adjust.format(charge="false", amount="12.00", reason="Remise") + adjust.format(charge="true", amount="7.00", reason="Port")

    facts = read(cii(lines=line(quantity="21", amount="105.00"), more=more)).facts

    assert [(one.description, one.amount) for one in facts.lines] == [
        ("Farine", Decimal("105.00")),
        ("Remise", Decimal("-12.00")),
        ("Port", Decimal("7.00")),
    ]
    assert all(check.ok for check in check_sums(facts))


def test_groups_and_remarks_among_the_lines_are_not_counted_twice() -> None:
    group = line(1, name="Lot", status="<ram:LineStatusReasonCode>GROUP</ram:LineStatusReasonCode>")

    assert [one.description for one in read(cii(lines=group + line(2))).facts.lines] == ["Farine"]


def test_a_price_for_a_hundred_pieces_is_brought_to_one() -> None:
    priced = line(price="500.00", per='<ram:BasisQuantity unitCode="C62">100</ram:BasisQuantity>')

    assert read(cii(lines=priced)).facts.lines[0].unit_price == Decimal("5")


def test_an_exempt_category_without_a_rate_counts_as_nought_percent() -> None:
    exempt = """<ram:ApplicableTradeTax><ram:CalculatedAmount>0.00</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>
      <ram:BasisAmount>40.00</ram:BasisAmount><ram:CategoryCode>O</ram:CategoryCode></ram:ApplicableTradeTax>"""

    assert read(cii(taxes=exempt)).facts.tax_breakdown == (TaxRow(rate=Decimal(0), base=Decimal(40), amount=Decimal(0)),)


@pytest.mark.parametrize(
    ("identifier", "siren", "siret"),
    [
        ('<ram:ID schemeID="0002">732829320</ram:ID>', "732829320", None),
        ('<ram:ID schemeID="0009">732 829 320 00074</ram:ID>', "732829320", "73282932000074"),
        ("<ram:ID>732829320</ram:ID>", "732829320", None),
        ("<ram:ID>732829321</ram:ID>", None, None),
        ('<ram:ID schemeID="0088">4000001123452</ram:ID>', None, None),
    ],
)
def test_siren_and_siret_are_told_apart_by_scheme_length_and_check_digits(identifier: str, siren: str | None, siret: str | None) -> None:
    country = "<ram:PostalTradeAddress><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress>"
    legal = f"<ram:SpecifiedLegalOrganization>{identifier}</ram:SpecifiedLegalOrganization>"

    facts = read(cii(seller=f"<ram:SellerTradeParty><ram:Name>X</ram:Name>{legal}{country}</ram:SellerTradeParty>")).facts

    assert (facts.seller_siren and facts.seller_siren.value, facts.seller_siret and facts.seller_siret.value) == (siren, siret)


@pytest.mark.parametrize(
    ("code", "method"),
    [
        ("10", PaymentMethod.CASH),
        ("20", PaymentMethod.CHEQUE),
        ("30", PaymentMethod.TRANSFER),
        ("48", PaymentMethod.CARD),
        ("59", PaymentMethod.DIRECT_DEBIT),
        ("97", PaymentMethod.OTHER),
        ("1", None),
    ],
)
def test_the_means_of_payment_fall_into_the_groups_of_the_contract(code: str, method: PaymentMethod | None) -> None:
    means = f"<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>{code}</ram:TypeCode></ram:SpecifiedTradeSettlementPaymentMeans>"

    found = read(cii(means=means)).facts.payment_method

    assert (found.value if found else None) == method


def test_the_account_of_a_debtor_is_never_the_sellers() -> None:
    means = """<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>59</ram:TypeCode><ram:PayerPartyDebtorFinancialAccount>
      <ram:IBANID>FR7630006000011234567890189</ram:IBANID></ram:PayerPartyDebtorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>"""

    assert read(cii(means=means)).facts.seller_iban is None


def test_a_value_that_is_no_number_or_no_date_is_left_out_rather_than_guessed() -> None:
    odd = cii(sums="<ram:GrandTotalAmount>1.234,50</ram:GrandTotalAmount>").replace(b"20260131", b"20261331")

    facts = read(odd).facts

    assert facts.total_with_tax is None
    assert facts.issue_date is None


def test_the_words_for_the_index_leave_out_what_only_machines_read() -> None:
    text = read(cii(lines=line())).text.splitlines()

    assert "Franco de port" in text
    assert "Farine" in text
    assert "C62" not in text
    assert "20260131" not in text
