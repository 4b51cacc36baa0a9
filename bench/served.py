"""A desk full of made invoices, served on this machine, for measuring the pages and for driving them in a browser.

The pages, the register, the entries and the checks are the real ones; only reading is replaced: what stands on each invoice
is known, and its picture is drawn when it is asked for.
"""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import uvicorn
from PIL import Image, ImageDraw, ImageFont

from domain.company import Company
from domain.facts import Facts, Found, TaxRow
from domain.geometry import Box, Place
from domain.kinds import DocumentType, PaymentMethod, Source
from domain.page import Page, Word
from domain.reading import PageView, Reading, TypeGuess
from domain.upload import Upload
from domain.wordmap import pack
from pipeline.filing import Filing
from pipeline.recognize import Quads
from pipeline.sheet import Pixels, Sheet
from pipeline.tools import Stores, Tools
from search.engines.embedded import EmbeddedIndex
from storage.objects.memory import MemoryStore
from storage.register import open_register
from web.app import create_app
from web.desk import Habits

TODAY = date(2026, 11, 23)
SELLERS = (
    "Papeterie du Canal",
    "Menuiserie Aubin",
    "Transports Kaci",
    "Imprimerie Sow",
    "Électricité Morel",
    "Atelier Benali",
    "Café des Arts",
)
WIDTH, HEIGHT = 827, 1169
DOUBTFUL_EVERY = 5
"""Every fifth invoice has a total that was not read surely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeInvoice:
    """The invoice of that rank: everything on it follows from the number."""

    rank: int

    @property
    def seller(self) -> str:
        return SELLERS[self.rank % len(SELLERS)]

    @property
    def number(self) -> str:
        return f"F-{2026_000 + self.rank}"

    @property
    def issued(self) -> date:
        return TODAY - timedelta(days=3 + self.rank % 200)

    @property
    def net(self) -> Decimal:
        return Decimal(4000 + 137 * self.rank) / 100

    @property
    def tax(self) -> Decimal:
        return (self.net / 5).quantize(Decimal("0.01"))

    @property
    def words(self) -> tuple[tuple[str, str, float, float], ...]:
        """Field, text, left and top of everything that is printed."""
        total = self.net + self.tax
        return (
            ("seller_name", self.seller, 60, 70),
            ("invoice_number", self.number, 560, 70),
            ("issue_date", f"{self.issued:%d/%m/%Y}", 560, 110),
            ("total_without_tax", _printed(self.net), 640, 800),
            ("total_tax", _printed(self.tax), 640, 850),
            ("total_with_tax", _printed(total), 640, 900),
        )

    def reading(self) -> Reading:
        boxes = {name: _box(text, left, top) for name, text, left, top in self.words}
        places = {name: Place(page=1, box=box) for name, box in boxes.items()}
        total, sure = self.net + self.tax, 0.6 if self.rank % DOUBTFUL_EVERY == DOUBTFUL_EVERY - 1 else 0.98
        facts = Facts(
            seller_name=Found(value=self.seller, confidence=0.97, place=places["seller_name"]),
            invoice_number=Found(value=self.number, confidence=0.97, place=places["invoice_number"]),
            issue_date=Found(value=self.issued, confidence=0.98, place=places["issue_date"]),
            due_date=Found(value=self.issued + timedelta(days=30), confidence=0.9),
            currency=Found(value="EUR", confidence=0.99),
            total_without_tax=Found(value=self.net, confidence=0.98, place=places["total_without_tax"]),
            total_tax=Found(value=self.tax, confidence=0.98, place=places["total_tax"]),
            total_with_tax=Found(value=total, confidence=sure, place=places["total_with_tax"]),
            payment_method=Found(value=PaymentMethod.TRANSFER, confidence=0.9),
            tax_breakdown=(TaxRow(rate=Decimal("20.00"), base=self.net, amount=self.tax),),
        )
        words = tuple(Word(text=text, box=boxes[name]) for name, text, _, _ in self.words)
        return Reading(
            pages=1,
            document_type=TypeGuess(value=DocumentType.INVOICE, confidence=0.98),
            language="fr",
            source=Source.OCR,
            facts=facts,
            text="Facture " + " ".join(word.text for word in words),
            views=(PageView(number=1, width=WIDTH, height=HEIGHT),),
            words=(pack(Page(number=1, width=WIDTH, height=HEIGHT, words=words, source=Source.OCR)),),
        )

    def picture(self) -> Pixels:
        page = Image.new("RGB", (WIDTH, HEIGHT), "white")
        drawing = ImageDraw.Draw(page)
        drawing.text((60, 160), "FACTURE", fill="black", font=ImageFont.load_default(44))
        for height, label in ((800, "Total HT"), (850, "TVA 20 %"), (900, "Total TTC")):
            drawing.text((420, height), label, fill="black", font=ImageFont.load_default(26))
        for _, text, left, top in self.words:
            drawing.text((left, top), text, fill="black", font=ImageFont.load_default(26))
        return np.asarray(page)


def made(upload: Upload) -> MadeInvoice:
    """The invoice behind an upload; a photo that a test takes is one too."""
    name = upload.name.rpartition("-")[2].partition(".")[0]
    return MadeInvoice(rank=int(name) if upload.name.startswith("made-") and name.isdigit() else len(upload.content) % 900 + 1000)


def read_made(upload: Upload, tools: Tools, *, today: date) -> tuple[Reading, ...]:
    """In place of the road."""
    return (made(upload).reading(),)


def show_made(upload: Upload, number: int, *, turn_degrees: int = 0) -> Pixels:
    """In place of the pictures."""
    return np.ascontiguousarray(np.rot90(made(upload).picture(), -(turn_degrees // 90) % 4))


class _NoEngine:
    def recognize(self, sheet: Sheet) -> Page:
        raise AssertionError("nothing is recognised here")

    def confidence_upright(self, pixels: Pixels) -> float:
        raise AssertionError("nothing is recognised here")

    def find_text(self, pixels: Pixels) -> Quads:
        raise AssertionError("nothing is recognised here")


@contextmanager
def served(count: int, *, grace_seconds: float = 8.0) -> Iterator[tuple[str, Filing]]:
    """The address of a desk with so many invoices that wait, and its filing; what is handed in is read within a second."""
    with tempfile.TemporaryDirectory() as home:
        register = open_register(f"sqlite:///{Path(home) / 'register.sqlite'}")
        stores = Stores(objects=MemoryStore(), register=register, index=EmbeddedIndex(Path(home) / "index.sqlite"))
        filing = Filing(stores=stores, tools=Tools(engine=_NoEngine(), company=Company(name="Essai SARL")), reader=read_made)
        for rank in range(count):
            hand_in(filing, rank)
        app = create_app(filing, show=show_made, today=lambda: TODAY, habits=Habits(grace_seconds=grace_seconds))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
        stop = threading.Event()
        reader = threading.Thread(target=_read_what_comes, args=(filing, stop), daemon=True)
        threads = [threading.Thread(target=server.run, daemon=True), reader]
        for thread in threads:
            thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            yield f"http://127.0.0.1:{port}", filing
        finally:
            stop.set()
            server.should_exit = True
            for thread in threads:
                thread.join(10)
            register.database.close()


def hand_in(filing: Filing, rank: int, *, by: str = "Anne") -> str:
    """The invoice of that rank, handed in and read."""
    receipt = filing.receive(Upload(name=f"made-{rank}.jpg", content=f"invoice {rank}".encode()), submitted_by=by)
    filing.read_document(receipt.id)
    return receipt.id


def _read_what_comes(filing: Filing, stop: threading.Event) -> None:
    while not stop.wait(0.3):
        for document in filing.stores.register.list():
            if document.state == "received":
                filing.read_document(document.id)


def _box(text: str, left: float, top: float) -> Box:
    return Box(left, top, left + round(ImageFont.load_default(26).getlength(text)), top + 32)


def _printed(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",")
