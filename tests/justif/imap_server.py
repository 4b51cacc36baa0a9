"""A real IMAP server for the tests: Debian's Dovecot on a free port of this machine, with one inbox."""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NAME, PASSWORD = "factures", "la farine de froment"
DOVECOT = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
CAN_RUN = DOVECOT is not None and os.getuid() == 0
WHY_NOT = "needs Dovecot (apt-get install dovecot-imapd) and the user root, who starts it"
MAIL_USER = "nobody"


@dataclass(frozen=True, slots=True)
class Server:
    port: int

    @property
    def url(self) -> str:
        return f"imap://{NAME}@127.0.0.1:{self.port}/INBOX"

    def open(self) -> imaplib.IMAP4:
        server = imaplib.IMAP4("127.0.0.1", self.port)
        server.login(NAME, PASSWORD)
        return server

    def put(self, *letters: bytes, folder: str = "INBOX") -> None:
        """Lay letters into a folder, as a mail server delivers them."""
        with self.open() as server:
            for letter in letters:
                status, answer = server.append(folder, "", None, letter)
                assert status == "OK", answer

    def count(self, folder: str = "INBOX") -> int:
        with self.open() as server:
            status, answer = server.select(folder, readonly=True)
            return int(answer[0] or b"0") if status == "OK" else 0


@contextmanager
def running(*, without: str = "") -> Iterator[Server]:
    """The server, until the end of the `with`; `without` names a capability that it does not announce."""
    home = Path(tempfile.mkdtemp(prefix="justif-imap-"))
    home.chmod(0o755)
    (home / "mail").mkdir()
    shutil.chown(home / "mail", MAIL_USER)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (home / "users").write_text(f"{NAME}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    (home / "dovecot.conf").write_text(_configured(home, port, without), encoding="utf-8")
    process = subprocess.Popen([str(DOVECOT), "-F", "-c", str(home / "dovecot.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_open(port, process, home / "log")
        yield Server(port)
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def _configured(home: Path, port: int, without: str) -> str:
    known = "IMAP4rev1 LITERAL+ UIDPLUS MOVE NAMESPACE"
    told = " ".join(word for word in known.split() if word != without)
    user = pwd.getpwnam(MAIL_USER)
    return f"""
protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:{home}/mail/%u
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {home}/users
}}
userdb {{
  driver = static
  args = uid={user.pw_uid} gid={user.pw_gid} home={home}/mail/%u
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
protocol imap {{
  imap_capability = {told}
}}
"""


def _wait_until_open(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(100):
        assert process.poll() is None, log.read_text(encoding="utf-8") if log.exists() else "Dovecot did not start"
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("Dovecot does not answer")
