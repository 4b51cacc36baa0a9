"""Originals on any server that speaks S3: each written once, read back before it counts as safe, and locked where the server can.

The bucket is made when it is missing, with versions and object lock unless the URL (storage/objects/_s3_url.py) says `lock=off`.

Retention is set on each object, since not every server hands a bucket's default on. Where somebody wrote over a locked original or
deleted it, the version that was put first is still there, and `get` finds it.
"""

from __future__ import annotations

import hashlib
import io
import logging
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import certifi
import urllib3
from minio import Minio
from minio.credentials.providers import AWSConfigProvider, ChainedProvider, EnvAWSProvider, StaticProvider
from minio.error import InvalidResponseError, MinioException, S3Error, ServerError
from minio.retention import Retention

from domain.problem import UnavailableError
from storage.objects import PROBE, DamagedObjectError, MissingObjectError, ObjectStoreError
from storage.objects._s3_url import Place, place_of

logger = logging.getLogger(__name__)

_NAME = re.compile(r"[0-9a-f]{64}")
_PICTURE = re.compile(r"[0-9a-z-]{1,120}")
LINK_SECONDS = 300
"""How long an address that needs no key shows something."""
_PART_BYTES = 16 * 1024 * 1024
_MISSING = {"NoSuchKey", "NoSuchVersion", "NoSuchObject", "MethodNotAllowed"}
"""The last is the answer for a version that only marks a deletion."""
_NO_LOCK = {"InvalidRequest", "InvalidBucketState", "NotImplemented", "ObjectLockConfigurationNotFoundError"}
_PASSING = {"InternalError", "ServiceUnavailable", "SlowDown", "RequestTimeout", "XMinioServerNotInitialized"}


