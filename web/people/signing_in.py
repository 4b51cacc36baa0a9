"""The way in: name and password, then the code of the second factor where there is one; and the links that open once.

What was wrong is never told apart: a name that is not known and a password that is not right are one and the same refusal.
"""

from __future__ import annotations

import logging
from typing import Annotated
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from domain.people import Role, User
from domain.problem import RefusedError
from storage.people import People
from storage.people.sessions import LASTS, SECOND_LASTS
from storage.people.users import key_of
from web.desk import Posted, Visit, Visited
from web.people import second
from web.people.identity import SESSION_COOKIE, session_of
from web.people.passwords import hash_password, is_long_enough, is_password
from web.words import N_

log = logging.getLogger(__name__)
router = APIRouter()

WRONG = N_("This name and this password do not go together.")
WRONG_CODE = N_("This code is not the one of now. Wait for the next one.")
TOO_OFTEN = N_("Too many tries: wait a quarter of an hour.")
TOO_SHORT = N_("A password needs 12 signs at least; a sentence is easy to keep in mind.")
NOT_TWICE = N_("The two passwords differ.")
NO_NAME = N_("Give your name: it signs what you do.")
LONGEST_NAME = 60
OFTEN = 5
"""How often one may be wrong with a name from an address, and with the code of a second factor."""


def people_at(visit: Visit) -> People:
    """The accounts. Raises HTTP 404 on a machine where nobody signs in."""
    if visit.desk.people is None:
        raise HTTPException(404)
    return visit.desk.people


@router.get("/sign-in")
def ask(visit: Visited, next: str = "/") -> Response:
    people = people_at(visit)
    if visit.user:
        return RedirectResponse(local(next), status_code=303)
    return visit.page("people/sign_in.html", next=local(next), name="", complaint="", is_new=people.users.is_empty())


@router.post("/sign-in")
def sign_in(
    visit: Posted, name: Annotated[str, Form()] = "", password: Annotated[str, Form()] = "", next: Annotated[str, Form()] = "/"
) -> Response:
    people = people_at(visit)
    limits = _limits(visit, name)
    entered = None if people.failures.too_many(limits) else people.failures.enter(_pair(visit, name), OFTEN)
    if entered is None:
        return ask_again(visit, name, next, TOO_OFTEN, status=429)
    user = people.users.find(name)
    proofs = people.users.proofs(user.id) if user else None
    if not is_password(password, proofs.password if proofs else None) or user is None or not user.is_active:
        people.failures.note(*limits)
        log.warning("a vain try to sign in from %s", address_of(visit))
        return ask_again(visit, name, next, WRONG, status=401)
    people.failures.forgive(entered)
    if not (proofs and proofs.totp_secret):
        people.failures.forget(_pair(visit, name))
    return admit(visit, user, next=local(next))


@router.get("/sign-in/second")
def ask_code(visit: Visited, next: str = "/") -> Response:
    session = session_of(visit.request)
    if session is None or not session.needs_second:
        return RedirectResponse("/sign-in", status_code=303)
    return visit.page("people/second.html", next=local(next), complaint="")


@router.post("/sign-in/second")
def take_code(visit: Posted, code: Annotated[str, Form()] = "", next: Annotated[str, Form()] = "/") -> Response:
    people, session = people_at(visit), session_of(visit.request)
    user = people.users.get(session.user_id) if session and session.needs_second else None
    if session is None or user is None:
        return RedirectResponse("/sign-in", status_code=303)
    subject = f"second:{user.id}"
    entered = people.failures.enter(subject, OFTEN)
    if entered is None:
        return visit.page("people/second.html", status=429, next=local(next), complaint=visit.speech.say(TOO_OFTEN))
    if not is_second(people, user, code, visit):
        return visit.page("people/second.html", status=401, next=local(next), complaint=visit.speech.say(WRONG_CODE))
    people.failures.forgive(entered)
    people.sessions.end(user.id, session.id)
    return let_in(visit, user, next=local(next))


@router.post("/sign-out")
def sign_out(visit: Posted) -> Response:
    session = session_of(visit.request)
    if session:
        people_at(visit).sessions.end(session.user_id, session.id)
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(SESSION_COOKIE)
    return answer


