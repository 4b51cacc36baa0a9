"""Strangers' XML: what is refused, and the encodings that are read."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.problem import ReadError
from extractors.einvoice import read_xml
from extractors.einvoice.parse import MAX_BYTES, MAX_TAGS, decode, parse

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;">]><lolz>&lol2;</lolz>"""
EXTERNAL = b'<?xml version="1.0"?><!-- a --><?b c?>\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
REMOTE_DTD = b'<!DOCTYPE a SYSTEM "http://localhost:1/a.dtd"><a/>'
INCLUDE = b'<a xmlns:xi="http://www.w3.org/2001/XInclude"><b><xi:include href="/etc/passwd" parse="text"/></b></a>'


def problem_of(content: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        parse(content)
    return caught.value.problem.code


@pytest.mark.parametrize("content", [LAUGHS, EXTERNAL, REMOTE_DTD, INCLUDE, b"<!DOCTYPE a><a/>"])
def test_entities_and_inclusions_are_refused(content: bytes) -> None:
    assert problem_of(content) == "xml_hostile"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_an_entity_does_not_hide_behind_an_encoding(encoding: str) -> None:
    assert problem_of(LAUGHS.decode().replace('<?xml version="1.0"?>', "").encode(encoding)) == "xml_hostile"


@pytest.mark.parametrize("content", [b"<a><b></a>", b"<a>", b"<a>&undeclared;</a>", b"<a/>junk", b"", b"<a>\xff</a>", b"\xff\xfe<"])
def test_broken_xml_is_told_so(content: bytes) -> None:
    assert problem_of(content) == "xml_broken"


def test_nesting_that_no_invoice_has_is_refused() -> None:
    assert problem_of(b"<a>" * 5000 + b"</a>" * 5000) == "xml_broken"


def test_a_flood_of_tags_or_bytes_is_refused_before_it_is_parsed() -> None:
    assert problem_of(b"<a>" + b"<b/>" * MAX_TAGS + b"</a>") == "xml_too_large"
    assert problem_of(b"<a>" + b" " * MAX_BYTES + b"</a>") == "xml_too_large"


def test_many_open_comments_take_no_time() -> None:
    assert problem_of(b"<!--" * 200_000) == "xml_broken"


@pytest.mark.parametrize(
    "content",
    [
        "<a>é€</a>".encode(),
        "<a>é€</a>".encode("utf-8-sig"),
        '<?xml version="1.0" encoding="UTF-16"?><a>é€</a>'.encode("utf-16"),
        "<a>é€</a>".encode("utf-16-be"),
        b'<?xml version="1.0" encoding="ISO-8859-15"?><a>\xe9\xa4</a>',
        b"<?xml version='1.0' encoding='windows-1252' standalone='yes'?><a>\xe9\x80</a>",
        '\n <?xml version="1.0" encoding="utf-8"?>\n<a>é€</a>'.encode(),
    ],
)
def test_the_encodings_of_invoices_are_read(content: bytes) -> None:
    assert parse(content).text == "é€"


def test_an_encoding_that_is_not_read_is_named() -> None:
    with pytest.raises(ReadError, match="utf-7"):
        decode(b'<?xml version="1.0" encoding="UTF-7"?><a/>')


def test_xml_that_is_no_invoice_is_none() -> None:
    assert read_xml(b"<html><body/></html>", embedded=False) is None
    assert read_xml(b'<Invoice xmlns="urn:example:other"/>', embedded=False) is None


@given(st.binary(max_size=300))
def test_whatever_the_bytes_only_a_read_error_is_raised(content: bytes) -> None:
    with suppress(ReadError):
        read_xml(b"<" + content, embedded=True)
