"""A network of their own for the workers, one cable to each server: pulled out, packets vanish without a word, as in real life.

A network namespace holds the workers; each server is reached through a pair of virtual devices and a forwarder to its port on
127.0.0.1. Nothing leaves this machine. Needs root and the `ip` program.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Mapping

from tests.servers.fleet import Server

_USER_TIMEOUT_MS = 15_000


def is_possible() -> bool:
    return os.geteuid() == 0 and shutil.which("ip") is not None


class Network:
    """Open as a context. `url_of` is the address of a server as the workers know it; `cut` and `mend` a cable."""

    def __init__(self, servers: Mapping[str, Server]) -> None:
        self.name = f"justif{os.getpid()}"
        self._servers = dict(servers)
        self._number = {kind: number for number, kind in enumerate(self._servers, start=1)}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Network:
        _ip("netns", "add", self.name)
        _ip("-n", self.name, "link", "set", "lo", "up")
        self._thread.start()
        for kind, server in self._servers.items():
            number, device = self._number[kind], self._device(kind)
            _ip("link", "add", device, "type", "veth", "peer", "name", "far", "netns", self.name)
            _ip("-n", self.name, "link", "set", "far", "name", f"to{number}")
            _ip("addr", "add", f"{self._host(kind)}/24", "dev", device)
            _ip("-n", self.name, "addr", "add", f"10.77.{number}.2/24", "dev", f"to{number}")
            _ip("link", "set", device, "up")
            _ip("-n", self.name, "link", "set", f"to{number}", "up")
            started = asyncio.run_coroutine_threadsafe(_forward(self._host(kind), server.port), self._loop)
            started.result(10)
        return self

    def __exit__(self, *_: object) -> None:
        for task in asyncio.all_tasks(self._loop):
            self._loop.call_soon_threadsafe(task.cancel)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        for kind in self._servers:
            with contextlib.suppress(subprocess.CalledProcessError):
                _ip("link", "del", self._device(kind))
        _ip("netns", "del", self.name)

    def inside(self, command: list[str]) -> list[str]:
        """The command as it runs among the workers."""
        return ["ip", "netns", "exec", self.name, *command]

    def url_of(self, kind: str) -> str:
        return self._servers[kind].url.replace("127.0.0.1", self._host(kind))

    def cut(self, kind: str) -> None:
        _ip("link", "set", self._device(kind), "down")

    def mend(self, kind: str) -> None:
        _ip("link", "set", self._device(kind), "up")

    def _device(self, kind: str) -> str:
        return f"jf{os.getpid() % 100000}n{self._number[kind]}"

    def _host(self, kind: str) -> str:
        return f"10.77.{self._number[kind]}.1"


async def _forward(host: str, port: int) -> None:
    """Hand every connection on to the server; one whose other end is silent for too long is ended on both sides."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _impatient(writer)
        try:
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            writer.transport.abort()
            return
        ways = [asyncio.create_task(_pump(reader, up_writer)), asyncio.create_task(_pump(up_reader, writer))]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        for end in (writer, up_writer):
            end.transport.abort()

    await asyncio.start_server(serve, host, port)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()


def _impatient(writer: asyncio.StreamWriter) -> None:
    line: socket.socket = writer.get_extra_info("socket")
    for option, value in ((socket.TCP_USER_TIMEOUT, _USER_TIMEOUT_MS), (socket.TCP_KEEPIDLE, 5), (socket.TCP_KEEPINTVL, 3)):
        line.setsockopt(socket.IPPROTO_TCP, option, value)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)
