"""`justif summary`: the week of a company, printed, written to a file, or sent by e-mail."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from domain.people import Role
from domain.problem import refused
from justif.assemble import make_people
from justif.output import say
from justif.serving import address_of
from justif.settings import Settings
from pipeline.filing import Filing
from storage.people import People
from storage.weekly import week_of
from web.language import open_languages
from web.summary import subject_of, text_of

PATIENCE_SECONDS = 30


def summarise(
    filing: Filing, settings: Settings, *, company: str, week: date | None, language: str, output: Path | None, send: bool, today: date
) -> None:
    """The last whole week where none is named. Raises RefusedError when it cannot be sent."""
    speech, told = open_languages()[language], filing.company(company)
    monday = (week or today - timedelta(days=7)) - timedelta(days=(week or today).weekday())
    found = week_of(filing.stores.register.database, company=company, monday=monday, today=today)
    text = text_of(found, told, speech, today=today, address=address_of(settings))
    if send:
        to = receivers(make_people(filing), company)
        _send(settings, to, subject=subject_of(found, told, speech), text=text)
        say(f"Sent to {len(to)} people.")
    elif output:
        output.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


def receivers(people: People, company: str) -> tuple[str, ...]:
    """The addresses of those who decide on the documents of the company. Raises RefusedError when there is none."""
    roles = (Role.ACCOUNTANT, Role.ADMINISTRATOR)
    found = tuple(u.email for u in people.users.list() if u.email and u.is_active and u.role in roles and u.belongs_to(company))
    if not found:
        remedy = "Give one with `justif user set NAME --email ADDRESS`."
        raise refused("no_receiver", what="Nobody who decides has an e-mail address.", where=company, remedy=remedy)
    return found


def _send(settings: Settings, to: Sequence[str], *, subject: str, text: str) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.mail_from or "justif@localhost", ", ".join(to), subject
    message.set_content(text)
    try:
        with _opened(settings) as server:
            server.send_message(message)
    except (smtplib.SMTPException, OSError) as error:
        remedy = "Look at JUSTIF_SMTP, its password, and JUSTIF_MAIL_FROM."
        raise refused("not_sent", what=f"The mail server did not take it: {error}.", where="JUSTIF_SMTP", remedy=remedy) from error


def _opened(settings: Settings) -> smtplib.SMTP:
    """A server that was logged in to; a password is never sent in clear."""
    parts = urlsplit(settings.smtp)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        remedy = "Write JUSTIF_SMTP as smtps://name@host or smtp://name@host:587."
        raise refused("no_mail_server", what="No mail server is set.", where="JUSTIF_SMTP", remedy=remedy)
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(parts.hostname, parts.port or 465, timeout=PATIENCE_SECONDS, context=context)
    else:
        server = smtplib.SMTP(parts.hostname, parts.port or 25, timeout=PATIENCE_SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
    if parts.username:
        if not isinstance(server.sock, ssl.SSLSocket):
            raise smtplib.SMTPException("it would take the password in clear")
        server.login(unquote(parts.username), settings.smtp_password.get_secret_value())
    return server
