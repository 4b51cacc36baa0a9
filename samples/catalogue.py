"""The samples that lie in this folder: one of each kind of document, file format and difficulty that Justif must master."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image

from samples.camera import Shot, as_jpeg, as_scanned_pdf, photograph, scan
from samples.einvoices import cii, facturx, ubl
from samples.look import Look, make_look
from samples.papers import draw_paper
from samples.papertruth import truth_of
from samples.sales import make_sale
from samples.series import MAKERS, Specimen, pictures_of
from samples.tables import Picture
from samples.thermal import draw_strip
from samples.tickets import print_ticket
from samples.till import make_till
from samples.trade import Paper, make_paper
from samples.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A file of this folder; `about` is its line in ORIGINS.md. `make` gives its bytes and its truth."""

    name: str
    about: str
    make: Callable[[Random], tuple[bytes, Truth]]


def build(sample: Sample) -> tuple[bytes, Truth]:
    """The file's bytes and truth; the name is the seed."""
    return sample.make(Random(sample.name))


def _noise(rng: Random) -> np.random.Generator:
    return np.random.default_rng(rng.randrange(2**32))


def _born_digital(kind: str) -> Callable[[Random], tuple[bytes, Truth]]:
    def make(rng: Random) -> tuple[bytes, Truth]:
        specimen = MAKERS[kind](rng)
        assert specimen.pdf is not None
        return specimen.pdf, specimen.truth

    return make


def ticket(rng: Random, kind: str, *, tax_style: str = "columns", columns: int = 40) -> Specimen:
    """A ticket with the VAT table in that style, complete enough to be booked."""
    sale = make_sale(rng, kind)
    while len(sale.items) < {"restaurant": 4, "supermarket": 6}.get(kind, 1) or (kind == "restaurant" and len(sale.rows) < 2):
        sale = make_sale(rng, kind)
    till = replace(make_till(rng), tax_style=tax_style, ids=("siret", "vat"), names="both", columns=columns)
    rows, truth = print_ticket(rng, sale, till)
    return Specimen(pages=(draw_strip(rng, rows, columns=columns),), truth=truth)


def _photo(kind: str, shot: Shot, *, tax_style: str = "columns", turn: int = 0) -> Callable[[Random], tuple[bytes, Truth]]:
    def make(rng: Random) -> tuple[bytes, Truth]:
        specimen = MAKERS["card_slip"](rng) if kind == "card_slip" else ticket(rng, kind, tax_style=tax_style)
        picture = photograph(_noise(rng), specimen.pages, shot)
        return as_jpeg(np.ascontiguousarray(np.rot90(picture, turn)), quality=74), specimen.truth

    return make


def _exif(rng: Random) -> tuple[bytes, Truth]:
    """The pixels lie on their side, and EXIF says so (6: turn a quarter clockwise to show)."""
    specimen = ticket(rng, "stationery")
    picture = photograph(_noise(rng), specimen.pages, Shot(carelessness=0.3, ground="desk"))
    return as_jpeg(np.ascontiguousarray(np.rot90(picture)), quality=74, orientation=6), specimen.truth


def _two_tickets(rng: Random) -> tuple[bytes, Truth]:
    left, right = ticket(rng, "bakery"), ticket(rng, "parking")
    picture = photograph(_noise(rng), [left.pages[0], right.pages[0]], Shot(carelessness=0.3, ground="wood", long_side=2400))
    return as_jpeg(picture, quality=74), Truth(document_type=("receipt",), fields={}, parts=(left.truth, right.truth))


def office_invoice(rng: Random) -> tuple[Paper, Look]:
    """A French invoice with two rates, an IBAN, an order number and a due date."""
    drawn = make_paper(rng, "invoice")
    while len(drawn.rows) != 2 or not drawn.order_number or drawn.payment != "transfer" or any(item.discount for item in drawn.items):
        drawn = make_paper(rng, "invoice")
    look = replace(make_look(rng), shows_iban=True, shows_siret=True, shows_vat=True, shows_rcs=True, tax_table=True, shows_notice=True)
    return drawn, look


