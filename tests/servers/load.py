"""`python -m tests.servers.load throughput|latency|soak|costs`: what the services cost, and whether memory stays flat. Prints JSON.

Everything runs on this machine, on servers started for it, over a bounded number of documents.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import text

from domain.kinds import State
from domain.upload import Upload
from justif.assemble import make_filing
from justif.guard import GuardedReader
from justif.settings import Settings
from pipeline.filing import Filing
from storage.database import Database
from tests.servers.chaos import SERVERS, Processes
from tests.servers.fleet import Server, servers

PHOTOS = ("ticket-restaurant.jpg", "facture-maroc.jpg")
PRINTED = ("facture-hotel.pdf", "facture-electricite.pdf", "facture-bureau.pdf")
INVOICES = ("facture-ubl.xml", "facture-cii.xml")
_READERS = ("reader-1", "reader-2")
_HABITS = {"JUSTIF_THREADS": "1", "JUSTIF_STEP_SECONDS": "300"}  # nothing is given up because the machine is busy


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """An installation on services, with its readers warm."""

    filing: Filing
    processes: Processes
    fleet: dict[str, Server]

    def cpu_seconds(self) -> float:
        """What every process of it has computed so far, servers and our own handing in included: a busy machine does not change it."""
        ours = [process.pid for process in self.processes.running.values()]
        roots = [*ours, *(server.pid for server in self.fleet.values())]
        return sum(_computed(one) for root in roots for one in _family(root)) + time.process_time()

    def done(self) -> int:
        return self.filing.stores.register.counts("default")[State.TO_VALIDATE]

    def memory(self) -> dict[str, int]:
        """Resident megabytes of each reader with all it began."""
        return {role: sum(map(_resident, _family(self.processes.running[role].pid))) // 1_000_000 for role in _READERS}


@contextlib.contextmanager
def installation() -> Iterator[Running]:
    with servers(SERVERS) as fleet, tempfile.TemporaryDirectory(prefix="justif-load-") as home:
        names = {"objects": "versity", "database": "postgresql", "index": "elasticsearch", "broker": "redis"}
        urls = {name: fleet[kind].url for name, kind in names.items()}
        environment = {f"JUSTIF_{name.upper()}": url for name, url in urls.items()} | {"JUSTIF_HOME": home} | _HABITS
        running = Running(
            filing=make_filing(Settings(home=Path(home), **urls)),  # type: ignore[arg-type]
            processes=Processes(environment=environment, log=Path(home) / "justif.log"),
            fleet=fleet,
        )
        try:
            for role in (*_READERS, "light"):
                running.processes.start(role)
            _warm(running)
            yield running
        finally:
            running.processes.kill_all()


def throughput(count: int) -> dict[str, Any]:
    """Two plain processes that call the reader, and two workers on services, over the same documents."""
    chosen = list(_documents(count, shares=(0.5, 0.3, 0.2)))
    plain, plain_cpu = _plain(chosen)
    with installation() as running:
        before, begin, cpu = running.done(), time.monotonic(), running.cpu_seconds()
        for upload in chosen:
            running.filing.receive(upload)
        _until(lambda: running.done() == before + count)
        served, served_cpu = time.monotonic() - begin, running.cpu_seconds() - cpu
    return {
        "documents": count,
        "plain_s": round(plain, 2),
        "services_s": round(served, 2),
        "ratio": round(plain / served, 3),
        "plain_cpu_s": round(plain_cpu, 2),
        "services_cpu_s": round(served_cpu, 2),
        "ratio_of_cpu": round(plain_cpu / served_cpu, 3),
    }


def latency(count: int) -> dict[str, Any]:
    """From handing in to filed, less what the reader itself takes, one document at a time."""
    with installation() as running:
        added = []
        for upload in _documents(count, shares=(0.0, 0.0, 1.0), mark="latency"):
            begin = time.monotonic()
            one = running.filing.receive(upload).id
            while (document := running.filing.stores.register.get(one)) is None or document.state is not State.TO_VALIDATE:
                time.sleep(0.002)
            took = dict(document.reading.timings_ms).get("total", 0) if document.reading else 0
            added.append(1000 * (time.monotonic() - begin) - took)
            time.sleep(0.3)
    return {"documents": count, "added_ms": {"median": round(statistics.median(added)), "p95": round(sorted(added)[int(0.95 * count)])}}


def soak(count: int) -> dict[str, Any]:
    """Memory of the readers after a tenth of the documents, when every model is loaded, and then at each further tenth."""
    samples: list[dict[str, int]] = []
    with installation() as running:
        before, begin = running.done(), time.monotonic()
        for number, upload in enumerate(_documents(count, shares=(0.01, 0.09, 0.9), mark="soak"), start=1):
            running.filing.receive(upload)
            if number % (count // 10) == 0:
                _until(lambda wanted=before + number: running.done() >= wanted)  # type: ignore[misc]
                samples.append(running.memory())
        seconds = time.monotonic() - begin
    # The highest, not the last: a reader that has just been replaced holds little.
    ratios = {role: round(max(sample[role] for sample in samples) / samples[0][role], 3) for role in _READERS}
    return {"documents": count, "seconds": round(seconds), "megabytes": samples, "highest_to_first": ratios}


def costs(count: int) -> dict[str, Any]:
    """Milliseconds and bytes that each store takes for a document, one after the other, without any reading."""
    with servers(("postgresql", "elasticsearch", "versity")) as fleet, tempfile.TemporaryDirectory() as home:
        urls = {"objects": fleet["versity"].url, "database": fleet["postgresql"].url, "index": fleet["elasticsearch"].url}
        filing = make_filing(Settings(home=Path(home), **urls))  # type: ignore[arg-type]
        chosen = list(_documents(count, shares=(0.0, 0.5, 0.5), mark="cost"))
        read = {name: filing.reader(upload, filing.tools, today=date.today()) for name, upload in {u.name: u for u in chosen}.items()}
        instant = replace(filing, reader=lambda upload, tools, *, today: read[upload.name])
        stores, spent = filing.stores, Counter[str]()

        def computed() -> float:
            return sum(_computed(one) for server in fleet.values() for one in _family(server.pid)) + time.process_time()

        before = computed()
        with _timed(spent, "originals: put, and read back to verify"):
            for upload in chosen:
                stores.objects.put(upload.content)
        with _timed(spent, "hand in: original known, register, index"):
            ids = [instant.receive(upload).id for upload in chosen]
        with _timed(spent, "claim, original, conclude, file, index"):
            for one in ids:
                instant.read_document(one)
        cpu = computed() - before
        with _timed(spent, "index alone, 200 at once"):
            filing.reindex()
        sizes = _sizes(fleet, stores.register.database, count)
        originals = sum(len(upload.content) for upload in chosen) // count
    return {
        "documents": count,
        "cpu_ms_per_document_services_and_ours": round(1000 * cpu / count, 1),
        "ms_per_document": {name: round(1000 * seconds / count, 2) for name, seconds in spent.items()},
        "bytes_per_document": {"original": originals, **sizes},
    }


# ------------------------------------------------------------ inside


@contextlib.contextmanager
def _timed(spent: Counter[str], name: str) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    spent[name] += time.perf_counter() - begin  # type: ignore[assignment]


def _sizes(fleet: dict[str, Server], database: Database, count: int) -> dict[str, int]:
    with database.reading() as connection:
        register = connection.execute(text("SELECT pg_database_size(current_database()) - 8000000")).scalar() or 0
    port = fleet["elasticsearch"].port
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stats/store", timeout=10) as answer:
        index = json.load(answer)["_all"]["total"]["store"]["size_in_bytes"]
    return {"register": register // count, "index": index // count}


def _documents(count: int, *, shares: tuple[float, float, float], mark: str = "load") -> Iterator[Upload]:
    """Copies of the samples, each with bytes of its own: photographs and scans, printed PDFs, e-invoices, in these shares."""
    for n in range(count):
        place = (n * 0.6180339887) % 1.0  # spread evenly, the same each time
        kinds = PHOTOS if place < shares[0] else PRINTED if place < shares[0] + shares[1] else INVOICES
        path = Path("samples") / kinds[n % len(kinds)]
        tail = f"\n<!-- {mark}{n} -->" if kinds is INVOICES else f"\n%{mark}{n}\n"
        yield Upload(name=path.name, content=path.read_bytes() + tail.encode())


def _plain(chosen: list[Upload]) -> tuple[float, float]:
    """Seconds, and seconds of computing, that two processes take with the reader alone, each over half of the documents, warm."""
    command = [sys.executable, "-m", "tests.servers.load", "plain", "--count", str(len(chosen))]
    workers = [
        subprocess.Popen([*command, "--half", str(half)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_one_thread())
        for half in (0, 1)
    ]
    for worker in workers:
        assert worker.stdout
        worker.stdout.readline()  # it is warm
    begin, cpu = time.monotonic(), [_tree_seconds(worker.pid) for worker in workers]
    for worker in workers:
        assert worker.stdin
        worker.stdin.write("go\n")
        worker.stdin.flush()
    done = [float(worker.stdout.readline()) if worker.stdout else 0.0 for worker in workers]
    for worker in workers:
        worker.wait()
    return time.monotonic() - begin, sum(done) - sum(cpu)


def _plain_half(count: int, half: int) -> None:
    settings = Settings()
    reader, filing = GuardedReader(settings), make_filing(settings)
    for upload in _documents(3, shares=(1.0, 0.0, 0.0), mark="warm"):
        reader(upload, filing.tools, today=date.today())
    print("warm", flush=True)
    sys.stdin.readline()
    for upload in list(_documents(count, shares=(0.5, 0.3, 0.2)))[half::2]:
        reader(upload, filing.tools, today=date.today())
    print(_tree_seconds(os.getpid()), flush=True)
    reader.close()


def _one_thread() -> dict[str, str]:
    return os.environ | _HABITS | {"JUSTIF_HOME": tempfile.mkdtemp(prefix="justif-plain-")}


def _warm(running: Running) -> None:
    """Both readers have read photographs before any clock starts."""
    for upload in _documents(8, shares=(1.0, 0.0, 0.0), mark="warm"):
        running.filing.receive(upload)
    _until(lambda: running.done() == 8)


def _until(holds: Callable[[], bool], *, seconds: float = 1200.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("the documents were not read in time")
        time.sleep(0.1)  # each look is a query: it must not be what is measured


def _family(process: int) -> list[int]:
    """A process and all that descend from it."""
    try:
        children = [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []
    return [process, *(each for child in children for each in _family(child))]


def _tree_seconds(process: int) -> float:
    return sum(_computed(one) for one in _family(process))


def _computed(process: int) -> float:
    """Seconds of processor time of a process, and of its children that have ended."""
    with contextlib.suppress(OSError, IndexError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _resident(process: int) -> int:
    with contextlib.suppress(OSError, IndexError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.servers.load")
    parser.add_argument("what", choices=["throughput", "latency", "soak", "costs", "plain"])
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--half", type=int, default=0)
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if asked.what == "plain":
        _plain_half(asked.count, asked.half)
        return 0
    runs = {"throughput": (throughput, 60), "latency": (latency, 40), "soak": (soak, 2000), "costs": (costs, 200)}
    run, usual = runs[asked.what]
    print(json.dumps(run(asked.count or usual), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