@router.get("/welcome/{secret}")
def welcome(visit: Visited, secret: str) -> HTMLResponse:
    """Where a link leads: to choose a password, and the name of the first administrator."""
    link = people_at(visit).links.find(secret)
    if link is None:
        return visit.page("people/lapsed.html", status=410)
    return _welcome(visit, people_at(visit).users.get(link.user_id) if link.user_id else None)


@router.post("/welcome/{secret}")
def take_up(
    visit: Posted,
    secret: str,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    people = people_at(visit)
    link = people.links.find(secret)
    if link is None:
        return visit.page("people/lapsed.html", status=410)
    known = people.users.get(link.user_id) if link.user_id else None
    complaint = _complaint(known, name, password, again)
    if complaint:
        return _welcome(visit, known, name=name, complaint=complaint)
    if not people.links.use(secret):
        return visit.page("people/lapsed.html", status=410)
    try:
        user = known or people.users.add(name=name[:LONGEST_NAME], role=Role.ADMINISTRATOR)
    except RefusedError as refused:
        return _welcome(visit, known, name=name, complaint=refused.problem.what)
    people.users.set_password(user.id, hash_password(password))
    return let_in(visit, user, next="/")


def admit(visit: Visit, user: User, *, next: str) -> Response:
    """For whoever proved the first factor: let them in, or ask for the code of the second where they have set one up."""
    if people_at(visit).users.proofs(user.id).totp_secret:
        return let_in(visit, user, next=f"/sign-in/second?{urlencode({'next': next})}", needs_second=True)
    return let_in(visit, user, next=next)


def let_in(visit: Visit, user: User, *, next: str, needs_second: bool = False) -> Response:
    """Start a session in this browser; a fresh secret each time, so that one planted before opens nothing."""
    agent = visit.request.headers.get("user-agent", "")
    secret = people_at(visit).sessions.start(user.id, needs_second=needs_second, address=address_of(visit), agent=agent)
    answer = RedirectResponse(next, status_code=303)
    lasts = SECOND_LASTS if needs_second else LASTS
    visit.keep(answer, SESSION_COOKIE, secret, seconds=int(lasts.total_seconds()))
    return answer


def is_second(people: People, user: User, code: str, visit: Visit) -> bool:
    """Whether it is the code of now, used for the first time."""
    secret = people.users.proofs(user.id).totp_secret
    step = second.step_of(secret, code, now=visit.now) if secret else None
    return step is not None and people.users.use_step(user.id, step)


def local(address: str) -> str:
    """An address of ours, or the first page: nobody is sent elsewhere after signing in.

    >>> local("/search?q=a"), local("//evil.example"), local("https://evil.example"), local("/\\\\evil.example")
    ('/search?q=a', '/', '/', '/')
    """
    parts = urlsplit(address)
    is_ours = address.startswith("/") and not address.startswith("//") and "\\" not in address and address.isprintable()
    return address if is_ours and not parts.scheme and not parts.netloc else "/"


def address_of(visit: Visit) -> str:
    return visit.request.client.host if visit.request.client else ""


def _limits(visit: Visit, name: str) -> dict[str, int]:
    """How often one may be wrong from an address, and with a name from anywhere, beside the few times with a name from an address."""
    return {f"address:{address_of(visit)}": 30, f"name:{key_of(name)[:100]}": 50}


def _pair(visit: Visit, name: str) -> str:
    return f"pair:{address_of(visit)} {key_of(name)[:100]}"


def ask_again(visit: Visit, name: str, next: str, complaint: str, *, status: int) -> HTMLResponse:
    """The door once more, with what was wrong."""
    return visit.page(
        "people/sign_in.html", status=status, next=local(next), name=name, complaint=visit.speech.say(complaint), is_new=False
    )


def _complaint(known: User | None, name: str, password: str, again: str) -> str:
    if known is None and not name.strip():
        return NO_NAME
    if not is_long_enough(password):
        return TOO_SHORT
    return NOT_TWICE if password != again else ""


def _welcome(visit: Visit, known: User | None, *, name: str = "", complaint: str = "") -> HTMLResponse:
    told = visit.speech.say(complaint)
    return visit.page("people/welcome.html", status=422 if complaint else 200, known=known, name=name, complaint=told)
