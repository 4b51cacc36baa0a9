"""The XML says what the paper says, where EN 16931's bindings put it."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from random import Random

import pikepdf
import pytest
from lxml import etree

from samples.einvoices import CII, FX, PROFILES, UBL, cii, facturx, ubl
from samples.trade import Paper, make_paper


def invoice(seed: int = 1) -> Paper:
    return make_paper(Random(seed), "invoice")


def texts(xml: bytes, path: str, spaces: dict[str, str]) -> list[str]:
    return [str(node.text) for node in etree.fromstring(xml).iterfind(path, spaces)]


@pytest.mark.parametrize("seed", range(5))
def test_cii_bears_the_totals_of_the_paper(seed: int) -> None:
    paper = invoice(seed)
    summation = ".//ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:"
    values = {
        name: Decimal(texts(cii(paper), summation + name, CII)[0]) for name in ("TaxBasisTotalAmount", "TaxTotalAmount", "GrandTotalAmount")
    }
    assert values["TaxBasisTotalAmount"] + values["TaxTotalAmount"] == values["GrandTotalAmount"] == paper.gross
    assert Decimal(texts(cii(paper), summation + "DuePayableAmount", CII)[0]) == paper.gross - paper.deposit


def test_cii_has_a_line_for_each_item_unless_the_profile_has_none() -> None:
    paper = invoice()
    assert len(texts(cii(paper), ".//ram:LineID", CII)) == len(paper.items)
    assert texts(cii(paper, profile="BASIC WL"), ".//ram:LineID", CII) == []


@pytest.mark.parametrize("seed", range(5))
def test_ubl_bears_the_same_taxes_as_cii(seed: int) -> None:
    paper = invoice(seed)
    from_cii = texts(cii(paper), ".//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax/ram:CalculatedAmount", CII)
    assert texts(ubl(paper), ".//cac:TaxSubtotal/cbc:TaxAmount", UBL) == from_cii


def test_a_credit_note_has_its_own_root_and_code() -> None:
    xml = ubl(replace(invoice(), kind="credit_note", due_date=None))
    assert etree.fromstring(xml).tag.endswith("CreditNote-2}CreditNote")
    assert texts(xml, "cbc:CreditNoteTypeCode", UBL) == ["381"]


@pytest.mark.parametrize("profile", PROFILES)
def test_facturx_holds_the_xml_and_says_its_profile(profile: str) -> None:
    blank = io.BytesIO()
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(blank)
    xml = cii(invoice(), profile=profile)
    with pikepdf.open(io.BytesIO(facturx(blank.getvalue(), xml, profile=profile))) as document:
        assert document.attachments["factur-x.xml"].get_file().read_bytes() == xml
        assert document.open_metadata()[f"{{{FX}}}ConformanceLevel"] == profile
