"""For administrators: who may come in, as what, and to which companies. Nobody ever learns another's password."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from domain.people import Role, User
from domain.problem import RefusedError
from web.desk import Posted, Visit, Visited
from web.people.signing_in import LONGEST_NAME, NO_NAME, people_at
from web.words import N_

router = APIRouter()
LAST_ONE = N_("Somebody has to stay administrator.")


@router.get("/people")
def look(visit: Visited) -> HTMLResponse:
    return _show(visit)


@router.post("/people")
def add(
    visit: Posted,
    name: Annotated[str, Form()] = "",
    email: Annotated[str, Form()] = "",
    role: Annotated[Role, Form()] = Role.STAFF,
    companies: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Open an account, and show the link with which its owner chooses a password."""
    people = people_at(visit)
    if not name.strip():
        return _show(visit, status=422, complaint=NO_NAME)
    try:
        user = people.users.add(name=name[:LONGEST_NAME], role=role, companies=_known(visit, companies), email=email)
    except RefusedError as refused:
        return _show(visit, status=409, complaint=refused.problem.what)
    return _show(visit, invited=user, link=_link(visit, user))


@router.post("/people/{user_id}")
def change(
    visit: Posted,
    user_id: str,
    role: Annotated[Role, Form()],
    companies: Annotated[list[str] | None, Form()] = None,
    email: Annotated[str, Form()] = "",
    is_active: Annotated[bool, Form()] = False,
) -> Response:
    user = _member(visit, user_id)
    changed = replace(user, role=role, companies=_known(visit, companies), email=email.strip(), is_active=is_active)
    others = (one for one in people_at(visit).users.list() if one.id != user.id)
    if not any(one.role is Role.ADMINISTRATOR and one.is_active for one in (*others, changed)):
        return _show(visit, status=409, complaint=LAST_ONE)
    try:
        people_at(visit).users.change(changed)
    except RefusedError as refused:
        return _show(visit, status=409, complaint=refused.problem.what)
    return RedirectResponse("/people", status_code=303)


@router.post("/people/{user_id}/link")
def reset(visit: Posted, user_id: str) -> Response:
    """For who lost password or telephone: what proved them opens nothing any more, and a link lets them choose anew."""
    user = _member(visit, user_id)
    people_at(visit).users.forget_proofs(user.id)
    return _show(visit, invited=user, link=_link(visit, user))


def _member(visit: Visit, user_id: str) -> User:
    user = people_at(visit).users.get(user_id)
    if user is None:
        raise HTTPException(404)
    return user


def _known(visit: Visit, companies: list[str] | None) -> tuple[str, ...]:
    """The companies that were ticked, of those there are."""
    return tuple(code for code in visit.company_codes if code in (companies or ()))


def _link(visit: Visit, user: User) -> str:
    return str(visit.request.url_for("welcome", secret=people_at(visit).links.new(user.id)))


def _show(visit: Visit, *, status: int = 200, complaint: str = "", invited: User | None = None, link: str = "") -> HTMLResponse:
    return visit.page(
        "people/members.html",
        status=status,
        members=people_at(visit).users.list(),
        roles=tuple(Role),
        companies=visit.company_codes,
        complaint=visit.speech.say(complaint),
        invited=invited,
        link=link,
    )
