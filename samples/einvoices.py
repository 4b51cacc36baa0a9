"""A Paper as an e-invoice: CII (EN 16931 or BASIC WL), UBL, and Factur-X, which is CII inside a PDF.

The syntax bindings are those of EN 16931-3-3 (CII D16B) and EN 16931-3-2 (UBL 2.1); the attachment follows
Factur-X 1.0: `factur-x.xml`, AFRelationship Alternative (Data for profiles that the page completes), and the fx words of the XMP.
"""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pikepdf
from lxml import etree
from PIL import ImageCms

from domain.money import as_text, rounded
from samples.firms import Firm
from samples.sums import Item, RateRow
from samples.trade import Paper

PROFILES = {"EN 16931": "urn:cen.eu:en16931:2017", "BASIC WL": "urn:factur-x.eu:1p0:basicwl"}
CII = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
UBL = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
TYPE_CODES = {"invoice": "380", "credit_note": "381"}
MEANS = {"transfer": "30", "cheque": "20", "direct_debit": "49", "card": "48", "cash": "10"}
FX = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"


class Tree:
    """Builds XML by paths of one prefix each: `tree.add(parent, "ram:ID", "42", schemeID="0002")`."""

    def __init__(self, root: str, spaces: dict[str, str], *, default: str = "") -> None:
        self._spaces = spaces
        names: dict[str | None, str] = {**spaces} | ({None: default} if default else {})
        # The stubs know no default namespace, which lxml writes as the prefix None.
        self.root = etree.Element(f"{{{default}}}{root}" if default else self._name(root), nsmap=names)  # type: ignore[arg-type]

    def _name(self, tag: str) -> str:
        prefix, name = tag.split(":")
        return f"{{{self._spaces[prefix]}}}{name}"

    def add(self, parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
        child = etree.SubElement(parent, self._name(tag), attributes)
        child.text = text
        return child

    def bytes(self) -> bytes:
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def cii(paper: Paper, *, profile: str = "EN 16931") -> bytes:
    """The paper as Cross Industry Invoice; BASIC WL leaves the lines out."""
    tree = Tree("rsm:CrossIndustryInvoice", CII)
    context = tree.add(tree.add(tree.root, "rsm:ExchangedDocumentContext"), "ram:GuidelineSpecifiedDocumentContextParameter")
    tree.add(context, "ram:ID", PROFILES[profile])
    document = tree.add(tree.root, "rsm:ExchangedDocument")
    tree.add(document, "ram:ID", paper.number)
    tree.add(document, "ram:TypeCode", TYPE_CODES[paper.kind])
    _cii_date(tree, tree.add(document, "ram:IssueDateTime"), paper.issue_date)
    deal = tree.add(tree.root, "rsm:SupplyChainTradeTransaction")
    if profile != "BASIC WL":
        for place, item in enumerate(paper.items, start=1):
            _cii_line(tree, deal, item, place)
    _cii_agreement(tree, deal, paper)
    _cii_delivery(tree, deal, paper)
    _cii_settlement(tree, deal, paper)
    return tree.bytes()


def _cii_date(tree: Tree, parent: etree._Element, day: date) -> None:
    tree.add(parent, "udt:DateTimeString", f"{day:%Y%m%d}", format="102")


def _cii_line(tree: Tree, deal: etree._Element, item: Item, place: int) -> None:
    line = tree.add(deal, "ram:IncludedSupplyChainTradeLineItem")
    tree.add(tree.add(line, "ram:AssociatedDocumentLineDocument"), "ram:LineID", str(place))
    tree.add(tree.add(line, "ram:SpecifiedTradeProduct"), "ram:Name", item.description)
    price = tree.add(tree.add(line, "ram:SpecifiedLineTradeAgreement"), "ram:NetPriceProductTradePrice")
    tree.add(price, "ram:ChargeAmount", as_text(item.unit_price))
    tree.add(tree.add(line, "ram:SpecifiedLineTradeDelivery"), "ram:BilledQuantity", f"{item.quantity.normalize():f}", unitCode="C62")
    settlement = tree.add(line, "ram:SpecifiedLineTradeSettlement")
    tax = tree.add(settlement, "ram:ApplicableTradeTax")
    tree.add(tax, "ram:TypeCode", "VAT")
    tree.add(tax, "ram:CategoryCode", "S")
    tree.add(tax, "ram:RateApplicablePercent", as_text(item.rate))
    total = tree.add(settlement, "ram:SpecifiedTradeSettlementLineMonetarySummation")
    tree.add(total, "ram:LineTotalAmount", as_text(item.amount))


def _cii_agreement(tree: Tree, deal: etree._Element, paper: Paper) -> None:
    agreement = tree.add(deal, "ram:ApplicableHeaderTradeAgreement")
    _cii_party(tree, tree.add(agreement, "ram:SellerTradeParty"), paper.seller)
    _cii_party(tree, tree.add(agreement, "ram:BuyerTradeParty"), paper.buyer)
    if paper.order_number:
        tree.add(tree.add(agreement, "ram:BuyerOrderReferencedDocument"), "ram:IssuerAssignedID", paper.order_number)


def _cii_party(tree: Tree, party: etree._Element, firm: Firm) -> None:
    tree.add(party, "ram:GlobalID", firm.siret, schemeID="0009")
    tree.add(party, "ram:Name", firm.trade_name)
    tree.add(tree.add(party, "ram:SpecifiedLegalOrganization"), "ram:ID", firm.siren, schemeID="0002")
    address = tree.add(party, "ram:PostalTradeAddress")
    tree.add(address, "ram:PostcodeCode", firm.postcode)
    tree.add(address, "ram:LineOne", firm.street)
    tree.add(address, "ram:CityName", firm.town)
    tree.add(address, "ram:CountryID", firm.country.upper())
    tree.add(tree.add(party, "ram:SpecifiedTaxRegistration"), "ram:ID", firm.vat_id, schemeID="VA")


def _cii_delivery(tree: Tree, deal: etree._Element, paper: Paper) -> None:
    delivery = tree.add(deal, "ram:ApplicableHeaderTradeDelivery")
    if paper.delivery_date:
        event = tree.add(delivery, "ram:ActualDeliverySupplyChainEvent")
        _cii_date(tree, tree.add(event, "ram:OccurrenceDateTime"), paper.delivery_date)


def _cii_settlement(tree: Tree, deal: etree._Element, paper: Paper) -> None:
    settlement = tree.add(deal, "ram:ApplicableHeaderTradeSettlement")
    tree.add(settlement, "ram:InvoiceCurrencyCode", paper.currency)
    means = tree.add(settlement, "ram:SpecifiedTradeSettlementPaymentMeans")
    tree.add(means, "ram:TypeCode", MEANS[paper.payment])
    if paper.payment == "transfer":
        tree.add(tree.add(means, "ram:PayeePartyCreditorFinancialAccount"), "ram:IBANID", paper.seller.iban)
    for row in paper.rows:
        _cii_tax(tree, settlement, row)
    if paper.due_date:
        terms = tree.add(settlement, "ram:SpecifiedTradePaymentTerms")
        _cii_date(tree, tree.add(terms, "ram:DueDateDateTime"), paper.due_date)
    total = tree.add(settlement, "ram:SpecifiedTradeSettlementHeaderMonetarySummation")
    tree.add(total, "ram:LineTotalAmount", as_text(paper.net))
    tree.add(total, "ram:TaxBasisTotalAmount", as_text(paper.net))
    tree.add(total, "ram:TaxTotalAmount", as_text(paper.tax), currencyID=paper.currency)
    tree.add(total, "ram:GrandTotalAmount", as_text(paper.gross))
    if paper.deposit:
        tree.add(total, "ram:TotalPrepaidAmount", as_text(paper.deposit))
    tree.add(total, "ram:DuePayableAmount", as_text(paper.due))
    if paper.corrects:
        tree.add(tree.add(settlement, "ram:InvoiceReferencedDocument"), "ram:IssuerAssignedID", paper.corrects)


def _cii_tax(tree: Tree, settlement: etree._Element, row: RateRow) -> None:
    tax = tree.add(settlement, "ram:ApplicableTradeTax")
    tree.add(tax, "ram:CalculatedAmount", as_text(row.tax))
    tree.add(tax, "ram:TypeCode", "VAT")
    tree.add(tax, "ram:BasisAmount", as_text(row.base))
    tree.add(tax, "ram:CategoryCode", "S")
    tree.add(tax, "ram:RateApplicablePercent", as_text(row.rate))


def ubl(paper: Paper) -> bytes:
    """The paper as a UBL 2.1 invoice or credit note."""
    name = {"invoice": "Invoice", "credit_note": "CreditNote"}[paper.kind]
    tree = Tree(name, UBL, default=f"urn:oasis:names:specification:ubl:schema:xsd:{name}-2")
    root = tree.root
    tree.add(root, "cbc:CustomizationID", PROFILES["EN 16931"])
    tree.add(root, "cbc:ID", paper.number)
    tree.add(root, "cbc:IssueDate", paper.issue_date.isoformat())
    if paper.due_date and paper.kind == "invoice":
        tree.add(root, "cbc:DueDate", paper.due_date.isoformat())
    tree.add(root, f"cbc:{name}TypeCode", TYPE_CODES[paper.kind])
    tree.add(root, "cbc:DocumentCurrencyCode", paper.currency)
    if paper.order_number:
        tree.add(tree.add(root, "cac:OrderReference"), "cbc:ID", paper.order_number)
    for tag, firm in (("cac:AccountingSupplierParty", paper.seller), ("cac:AccountingCustomerParty", paper.buyer)):
        _ubl_party(tree, tree.add(tree.add(root, tag), "cac:Party"), firm)
    means = tree.add(root, "cac:PaymentMeans")
    tree.add(means, "cbc:PaymentMeansCode", MEANS[paper.payment])
    if paper.payment == "transfer":
        tree.add(tree.add(means, "cac:PayeeFinancialAccount"), "cbc:ID", paper.seller.iban)
    _ubl_sums(tree, paper)
    for place, item in enumerate(paper.items, start=1):
        _ubl_line(tree, name, item, place, paper.currency)
    return tree.bytes()


def _ubl_party(tree: Tree, party: etree._Element, firm: Firm) -> None:
    tree.add(tree.add(party, "cac:PartyIdentification"), "cbc:ID", firm.siret, schemeID="0009")
    address = tree.add(party, "cac:PostalAddress")
    tree.add(address, "cbc:StreetName", firm.street)
    tree.add(address, "cbc:CityName", firm.town)
    tree.add(address, "cbc:PostalZone", firm.postcode)
    tree.add(tree.add(address, "cac:Country"), "cbc:IdentificationCode", firm.country.upper())
    scheme = tree.add(party, "cac:PartyTaxScheme")
    tree.add(scheme, "cbc:CompanyID", firm.vat_id)
    tree.add(tree.add(scheme, "cac:TaxScheme"), "cbc:ID", "VAT")
    legal = tree.add(party, "cac:PartyLegalEntity")
    tree.add(legal, "cbc:RegistrationName", firm.trade_name)
    tree.add(legal, "cbc:CompanyID", firm.siren, schemeID="0002")


def _ubl_sums(tree: Tree, paper: Paper) -> None:
    def money(parent: etree._Element, tag: str, value: Decimal) -> None:
        tree.add(parent, tag, as_text(value), currencyID=paper.currency)

    total = tree.add(tree.root, "cac:TaxTotal")
    money(total, "cbc:TaxAmount", paper.tax)
    for row in paper.rows:
        part = tree.add(total, "cac:TaxSubtotal")
        money(part, "cbc:TaxableAmount", row.base)
        money(part, "cbc:TaxAmount", row.tax)
        _ubl_category(tree, part, "cac:TaxCategory", row.rate)
    sums = tree.add(tree.root, "cac:LegalMonetaryTotal")
    money(sums, "cbc:LineExtensionAmount", paper.net)
    money(sums, "cbc:TaxExclusiveAmount", paper.net)
    money(sums, "cbc:TaxInclusiveAmount", paper.gross)
    if paper.deposit:
        money(sums, "cbc:PrepaidAmount", paper.deposit)
    money(sums, "cbc:PayableAmount", paper.due)


def _ubl_category(tree: Tree, parent: etree._Element, tag: str, rate: Decimal) -> None:
    category = tree.add(parent, tag)
    tree.add(category, "cbc:ID", "S")
    tree.add(category, "cbc:Percent", as_text(rate))
    tree.add(tree.add(category, "cac:TaxScheme"), "cbc:ID", "VAT")


def _ubl_line(tree: Tree, name: str, item: Item, place: int, currency: str) -> None:
    line = tree.add(tree.root, f"cac:{name}Line")
    tree.add(line, "cbc:ID", str(place))
    tree.add(
        line, "cbc:InvoicedQuantity" if name == "Invoice" else "cbc:CreditedQuantity", f"{item.quantity.normalize():f}", unitCode="C62"
    )
    tree.add(line, "cbc:LineExtensionAmount", as_text(item.amount), currencyID=currency)
    goods = tree.add(line, "cac:Item")
    tree.add(goods, "cbc:Name", item.description)
    _ubl_category(tree, goods, "cac:ClassifiedTaxCategory", item.rate)
    tree.add(tree.add(line, "cac:Price"), "cbc:PriceAmount", as_text(rounded(item.unit_price)), currencyID=currency)


def facturx(pdf: bytes, xml: bytes, *, profile: str) -> bytes:
    """The PDF with the invoice inside, marked as PDF/A-3 (which no tool has certified)."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        relation = "/Data" if profile == "BASIC WL" else "/Alternative"
        stream = document.make_stream(xml, Type=pikepdf.Name.EmbeddedFile, Subtype=pikepdf.Name("/text/xml"))
        name = "factur-x.xml"
        spec = pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=name,
            UF=name,
            Desc="Factur-X",
            AFRelationship=pikepdf.Name(relation),
            EF=pikepdf.Dictionary(F=stream, UF=stream),
        )
        reference = document.make_indirect(spec)
        document.Root.AF = pikepdf.Array([reference])
        document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=pikepdf.Array([name, reference])))
        document.Root.OutputIntents = pikepdf.Array([_output_intent(document)])
        with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "3", "B"
            metadata.register_xml_namespace(FX, "fx")
            words = {"DocumentType": "INVOICE", "DocumentFileName": name, "Version": "1.0", "ConformanceLevel": profile}
            for word, value in words.items():
                metadata[f"{{{FX}}}{word}"] = value
        out = io.BytesIO()
        document.save(out, deterministic_id=True, linearize=False)
    return out.getvalue()


def _output_intent(document: pikepdf.Pdf) -> pikepdf.Dictionary:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes((7, 234, 0, 1, 0, 2, 0, 8, 0, 0, 0, 0))  # the day it was made, fixed
    stream = document.make_stream(bytes(profile), N=3)
    kind, label = pikepdf.Name("/GTS_PDFA1"), pikepdf.String("sRGB")
    return pikepdf.Dictionary(Type=pikepdf.Name.OutputIntent, S=kind, OutputConditionIdentifier=label, DestOutputProfile=stream)
