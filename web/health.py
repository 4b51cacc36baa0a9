"""For those who watch the machine: /healthz says that the process lives, /readyz that its stores answer, /metrics how much is done."""

from __future__ import annotations

import logging
from collections.abc import Callable

from fastapi import APIRouter
from starlette.responses import JSONResponse

from web import metrics
from web.desk import Visited

log = logging.getLogger(__name__)
router = APIRouter()
router.include_router(metrics.router)


@router.get("/healthz")
def is_alive() -> JSONResponse:
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
def is_ready(visit: Visited) -> JSONResponse:
    """503 and the name of the store that does not answer; nothing of what it holds."""
    stores, code = visit.desk.filing.stores, visit.desk.company.code
    asked: dict[str, Callable[[], object]] = {
        "register": lambda: stores.register.counts(code),
        "originals": lambda: stores.objects.has("0" * 64),
        "index": lambda: stores.index.sellers(company=code),
    }
    silent = []
    for name, ask in asked.items():
        try:
            ask()
        except Exception as error:  # whatever it is, the answer is the same: not ready
            log.warning("%s does not answer: %s", name, type(error).__name__)
            silent.append(name)
    return JSONResponse({"status": "unready" if silent else "ok", "silent": silent}, status_code=503 if silent else 200)
