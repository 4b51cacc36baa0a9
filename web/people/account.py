"""One's own account: password, second factor, where one is signed in, tokens for programs, the feed of due dates."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from domain.people import Scope, User
from storage.people import People
from web.desk import Posted, Visit, Visited
from web.people import second
from web.people.identity import session_of
from web.people.passwords import hash_password, is_long_enough, is_password
from web.people.signing_in import NOT_TWICE, TOO_SHORT, WRONG_CODE, people_at
from web.words import N_

router = APIRouter()
WRONG_PASSWORD = N_("This is not your password.")
NO_NAME = N_("Give the token a name, so that you know it again.")
NO_SCOPE = N_("Choose what the token is for.")
LONGEST_NAME = 60


@router.get("/account")
def look(visit: Visited) -> HTMLResponse:
    return _show(visit)


@router.post("/account/password")
def change_password(
    visit: Posted, password: Annotated[str, Form()] = "", new: Annotated[str, Form()] = "", again: Annotated[str, Form()] = ""
) -> Response:
    """Another password; every other browser is signed out."""
    people, user = _mine(visit)
    complaint = WRONG_PASSWORD if not _proves(people, user, password) else TOO_SHORT if not is_long_enough(new) else ""
    if complaint or new != again:
        return _show(visit, status=422, password_complaint=complaint or NOT_TWICE)
    people.users.set_password(user.id, hash_password(new))
    session = session_of(visit.request)
    people.sessions.end_others(user.id, session.id if session else "")
    return _back("password")


@router.post("/account/second")
def begin_second(visit: Posted, password: Annotated[str, Form()] = "") -> Response:
    """Show the secret of a second factor, which counts only once a code of it was given back."""
    people, user = _mine(visit)
    if not _proves(people, user, password):
        return _show(visit, status=422, second_complaint=WRONG_PASSWORD)
    return _show(visit, secret=second.new_secret())


@router.post("/account/second/confirm")
def confirm_second(visit: Posted, secret: Annotated[str, Form()] = "", code: Annotated[str, Form()] = "") -> Response:
    people, user = _mine(visit)
    step = second.step_of(secret, code, now=visit.now) if secret.isalnum() and secret.isascii() else None
    if step is None or people.users.proofs(user.id).totp_secret:
        return _show(visit, status=422, secret=secret, second_complaint=WRONG_CODE)
    people.users.set_second(user.id, secret, step=step)
    return _back("second")


@router.post("/account/second/remove")
def remove_second(visit: Posted, password: Annotated[str, Form()] = "") -> Response:
    people, user = _mine(visit)
    if not _proves(people, user, password):
        return _show(visit, status=422, second_complaint=WRONG_PASSWORD)
    people.users.set_second(user.id, None)
    return _back("second")


@router.post("/account/sessions/{handle}/end")
def end_session(visit: Posted, handle: str) -> Response:
    people, user = _mine(visit)
    people.sessions.end(user.id, handle)
    return _back("sessions")


@router.post("/account/tokens")
def new_token(visit: Posted, name: Annotated[str, Form()] = "", scopes: Annotated[list[Scope] | None, Form()] = None) -> Response:
    """A token for a program, shown this once."""
    people, user = _mine(visit)
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name or not scopes:
        return _show(visit, status=422, token_complaint=NO_SCOPE if name else NO_NAME)
    return _show(visit, new_token=people.tokens.new(user.id, name=name, scopes=frozenset(scopes)))


@router.post("/account/tokens/{token_id}/revoke")
def revoke_token(visit: Posted, token_id: str) -> Response:
    people, user = _mine(visit)
    people.tokens.revoke(user.id, token_id)
    return _back("tokens")


@router.post("/account/calendar")
def new_calendar(visit: Posted) -> Response:
    """A new address for the feed of due dates, shown this once."""
    people, user = _mine(visit)
    address = visit.request.url_for("due_dates", secret=people.users.new_calendar(user.id))
    return _show(visit, calendar=str(address))


@router.post("/account/passkeys/{passkey_id}/forget")
def forget_passkey(visit: Posted, passkey_id: str) -> Response:
    people, user = _mine(visit)
    people.passkeys.forget(user.id, passkey_id)
    return _back("passkeys")


def _mine(visit: Visit) -> tuple[People, User]:
    """The accounts, and the visitor's own. Raises HTTP 404 where nobody signs in."""
    people = people_at(visit)
    if visit.user is None:
        raise HTTPException(401)
    return people, visit.user


def _proves(people: People, user: User, password: str) -> bool:
    """Whether it is the user's own password, asked for again before what protects the account changes."""
    subject = f"again:{user.id}"
    entered = people.failures.enter(subject, 10)
    if entered is None or not is_password(password, people.users.proofs(user.id).password):
        return False
    people.failures.forgive(entered)
    return True


def _back(place: str) -> RedirectResponse:
    return RedirectResponse(f"/account#{place}", status_code=303)


def _show(visit: Visit, *, status: int = 200, secret: str = "", new_token: str = "", calendar: str = "", **complaints: str) -> HTMLResponse:
    people, user = _mine(visit)
    session = session_of(visit.request)
    address = second.address_of(secret, user.name) if secret else ""
    shown: dict[str, Any] = {f"{name}_complaint": "" for name in ("password", "second", "token")}
    shown |= {name: visit.speech.say(complaint) for name, complaint in complaints.items()}
    return visit.page(
        "people/account.html",
        status=status,
        has_second=people.users.proofs(user.id).totp_secret is not None,
        secret=secret,
        drawn=second.drawn(address) if secret else "",
        sessions=people.sessions.of(user.id),
        session=session,
        tokens=people.tokens.of(user.id),
        passkeys=people.passkeys.of(user.id),
        new_token=new_token,
        calendar=calendar,
        scopes=tuple(Scope),
        **shown,
    )
