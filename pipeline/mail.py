"""An e-mail, looked through for documents: its attachments, the pictures put into its text, and those of letters it passes on."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass
from email.message import Message
from email.utils import parseaddr

from domain.problem import ReadError
from domain.upload import Upload
from pipeline.formats.kinds import FileKind, kind_of

DECORATION_BYTES = 20_000
"""Pictures within the text that are smaller are logos and icons of signatures; a photograph of a receipt is many times larger."""

_TEXTS = ("text/plain", "text/html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`sender` is the bare address, in small letters; `message_id` is empty where the letter has none."""

    message_id: str
    sender: str
    documents: tuple[Upload, ...]


def letter_of(content: bytes) -> Letter:
    """What is to be kept of a letter. Whatever a stranger sent, this raises nothing: what cannot be read is no document."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    found: dict[str, Upload] = {}
    for part in message.walk():
        if upload := _document(part):
            found.setdefault(upload.sha256, upload)
    return Letter(
        message_id=_header(message, "Message-ID"), sender=parseaddr(_header(message, "From"))[1].lower(), documents=tuple(found.values())
    )


def _document(part: Message) -> Upload | None:
    if part.is_multipart() or (part.get_content_type() in _TEXTS and not part.get_filename()):
        return None
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    name = _name(part)
    try:
        kind = kind_of(content, name=name)
    except ReadError:
        return None
    is_picture = kind not in (FileKind.PDF, FileKind.XML)
    if is_picture and len(content) < DECORATION_BYTES and (part.get("Content-ID") or part.get_content_disposition() == "inline"):
        return None
    return Upload(name=name, content=content)


def _name(part: Message) -> str:
    try:
        return part.get_filename() or f"e-mail.{part.get_content_subtype()}"
    except (LookupError, ValueError, AttributeError):  # a name in an encoding that there is not
        return "e-mail"


def _header(message: Message, name: str) -> str:
    """A header as text; headers of strangers may be anything."""
    try:
        return str(message.get(name, "")).strip()
    except (ValueError, LookupError, AttributeError, IndexError):
        return ""
