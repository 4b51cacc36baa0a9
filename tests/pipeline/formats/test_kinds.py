"""What a file is, told from its bytes and never from its name."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from domain.problem import ReadError
from pipeline.formats.kinds import FileKind, kind_of


@pytest.mark.parametrize(
    ("kind", "pillow"), [(FileKind.JPEG, "JPEG"), (FileKind.PNG, "PNG"), (FileKind.TIFF, "TIFF"), (FileKind.WEBP, "WEBP")]
)
def test_a_picture_is_known_whatever_its_name(kind: FileKind, pillow: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, pillow)

    assert kind_of(out.getvalue(), name="facture.pdf") == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", FileKind.PDF),
        (b"mail header\r\n\r\n%PDF-1.4\n", FileKind.PDF),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", FileKind.HEIC),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00", FileKind.HEIC),
        (b"MM\x00*\x00\x00\x00\x08", FileKind.TIFF),
        (b"<?xml version='1.0'?><a/>", FileKind.XML),
        (b"\xef\xbb\xbf<Invoice xmlns='x'/>", FileKind.XML),
        (b"\n  <!-- note --><a/>", FileKind.XML),
        ("<?xml version='1.0' encoding='UTF-16'?><a/>".encode("utf-16"), FileKind.XML),
    ],
)
def test_a_kind_is_told_from_the_first_bytes(head: bytes, kind: FileKind) -> None:
    assert kind_of(head, name="x.txt") == kind


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"\n<!-- saved --><HTML><body>", "web page"),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml ... word/document.xml", "Office"),
        (b"PK\x03\x04" + b"\0" * 26 + b"factures/a.pdf", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"GIF89a....", "not read"),
        (b"Received: from mail\r\nSubject: facture", "e-mail"),
        (b"\x8f\x01\x02random bytes", "none of the formats"),
    ],
)
def test_what_is_not_read_is_named_and_told_what_to_do(content: bytes, word: str) -> None:
    with pytest.raises(ReadError, match=word) as caught:
        kind_of(content, name="facture.pdf")

    assert caught.value.problem.where == "facture.pdf"
    assert caught.value.problem.remedy


@given(st.binary(max_size=200))
def test_any_bytes_are_a_kind_or_a_read_error(content: bytes) -> None:
    try:
        assert kind_of(content, name="x") in FileKind
    except ReadError as error:
        assert error.problem.code in ("empty_file", "unsupported_format", "unknown_format")  # noqa: PT017  both outcomes are right
