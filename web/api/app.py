"""The interface for programs, `/api/v1`, described by `/api/v1/openapi.json`.

It is an application of its own within the pages': other refusals (problem+json, RFC 9457), other proof of who calls (a bearer's
token and never a cookie, so that no page of another site can use it), the same rights and the same verbs.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from web.api import books, documents, reimbursements
from web.api.problems import ProblemDetails, install
from web.desk import Desk

PREFIX = "/api/v1"


def create_api(desk: Desk) -> FastAPI:
    """The application to mount at PREFIX."""
    api = FastAPI(
        title="Justif",
        version="1",
        summary="Hand documents in, follow, correct and decide on them, search, and take the books out.",
        servers=[{"url": PREFIX}],
        root_path_in_servers=False,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    api.state.desk = desk
    for room in (documents, books, reimbursements):
        api.include_router(room.router)
    install(api)
    described = api.openapi

    def with_problems() -> dict[str, Any]:
        schema = described()
        schema["components"]["schemas"]["ProblemDetails"] = ProblemDetails.model_json_schema()
        return schema

    api.openapi = with_problems  # type: ignore[method-assign]
    return api
