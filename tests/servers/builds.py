"""Servers that Debian does not package, built from their published sources into the user's cache folder, once."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

VERSITY = ("github.com/versity/versitygw/cmd/versitygw", "v1.8.0")
MINIO = ("github.com/minio/minio", "v0.0.0-20260212201848-7aac2a2c5b7c")  # the last one published; nobody maintains it
ELASTICSEARCH = Path(__file__).parent / "elasticsearch"


def cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "justif-test-servers"


def versity() -> Path:
    """The program of the Versity S3 gateway: one to two minutes on two cores."""
    return _go(*VERSITY)


def minio() -> Path:
    """The program of MinIO: three minutes on two cores."""
    return _go(*MINIO)


def elasticsearch() -> Path:
    """A folder laid out like a distribution: some seconds."""
    target = cache() / "node"
    newest = max(path.stat().st_mtime for path in ELASTICSEARCH.rglob("*"))

    def package() -> None:
        maven = ["mvn", "-B", "-q", "-f", str(ELASTICSEARCH / "pom.xml"), f"-Dwork={target}", "package"]
        _run(maven, {"JAVA_HOME": str(java_home())})
        (target / "built").touch()

    _once("node", lambda: (target / "built").exists() and (target / "built").stat().st_mtime > newest, package)
    return target / "home"


def java_home() -> Path:
    """A JDK of version 21 or later: JAVA_HOME, or one of those installed."""
    for home in (Path(os.environ.get("JAVA_HOME", "/none")), *sorted(Path("/usr/lib/jvm").glob("*"))):
        release = home / "release"
        found = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.MULTILINE) if release.is_file() else None
        if found and int(found.group(1)) >= 21 and (home / "bin/javac").exists():
            return home
    raise FileNotFoundError("no JDK of version 21 or later; set JAVA_HOME")


def _go(package: str, version: str) -> Path:
    program = cache() / f"bin-{version}" / package.rpartition("/")[2]
    _once(program.name, program.exists, lambda: _run(["go", "install", f"{package}@{version}"], {"GOBIN": str(program.parent)}))
    return program


def _once(name: str, done: Callable[[], bool], build: Callable[[], None]) -> None:
    """Build what is not there yet; two processes that want it wait for each other."""
    with _locked(name):
        if not done():
            build()


@contextmanager
def _locked(name: str) -> Iterator[None]:
    cache().mkdir(parents=True, exist_ok=True)
    with (cache() / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:3])} failed:\n{done.stdout[-4000:]}")
