"""The pages under load, on this machine: `python -m bench.web_load`.

Two figures. Fifty people hand documents in at once to a server that reads them meanwhile, each several photographs one after the
other: how long until each has its receipt, which means that the original is safe. And how long the server takes for each page
with ten thousand documents in its register. The server is `justif serve` itself, in a process of its own, at a port of its own.
"""

from __future__ import annotations

import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import httpx
import typer

from domain.document import Document, document_id
from domain.facts import Facts, Found, TaxRow
from domain.geometry import Box, Place
from domain.kinds import Category, DocumentType, Source, State
from domain.reading import CategoryGuess, PageView, Reading, TypeGuess
from justif.assemble import make_filing
from justif.settings import Settings

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples/ticket-restaurant.jpg"
PEOPLE, EACH, DOCUMENTS, VISITS = 50, 4, 10_000, 60
PAGES = ("/", "/?state=to_validate&page=20", "/desk", "/documents/ID", "/search?q=factures+moulin+2026", "/exports", "/api/v1/documents")
RECEIPT_SECONDS, PAGE_SECONDS = 1.0, 0.1


def main(people: int = PEOPLE, each: int = EACH, documents: int = DOCUMENTS, visits: int = VISITS) -> None:
    """Measure, print, and end with status 1 where an error came or a bound was passed."""
    receipts, errors = uploads(people, each)
    print(f"uploads: {people} people at once, {each} photographs each: {told(receipts)}, {errors} errors (p95 ≤ {RECEIPT_SECONDS:.0f} s)")
    well = errors == 0 and quantile(receipts, 0.95) <= RECEIPT_SECONDS
    for page, times in pages(documents, visits):
        print(f"{page:32} with {documents} documents: {told(times)} (p95 ≤ {PAGE_SECONDS * 1000:.0f} ms)")
        well = well and quantile(times, 0.95) <= PAGE_SECONDS
    raise typer.Exit(0 if well else 1)


def uploads(people: int, each: int) -> tuple[list[float], int]:
    """Seconds to each receipt, and how many hand-ins did not get one."""
    photo = SAMPLE.read_bytes()
    with tempfile.TemporaryDirectory() as home, served(Path(home)) as address:

        def person(client: httpx.Client) -> list[float | None]:
            with client:
                return [hand_in(client, photo + secrets.token_bytes(16)) for _ in range(each)]

        # Made before the clock starts: to make a client takes longer than to get a receipt, and is no business of the server's.
        clients = [httpx.Client(base_url=address, timeout=60) for _ in range(people)]
        with ThreadPoolExecutor(people) as crowd:
            found = [one for times in crowd.map(person, clients) for one in times]
        with httpx.Client(base_url=address, timeout=60) as client:
            kept = count(client)
    times = [one for one in found if one is not None]
    return times, len(found) - len(times) + abs(len(times) - kept)


def hand_in(client: httpx.Client, content: bytes) -> float | None:
    """Seconds until the receipt, None where none came."""
    start = time.perf_counter()
    try:
        answer = client.post(
            "/api/v1/documents", files={"file": ("ticket.jpg", content)}, headers={"Idempotency-Key": secrets.token_hex(8)}
        )
    except httpx.HTTPError:
        return None
    return time.perf_counter() - start if answer.status_code == 201 else None


def count(client: httpx.Client) -> int:
    """Documents that the server has."""
    total, cursor = 0, ""
    while cursor is not None:
        page = client.get("/api/v1/documents", params={"limit": 200} | ({"cursor": cursor} if cursor else {})).json()
        total, cursor = total + len(page["items"]), page["next"]
    return total


def pages(documents: int, visits: int) -> Iterator[tuple[str, list[float]]]:
    """Seconds of the server's answer for each page, over a register of so many documents."""
    with tempfile.TemporaryDirectory() as home:
        one = fill(Settings(home=Path(home)), documents)
        with served(Path(home)) as address, httpx.Client(base_url=address, timeout=60, headers={"Accept": "text/html"}) as client:
            for page in (
                "/",
                "/?state=to_validate&page=20",
                "/desk",
                f"/documents/{one}",
                "/search?q=factures+moulin+2026",
                "/exports",
                "/api/v1/documents",
            ):
                yield page.replace(one, "ID"), [visit(client, page) for _ in range(visits)]


def visit(client: httpx.Client, page: str) -> float:
    start = time.perf_counter()
    answer = client.get(page, follow_redirects=True)
    seconds = time.perf_counter() - start
    assert answer.status_code == 200, (page, answer.status_code)
    return seconds


def fill(settings: Settings, documents: int) -> str:
    """A register and an index of so many documents that wait for a decision; the id of one of them."""
    register = make_filing(settings).stores.register
    for number in range(documents):
        register.add(a_document(number), by="bench")
    make_filing(settings).resume()
    return a_document(documents // 2).id


def a_document(number: int) -> Document:
    original = f"{number:064x}"
    total = Decimal(1200 + number % 9000) / 100
    net = (total / Decimal("1.2")).quantize(Decimal("0.01"))
    day = date(2026, 1, 1) + timedelta(days=number % 320)
    place = Place(page=1, box=Box(600, 800, 780, 830))
    facts = Facts(
        seller_name=Found(value=f"Moulin {number % 400}", confidence=0.97, place=place),
        invoice_number=Found(value=f"FA-{number}", confidence=0.99, place=place),
        issue_date=Found(value=day, confidence=0.98, place=place),
        due_date=Found(value=day + timedelta(days=30), confidence=0.98, place=place),
        currency=Found(value="EUR", confidence=0.99),
        total_without_tax=Found(value=net, confidence=0.99, place=place),
        total_tax=Found(value=total - net, confidence=0.99, place=place),
        total_with_tax=Found(value=total, confidence=0.99, place=place),
        tax_breakdown=(TaxRow(rate=Decimal("20.00"), base=net, amount=total - net),),
    )
    reading = Reading(
        pages=1,
        document_type=TypeGuess(value=DocumentType.INVOICE, confidence=0.98),
        language="fr",
        source=Source.PDF_TEXT,
        facts=facts,
        category=CategoryGuess(value=Category.GOODS, confidence=0.9, account="607", label="Achats de marchandises"),
        text=f"Moulin {number % 400}\nFacture FA-{number}\nFarine T65 de froment, 25 kg\nTotal TTC {total}",
        views=(PageView(number=1, width=1654, height=2339),),
    )
    new = Document(
        id=document_id(company="default", original=original),
        original=original,
        company="default",
        name=f"facture-{number}.pdf",
        state=State.TO_VALIDATE,
        received_at=datetime(2026, 11, 1, tzinfo=UTC) + timedelta(seconds=number),
        submitted_by="bench",
    )
    return replace(new, reading=reading)


@contextmanager
def served(home: Path) -> Iterator[str]:
    """`justif serve` over that home, until the end of the `with`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "justif.cli", "serve", "--port", str(port)]
    environment = os.environ | {"JUSTIF_HOME": str(home), "JUSTIF_SIGN_IN": "off"}
    with (home / "served.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        wait_until_open(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)


def wait_until_open(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        try:
            httpx.get(f"{address}/readyz", timeout=5)
            return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise AssertionError("the server did not open")


def quantile(times: Sequence[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(part * len(times)))] if times else float("inf")


def told(times: Sequence[float]) -> str:
    if not times:
        return "nothing"
    middle, late, latest = statistics.median(times), quantile(times, 0.95), max(times)
    return f"median {middle * 1000:.0f} ms, p95 {late * 1000:.0f} ms, latest {latest * 1000:.0f} ms"


if __name__ == "__main__":
    typer.run(main)
