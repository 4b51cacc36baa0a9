"""What went wrong, as programs read it: `application/problem+json` (RFC 9457), with a `code` that is ours."""

from __future__ import annotations

import logging
import secrets
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from domain.problem import RefusedError

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"


class ProblemDetails(BaseModel):
    """RFC 9457, 3.1; `code` is for programs, `remedy` for people."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    code: str = ""
    remedy: str = ""


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These refusals, for the description of the interface."""
    schema = {"$ref": "#/components/schemas/ProblemDetails"}
    return {status: {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {"schema": schema}}} for status in statuses}


def problem(status: int, *, detail: str = "", code: str = "", remedy: str = "", headers: dict[str, str] | None = None) -> JSONResponse:
    told = ProblemDetails(title=HTTPStatus(status).phrase, status=status, detail=detail, code=code, remedy=remedy)
    return JSONResponse(told.model_dump(), status_code=status, media_type=MEDIA_TYPE, headers=headers)


def install(api: FastAPI) -> None:
    """One handler for each kind of error."""
    api.add_exception_handler(HTTPException, _refused)
    api.add_exception_handler(RequestValidationError, _misunderstood)
    api.add_exception_handler(RefusedError, _not_allowed_as_things_stand)
    api.add_exception_handler(Exception, _our_mistake)


def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    detail = "" if error.detail == HTTPStatus(error.status_code).phrase else error.detail
    headers = dict(error.headers) if error.headers else None
    return problem(error.status_code, detail=detail, code=HTTPStatus(error.status_code).name.lower(), headers=headers)


def _misunderstood(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(str(place) for place in one['loc'])}: {one['msg']}" for one in error.errors())
    return problem(422, detail=told, code="not_understood")


def _not_allowed_as_things_stand(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RefusedError)
    return problem(409, detail=error.problem.what, code=error.problem.code, remedy=error.problem.remedy)


def _our_mistake(_request: Request, error: Exception) -> JSONResponse:
    number = secrets.token_hex(4)
    log.error("mistake %s", number, exc_info=error)
    return problem(500, detail=f"Something went wrong on our side; it is in the log under {number}.", code="internal")
