"""Any number of documents by seed, in the form of a data set: files and truth.jsonl."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
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
from samples.marks import with_marks
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

Camera = Literal["clean", "scan", "phone", "pages"]
"""`phone` photographs the first page, `pages` each into one PDF, as applications that capture documents do."""

Looks = Callable[..., Look]
"""A firm's habits from a source of chance and a currency."""

LEVELS: dict[Camera, str] = {"clean": "clean", "scan": "office", "phone": "phone", "pages": "phone"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A document before the camera: its pages as pictures, its file when it is born digital, and its truth.

    `apart`: the pages are papers of their own that lie side by side, and the truth has as many parts.
    """

    pages: tuple[Picture, ...]
    truth: Truth
    pdf: bytes | None = None
    apart: bool = False


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


def several(rng: Random) -> Specimen:
    """Two to four receipts in one picture."""
    found = [receipt(rng) if rng.random() < 0.85 else card_slip(rng) for _ in range(rng.choice((2, 2, 2, 3, 3, 4)))]
    truth = Truth(document_type=("receipt",), fields={}, parts=tuple(one.truth for one in found))
    return Specimen(pages=tuple(page for one in found for page in one.pages), truth=truth, apart=True)


def paper(rng: Random, *, kind: str = "invoice", looks: Looks = make_look) -> tuple[bytes, Truth]:
    """An A4 document that one firm sends another."""
    drawn, look = make_paper(rng, kind), looks(rng)
    return draw_paper(drawn, look), truth_of(drawn, look)


def abroad(rng: Random, *, country: str, looks: Looks = make_look) -> tuple[bytes, Truth]:
    """An invoice of another country."""
    drawn = make_abroad(rng, country)
    look = looks(rng, drawn.currency)
    return draw_paper(drawn, look), truth_of(drawn, look)


def bill(rng: Random, *, kind: str, looks: Looks = make_look) -> tuple[bytes, Truth]:
    """A bill of telephone or energy."""
    drawn = make_bill(rng, kind)
    return draw_bill(drawn, looks(rng)), truth_of_bill(drawn)


def hotel(rng: Random, *, looks: Looks = make_look) -> tuple[bytes, Truth]:
    """A hotel's invoice: two rates, and the tax of the town outside VAT."""
    drawn, look = make_stay(rng), looks(rng)
    return draw_paper(drawn, look), truth_of(drawn, look)


def unbooked(rng: Random, *, draw: Callable[[Random, Look], tuple[bytes, Truth]], looks: Looks = make_look) -> tuple[bytes, Truth]:
    """A paper that makes no entry."""
    return draw(rng, looks(rng))


def born_digital(rng: Random, *, draw: Callable[..., tuple[bytes, Truth]]) -> Specimen:
    """A document that is a PDF with its text before anything happens to it."""
    pdf, truth = draw(rng)
    return Specimen(pages=pictures_of(pdf), truth=truth, pdf=pdf)


def pictures_of(pdf: bytes, *, dots_per_inch: int = 200) -> tuple[Picture, ...]:
    """Every page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    return tuple(as_picture(page.render(scale=dots_per_inch / 72).to_pil().convert("RGB")) for page in document)


DRAWERS: dict[str, Callable[..., tuple[bytes, Truth]]] = {
    "invoice": paper,
    "credit_note": partial(paper, kind="credit_note"),
    "quote": partial(paper, kind="quote"),
    "delivery_note": partial(paper, kind="delivery_note"),
    "hotel": hotel,
    "telecom": partial(bill, kind="telecom"),
    "energy": partial(bill, kind="energy"),
    "water": partial(bill, kind="water"),
    "algeria": partial(abroad, country="dz"),
    "morocco": partial(abroad, country="ma"),
    "senegal": partial(abroad, country="sn"),
    "statement": partial(unbooked, draw=draw_statement),
    "letter": partial(unbooked, draw=draw_letter),
}

MAKERS: dict[str, Callable[[Random], Specimen]] = {
    "receipt": receipt,
    "card_slip": card_slip,
    "several": several,
    **{name: partial(born_digital, draw=draw) for name, draw in DRAWERS.items()},
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
    if camera == "phone":
        return _photographed(rng, noise, specimen), ".jpg"
    if camera == "pages":
        return _each_photographed(rng, noise, specimen), ".pdf"
    if camera == "clean" and specimen.pdf:
        return specimen.pdf, ".pdf"
    pages = (on_glass(specimen.pages),) if specimen.apart else specimen.pages
    if camera == "clean":
        return as_jpeg(pages[0], quality=85), ".jpg"
    scanned = [scan(noise, with_marks(noise, page)) for page in pages]
    if specimen.pdf:
        return as_scanned_pdf(scanned, quality=rng.randint(50, 80)), ".pdf"
    return as_jpeg(scanned[0], quality=rng.randint(55, 85)), ".jpg"


def _photographed(rng: Random, noise: np.random.Generator, specimen: Specimen) -> bytes:
    """A photo of the first page, or of all that lie apart; one in ten lies on its side or its head, half of these say so."""
    papers = [with_marks(noise, page) for page in (specimen.pages if specimen.apart else specimen.pages[:1])]
    side = 2800 if specimen.pdf or specimen.apart else rng.choice((1600, 2000, 2000, 2400, 3200))
    picture = photograph(noise, papers, Shot(carelessness=rng.random(), long_side=side))
    quality, turn = rng.randint(60, 85), rng.choice((1, 2, 3)) if rng.random() < 0.1 else 0
    tag = EXIF_OF_TURNS[turn] if rng.random() < 0.5 else None
    return as_jpeg(np.ascontiguousarray(np.rot90(picture, turn)), quality=quality, orientation=tag)


def _each_photographed(rng: Random, noise: np.random.Generator, specimen: Specimen) -> bytes:
    """A photo of every page, in one PDF."""
    shots = [Shot(carelessness=rng.random(), long_side=2800) for _ in specimen.pages]
    pictures = [photograph(noise, [with_marks(noise, page)], shot) for page, shot in zip(specimen.pages, shots, strict=True)]
    return as_scanned_pdf(pictures, quality=rng.randint(60, 85))


# Quarter turns to the left of the pixels → the EXIF orientation that undoes them.
EXIF_OF_TURNS = {0: None, 1: 6, 2: 3, 3: 8}


def on_glass(papers: Sequence[Picture]) -> Picture:
    """Several papers side by side on a scanner's white glass."""
    gap = 60
    height = max(paper.shape[0] for paper in papers) + 2 * gap
    width = sum(paper.shape[1] + gap for paper in papers) + gap
    glass, left = np.full((height, width, 3), 236, np.uint8), gap
    for paper in papers:
        glass[gap : gap + paper.shape[0], left : left + paper.shape[1]] = paper
        left += paper.shape[1] + gap
    return glass