def _office_invoice(rng: Random) -> tuple[bytes, Truth]:
    drawn, look = office_invoice(rng)
    return draw_paper(drawn, look), truth_of(drawn, look)


def long_invoice(rng: Random) -> Specimen:
    """An invoice of two pages."""
    drawn, look = office_invoice(rng)
    more = tuple(replace(item, description=f"{item.description}, lot {place}") for place in range(2, 13) for item in drawn.items[:2])
    drawn = replace(drawn, items=drawn.items + more, deposit=Decimal(0))
    pdf = draw_paper(drawn, look)
    return Specimen(pages=pictures_of(pdf), truth=truth_of(drawn, look), pdf=pdf)


def _scanned(rng: Random) -> tuple[bytes, Truth]:
    specimen = long_invoice(rng)
    return as_scanned_pdf([scan(_noise(rng), page) for page in specimen.pages], quality=55), specimen.truth


def _fax(rng: Random) -> tuple[bytes, Truth]:
    """Black and white pages in one TIFF, as a multifunction printer sends them."""
    specimen, out = long_invoice(rng), io.BytesIO()
    first, *others = (
        Image.fromarray(scan(_noise(rng), page)).convert("L").point(lambda value: 255 * (value > 150)).convert("1")
        for page in specimen.pages
    )
    first.save(out, "TIFF", compression="group4", dpi=(200, 200), save_all=True, append_images=others)
    return out.getvalue(), specimen.truth


def _invoice_photo(kind: str) -> Callable[[Random], tuple[bytes, Truth]]:
    def make(rng: Random) -> tuple[bytes, Truth]:
        specimen = MAKERS[kind](rng)
        picture = photograph(_noise(rng), specimen.pages[:1], Shot(carelessness=0.25, ground="wood", long_side=2600))
        return as_jpeg(picture, quality=70), specimen.truth

    return make


def _clean_strip(rng: Random) -> tuple[bytes, Truth]:
    """A ticket sent by mail, as a picture without a camera."""
    specimen, out = ticket(rng, "toll"), io.BytesIO()
    Image.fromarray(specimen.pages[0]).convert("P", palette=Image.Palette.ADAPTIVE, colors=16).save(out, "PNG", optimize=True)
    return out.getvalue(), specimen.truth


def _webp(rng: Random) -> tuple[bytes, Truth]:
    picture, truth = _ticket_photo(rng, "diy")
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "WEBP", quality=60)
    return out.getvalue(), truth


class NoEncoderError(RuntimeError):
    """The program that writes this format is not installed; the committed file stays."""


def _heic(rng: Random) -> tuple[bytes, Truth]:
    """Written by heif-enc (Debian's libheif-examples), as Pillow's plug-in only reads. Raises NoEncoderError."""
    picture, truth = _ticket_photo(rng, "clothing")
    program = shutil.which("heif-enc")
    if program is None:
        raise NoEncoderError("heif-enc is missing: apt-get install libheif-examples")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "photo.png"), Path(folder, "photo.heic")
        Image.fromarray(picture).save(source)
        subprocess.run([program, "-q", "45", str(source), "-o", str(target)], check=True, capture_output=True)
        return target.read_bytes(), truth


def _ticket_photo(rng: Random, kind: str) -> tuple[Picture, Truth]:
    specimen = ticket(rng, kind)
    return photograph(_noise(rng), specimen.pages, Shot(carelessness=0.35)), specimen.truth


def _facturx(profile: str) -> Callable[[Random], tuple[bytes, Truth]]:
    def make(rng: Random) -> tuple[bytes, Truth]:
        drawn, look = office_invoice(rng)
        pdf = facturx(draw_paper(drawn, look), cii(drawn, profile=profile), profile=profile)
        return pdf, _complete(drawn, look)

    return make


def _xml(write: Callable[[Paper], bytes], kind: str) -> Callable[[Random], tuple[bytes, Truth]]:
    def make(rng: Random) -> tuple[bytes, Truth]:
        drawn, look = office_invoice(rng)
        if kind == "credit_note":
            drawn = replace(drawn, kind=kind, number=f"AV-{drawn.number}", due_date=None, deposit=Decimal(0), corrects=drawn.number)
        return write(drawn), _complete(drawn, look)

    return make


