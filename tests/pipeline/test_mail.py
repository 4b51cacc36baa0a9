"""E-mails are looked through for documents, whatever strangers send."""

from __future__ import annotations

from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from pipeline.mail import DECORATION_BYTES, letter_of

PDF = b"%PDF-1.7 an invoice"
LOGO = b"\xff\xd8\xff" + b"logo"
PHOTO = b"\xff\xd8\xff" + b"x" * DECORATION_BYTES


def a_letter(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = headers.get("sender", "Anne <Anne@Example.org>")
    message["Message-ID"] = "<1@example.org>"
    message["Subject"] = "Facture"
    message.set_content("Bonjour")
    return message


def names(message: EmailMessage) -> list[str]:
    return [upload.name for upload in letter_of(message.as_bytes()).documents]


def test_attachments_are_documents_and_the_text_is_none() -> None:
    message = a_letter()
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="facture été.pdf")
    message.add_attachment(b"<Invoice/>", maintype="text", subtype="xml", filename="facture.xml")

    letter = letter_of(message.as_bytes())
    assert [(u.name, u.content) for u in letter.documents] == [("facture été.pdf", PDF), ("facture.xml", b"<Invoice/>")]
    assert (letter.sender, letter.message_id) == ("anne@example.org", "<1@example.org>")


def test_a_photograph_within_the_text_is_taken_and_the_logo_of_the_signature_is_not() -> None:
    message = a_letter()
    message.add_alternative("<img src='cid:photo'><img src='cid:logo'>", subtype="html")
    body = message.get_payload()[1]  # type: ignore[index]
    body.add_related(PHOTO, "image", "jpeg", cid="<photo>", filename="ticket.jpg")  # type: ignore[union-attr]
    body.add_related(LOGO, "image", "jpeg", cid="<logo>", filename="logo.jpg")  # type: ignore[union-attr]

    assert names(message) == ["ticket.jpg"]


def test_a_small_picture_that_was_attached_is_taken() -> None:
    message = a_letter()
    message.add_attachment(LOGO, maintype="image", subtype="jpeg", filename="petit.jpg")

    assert names(message) == ["petit.jpg"]


def test_the_documents_of_a_letter_that_is_passed_on_are_taken() -> None:
    inner = a_letter()
    inner.add_attachment(PDF, maintype="application", subtype="pdf", filename="dedans.pdf")
    outer = a_letter()
    outer.add_attachment(inner)

    assert names(outer) == ["dedans.pdf"]


def test_the_kind_is_told_from_the_bytes_and_the_same_bytes_are_taken_once() -> None:
    message = a_letter()
    message.add_attachment(PDF, maintype="application", subtype="octet-stream", filename="a.bin")
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="b.pdf")
    message.add_attachment(b"MZ a program", maintype="application", subtype="pdf", filename="virus.pdf")

    assert names(message) == ["a.bin"]


@given(st.binary(max_size=400))
def test_nothing_that_a_stranger_sends_raises(content: bytes) -> None:
    letter_of(content)
    letter_of(b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Disposition: attachment; filename*=" + content)
