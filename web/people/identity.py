"""Who sends a request: the person whose session the browser's cookie names, or nobody."""

from __future__ import annotations

from starlette.requests import Request

from domain.people import User
from storage.people import People
from storage.people.sessions import Session
from web.people.rights import OWNER

SESSION_COOKIE = "justif_session"


def user_of(request: Request) -> User | None:
    """The person who is signed in, looked up once a request; the owner of the machine where nobody signs in."""
    if not hasattr(request.state, "user"):
        people: People | None = request.app.state.desk.people
        request.state.user = OWNER if people is None else _signed_in(request, people)
    found: User | None = request.state.user
    return found


def session_of(request: Request) -> Session | None:
    """The living session of the request's cookie, also one that still waits for the second factor."""
    people: People | None = request.app.state.desk.people
    secret = request.cookies.get(SESSION_COOKIE, "")
    return people.sessions.find(secret) if people and secret else None


def _signed_in(request: Request, people: People) -> User | None:
    session = session_of(request)
    if session is None or session.needs_second:
        return None
    user = people.users.get(session.user_id)
    return user if user and user.is_active else None