def _complete(drawn: Paper, look: Look) -> Truth:
    """The XML bears every field, whatever the page shows."""
    look = replace(look, shows_buyer_vat=True, boxed_total=True)
    return truth_of(drawn, look)


def samples() -> Iterator[Sample]:
    """Every sample, in the order of ORIGINS.md."""
    for name, about, make in _TABLE:
        yield Sample(name=name, about=about, make=make)


_TABLE: tuple[tuple[str, str, Callable[[Random], tuple[bytes, Truth]]], ...] = (
    ("facture-bureau.pdf", "invoice with text: two VAT rates, IBAN, order number, due date", _office_invoice),
    ("facture-scannee.pdf", "the same kind on two scanned pages, no text inside", _scanned),
    ("facture-telephone.pdf", "telecom bill: earlier balance, period, direct debit", _born_digital("telecom")),
    ("facture-electricite.pdf", "energy bill: 5.5 and 20 %, a delivery point of fourteen digits", _born_digital("energy")),
    ("facture-hotel.pdf", "hotel: 10 and 20 %, tax of the town outside VAT", _born_digital("hotel")),
    ("avoir.pdf", "credit note with positive amounts", _born_digital("credit_note")),
    ("devis.pdf", "quote: not booked", _born_digital("quote")),
    ("bon-de-livraison.pdf", "delivery note: quantities without prices", _born_digital("delivery_note")),
    ("facture-algerie.pdf", "Algerian invoice: NIF, NIS, RC, AI, amount in words", _born_digital("algeria")),
    ("facture-maroc.jpg", "photo of a Moroccan invoice: ICE, MAD", _invoice_photo("morocco")),
    ("facture-senegal.pdf", "Senegalese invoice: NINEA, francs CFA without decimals", _born_digital("senegal")),
    ("releve-bancaire.pdf", "bank statement: not booked", _born_digital("statement")),
    ("lettre.pdf", "letter: not booked", _born_digital("letter")),
    ("facturx-en16931.pdf", "Factur-X, profile EN 16931, the XML made from the same figures", _facturx("EN 16931")),
    ("facturx-basic-wl.pdf", "Factur-X, profile BASIC WL: no lines in the XML", _facturx("BASIC WL")),
    ("facture-cii.xml", "CII invoice", _xml(cii, "invoice")),
    ("facture-ubl.xml", "UBL invoice", _xml(ubl, "invoice")),
    ("avoir-ubl.xml", "UBL credit note", _xml(ubl, "credit_note")),
    (
        "ticket-restaurant.jpg",
        "photo: restaurant, 10 and 20 %, slightly askew on a wooden table",
        _photo("restaurant", Shot(carelessness=0.35, turn_degrees=4, ground="wood")),
    ),
    ("ticket-carburant.jpg", "photo: fuel, litres × price", _photo("fuel", Shot(carelessness=0.5, ground="desk"))),
    (
        "ticket-supermarche.jpg",
        "photo: supermarket, rates as letters with their legend",
        _photo("supermarket", Shot(carelessness=0.3, ground="stone"), tax_style="letters"),
    ),
    ("ticket-carte-bancaire.jpg", "photo: card slip alone, no VAT", _photo("card_slip", Shot(carelessness=0.4, ground="cloth"))),
    (
        "ticket-couche.jpg",
        "photo lying on its side, without a word from EXIF",
        _photo("garage", Shot(carelessness=0.25, ground="wood"), turn=1),
    ),
    ("ticket-exif.jpg", "photo whose EXIF says how to turn it", _exif),
    ("deux-tickets.jpg", "one photo of two receipts", _two_tickets),
    ("ticket-bricolage.webp", "photo as WebP", _webp),
    ("ticket-vetements.heic", "photo as HEIC, as an iPhone keeps it", _heic),
    ("ticket-peage.png", "ticket sent by mail: a clean picture", _clean_strip),
    ("facture-fax.tiff", "two black-and-white pages in one TIFF", _fax),
)
