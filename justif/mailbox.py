"""`justif mailbox`: documents that were sent to an address. A letter is moved out of the inbox once all it brought is safe.

Each document comes in once: the letter's Message-ID with the hash of the part names the hand-in, and the same bytes are the same document
anyway. A letter that was taken and not yet moved when the power failed is taken again, and makes nothing new.
"""

from __future__ import annotations

import hashlib
import imaplib
import ipaddress
import logging
import re
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from domain.company import Company
from domain.problem import unreadable
from domain.upload import Upload
from pipeline.filing import Filing, Receipt
from pipeline.mail import Letter, letter_of
from storage.people import People

logger = logging.getLogger(__name__)

TAKEN, EMPTY = "Justif", "Justif-sans-document"
"""Where letters go that brought documents, and those that brought none."""
_PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An inbox on an IMAP server: `imaps://name@host:993/INBOX`, or `imap://` with STARTTLS, or bare on this machine alone."""

    host: str
    port: int
    name: str
    password: str
    folder: str
    is_tls: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A document that a letter brought."""

    upload: Upload
    sender: str
    receipt: Receipt


def box_of(url: str, password: str) -> Box:
    """Raises ReadError when the address is none of an inbox."""
    parts = urlsplit(url)
    if parts.scheme not in ("imap", "imaps") or not parts.hostname or not parts.username:
        remedy = "Write it as imaps://name@host/INBOX, and the password in JUSTIF_MAILBOX_PASSWORD."
        raise unreadable("bad_mailbox", what="This is no address of an inbox.", where="JUSTIF_MAILBOX", remedy=remedy)
    is_tls = parts.scheme == "imaps"
    return Box(
        host=parts.hostname,
        port=parts.port or (993 if is_tls else 143),
        name=unquote(parts.username),
        password=password,
        folder=unquote(parts.path.strip("/")) or "INBOX",
        is_tls=is_tls,
    )


def empty(box: Box, filing: Filing, people: People, *, company: Company, max_bytes: int) -> Iterator[Taken]:
    """Take what the letters of the inbox bring, one letter after the other. Raises ReadError when the server lets nobody in."""
    try:
        with _opened(box) as server:
            for uid in _uids(server):
                yield from _take(server, uid, lambda letter: _file(letter, filing, people, company), max_bytes=max_bytes)
    except (imaplib.IMAP4.error, OSError) as error:
        logger.warning("the mailbox: %s", type(error).__name__)
        what = f"The mailbox cannot be read: {error}."
        raise unreadable("mailbox", what=what, where=box.host, remedy="Look at JUSTIF_MAILBOX and its password.") from error


def _opened(box: Box) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    server: imaplib.IMAP4
    if box.is_tls:
        server = imaplib.IMAP4_SSL(box.host, box.port, ssl_context=context, timeout=_PATIENCE_SECONDS)
    else:
        server = imaplib.IMAP4(box.host, box.port, timeout=_PATIENCE_SECONDS)
        if "STARTTLS" in server.capabilities and not _is_here(box.host):
            server.starttls(context)
        elif not _is_here(box.host):
            raise imaplib.IMAP4.error("the server would take the password in clear")
    server.login(box.name, box.password)
    _well(server.select(_quoted(box.folder)))
    for folder in (TAKEN, EMPTY):
        server.create(folder)  # answers NO where it is there already
    return server


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _uids(server: imaplib.IMAP4) -> list[str]:
    return [uid.decode() for uid in (_well(server.uid("SEARCH", "UNDELETED"))[0] or b"").split()]


def _take(server: imaplib.IMAP4, uid: str, file: Callable[[Letter], list[Taken]], *, max_bytes: int) -> list[Taken]:
    size = re.search(rb"RFC822\.SIZE (\d+)", b" ".join(_texts(_well(server.uid("FETCH", uid, "(RFC822.SIZE)")))))
    if size and int(size[1]) > max_bytes:
        logger.warning("a letter of %s bytes is too large and stays in the inbox", size[1].decode())
        return []
    answer = _well(server.uid("FETCH", uid, "(BODY.PEEK[])"))
    content = next((part[1] for part in answer if isinstance(part, tuple)), None)
    if content is None:  # somebody else moved it meanwhile
        return []
    taken = file(letter_of(content))
    _move(server, uid, TAKEN if taken else EMPTY)
    return taken


def _file(letter: Letter, filing: Filing, people: People, company: Company) -> list[Taken]:
    """Hand in what the letter brings, as the person whose address it comes from."""
    known = people.users.find(letter.sender)
    sender = known.name if known and known.belongs_to(company.code) else letter.sender
    return [_hand_in(letter, upload, filing, company, sender) for upload in letter.documents]


def _hand_in(letter: Letter, upload: Upload, filing: Filing, company: Company, sender: str) -> Taken:
    slips = filing.stores.register.slips
    key = hashlib.sha256(f"{letter.message_id}\n{upload.sha256}".encode()).hexdigest()
    receipt = filing.receive(upload, company=company, submitted_by=sender)
    if letter.message_id and slips.upload(company.code, key) is None:
        slips.name_upload(company.code, key, receipt.id, now=filing.stores.register.now())
    return Taken(upload=upload, sender=sender, receipt=receipt)


def _move(server: imaplib.IMAP4, uid: str, folder: str) -> None:
    """Out of the inbox in one step where the server knows how (RFC 6851), else copied first and then let go."""
    known = (_well(server.capability())[0] or b"").decode().upper().split()  # some tell all of them only after the login
    if "MOVE" in known:
        _well(server.uid("MOVE", uid, folder))
        return
    _well(server.uid("COPY", uid, folder))
    _well(server.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)"))
    if "UIDPLUS" in known:
        server.uid("EXPUNGE", uid)


def _well(answer: tuple[str, list[Any]]) -> list[Any]:
    status, data = answer
    if status != "OK":
        raise imaplib.IMAP4.error(" ".join(text.decode("utf-8", "replace") for text in _texts(data)) or status)
    return data


def _texts(data: list[Any]) -> list[bytes]:
    return [part[0] if isinstance(part, tuple) else part for part in data if part]


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
