"""Servers that run: started, killed, started again on the same data, and ended with everything they began."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.servers.kinds import KINDS, Kind

_READY_SECONDS = 90.0


class Server:
    """One server on ports of its own; its data outlive a kill."""

    def __init__(self, kind: Kind, folder: Path) -> None:
        self.kind = kind
        self.port = _free_port()
        self._folder = folder / kind.name
        self._folder.mkdir(parents=True)
        if kind.user_now:
            shutil.chown(self._folder, kind.user_now, kind.user_now)
        self._process: subprocess.Popen[bytes] | None = None
        kind.prepare(self._folder, self.port)

    @property
    def url(self) -> str:
        return self.kind.url(self.port)

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    @property
    def log(self) -> Path:
        return self._folder / "server.log"

    def start(self) -> None:
        """Begin, without waiting."""
        environment = os.environ | self.kind.environment(self._folder, self.port)
        user = self.kind.user_now
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.kind.command(self._folder, self.port),
                env=environment,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=user,
                group=user,
                start_new_session=True,
            )

    def wait(self, *, seconds: float = _READY_SECONDS) -> None:
        """Until it answers. Raises RuntimeError when it ends, or does not come up in time."""
        assert self._process
        end = time.monotonic() + seconds
        while not self.kind.is_ready(self.port):
            if self._process.poll() is not None or time.monotonic() > end:
                tail = self.log.read_text("utf-8", "replace")[-3000:]
                raise RuntimeError(f"{self.kind.name} did not come up (exit status {self._process.poll()}):\n{tail}")
            time.sleep(0.1)

    def kill(self) -> None:
        """As a power cut would: the server, and what it began, at once."""
        self._end(signal.SIGKILL)

    def forget(self) -> None:
        """Lose everything, as a disk that broke."""
        for kept in self._folder.iterdir():
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink()

    def stop(self) -> None:
        self._end(signal.SIGTERM)
        self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> None:
        if not self._process:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(15)


@contextlib.contextmanager
def servers(names: Iterable[str] = tuple(KINDS)) -> Iterator[dict[str, Server]]:
    """Servers by kind, all of them ready, with their data in a temporary folder. Raises when one does not come up."""
    kinds = [KINDS[name] for name in names]
    for kind in kinds:
        kind.build()
    folder = Path(tempfile.mkdtemp(prefix="justif-servers-"))
    folder.chmod(0o755)  # PostgreSQL and RabbitMQ have users of their own
    running: dict[str, Server] = {}
    try:
        for kind in kinds:
            running[kind.name] = Server(kind, folder)
            running[kind.name].start()
        for server in running.values():
            server.wait()
        yield running
    finally:
        for server in running.values():
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    """A port with two more behind it, all free: RabbitMQ wants three."""
    while True:
        with contextlib.ExitStack() as held:
            first = held.enter_context(socket.create_server(("127.0.0.1", 0)))
            port = int(first.getsockname()[1])
            try:
                for more in (1, 2):
                    held.enter_context(socket.create_server(("127.0.0.1", port + more)))
            except (OSError, OverflowError):
                continue
            return port
