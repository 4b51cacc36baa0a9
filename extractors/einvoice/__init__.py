"""E-invoices: XML that already is facts, so nothing is recognised or guessed.

Three syntaxes are read, a table each: UN/CEFACT Cross Industry Invoice (`cii`), the same as ZUGFeRD 1.0 and Factur-X
write it (`facturx`), and OASIS UBL invoice and credit note (`ubl`). Taking the XML out of a PDF is the loader's work.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from extractors.einvoice import cii, facturx, ubl
from extractors.einvoice.document import EInvoice
from extractors.einvoice.parse import parse, without_namespaces

__all__ = ["EInvoice", "read_xml"]

_SYNTAXES: tuple[tuple[frozenset[str], Callable[..., EInvoice]], ...] = (
    (cii.ROOTS, cii.read),
    (facturx.ROOTS, facturx.read),
    (ubl.ROOTS, ubl.read),
)


def read_xml(content: bytes, *, embedded: bool) -> EInvoice | None:
    """The invoice that the XML states, or None when it is some other XML.

    `embedded` says that it came inside a PDF. Raises ReadError when the XML is broken, too large or hostile.
    """
    root = parse(content)
    name = etree.QName(root)
    for roots, read in _SYNTAXES:
        if f"{{{name.namespace}}}{name.localname}" in roots:
            return read(without_namespaces(root), embedded=embedded)
    return None
