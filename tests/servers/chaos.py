"""`python -m tests.servers.chaos`: documents go in through the pages while processes, servers and cables die at random.

At the end every original must be there bit for bit, every document read exactly once, booked at most once and without a gap in the
numbers, and the index must equal the register. Prints what was done and what was found as JSON; status 1 when anything is amiss.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx

from domain.document import Document
from domain.kinds import State
from domain.problem import RefusedError, UnavailableError
from justif.assemble import make_filing
from justif.settings import Settings
from pipeline.card import card_of
from pipeline.filing import Filing
from search.query import Query
from tests.servers.fleet import Server, servers
from tests.servers.network import Network, is_possible

SERVERS = ("redis", "postgresql", "elasticsearch", "versity")
ROLES = {
    "web": ("serve",),
    "reader-1": ("work", "--jobs", "1", "--only", "reading"),
    "reader-2": ("work", "--jobs", "1", "--only", "reading"),
    "light": ("work", "--jobs", "1", "--only", "light"),
    "scheduler": ("schedule",),
}
_QUIET_SECONDS = 420.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    documents: int = 500
    seconds: float = 600.0
    seed: int = 1
    pictures: float = 0.04  # the share of photographs; the others are e-invoices and printed PDFs, which are read in no time
    cables: bool = True
    pause: tuple[float, float] = (3.0, 8.0)
    fewest_deaths: int = 6  # a slow machine takes longer rather than see fewer


@dataclass(slots=True)
class Processes:
    """Those of Justif, each of which may be killed with all it began."""

    environment: dict[str, str]
    inside: Callable[[list[str]], list[str]] = lambda command: command
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    log: Path = Path(os.devnull)

    def start(self, role: str) -> None:
        command = [sys.executable, "-m", "justif.cli", *ROLES[role]]
        command = command if role == "web" else self.inside(command)
        environment = os.environ | {name: value for name, value in self.environment.items() if role != "web" or not name.endswith("_FAR")}
        if role != "web":
            environment |= {name.removesuffix("_FAR"): value for name, value in self.environment.items() if name.endswith("_FAR")}
        with self.log.open("ab") as log:
            self.running[role] = subprocess.Popen(command, env=environment, start_new_session=True, stdout=log, stderr=log)

    def kill(self, role: str) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.running[role].pid, signal.SIGKILL)
        self.running[role].wait()

    def kill_all(self) -> None:
        for role in self.running:
            self.kill(role)


class Chaos:
    """One run over a plan."""

    def __init__(self, plan: Plan, fleet: dict[str, Server], home: Path, network: Network | None) -> None:
        self._plan, self._fleet, self._network = plan, fleet, network
        self._chance = random.Random(plan.seed)
        self._over = threading.Event()
        self.deaths: Counter[str] = Counter()
        self.put_in: dict[str, str] = {}
        self._port = _free_port()
        near = {"OBJECTS": "versity", "DATABASE": "postgresql", "INDEX": "elasticsearch", "BROKER": "redis"}
        urls = {f"JUSTIF_{name}": fleet[kind].url for name, kind in near.items()}
        far = {f"JUSTIF_{name}_FAR": network.url_of(kind) for name, kind in near.items()} if network else {}
        habits = {"JUSTIF_HOME": str(home), "JUSTIF_PORT": str(self._port), "JUSTIF_SIGN_IN": "off", "JUSTIF_THREADS": "1"}
        inside = network.inside if network else (lambda command: command)
        self._processes = Processes(environment=urls | far | habits, inside=inside, log=home / "justif.log")
        self.settings = Settings(home=home, **{name.removeprefix("JUSTIF_").lower(): url for name, url in urls.items()})  # type: ignore[arg-type]
        self.filing: Filing = make_filing(self.settings)

    def run(self) -> dict[str, Any]:
        for role in ROLES:
            self._processes.start(role)
        hands = [threading.Thread(target=self._hand_in), threading.Thread(target=self._validate)]
        try:
            for hand in hands:
                hand.start()
            self._kill_at_random(while_alive=hands[0])
            hands[0].join()
            seconds = self._wait_until_quiet()
            self._over.set()
            hands[1].join()
            retried = self._retry_what_was_set_aside()
            amiss = tuple(_stubbornly(lambda: list(self._amiss())))
        finally:
            self._over.set()
            self._processes.kill_all()
        states = Counter(document.state.value for document in self.filing.stores.register.list())
        return {
            "documents": len(self.put_in),
            "deaths": dict(self.deaths),
            "states": dict(states),
            "quiet_after_s": round(seconds, 1),
            "set_aside_and_retried": retried,
            "amiss": list(amiss),
        }

    # ------------------------------------------------------------ people

    def _hand_in(self) -> None:
        """Through the pages, each until it is accepted, as a person would do."""
        pace = 0.4 * self._plan.seconds / self._plan.documents  # the pages are often away, so that it takes twice as long
        for name, content in _documents(self._plan):
            end = time.monotonic() + 300
            while time.monotonic() < end:
                try:
                    self.put_in[self._upload(name, content)] = hashlib.sha256(content).hexdigest()
                    break
                except (httpx.HTTPError, ValueError, KeyError, IndexError):
                    time.sleep(1)
            else:
                raise RuntimeError(f"{name} was never accepted")
            self._over.wait(self._chance.uniform(0.0, 2 * pace) if pace > 0.05 else 0)

    def _upload(self, name: str, content: bytes) -> str:
        with httpx.Client(base_url=f"http://127.0.0.1:{self._port}", timeout=30) as browser:
            browser.get("/")
            token = browser.cookies["justif_token"]
            answer = browser.post("/documents", data={"token": token, "answer": "json"}, files={"files": (name, content)})
            if answer.status_code != 200:
                raise ValueError(f"refused with {answer.status_code}")
            return str(answer.json()[0]["id"])

    def _validate(self) -> None:
        """Somebody validates what was read, all the time."""
        while not self._over.wait(1.0):
            with contextlib.suppress(UnavailableError):
                for document in self.filing.stores.register.list(state=State.TO_VALIDATE, limit=5):
                    with contextlib.suppress(RefusedError):
                        self.filing.validate(document.id, by="Anne")

    # ------------------------------------------------------------ deaths

    def _kill_at_random(self, *, while_alive: threading.Thread) -> None:
        """For as long as the plan says, until the last document is handed in and the fewest deaths have been died."""
        end = time.monotonic() + self._plan.seconds
        kinds = [*ROLES, *SERVERS, *(f"cable to {kind}" for kind in SERVERS if self._network)]
        while time.monotonic() < end or while_alive.is_alive() or self.deaths.total() < self._plan.fewest_deaths:
            time.sleep(self._chance.uniform(*self._plan.pause))
            victim = self._chance.choice(kinds)
            self.deaths[victim] += 1
            away = self._chance.uniform(0.0, 4.0)
            if victim in ROLES:
                self._processes.kill(victim)
                time.sleep(away)
                self._processes.start(victim)
            elif victim in SERVERS:
                self._fleet[victim].kill()
                time.sleep(away)
                self._fleet[victim].start()
                self._fleet[victim].wait()
            elif self._network:
                kind = victim.removeprefix("cable to ")
                self._network.cut(kind)
                time.sleep(5 * away)
                self._network.mend(kind)

    # ------------------------------------------------------------ the end

    def _wait_until_quiet(self) -> float:
        begin = time.monotonic()
        while time.monotonic() - begin < _QUIET_SECONDS:
            with contextlib.suppress(UnavailableError):
                register = self.filing.stores.register
                if not register.claims.waiting() and not register.unindexed(limit=1):
                    break
            time.sleep(1)
        return time.monotonic() - begin

    def _retry_what_was_set_aside(self) -> int:
        """A person tries again what was set aside because the worker was killed twice with it in hand."""
        failed = [d for d in self.filing.stores.register.list(state=State.FAILED) if d.problem and d.problem.code == "interrupted"]
        for document in failed:
            self.filing.retry(document.id)
        self._wait_until_quiet()
        return len(failed)

    def _amiss(self) -> Iterator[str]:
        register, objects = self.filing.stores.register, self.filing.stores.objects
        found = {document.id: document for document in register.list()}
        for lost in self.put_in.keys() - found.keys():
            yield f"{lost}: lost"
        for document in found.values():
            if hashlib.sha256(objects.get(document.original)).hexdigest() != document.original:
                yield f"{document.id}: its original is not what was handed in"
            if document.id in self.put_in and document.original != self.put_in[document.id]:
                yield f"{document.id}: the original of another"
            yield from self._misread(document)
        yield from self._misnumbered(found)
        yield from self._misindexed(found)

    def _misread(self, document: Document) -> Iterator[str]:
        read = sum(event.what == "read" for event in self.filing.stores.register.history(document.id))
        if read != 1 or document.state not in (State.TO_VALIDATE, State.VALIDATED):
            yield f"{document.id} {document.name}: {document.state.value}, read {read} times"

    def _misnumbered(self, found: dict[str, Document]) -> Iterator[str]:
        booked: list[str] = []
        numbers: dict[tuple[int, str], list[int]] = {}
        for year, _ in self.filing.stores.register.books.years("default"):
            for one in self.filing.stores.register.books.of_year("default", year):
                booked.append(one.document_id)
                numbers.setdefault((year, one.entry.journal), []).append(one.number)
        if sorted(booked) != sorted(d.id for d in found.values() if d.state is State.VALIDATED):
            yield "entries and validated documents differ"
        for journal, each in numbers.items():
            if sorted(each) != list(range(1, len(each) + 1)):
                yield f"the numbers of {journal} have a gap or a double"

    def _misindexed(self, found: dict[str, Document]) -> Iterator[str]:
        index = self.filing.stores.index
        answer = index.search(Query(), company="default", today=date.today(), limit=10_000)
        cards = {hit.card.document_id: hit.card for hit in answer.hits}
        for document in found.values():
            if cards.pop(document.id, None) != card_of(document):
                yield f"{document.id}: the index does not know it as it is"
        for left in cards:
            yield f"{left}: only the index knows it"


def _documents(plan: Plan) -> Iterator[tuple[str, bytes]]:
    """Copies of the samples that differ in bytes no reader looks at."""
    chance = random.Random(plan.seed)
    samples = Path("samples")
    invoice, printed, photo = (samples / name for name in ("facture-ubl.xml", "facture-hotel.pdf", "ticket-restaurant.jpg"))
    contents = {path: path.read_bytes() for path in (invoice, printed, photo)}
    for n in range(plan.documents):
        draw = chance.random()
        path = photo if draw < plan.pictures else printed if draw < plan.pictures + 0.1 else invoice
        mark = f"\n<!-- {n} -->" if path is invoice else f"\n%{n}\n" if path is printed else str(n)
        yield f"{n:05}-{path.name}", contents[path] + mark.encode()


def _stubbornly(ask: Callable[[], list[str]]) -> list[str]:
    """The answer, once the stores give one."""
    for _ in range(20):
        with contextlib.suppress(UnavailableError):
            return ask()
        time.sleep(2)
    return ask()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def run(plan: Plan) -> dict[str, Any]:
    """The whole of it, on servers of its own."""
    with contextlib.ExitStack() as opened:
        fleet = opened.enter_context(servers(SERVERS))
        network = opened.enter_context(Network(fleet)) if plan.cables and is_possible() else None
        home = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="justif-chaos-")))
        return Chaos(plan, fleet, home, network).run()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.servers.chaos")
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-cables", action="store_true", help="pull no network cable")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    plan = Plan(documents=asked.documents, seconds=60 * asked.minutes, seed=asked.seed, cables=not asked.no_cables)
    report = run(plan)
    print(json.dumps(report, indent=1, ensure_ascii=False))
    return 1 if report["amiss"] else 0


if __name__ == "__main__":
    sys.exit(main())
