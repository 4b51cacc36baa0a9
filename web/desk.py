"""What the pages work with, and one visit to them: who asks, in which language, with which token.

    Desk       one an application: the filing, the calendar, the pictures, the languages, the limits
    Visit      one a request; `page` makes the answer

Who visits, and at whose desk, is found out by web/people/; the language, and the name of a person who does not sign in, are kept
in cookies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Annotated, Any, Protocol, cast
from urllib.parse import unquote

from fastapi import Depends, Form, HTTPException
from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from domain.company import Company
from domain.document import Document
from domain.people import Action
from domain.upload import Upload
from pipeline.filing import Filing
from pipeline.sheet import Pixels
from storage.people import People
from web.language import Speech, preferred
from web.people.companies import chosen_company, companies_of
from web.people.identity import user_of
from web.people.provider import Provider
from web.people.rights import may, sees_own_only
from web.pictures import Pictures
from web.security import TOKEN_COOKIE, is_token, new_token
from web.words import NOTES

LANGUAGE_COOKIE = "justif_language"
COMPANY_COOKIE = "justif_company"
PERSON_COOKIE = "justif_person"
NOT_ALLOWED = "not allowed"
YEAR_SECONDS = 365 * 24 * 3600
PERSON_LENGTH = 60


class Show(Protocol):
    """pipeline/load.py's `show`: a page as a person sees it. Raises ReadError."""

    def __call__(self, upload: Upload, number: int, *, turn_degrees: int = 0) -> Pixels: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may bring."""

    file_bytes: int = 50 * 1024 * 1024
    request_bytes: int = 200 * 1024 * 1024
    files: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How this firm works; the settings say so."""

    grace_seconds: float = 0.0
    typing_seconds: float = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a visitor works at; `company` is the one whose books lie open."""

    filing: Filing
    today: Callable[[], date]
    show: Show
    languages: Mapping[str, Speech]
    templates: Mapping[str, Environment]
    company: Company
    people: People | None = None
    """The accounts; None on a machine of one person, where nobody signs in."""
    provider: Provider | None = None
    """Who else may say who comes; None where nobody but Justif does."""
    limits: Limits = field(default_factory=Limits)
    habits: Habits = field(default_factory=Habits)
    pictures: Pictures = field(default_factory=Pictures)

    def opened_for(self, code: str) -> Desk:
        """The desk at which the books of one company lie open, and those of no other can be reached."""
        return replace(self, company=self.filing.company(code), filing=self.filing.limited_to(code))


class Visit:
    """A request, understood: who asks and about which company, language and token, and the way to answer it."""

    def __init__(self, request: Request) -> None:
        self.request = request
        desk = cast(Desk, request.app.state.desk)
        self.user = user_of(request)
        code = chosen_company(desk.filing, self.user, request.cookies.get(COMPANY_COOKIE, ""))
        self._every_company = desk.filing
        self.desk = desk.opened_for(code)
        chosen = request.cookies.get(LANGUAGE_COOKIE, "")
        wished = request.headers.get("accept-language", "")
        self.speech = self.desk.languages[chosen if chosen in self.desk.languages else preferred(wished, self.desk.languages)]
        self.person = unquote(request.cookies.get(PERSON_COOKIE, "")).strip()[:PERSON_LENGTH]
        self.kept_token = request.cookies.get(TOKEN_COOKIE, "")
        self.token = self.kept_token or new_token()

    @property
    def by(self) -> str:
        """The name that decisions are signed with: that of the account, else the one that was typed."""
        return (self.user.name if self.user else "") or self.person or self.speech.say("the accountant")

    @property
    def company_codes(self) -> tuple[str, ...]:
        """The companies whose books the visitor may open."""
        return companies_of(self._every_company, self.user)

    @property
    def only_by(self) -> str | None:
        """The name under which everything was submitted that this visitor may see; None when others' documents are seen too."""
        return self.user.name if self.user and sees_own_only(self.user) else None

    def may(self, action: Action, document: Document | None = None) -> bool:
        """Whether the visitor may do that, to the document or at this company: for what a page offers."""
        return self.user is not None and may(self.user, action, document, company=self.desk.company.code)

    def require(self, action: Action, document: Document | None = None) -> None:
        """Raises the HTTP 403 that becomes a page in words."""
        if not self.may(action, document):
            raise HTTPException(403, detail=NOT_ALLOWED)

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    def document(self, document_id: str) -> Document:
        """The document of that id among those of this company that the visitor may see. Raises the HTTP 404 that becomes a page."""
        found = self.desk.filing.stores.register.get(document_id)
        if found is None or self.is_hidden(found):
            raise HTTPException(404)
        return found

    def is_hidden(self, document: Document) -> bool:
        """Whether, for this visitor at this company, there is no such document."""
        return document.company != self.desk.company.code or not self.may(Action.SEE, document)

    def note(self) -> str:
        """The words of the note that a redirect carried along, if it is one of ours."""
        words = NOTES.get(self.request.query_params.get("note", ""))
        return self.speech.say(words) if words else ""

    def page(self, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
        """A page of the application, in the visitor's language."""
        html = self.desk.templates[self.speech.language].get_template(template)
        body = html.render(visit=self, speech=self.speech, company=self.desk.company, token=self.token, **context)
        answer = HTMLResponse(body, status_code=status, headers={"Content-Language": self.speech.language, "Vary": "Cookie"})
        if not self.kept_token:
            self.keep(answer, TOKEN_COOKIE, self.token, script=False)
        return answer

    def keep(self, answer: Response, cookie: str, value: str, *, script: bool = False, seconds: int = YEAR_SECONDS) -> None:
        secure = self.request.url.scheme == "https"
        answer.set_cookie(cookie, value, max_age=seconds, httponly=not script, samesite="lax", secure=secure)


def at_desk(request: Request) -> Visit:
    return Visit(request)


Visited = Annotated[Visit, Depends(at_desk)]


def with_token(visit: Visited, token: Annotated[str, Form()] = "") -> Visit:
    """A visit that changes something, whose form holds the cookie's token. Raises HTTP 403."""
    if not is_token(token, visit.kept_token):
        raise HTTPException(403)
    return visit


Posted = Annotated[Visit, Depends(with_token)]
