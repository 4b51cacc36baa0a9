"""Documents as leaves: tills' receipts, card slips, A4 pages of firms, empty and separating sheets."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from samples import fonts
from samples.bazaar import print_abroad
from samples.dress import dressed
from samples.graphics import square_code
from samples.ink import words_drawn_at
from samples.leaf import Leaf, Printed, leaves_of_pdf
from samples.look import office_look
from samples.sales import KINDS, Sale, make_sale
from samples.series import DRAWERS
from samples.slips import print_slip
from samples.tables import Picture, as_picture
from samples.taxtable import MORE_STYLES
from samples.thermal import draw_strip_with_words
from samples.tickets import print_ticket
from samples.till import Row, Till, make_till
from samples.truth import Truth
from samples.wear import paper_of

FACES = {name: 5 if name.startswith("terminus") else 2 for name in fonts.TILLS} | {"3270": 1, "courier": 1}
"""How often a till prints in each face."""

ABROAD = 0.22
"""Share of the receipts that come from Algeria, Morocco or West Africa."""

SEPARATORS = ("PAGE DE SÉPARATION", "SÉPARATEUR", "INTERCALAIRE", "NOUVEAU DOCUMENT", "FIN DE LOT")


def receipt_leaf(rng: Random, *, longest: float = 420.0, shortest: float = 0.0) -> Leaf:
    """A till's receipt of so many millimetres."""
    while True:
        leaf = _strip(rng, *_receipt_rows(rng))
        if shortest <= leaf.height_mm <= longest:
            return leaf


def _receipt_rows(rng: Random) -> tuple[tuple[Row, ...], Truth, int]:
    if rng.random() < ABROAD:
        return print_abroad(rng)
    return _ticket_rows(rng, make_sale(rng, rng.choice(KINDS)), make_till(rng))


def _ticket_rows(rng: Random, sale: Sale, till: Till) -> tuple[tuple[Row, ...], Truth, int]:
    if rng.random() < 0.4:
        till = replace(till, tax_style=rng.choice(MORE_STYLES))
    rows, truth = print_ticket(rng, sale, till)
    return dressed(rng, rows, sale, till), truth, till.columns


def receipt_and_slip(rng: Random, *, longest: float) -> tuple[Leaf, Leaf]:
    """A till's receipt of so many millimetres at most, and the slip of the card that paid it."""
    while True:
        sale = make_sale(rng, rng.choice(KINDS))
        sale = replace(sale, payment="card", given=sale.total)
        leaf = _strip(rng, *_ticket_rows(rng, sale, replace(make_till(rng), shows_slip=False)))
        if leaf.height_mm <= longest:
            return leaf, _slip_of(rng, sale)


def slip_leaf(rng: Random) -> Leaf:
    """The card terminal's slip."""
    return _slip_of(rng, make_sale(rng, rng.choice(("restaurant", "fuel", "diy", "garage"))))


def _slip_of(rng: Random, sale: Sale) -> Leaf:
    till = make_till(rng)
    rows, truth = print_slip(rng, sale, till)
    return _strip(rng, rows, truth, till.columns, role="slip")


def _strip(rng: Random, rows: tuple[Row, ...], truth: Truth, columns: int, *, role: str = "receipt") -> Leaf:
    face = rng.choices(tuple(FACES), tuple(FACES.values()))[0]
    pixels, words = draw_strip_with_words(rng, rows, columns=columns, face=face)
    narrow = columns <= 32 or role == "slip"
    return Leaf(
        pixels=pixels, width_mm=57.5 if narrow else 79.5, words=words, truth=truth, thermal=True, zigzag=rng.random() < 0.7, role=role
    )


def a4_leaves(rng: Random, *, dots_per_inch: int = 250) -> tuple[Leaf, ...]:
    """The pages of an A4 document that one firm sends another."""
    pdf, truth = DRAWERS[rng.choice(tuple(DRAWERS))](rng, looks=office_look)
    return leaves_of_pdf(pdf, dots_per_inch=dots_per_inch, truth=truth)


def blank_leaf(rng: Random) -> Leaf:
    """An empty sheet: the back of a page, or the end of a roll."""
    noise = np.random.default_rng(rng.randrange(2**32))
    shade = rng.randint(236, 254)
    width, height = rng.choice(((210.0, 297.0), (210.0, 297.0), (79.5, rng.uniform(60, 200))))
    return Leaf(pixels=as_picture(paper_of((shade, shade, shade - 3), width, height, 6, noise)), width_mm=width, role="blank")


def separator_leaf(rng: Random) -> Leaf:
    """A sheet that parts two documents in a batch: large words, bars or a code, often on coloured paper."""
    noise = np.random.default_rng(rng.randrange(2**32))
    color = rng.choice(((250, 250, 248), (250, 244, 170), (190, 226, 190), (246, 196, 200), (180, 214, 240)))
    text = rng.choice(SEPARATORS)
    written, words = _written(as_picture(paper_of(color, 210, 297, 6, noise)), text, 300)
    pixels = written.copy()
    if rng.random() < 0.6:
        code, _ = square_code(text, 420)
        pixels[760:1180, 420:840] = np.minimum(pixels[760:1180, 420:840], np.asarray(code)[..., None])
    else:
        for place in range(12):
            top = 620 + place * 70
            pixels[top : top + rng.choice((18, 36)), 140:1120] = 25
    return Leaf(pixels=pixels, width_mm=210.0, words=words, role="separator")


def _written(pixels: Picture, text: str, top: int) -> tuple[Picture, tuple[Printed, ...]]:
    """The sheet with large words in its middle, and where they stand."""
    face = fonts.face(fonts.DISPLAY[2], 84)
    left = (pixels.shape[1] - face.getlength(text)) / 2
    image = Image.fromarray(pixels)
    ImageDraw.Draw(image).text((left, top), text, font=face, fill=(20, 20, 20))
    return np.asarray(image), tuple(words_drawn_at(text, face, left, top, image.size))
