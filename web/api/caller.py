"""Who calls: the person whose token a program bears, for what the token is for, at one company."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException
from starlette.requests import Request

from domain.company import Company
from domain.document import Document
from domain.people import Action, Scope, User
from web.desk import Desk
from web.people.companies import chosen_company, companies_of
from web.people.rights import OWNER, may, scopes_allow, sees_own_only

BEARER = HTTPBearer(auto_error=False, description="A token made under “My account”.")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)]
CompanyCode = Annotated[str, Query(alias="company", max_length=40, description="Code of the company; the first one of yours by default.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    user: User
    scopes: frozenset[Scope]
    company: Company
    desk: Desk
    companies: tuple[str, ...] = ()
    """Codes of all those whose books the caller may open; the desk is limited to one of them."""

    @property
    def by(self) -> str:
        """The name that what the program does is signed with."""
        return self.user.name or "API"

    @property
    def only_by(self) -> str | None:
        return self.user.name if sees_own_only(self.user) else None

    def document(self, document_id: str, action: Action) -> Document:
        """The document, for that action. Raises HTTP 404 where it is hidden from the caller, 403 where only the action is."""
        found = self.desk.filing.stores.register.get(document_id)
        if found is None or not may(self.user, Action.SEE, found):
            raise HTTPException(404)
        if not may(self.user, action, found):
            raise HTTPException(403)
        return found


def asking(action: Action) -> Any:
    """The dependency of a route that asks for that right: its caller. Raises HTTP 401 and 403."""
    return Depends(_dependency(action))


def _dependency(action: Action) -> Callable[..., Caller]:
    def caller(request: Request, bearer: Bearer, company: CompanyCode = "") -> Caller:
        desk: Desk = request.app.state.desk
        user, scopes = _bearer_of(desk, bearer)
        code = chosen_company(desk.filing, user, company or _company_of(desk, user, request.path_params.get("document_id", "")))
        if not scopes_allow(scopes, action) or not may(user, action, company=company or code):
            raise HTTPException(403)
        opened = desk.opened_for(code)
        every = companies_of(desk.filing, user)
        return Caller(user=user, scopes=scopes, company=opened.company, desk=opened, companies=every)

    return caller


def _company_of(desk: Desk, user: User, document_id: str) -> str:
    """The company of the document that the address names, where the caller may see it: an id needs no company beside it."""
    found = desk.filing.stores.register.get(document_id) if document_id else None
    return found.company if found and may(user, Action.SEE, found) else ""


def _bearer_of(desk: Desk, bearer: HTTPAuthorizationCredentials | None) -> tuple[User, frozenset[Scope]]:
    if desk.people is None:
        return OWNER, frozenset(Scope)
    token = desk.people.tokens.find(bearer.credentials) if bearer else None
    user = desk.people.users.get(token.user_id) if token else None
    if token is None or user is None or not user.is_active:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    return user, token.scopes
