"""Any number of documents by seed, in the form of a data set: files and truth.jsonl."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Literal

import numpy as np
import pypdfium2

from samples.abroad import make_abroad
from samples.camera import Shot, as_jpeg, as_scanned_pdf, photograph, scan
from samples.correspondence import draw_letter, draw_statement
from samples.look import Look, make_look
from samples.papers import draw_paper
from samples.papertruth import truth_of
from samples.sales import KINDS, make_sale
from samples.slips import print_slip
from samples.tables import Picture, as_picture
from samples.thermal import draw_strip
from samples.tickets import print_ticket
from samples.till import make_till
from samples.trade import make_paper, make_stay
from samples.truth import Truth
from samples.utilities import draw_bill, make_bill, truth_of_bill

Camera = Literal["clean", "scan", "phone"]
LEVELS: dict[Camera, str] = {"clean": "clean", "scan": "office", "phone": "phone"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A document before the camera: its pages as pictures, its file when it is born digital, and its truth."""

    pages: tuple[Picture, ...]
    truth: Truth
    pdf: bytes | None = None


def receipt(rng: Random, *, kind: str | None = None) -> Specimen:
    """A till's ticket."""
    sale, till = make_sale(rng, kind or rng.choice(KINDS)), make_till(rng)
    rows, truth = print_ticket(rng, sale, till)
    return Specimen(pages=(draw_strip(rng, rows, columns=till.columns),), truth=truth)


def card_slip(rng: Random) -> Specimen:
    """The card terminal's slip alone."""
    sale, till = make_sale(rng, rng.choice(("restaurant", "fuel", "diy", "garage"))), make_till(rng)
    rows, truth = print_slip(rng, sale, till)
    return Specimen(pages=(draw_strip(rng, rows, columns=till.columns),), truth=truth)


def paper(rng: Random, *, kind: str = "invoice") -> Specimen:
    """An A4 document that one firm sends another."""
    drawn, look = make_paper(rng, kind), make_look(rng)
    pdf = draw_paper(drawn, look)
    return Specimen(pages=pictures_of(pdf), truth=truth_of(drawn, look), pdf=pdf)


def abroad(rng: Random, *, country: str) -> Specimen:
    """An invoice of another country."""
    drawn = make_abroad(rng, country)
    look = make_look(rng, drawn.currency)
    pdf = draw_paper(drawn, look)
    return Specimen(pages=pictures_of(pdf), truth=truth_of(drawn, look), pdf=pdf)


def bill(rng: Random, *, kind: str) -> Specimen:
    """A bill of telephone or energy."""
    drawn = make_bill(rng, kind)
    pdf = draw_bill(drawn, make_look(rng))
    return Specimen(pages=pictures_of(pdf), truth=truth_of_bill(drawn), pdf=pdf)


def hotel(rng: Random) -> Specimen:
    """A hotel's invoice: two rates, and the tax of the town outside VAT."""
    drawn, look = make_stay(rng), make_look(rng)
    pdf = draw_paper(drawn, look)
    return Specimen(pages=pictures_of(pdf), truth=truth_of(drawn, look), pdf=pdf)


def unbooked(rng: Random, *, draw: Callable[[Random, Look], tuple[bytes, Truth]]) -> Specimen:
    """A paper that makes no entry."""
    pdf, truth = draw(rng, make_look(rng))
    return Specimen(pages=pictures_of(pdf), truth=truth, pdf=pdf)


def pictures_of(pdf: bytes, *, dots_per_inch: int = 200) -> tuple[Picture, ...]:
    """Every page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    return tuple(as_picture(page.render(scale=dots_per_inch / 72).to_pil().convert("RGB")) for page in document)


MAKERS: dict[str, Callable[[Random], Specimen]] = {
    "receipt": receipt,
    "card_slip": card_slip,
    "invoice": paper,
    "credit_note": partial(paper, kind="credit_note"),
    "quote": partial(paper, kind="quote"),
    "delivery_note": partial(paper, kind="delivery_note"),
    "hotel": hotel,
    "telecom": partial(bill, kind="telecom"),
    "energy": partial(bill, kind="energy"),
    "algeria": partial(abroad, country="dz"),
    "morocco": partial(abroad, country="ma"),
    "senegal": partial(abroad, country="sn"),
    "statement": partial(unbooked, draw=draw_statement),
    "letter": partial(unbooked, draw=draw_letter),
}


def write_series(folder: Path, *, seed: int, count: int, kind: str, camera: Camera) -> Iterator[str]:
    """Writes the files and truth.jsonl, and yields each name as soon as it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "truth.jsonl").open("a", encoding="utf-8") as truths:
        for place in range(count):
            rng = Random(f"{kind} {camera} {seed} {place}")
            specimen = MAKERS[kind](rng)
            content, suffix = develop(rng, specimen, camera)
            name = f"{kind}-{camera}-{seed}-{place:04d}{suffix}"
            (folder / name).write_bytes(content)
            truths.write(json.dumps(specimen.truth.as_row(name, level=LEVELS[camera]), ensure_ascii=False) + "\n")
            truths.flush()
            yield name


def develop(rng: Random, specimen: Specimen, camera: Camera) -> tuple[bytes, str]:
    """The specimen as a file, and its suffix: a PDF stays a PDF only when nothing stands between it and us."""
    noise = np.random.default_rng(rng.randrange(2**32))
    if camera == "clean" and specimen.pdf:
        return specimen.pdf, ".pdf"
    if camera == "clean":
        return as_jpeg(specimen.pages[0], quality=85), ".jpg"
    if camera == "scan" and specimen.pdf:
        return as_scanned_pdf([scan(noise, page) for page in specimen.pages], quality=rng.randint(50, 80)), ".pdf"
    if camera == "scan":
        return as_jpeg(scan(noise, specimen.pages[0]), quality=rng.randint(55, 85)), ".jpg"
    shot = Shot(carelessness=rng.random(), long_side=2800 if specimen.pdf else 2000)
    return as_jpeg(photograph(noise, [specimen.pages[0]], shot), quality=rng.randint(60, 85)), ".jpg"
