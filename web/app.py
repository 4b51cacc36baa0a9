"""The accountant's pages, put together: routes, the guard around them, and one handler for each kind of error.

    a page that is not there, a form that lies, too long a request   →   a page in words, with the right status
    our own mistake                                                  →   logged with its traceback under a number; the page gives the number

Nothing here reads documents: they are received, and the worker takes them from the register.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from pipeline import load
from pipeline.filing import Filing
from storage.objects import PictureLinks
from storage.people import People
from web import (
    arranging,
    books,
    capture,
    circumstances,
    company,
    dashboard,
    documents,
    exports,
    health,
    picking,
    queues,
    reimbursing,
    remarks,
    review,
    searching,
    uploads,
)
from web.api.app import PREFIX, create_api
from web.api.problems import problem
from web.booking import Booking
from web.desk import NOT_ALLOWED, Desk, Habits, Limits, Show, Visit
from web.language import open_languages
from web.people import rooms as people_rooms
from web.people.gate import admitted
from web.people.provider import Provider
from web.security import Guard
from web.templating import environment
from web.words import N_

log = logging.getLogger(__name__)
STATIC = Path(__file__).parent / "static"

SAID: dict[int | str, tuple[str, str]] = {
    401: (N_("Sign in first"), N_("Your session has ended. Sign in, and come back.")),
    403: (N_("This form has expired"), N_("For your safety nothing was changed. Go back, load the page again and repeat what you did.")),
    404: (N_("This page does not exist"), N_("The document may belong to other books, or the address is incomplete.")),
    NOT_ALLOWED: (N_("You may not do this"), N_("Ask the administrator of Justif to give you the right to it.")),
    405: (N_("This address is not read this way"), N_("Come in through the pages of the menu.")),
    413: (N_("This is too large"), N_("Send fewer or smaller files at once.")),
    421: (N_("This name of the machine is not known"), N_("Use its address, or announce the name in the settings.")),
    422: (N_("The form is incomplete"), N_("Go back and fill it in again.")),
    500: (
        N_("Something went wrong on our side"),
        N_("Your documents are safe. Try again; if it comes back, give this number to whoever looks after Justif."),
    ),
}


def create_app(
    filing: Filing,
    *,
    today: Callable[[], date] = date.today,
    hosts: tuple[str, ...] = (),
    limits: Limits | None = None,
    habits: Habits | None = None,
    show: Show = load.show,
    people: People | None = None,
    provider: Provider | None = None,
) -> FastAPI:
    """The web application over a filing. `hosts` are further names under which this machine may be called.

    Without `people` nobody signs in, and whoever reaches the port has every right: for a machine of one person alone. With a `provider`
    people may sign in there as well.
    """
    languages = open_languages()

    @asynccontextmanager
    async def open_for_work(_app: FastAPI) -> AsyncIterator[None]:
        with Booking(filing):
            yield

    app = FastAPI(title="Justif", lifespan=open_for_work, docs_url=None, redoc_url=None, openapi_url=None, dependencies=[Depends(admitted)])
    templates = {code: environment(speech) for code, speech in languages.items()}
    app.state.desk = Desk(
        filing=filing,
        today=today,
        show=show,
        languages=languages,
        templates=templates,
        company=filing.company(),
        people=people,
        provider=provider,
        limits=limits or Limits(),
        habits=habits or Habits(),
    )
    for room in (
        documents,
        dashboard,
        arranging,
        capture,
        uploads,
        queues,
        review,
        picking,
        remarks,
        searching,
        exports,
        books,
        reimbursing,
        company,
        circumstances,
        health,
        *people_rooms.ROOMS,
    ):
        app.include_router(room.router)
    app.mount(PREFIX, create_api(app.state.desk))
    app.mount("/static", _Static(directory=STATIC), name="static")
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _incomplete)
    app.add_exception_handler(Exception, _our_mistake)
    limit = app.state.desk.limits.request_bytes
    objects = filing.stores.objects
    app.add_middleware(
        Guard,
        hosts=hosts,
        limit_bytes=limit,
        refuse=lambda request, status: _turned_away(_at(request, app), status),
        pictures_at=objects.pictures_at if isinstance(objects, PictureLinks) else "",
    )
    return app


class _Static(StaticFiles):
    """Our own files, revalidated each time so that a new version shows at once."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        answer.headers["Cache-Control"] = "no-cache"
        return answer


def _turned_away(request: Request, status: int) -> Response:
    if request.url.path.startswith(f"{PREFIX}/"):
        return problem(status, code=HTTPStatus(status).name.lower())
    return _say(request, status)


def _at(request: Request, app: FastAPI) -> Request:
    request.scope["app"] = app
    return request


def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return _say(request, 500)
    if error.status_code == 401 and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(f"/sign-in?{urlencode({'next': _here(request)})}", status_code=303)
    if request.url.path.startswith(f"{PREFIX}/"):  # a path that no mount takes, as one that holds a line break
        return problem(error.status_code)
    return _say(request, error.status_code, why=error.detail)


def _here(request: Request) -> str:
    """The page to come back to; what was sent is not sent again."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "") if request.method == "GET" else "/"


def _incomplete(request: Request, _error: Exception) -> Response:
    return _say(request, 422)


def _our_mistake(request: Request, error: Exception) -> Response:
    number = secrets.token_hex(4)
    log.error("mistake %s on %s", number, request.scope.get("route", request.url.path), exc_info=error)
    return _say(request, 500, number=number)


def _say(request: Request, status: int, *, number: str = "", why: str = "") -> Response:
    title, remedy = SAID.get(why) or SAID.get(status) or SAID[500 if status >= 500 else 404]
    return Visit(request).page("error.html", status=status, title=title, remedy=remedy, number=number)
