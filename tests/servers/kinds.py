"""How each kind of server is prepared, started, and asked whether it is ready. Every one listens to 127.0.0.1 alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.servers import builds
from tests.servers.addresses import VARIABLES

S3_KEY, S3_SECRET = "archiveadmin", "archive-secret-123"


def _nothing(_folder: Path, _port: int) -> None:
    """Most servers need nothing but an empty folder."""


def _no_variables(_folder: Path, _port: int) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`user` is whom the server runs as when we are root; `build` is called before the first start, and may take minutes."""

    name: str
    command: Callable[[Path, int], list[str]]
    url: Callable[[int], str]
    is_ready: Callable[[int], bool]
    prepare: Callable[[Path, int], None] = _nothing
    environment: Callable[[Path, int], Mapping[str, str]] = _no_variables
    user: str | None = None
    build: Callable[[], object] = lambda: None

    @property
    def variable(self) -> str:
        return VARIABLES[self.name]

    @property
    def user_now(self) -> str | None:
        return self.user if os.geteuid() == 0 else None


# ------------------------------------------------------------ PostgreSQL


def _postgresql(program: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    return str(found[-1]) if found else program


def _prepare_postgresql(folder: Path, port: int) -> None:
    """A cluster whose role `justif` owns a database but is no superuser: row security does not bind superusers."""
    make = [_postgresql("initdb"), "-D", str(folder / "data"), "-U", "admin", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"]
    user = "postgres" if os.geteuid() == 0 else None
    subprocess.run(make, user=user, group=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _postgresql_is_ready(port: int) -> bool:
    import psycopg

    admin = f"host=127.0.0.1 port={port} user=admin dbname=postgres connect_timeout=2"
    try:
        with psycopg.connect(admin, autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'justif'").fetchone():
                connection.execute("CREATE ROLE justif LOGIN")
                connection.execute("CREATE DATABASE justif OWNER justif")
    except psycopg.OperationalError:
        return False
    return True


def _postgresql_command(folder: Path, port: int) -> list[str]:
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "max_connections": "200"}
    given = [f"--{name}={value}" for name, value in settings.items()]
    return [_postgresql("postgres"), "-D", str(folder / "data"), "-p", str(port), *given]


# ------------------------------------------------------------ Redis, RabbitMQ


def _redis_command(folder: Path, port: int) -> list[str]:
    return ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--appendonly", "yes", "--save", ""]


def _redis_is_ready(port: int) -> bool:
    import redis

    try:
        with redis.Redis(port=port, socket_timeout=2) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def _rabbitmq_variables(folder: Path, port: int) -> Mapping[str, str]:
    return {
        "HOME": str(folder),
        "RABBITMQ_NODENAME": f"justif{port}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(port + 1),
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_LOGS": "-",
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "RABBITMQ_CONFIG_FILE": str(folder / "none"),
        "RABBITMQ_CONF_ENV_FILE": str(folder / "none"),
        "ERL_EPMD_PORT": str(port + 2),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
    }


def _rabbitmq_command(folder: Path, port: int) -> list[str]:
    """With its name server beside it, so that no daemon of another process group is left behind."""
    server = shutil.which("rabbitmq-server", path="/usr/lib/rabbitmq/bin") or "rabbitmq-server"
    return ["sh", "-c", f"epmd -port {port + 2} -address 127.0.0.1 & exec {server}"]


def _rabbitmq_is_ready(port: int) -> bool:
    from kombu.connection import Connection

    try:
        with Connection(f"amqp://127.0.0.1:{port}", connect_timeout=2) as connection:
            connection.connect()
    except Exception:  # it may answer with half a greeting while it boots
        return False
    return True


# ------------------------------------------------------------ Elasticsearch, S3


def _elasticsearch_command(folder: Path, port: int) -> list[str]:
    home, memory = builds.elasticsearch(), os.environ.get("ES_HEAP", "512m")
    java = [str(builds.java_home() / "bin/java"), f"-Xms{memory}", f"-Xmx{memory}", "-XX:+UseG1GC", "-XX:MaxDirectMemorySize=128m"]
    java += ["-XX:+ExitOnOutOfMemoryError", "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]
    properties = {
        "java.io.tmpdir": folder,
        "es.nativelibs.path": _native_libraries(folder),
        "org.elasticsearch.nativeaccess.enableVectorLibrary": "false",  # not among the published jars
        "log4j2.configurationFile": home / "config/log4j2.properties",
        "log4j2.disable.jmx": "true",
        "io.netty.noUnsafe": "true",
    }
    given = [f"-D{name}={value}" for name, value in properties.items()]
    return [*java, *given, "-cp", f"{home}/lib/*", "testnode.Main", str(home), str(folder / "data"), str(port), _TIGHT]


_TIGHT = "indexing_pressure.memory.limit=1mb"
"""So little room for what is being indexed that several large bulks at once are refused: a client must bear that."""


def _native_libraries(folder: Path) -> Path:
    """The server looks for libzstd in a folder of its own; the system's does."""
    native = folder / "native"
    native.mkdir(exist_ok=True)
    link = native / "libzstd.so"
    found = next(Path("/usr/lib").glob("*/libzstd.so.1"), None)
    if found and not link.exists():
        link.symlink_to(found)
    return native


def _elasticsearch_is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_cluster/health?wait_for_status=yellow&timeout=1s", timeout=3) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _versity_command(folder: Path, port: int) -> list[str]:
    for part in ("objects", "versions", "iam"):
        (folder / part).mkdir(exist_ok=True)
    command = [str(builds.versity()), "--port", f"127.0.0.1:{port}", "--region", "us-east-1", "--quiet", "--iam-dir", str(folder / "iam")]
    return [*command, "posix", "--versioning-dir", str(folder / "versions"), str(folder / "objects")]


def _minio_command(folder: Path, port: int) -> list[str]:
    return [str(builds.minio()), "server", "--quiet", "--address", f"127.0.0.1:{port}", str(folder / "data")]


def _s3_url(port: int) -> str:
    return f"s3://{S3_KEY}:{S3_SECRET}@127.0.0.1:{port}/originals?tls=off"


def _s3_is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2):
            return True
    except urllib.error.HTTPError as answer:
        return answer.code == 403  # it wants a signature: it is up
    except OSError:
        return False


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            name="postgresql",
            command=_postgresql_command,
            url=lambda port: f"postgresql+psycopg://justif@127.0.0.1:{port}/justif",
            is_ready=_postgresql_is_ready,
            prepare=_prepare_postgresql,
            user="postgres",
        ),
        Kind(name="redis", command=_redis_command, url=lambda port: f"redis://127.0.0.1:{port}/0", is_ready=_redis_is_ready),
        Kind(
            name="rabbitmq",
            command=_rabbitmq_command,
            url=lambda port: f"amqp://guest:guest@127.0.0.1:{port}//",
            is_ready=_rabbitmq_is_ready,
            environment=_rabbitmq_variables,
            user="rabbitmq",
        ),
        Kind(
            name="elasticsearch",
            command=_elasticsearch_command,
            url=lambda port: f"elasticsearch://127.0.0.1:{port}/justif?tls=off",
            is_ready=_elasticsearch_is_ready,
            build=builds.elasticsearch,
        ),
        Kind(
            name="versity",
            command=_versity_command,
            url=_s3_url,
            is_ready=_s3_is_ready,
            environment=lambda _folder, _port: {"ROOT_ACCESS_KEY": S3_KEY, "ROOT_SECRET_KEY": S3_SECRET},
            build=builds.versity,
        ),
        Kind(
            name="minio",
            command=_minio_command,
            url=_s3_url,
            is_ready=_s3_is_ready,
            environment=lambda _folder, _port: {
                "MINIO_ROOT_USER": S3_KEY,
                "MINIO_ROOT_PASSWORD": S3_SECRET,
                "MINIO_BROWSER": "off",
                "MINIO_UPDATE": "off",
                "MINIO_CALLHOME_ENABLE": "off",
            },
            build=builds.minio,
        ),
    )
}