class S3Store:
    """An ObjectStore over the `minio` SDK. Safe for several threads and processes: connections come from one bounded pool."""

    def __init__(self, place: Place, *, connections: int = 8, seconds: float = 30.0) -> None:
        self._place = place
        retries = urllib3.Retry(total=4, backoff_factor=0.2, status_forcelist=(500, 502, 503, 504), allowed_methods=None)
        pool = urllib3.PoolManager(
            maxsize=connections,
            block=True,
            retries=retries,
            timeout=urllib3.Timeout(connect=5.0, read=seconds),
            cert_reqs="CERT_REQUIRED",
            ca_certs=os.environ.get("SSL_CERT_FILE") or certifi.where(),
        )
        keys = StaticProvider(place.key, place.secret) if place.key else ChainedProvider([EnvAWSProvider(), AWSConfigProvider()])
        self._client = Minio(place.host, secure=place.tls, region=place.region, http_client=pool, credentials=keys)
        self._locks = bool(place.mode)
        self._is_there = False
        self._making = threading.Lock()

    def put(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        if self._sound(sha256) is None:
            self._make_bucket()
            self._write(self._key(sha256), content)
            if self._sound(sha256) is None:
                raise DamagedObjectError(sha256)
        return sha256

    def get(self, sha256: str) -> bytes:
        content = self._sound(sha256)
        if content is not None:
            return content
        content = self._earlier(sha256)
        if content is not None:
            logger.warning("original %s was written over or deleted; the version that was put is still there", sha256)
            return content
        if self.has(sha256):
            raise DamagedObjectError(sha256)
        raise MissingObjectError(sha256)

    def has(self, sha256: str) -> bool:
        with _translated():
            return bool(_NAME.fullmatch(sha256)) and self._holds(self._key(sha256))

    def names(self) -> Iterator[str]:
        with _translated():
            self._make_bucket()
            for entry in self._client.list_objects(self._place.bucket, prefix=self._place.folder, recursive=True):
                name = (entry.object_name or "").rpartition("/")[2]
                if _NAME.fullmatch(name):
                    yield name

    def link(self, sha256: str, *, seconds: int = LINK_SECONDS) -> str:
        """An address at which anyone may fetch the original for so long, without passing through us."""
        with _translated():
            return str(self._client.presigned_get_object(self._place.bucket, self._key(sha256), expires=timedelta(seconds=seconds)))

    @property
    def pictures_at(self) -> str:
        scheme = "https" if self._place.tls else "http"
        return f"{scheme}://{self._place.host}" if self._place.links else ""

    def picture_link(self, name: str, make: Callable[[], bytes], *, seconds: int = LINK_SECONDS) -> str:
        """An address at which anyone may look at a page for so long. Pictures are derivatives: never locked, and made anew when lost.

        Raises ObjectStoreError for a name that is no file's.
        """
        if not _PICTURE.fullmatch(name):
            raise ObjectStoreError(f"{name!r} names no picture")
        key = f"{self._place.folder}pictures/{name}.jpg"
        with _translated():
            self._make_bucket()
            if not self._holds(key):
                content = make()
                self._client.put_object(self._place.bucket, key, io.BytesIO(content), len(content), content_type="image/jpeg")
            return str(self._client.presigned_get_object(self._place.bucket, key, expires=timedelta(seconds=seconds)))

    def retained_until(self, sha256: str) -> datetime | None:
        """When the server's lock on the original ends; None when it has none. Raises MissingObjectError."""
        with _translated():
            try:
                retention = self._client.get_object_retention(self._place.bucket, self._key(sha256))
            except S3Error as error:
                if error.code in _MISSING:
                    raise MissingObjectError(sha256) from error
                if error.code in _NO_LOCK:
                    return None
                raise
        return retention.retain_until_date if retention else None

    def problems(self) -> tuple[str, ...]:
        """What is not as it should be with the server, in words; asked by `justif doctor`."""
        self._make_bucket()
        probe = self.put(PROBE)
        if self._place.mode and self.retained_until(probe) is None:
            return (f"the bucket {self._place.bucket} locks no object: an administrator could replace an original",)
        return ()

    # ------------------------------------------------------------ inside

    def _holds(self, key: str) -> bool:
        try:
            self._client.stat_object(self._place.bucket, key)
        except S3Error as error:
            if error.code in _MISSING | {"NoSuchBucket"}:
                return False
            raise
        return True

    def _key(self, sha256: str) -> str:
        if not _NAME.fullmatch(sha256):
            raise MissingObjectError(sha256)  # a name from outside never becomes another key
        return f"{self._place.folder}{sha256[:2]}/{sha256[2:4]}/{sha256}"

    def _sound(self, sha256: str, *, version: str | None = None) -> bytes | None:
        """The bytes when they are there and have that SHA-256."""
        key = self._key(sha256)
        with _translated():
            try:
                content = self._fetch(key, version)
            except S3Error as error:
                if error.code in _MISSING | {"NoSuchBucket"}:
                    return None
                raise
        return content if hashlib.sha256(content).hexdigest() == sha256 else None

    def _fetch(self, key: str, version: str | None) -> bytes:
        response = self._client.get_object(self._place.bucket, key, version_id=version)
        try:
            return bytes(response.read())
        finally:
            response.close()
            response.release_conn()

    def _earlier(self, sha256: str) -> bytes | None:
        """The bytes of an earlier version, where the server keeps versions and some client can list them."""
        try:
            entries = tuple(self._client.list_objects(self._place.bucket, prefix=self._key(sha256), include_version=True))
        except (MinioException, ValueError):  # Versity writes times with nanoseconds, which the SDK does not read
            return None
        versions = [entry.version_id for entry in entries if entry.version_id and not entry.is_delete_marker]
        return next((content for one in versions if (content := self._sound(sha256, version=one)) is not None), None)

    def _write(self, key: str, content: bytes) -> None:
        with _translated():
            try:
                self._put(key, content)
            except S3Error as error:
                if not self._locks or error.code not in _NO_LOCK:
                    raise
                logger.warning("the bucket %s locks no object; originals are kept without retention", self._place.bucket)
                self._locks = False
                self._put(key, content)

    def _put(self, key: str, content: bytes) -> None:
        until = datetime.now(UTC).replace(microsecond=0) + timedelta(days=self._place.days)
        self._client.put_object(
            self._place.bucket,
            key,
            io.BytesIO(content),
            len(content),
            part_size=_PART_BYTES,
            retention=Retention(self._place.mode, until) if self._locks else None,
        )

    def _make_bucket(self) -> None:
        with self._making, _translated():  # a bucket that another thread is still making knows of no locks yet
            if self._is_there:
                return
            if not self._client.bucket_exists(self._place.bucket):
                try:
                    self._client.make_bucket(self._place.bucket, self._place.region, object_lock=bool(self._place.mode))
                except S3Error as error:
                    if error.code not in ("BucketAlreadyOwnedByYou", "BucketAlreadyExists"):  # another process was faster
                        raise
            self._is_there = True


@contextmanager
def _translated() -> Iterator[None]:
    """What can pass becomes UnavailableError, what the server refuses an ObjectStoreError in its words."""
    try:
        yield
    except S3Error as error:
        if error.code in _PASSING:
            raise UnavailableError("objects") from error
        raise ObjectStoreError(f"{error.code}: {error.message}") from error
    except (urllib3.exceptions.HTTPError, ServerError, InvalidResponseError, OSError) as error:
        raise UnavailableError("objects") from error


def open_store(url: str) -> S3Store:
    """The store behind an `s3://` URL; nothing is asked of the server yet."""
    return S3Store(place_of(url))
