"""The HTTP server, which says that it is open once it is, and not before."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI


class Server(uvicorn.Server):
    """`announce` is called when the port is taken and answers."""

    def __init__(self, app: FastAPI, *, host: str, port: int, announce: Callable[[], None]) -> None:
        super().__init__(uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False))
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()
