"""What was begun is taken up once, soon, as what it was begun, and by whichever process comes first."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.people.begun import LASTS, Begun, Kind
from storage.register import Register, open_register

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
TAKE = """
import sys
from storage.people import people_of
from storage.people.begun import Kind
from storage.register import open_register
register = open_register(sys.argv[1])
print(people_of(register.database, now=register.now).begun.take(Kind.USE_PASSKEY, sys.argv[2]))
"""


@pytest.fixture
def register(url: str) -> Iterator[Register]:
    opened = open_register(url)
    yield opened
    opened.database.close()


def test_it_is_taken_once_and_only_as_what_it_was_begun(register: Register) -> None:
    begun = Begun(register.database, now=lambda: START)
    one = begun.begin(Kind.USE_PASSKEY, "anne")

    assert begun.take(Kind.ADD_PASSKEY, one) is None
    assert [begun.take(Kind.USE_PASSKEY, secret) for secret in (one, one, "made up")] == ["anne", None, None]


def test_it_lapses_and_is_swept_out(register: Register) -> None:
    now = [START]
    begun = Begun(register.database, now=lambda: now[0])
    late, soon = begun.begin(Kind.USE_PASSKEY), begun.begin(Kind.USE_PASSKEY)

    now[0] += LASTS[Kind.USE_PASSKEY] - timedelta(seconds=1)
    assert begun.take(Kind.USE_PASSKEY, soon) == ""
    now[0] += timedelta(seconds=1)
    assert begun.take(Kind.USE_PASSKEY, late) is None


def test_a_flood_pushes_out_the_oldest_of_its_kind_alone(register: Register) -> None:
    ticks = (START + timedelta(seconds=n) for n in range(100))
    begun = Begun(register.database, now=lambda: next(ticks), most=3)
    other = begun.begin(Kind.ADD_PASSKEY)
    flood = [begun.begin(Kind.USE_PASSKEY) for _ in range(5)]

    assert [begun.take(Kind.USE_PASSKEY, secret) for secret in flood] == [None, None, "", "", ""]
    assert begun.take(Kind.ADD_PASSKEY, other) == ""


def test_another_process_takes_it_up_and_then_nobody_can(register: Register, url: str) -> None:
    begun = Begun(register.database, now=register.now)
    one = begun.begin(Kind.USE_PASSKEY, "anne")
    command = [sys.executable, "-c", TAKE, url, one]

    first, second = (subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() for _ in range(2))

    assert (first, second) == ("anne", "None")
    assert begun.take(Kind.USE_PASSKEY, one) is None


def test_of_many_who_take_it_at_once_one_gets_it(register: Register, url: str) -> None:
    others = [open_register(url) for _ in range(4)]
    one = Begun(register.database, now=register.now).begin(Kind.USE_PASSKEY, "anne")
    together, got = threading.Barrier(len(others)), []

    def take(other: Register) -> None:
        together.wait()
        got.append(Begun(other.database, now=other.now).take(Kind.USE_PASSKEY, one))

    threads = [threading.Thread(target=take, args=(other,)) for other in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for other in others:
        other.database.close()
    assert sorted(got, key=str) == [None, None, None, "anne"]
