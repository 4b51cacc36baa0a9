"""A PDF before anything draws it: whole, open, of a sane size; and what is attached to it."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.kinds import Source
from domain.problem import ReadError
from pipeline.formats import pdf_guard
from pipeline.formats.pdf_guard import SafePdf

CII = b"""<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100">
 <rsm:ExchangedDocument><ram:ID>%s</ram:ID></rsm:ExchangedDocument></rsm:CrossIndustryInvoice>"""
BOMB = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


def pdf_file(edit: Callable[[pikepdf.Pdf], Any] = lambda pdf: None, *, pages: int = 1, **save: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        edit(pdf)
        pdf.save(out, **save)
    return out.getvalue()


def inspect(content: bytes) -> SafePdf:
    return pdf_guard.inspect(content, name="facture.pdf", max_pages=100)


def problem_of(content: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        inspect(content)
    assert caught.value.problem.where == "facture.pdf"
    assert caught.value.problem.remedy
    return caught.value.problem.code


def packed(size: int) -> bytes:
    """Blanks without end, packed a thousand to one."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()


def test_a_sound_pdf_is_left_as_it_is() -> None:
    content = pdf_file(pages=3)

    safe = inspect(content)

    assert safe.content == content
    assert safe.page_count == 3
    assert safe.einvoice is None


def test_a_password_is_asked_for_only_where_the_reader_needs_one() -> None:
    locked = pdf_file(encryption=pikepdf.Encryption(user="secret", owner="o"))
    only_restricted = pdf_file(encryption=pikepdf.Encryption(user="", owner="o"))

    assert problem_of(locked) == "pdf_locked"
    assert inspect(only_restricted).page_count == 1


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.98])
def test_a_pdf_cut_short_is_refused_rather_than_read_in_part(share: float) -> None:
    content = pdf_file(pages=20)

    assert problem_of(content[: int(len(content) * share)]) == "pdf_truncated"


def test_a_web_optimised_pdf_cut_short_is_refused_though_its_first_end_mark_is_there() -> None:
    content = pdf_file(pages=20, linearize=True)

    assert content.count(b"%%EOF") == 2
    assert problem_of(content[: int(len(content) * 0.7)]) == "pdf_truncated"


def test_no_page_and_too_many_pages_are_refused() -> None:
    assert problem_of(pdf_file(pages=0)) == "pdf_without_pages"
    assert problem_of(pdf_file(pages=101)) == "too_many_pages"


@pytest.mark.parametrize(
    "broken",
    [
        lambda content: re.sub(rb"startxref\s+\d+", b"startxref\n7", content),
        lambda content: content.replace(b"/Count 2", b"/Count 9"),
        lambda content: b"mail header\r\n" * 5 + content,
        lambda content: content + b"\n<!-- appended -->" * 100,
    ],
)
def test_a_broken_structure_is_mended(broken: Callable[[bytes], bytes]) -> None:
    safe = inspect(broken(pdf_file(pages=2)))

    assert safe.page_count == 2
    with pikepdf.open(io.BytesIO(safe.content)) as pdf:
        assert int(pdf.Root.Pages.Count) == 2


def test_a_page_tree_that_loops_is_damaged() -> None:
    assert problem_of(pdf_file(lambda pdf: pdf.Root.Pages.Kids.append(pdf.Root.Pages))) == "pdf_damaged"


def test_random_bytes_under_a_pdf_header_are_damaged() -> None:
    assert problem_of(b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF") == "pdf_damaged"


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    data = packed(300_000_000)

    def bomb(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/Contents"] = pikepdf.Stream(pdf, data, Filter=pikepdf.Name.FlateDecode)

    def twice(pdf: pikepdf.Pdf) -> None:
        filters = pikepdf.Array([pikepdf.Name.FlateDecode] * 2)
        pdf.pages[0].obj["/Contents"] = pikepdf.Stream(pdf, zlib.compress(data, 1), Filter=filters)

    assert problem_of(pdf_file(bomb)) == "pdf_too_large"
    assert problem_of(pdf_file(twice)) == "pdf_too_large"


def test_a_picture_that_needs_gigabytes_is_refused_by_its_size_and_a_black_and_white_plan_is_not() -> None:
    def picture(bits: int, space: str) -> Callable[[pikepdf.Pdf], None]:
        def add(pdf: pikepdf.Pdf) -> None:
            shape = {"Subtype": pikepdf.Name.Image, "Width": 30000, "Height": 30000, "BitsPerComponent": bits}
            image = pikepdf.Stream(pdf, b"x", ColorSpace=pikepdf.Name(space), **shape)
            pdf.pages[0].obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))

        return add

    assert problem_of(pdf_file(picture(8, "/DeviceRGB"))) == "pdf_too_large"
    assert inspect(pdf_file(picture(1, "/DeviceGray"))).page_count == 1


def test_a_portfolio_asks_for_the_files_inside() -> None:
    def portfolio(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["a.pdf"] = pdf_file()
        pdf.Root.Collection = pikepdf.Dictionary(Type=pikepdf.Name.Collection)

    assert problem_of(pdf_file(portfolio)) == "pdf_portfolio"


@pytest.mark.parametrize("name", ["factur-x.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml", "Facture 12.XML"])
def test_an_attached_e_invoice_is_read_under_any_name(name: str) -> None:
    einvoice = inspect(pdf_file(lambda pdf: pdf.attachments.__setitem__(name, CII % b"F1"))).einvoice

    assert einvoice is not None
    assert einvoice.source == Source.FACTURX
    assert einvoice.facts.invoice_number is not None
    assert einvoice.facts.invoice_number.value == "F1"


def test_the_known_name_wins_over_other_xml() -> None:
    def attach(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["a.xml"] = CII % b"other"
        pdf.attachments["factur-x.xml"] = CII % b"right"

    einvoice = inspect(pdf_file(attach)).einvoice

    assert einvoice is not None
    assert einvoice.facts.invoice_number is not None
    assert einvoice.facts.invoice_number.value == "right"


def test_an_e_invoice_that_only_the_associated_files_name_is_found() -> None:
    def attach(pdf: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(pdf, CII % b"F1", Type=pikepdf.Name.EmbeddedFile, Subtype=pikepdf.Name("/text/xml"))
        spec = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, UF="factur-x.xml", EF=pikepdf.Dictionary(F=stream))
        pdf.Root.AF = pikepdf.Array([pdf.make_indirect(spec)])

    assert inspect(pdf_file(attach)).einvoice is not None


@pytest.mark.parametrize("content", [BOMB, b"\x00\x01", b"<a>", b"", b"<a>" + b" " * 40_000_000 + b"</a>"])
def test_an_attachment_that_is_broken_or_hostile_is_left_aside_and_the_page_speaks(content: bytes) -> None:
    safe = inspect(pdf_file(lambda pdf: pdf.attachments.__setitem__("factur-x.xml", content)))

    assert safe.einvoice is None
    assert safe.page_count == 1


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_flipped_bytes_give_a_pdf_or_a_read_error(data: st.DataObject) -> None:
    content = bytearray(pdf_file(lambda pdf: pdf.attachments.__setitem__("factur-x.xml", CII % b"F1"), compress_streams=False))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[at] ^= data.draw(st.integers(1, 255))
    try:
        assert inspect(bytes(content)).page_count >= 1
    except ReadError as error:
        assert error.problem.remedy  # noqa: PT017  both outcomes are right
