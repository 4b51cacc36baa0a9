"""One suite over every store of originals."""

from __future__ import annotations

import hashlib
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.objects import MissingObjectError, ObjectStore, open_objects
from tests.servers.addresses import VARIABLES, a_bucket, on

KINDS = ("folder", "memory", on("versity"), on("minio"))


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStore:
    if request.param in VARIABLES:
        return open_objects(a_bucket(request.param))
    return open_objects(f"{request.param}://{tmp_path / 'originals'}")


def test_what_is_put_is_got_back_by_its_sha256(store: ObjectStore) -> None:
    name = store.put(b"a receipt")
    assert name == hashlib.sha256(b"a receipt").hexdigest()
    assert store.get(name) == b"a receipt"


def test_the_same_bytes_twice_are_one_object(store: ObjectStore) -> None:
    assert store.put(b"a receipt") == store.put(b"a receipt")
    assert list(store.names()) == [store.put(b"a receipt")]


def test_an_empty_original_is_an_original(store: ObjectStore) -> None:
    assert store.get(store.put(b"")) == b""


def test_an_object_that_is_not_there_is_missing(store: ObjectStore) -> None:
    absent = hashlib.sha256(b"never put").hexdigest()
    assert not store.has(absent)
    with pytest.raises(MissingObjectError):
        store.get(absent)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=2000))
def test_any_bytes_come_back_untouched(store: ObjectStore, content: bytes) -> None:
    assert store.get(store.put(content)) == content
    assert store.has(hashlib.sha256(content).hexdigest())


def test_a_large_original_comes_back_untouched(store: ObjectStore) -> None:
    content = random.Random(1).randbytes(40_000_000)  # several parts where a store sends in parts
    assert store.get(store.put(content)) == content


def test_a_name_that_is_no_sha256_is_never_looked_for(store: ObjectStore) -> None:
    for name in ("../../etc/passwd", "", "a" * 63, "A" * 64):
        assert not store.has(name)
        with pytest.raises(MissingObjectError):
            store.get(name)


def test_many_who_put_the_same_original_at_once_keep_one(store: ObjectStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(store.put, [b"a receipt"] * 16))) == 1
    assert len(list(store.names())) == 1
