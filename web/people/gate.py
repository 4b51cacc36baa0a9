"""The gate before every page: who comes, and whether the address that was asked for is open to them."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import BaseRoute

from web.desk import Visit
from web.people.doors import OPEN, right_of


def admitted(request: Request) -> None:
    """A dependency of the whole application. Raises HTTP 401 and 403, and 404 for a document that the visitor may not see."""
    route: BaseRoute = request.scope["route"]
    path = getattr(route, "path", "")
    if path in OPEN:
        return
    visit = Visit(request)
    if visit.user is None:
        raise HTTPException(401)
    action = right_of(request.method, path)
    document_id = request.path_params.get("document_id")
    document = visit.desk.filing.stores.register.get(document_id) if document_id else None
    if document and visit.is_hidden(document):
        raise HTTPException(404)
    if action is not None:
        visit.require(action, document)
