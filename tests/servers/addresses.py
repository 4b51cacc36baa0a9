"""Which servers the tests may use: their addresses come from the environment, so that anyone can point them at servers of their own."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

VARIABLES = {
    "postgresql": "TEST_POSTGRESQL",
    "redis": "TEST_REDIS",
    "rabbitmq": "TEST_RABBITMQ",
    "elasticsearch": "TEST_ELASTICSEARCH",
    "versity": "TEST_VERSITY",
    "minio": "TEST_MINIO",
}
"""Kind of server → the variable that holds its URL, as the settings of Justif would have it."""

REQUIRED = "TEST_SERVERS_REQUIRED"
"""Where this is set, a server without an address fails its tests instead of leaving them out."""


def address(kind: str) -> str:
    """The URL of a server; the test is left out where there is none."""
    url = os.environ.get(VARIABLES[kind], "")
    if not url and os.environ.get(REQUIRED):
        pytest.fail(f"{VARIABLES[kind]} is not set")
    return url or pytest.skip(f"{VARIABLES[kind]} names no server")


def on(kind: str) -> object:
    """A parameter that stands for a server; its tests bear the mark `services`."""
    return pytest.param(kind, marks=pytest.mark.services)


def a_bucket(kind: str, options: str = "&lock=governance&days=1") -> str:
    """The URL of a bucket of its own on an S3 server. What a test locks there is free again after a day."""
    url = address(kind)
    return url.replace("/originals", f"/test-{uuid.uuid4().hex[:12]}") + options


@contextmanager
def a_schema() -> Iterator[str]:
    """The URL of an empty schema of its own on the PostgreSQL server, which is dropped afterwards."""
    from sqlalchemy import create_engine, text

    url, name = address("postgresql"), f"test_{uuid.uuid4().hex[:12]}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    try:
        yield f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{name}"
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        engine.dispose()


@contextmanager
def an_index() -> Iterator[str]:
    """The URL of an index of its own on the Elasticsearch server, which is taken off afterwards."""
    from search.engines.elasticsearch import ElasticIndex, address_of

    url = address("elasticsearch").replace("/justif", f"/test-{uuid.uuid4().hex[:12]}")
    try:
        yield url
    finally:
        ElasticIndex(address_of(url)).drop()
