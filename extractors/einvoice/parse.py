"""Strangers' XML, parsed without trusting it: no DTD, no entity, no inclusion, no network, and bounded in size.

The bytes are decoded here, with the few encodings that invoices are written in, so that what is inspected for a
DOCTYPE and what the parser sees are the same characters.
"""

from __future__ import annotations

import re

from lxml import etree

from domain.problem import ReadError, unreadable

# A UBL invoice may carry its own PDF as base64 (BG-24); few exceed a few megabytes.
MAX_BYTES = 32_000_000
MAX_TAGS = 1_000_000

_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "iso-8859-1": "latin-1",
    "latin1": "latin-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
}
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_BARE_WIDE = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_BLANK = re.compile(r"\s*")
_DECLARATION = re.compile(r"\A\s*<\?xml\s[^>]*?\?>")
_DECLARED = re.compile(rb"""\A\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_XINCLUDE = "{http://www.w3.org/2001/XInclude}"

Element = etree._Element


def parse(content: bytes) -> Element:
    """The root element. Raises ReadError when the XML is broken, too large, or uses what an invoice never needs."""
    if len(content) > MAX_BYTES:
        raise _too_large()
    text = _DECLARATION.sub("", decode(content), count=1).lstrip()
    if text.count("<") > MAX_TAGS:
        raise _too_large()
    if _declares_a_type(text):
        raise _hostile()
    root = _parse(text)
    if root.getroottree().docinfo.internalDTD is not None or next(root.iter(f"{_XINCLUDE}*"), None) is not None:
        raise _hostile()
    return root


def decode(content: bytes) -> str:
    """The characters of an XML file, by its byte order mark, its first bytes, or its declaration; else UTF-8."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding)
    for start, encoding in _BARE_WIDE:
        if content.startswith(start):
            return _decoded(content, encoding)
    declared = _DECLARED.match(content)
    name = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    if name not in _ENCODINGS:
        raise unreadable(
            "xml_encoding",
            what=f"This XML is written in an encoding that Justif does not read: {name}.",
            where="the first line of the file",
            remedy="Ask for the invoice in UTF-8.",
        )
    return _decoded(content, _ENCODINGS[name])


def without_namespaces(root: Element) -> Element:
    """The same tree with bare names, so that one table serves every version of a syntax."""
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    return root


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(f"byte {error.start}") from error


def _declares_a_type(text: str) -> bool:
    """Whether a DOCTYPE stands before the root element, comments and processing instructions aside."""
    at = 0
    while True:
        blank = _BLANK.match(text, at)
        at = blank.end() if blank else at
        end = next((end for start, end in (("<!--", "-->"), ("<?", "?>")) if text.startswith(start, at)), None)
        if end is None:
            return text.startswith("<!", at)
        closed = text.find(end, at)
        if closed < 0:
            return False
        at = closed + len(end)


def _parse(text: str) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise _broken(f"line {line}, column {column}") from error


def _broken(where: str) -> ReadError:
    return unreadable(
        "xml_broken",
        what="This XML file is damaged or cut short.",
        where=where,
        remedy="Ask the sender for the file again, or send the invoice as a PDF.",
    )


def _hostile() -> ReadError:
    return unreadable(
        "xml_hostile",
        what="This XML declares entities or pulls in other files, which no invoice needs and attacks use.",
        where="a DOCTYPE or XInclude in the file",
        remedy="Do not trust this file; ask the sender for a plain e-invoice.",
    )


def _too_large() -> ReadError:
    return unreadable(
        "xml_too_large",
        what="This XML file is too large for an invoice.",
        where=f"the limit is {MAX_BYTES // 1_000_000} MB and {MAX_TAGS} tags",
        remedy="Ask the sender for the invoice without its attachments.",
    )
