"""What a file is, told from its first bytes and never from its name."""

from __future__ import annotations

import re
from enum import StrEnum

from domain.problem import ReadError, unreadable

_EXPORT = "Export it as a PDF file and send that."
_ACCEPTED = "Send it as a PDF, JPEG, PNG, TIFF, WebP or HEIC file, or as e-invoice XML."


class FileKind(StrEnum):
    """The formats that are read."""

    PDF = "PDF"
    JPEG = "JPEG"
    PNG = "PNG"
    TIFF = "TIFF"
    WEBP = "WebP"
    HEIC = "HEIC"
    XML = "XML"


_SIGNATURES: tuple[tuple[re.Pattern[bytes], FileKind], ...] = (
    (re.compile(rb"\xff\xd8\xff"), FileKind.JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), FileKind.PNG),
    (re.compile(rb"II[*+]\x00|MM\x00[*+]"), FileKind.TIFF),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), FileKind.WEBP),
    (re.compile(rb".{4}ftyp(heic|heix|heim|heis|hevc|hevx|hevm|hevs|mif1|msf1)", re.DOTALL), FileKind.HEIC),
    # Readers of PDF accept up to a kilobyte before the header (ISO 32000-1, annex H.3, note 13).
    (re.compile(rb"(?s).{0,1024}?%PDF-"), FileKind.PDF),
)

_HTML = re.compile(rb"(\xef\xbb\xbf)?\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|script)\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(rb"(\xef\xbb\xbf)?\s*<[?!A-Za-z_]|\xff\xfe\s?<\x00|\xfe\xff\x00<|<\x00|\x00<")

_REFUSED: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (_HTML, "This is a web page, not a document.", "Print the page to a PDF file and send that, or download the invoice that it links to."),
    (
        re.compile(rb"PK\x03\x04.{0,4000}?(word/|xl/|ppt/|mimetypeapplication/vnd)", re.DOTALL),
        "This is an Office document (Word, Excel, LibreOffice …).",
        _EXPORT,
    ),
    (
        re.compile(rb"\xd0\xcf\x11\xe0"),
        "This is an old Office document or a saved Outlook message.",
        _EXPORT,
    ),
    (
        re.compile(rb"PK\x03\x04|PK\x05\x06|Rar!|7z\xbc\xaf|\x1f\x8b"),
        "This is an archive of files.",
        "Unpack it and send the documents inside.",
    ),
    (re.compile(rb"\{\\rtf"), "This is a text document (RTF).", _EXPORT),
    (re.compile(rb"GIF8|BM.{12}[\x0c\x28\x6c\x7c]\x00", re.DOTALL), "This kind of picture is not read.", _ACCEPTED),
    (re.compile(rb".{4}ftyp", re.DOTALL), "This is a film or a kind of picture that is not read.", _ACCEPTED),
    (
        re.compile(rb"(Return-Path|Received|From|MIME-Version|Delivered-To):", re.IGNORECASE),
        "This is an e-mail.",
        "Send its attachments instead.",
    ),
)


def kind_of(content: bytes, *, name: str) -> FileKind:
    """The format of a file. Raises ReadError when it is empty or none that is read; `name` only says where."""
    if not content:
        raise unreadable("empty_file", what="This file is empty.", where=name, remedy="Send the document again: its copy may have failed.")
    head = content[:8192]
    for signature, kind in _SIGNATURES:
        if signature.match(head):
            return kind
    if not _HTML.match(head) and _XML.match(head):
        return FileKind.XML
    raise _refusal(head, name)


def _refusal(head: bytes, name: str) -> ReadError:
    for pattern, what, remedy in _REFUSED:
        if pattern.match(head):
            return unreadable("unsupported_format", what=what, where=name, remedy=remedy)
    return unreadable("unknown_format", what="This file is none of the formats that Justif reads.", where=name, remedy=_ACCEPTED)
