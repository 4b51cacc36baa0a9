"""What only a server across the network has: locks, versions, links, and days when it does not answer."""

from __future__ import annotations

import hashlib
import io
import socket
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest
from minio import Minio
from minio.error import S3Error

from domain.problem import UnavailableError
from storage.objects import DamagedObjectError, MissingObjectError, ObjectStoreError
from storage.objects._s3_url import Place, place_of
from storage.objects.s3 import S3Store
from tests.servers.addresses import a_bucket, on

KINDS = (on("versity"), on("minio"))
RECEIPT = b"a receipt"
NAME = hashlib.sha256(RECEIPT).hexdigest()
KEY = f"{NAME[:2]}/{NAME[2:4]}/{NAME}"


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest) -> Place:
    return place_of(a_bucket(request.param))


@pytest.fixture
def admin(place: Place) -> Minio:
    """Somebody who holds the keys of the server."""
    return Minio(place.host, place.key, place.secret, secure=False, region=place.region)


def write_over(admin: Minio, place: Place, content: bytes) -> None:
    admin.put_object(place.bucket, KEY, io.BytesIO(content), len(content))


def test_each_original_is_locked_until_its_time_is_over(place: Place) -> None:
    store = S3Store(place)
    until = store.retained_until(store.put(RECEIPT))
    assert until
    assert abs(until - datetime.now(UTC) - timedelta(days=1)) < timedelta(minutes=5)
    assert store.problems() == ()


def test_not_even_who_holds_the_keys_can_delete_a_locked_original(place: Place, admin: Minio) -> None:
    S3Store(place).put(RECEIPT)
    version = admin.stat_object(place.bucket, KEY).version_id
    with pytest.raises(S3Error) as refusal:
        admin.remove_object(place.bucket, KEY, version_id=version)
    assert refusal.value.code in ("AccessDenied", "InvalidRequest")
    assert S3Store(place).get(NAME) == RECEIPT


def test_an_original_that_was_written_over_is_never_taken_for_the_original(place: Place, admin: Minio) -> None:
    store = S3Store(place)
    store.put(RECEIPT)
    write_over(admin, place, b"a forgery")
    assert store.get(NAME) == RECEIPT  # the version that was put first is still there


@pytest.mark.parametrize("kind", [on("minio")])
def test_an_original_that_was_deleted_is_found_among_its_versions(kind: str) -> None:
    place = place_of(a_bucket(kind))
    S3Store(place).put(RECEIPT)
    Minio(place.host, place.key, place.secret, secure=False, region=place.region).remove_object(place.bucket, KEY)
    assert S3Store(place).get(NAME) == RECEIPT


@pytest.mark.parametrize("kind", KINDS)
def test_without_versions_a_forgery_is_told_and_handing_the_bytes_in_again_heals_it(kind: str) -> None:
    place = place_of(a_bucket(kind, "&lock=off"))
    store = S3Store(place)
    store.put(RECEIPT)
    write_over(Minio(place.host, place.key, place.secret, secure=False, region=place.region), place, b"a forgery")
    with pytest.raises(DamagedObjectError):
        store.get(NAME)
    store.put(RECEIPT)
    assert store.get(NAME) == RECEIPT


@pytest.mark.parametrize("kind", KINDS)
def test_a_bucket_that_cannot_lock_is_used_all_the_same_and_told(kind: str) -> None:
    place = place_of(a_bucket(kind, "&lock=off"))
    S3Store(place).put(RECEIPT)
    locking = S3Store(place_of(f"s3://{place.key}:{place.secret}@{place.host}/{place.bucket}?tls=off&days=1"))
    assert locking.get(locking.put(b"another")) == b"another"
    assert len(locking.problems()) == 1


def test_a_link_shows_the_original_to_anyone_and_soon_no_more(place: Place) -> None:
    store = S3Store(place)
    link = store.link(store.put(RECEIPT), seconds=2)
    with urllib.request.urlopen(link, timeout=10) as answer:
        assert answer.read() == RECEIPT
    time.sleep(4)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(link, timeout=10)
    assert refused.value.code == 403


def test_a_page_is_shown_by_a_link_that_soon_ends_and_its_picture_is_made_once(place: Place) -> None:
    store, made = S3Store(place), list[bytes]()

    def make() -> bytes:
        made.append(b"a picture")
        return made[-1]

    links = [store.picture_link(f"{NAME}-1-0-page", make, seconds=2) for _ in range(2)]
    for link in links:
        with urllib.request.urlopen(link, timeout=10) as answer:
            assert (answer.read(), answer.headers["Content-Type"]) == (b"a picture", "image/jpeg")
    assert len(made) == 1
    assert list(store.names()) == []  # a picture is no original
    time.sleep(4)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(links[0], timeout=10)
    assert refused.value.code == 403


def test_a_link_to_a_page_opens_nothing_else(place: Place) -> None:
    store = S3Store(place)
    original = store.put(RECEIPT)
    link = store.picture_link(f"{original}-1-0-page", lambda: b"a picture")
    stolen = link.replace(f"pictures/{original}-1-0-page.jpg", f"{original[:2]}/{original[2:4]}/{original}")

    assert stolen != link
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(stolen, timeout=10)
    assert refused.value.code == 403
    with pytest.raises(ObjectStoreError):
        store.picture_link("../" + original, lambda: b"")


def test_every_connection_is_given_back(place: Place) -> None:
    store = S3Store(place, connections=1)  # a second one would wait for ever
    for n in range(20):
        assert store.get(store.put(str(n).encode())) == str(n).encode()
        with pytest.raises(MissingObjectError):
            store.get("0" * 64)
    assert len(list(store.names())) == 20


def test_two_companies_may_share_a_bucket_in_folders_of_their_own(place: Place) -> None:
    stores = [S3Store(place_of(f"s3://{place.key}:{place.secret}@{place.host}/{place.bucket}/{who}?tls=off&days=1")) for who in ("a", "ab")]
    stores[1].put(RECEIPT)
    assert list(stores[0].names()) == []
    assert not stores[0].has(NAME)
    assert list(stores[1].names()) == [NAME]


def test_a_wrong_key_is_refused_in_words(place: Place) -> None:
    store = S3Store(place_of(f"s3://nobody:nothing-at-all@{place.host}/{place.bucket}?tls=off"))
    with pytest.raises(ObjectStoreError, match=r"InvalidAccessKeyId|AccessDenied"):
        store.put(RECEIPT)


def test_a_server_that_does_not_answer_is_told_from_a_missing_original() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    store = S3Store(place_of(f"s3://me:secret@127.0.0.1:{port}/originals?tls=off"))
    with pytest.raises(UnavailableError):
        store.get(NAME)


@pytest.mark.parametrize("url", ["s3://localhost", "s3:///bucket", "s3://me:secret@localhost/bucket?lock=perhaps"])
def test_an_url_that_says_too_little_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"S3 URL|lock is one of"):
        place_of(url)


def test_the_secret_is_never_printed() -> None:
    assert "hush" not in repr(place_of("s3://me:hush@localhost/bucket"))
