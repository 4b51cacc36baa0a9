"""Documents as leaves: tills' receipts, card slips, A4 pages of firms, with what the years and the pocket did to the print."""

from __future__ import annotations

from random import Random

from samples.conditions import Level
from samples.leaf import Leaf, leaves_of_pdf
from samples.sales import KINDS, make_sale
from samples.series import DRAWERS
from samples.slips import print_slip
from samples.thermal import draw_strip_with_words
from samples.tickets import print_ticket
from samples.till import make_till


def receipt_leaf(rng: Random, level: Level, *, longest: float = 420.0) -> Leaf:
    """A till's receipt at most so many millimetres long."""
    while True:
        sale, till = make_sale(rng, rng.choice(KINDS)), make_till(rng)
        rows, truth = print_ticket(rng, sale, till)
        pixels, words = draw_strip_with_words(rng, rows, columns=till.columns)
        width = 57.5 if till.columns <= 32 else 79.5
        leaf = Leaf(pixels=pixels, width_mm=width, words=words, truth=truth, thermal=True, zigzag=rng.random() < 0.7)
        if leaf.height_mm <= longest:
            return leaf


def slip_leaf(rng: Random, level: Level) -> Leaf:
    """The card terminal's slip."""
    sale, till = make_sale(rng, rng.choice(("restaurant", "fuel", "diy", "garage"))), make_till(rng)
    rows, truth = print_slip(rng, sale, till)
    pixels, words = draw_strip_with_words(rng, rows, columns=till.columns)
    return Leaf(pixels=pixels, width_mm=57.5, words=words, truth=truth, thermal=True, zigzag=True, role="slip")


def a4_leaf(rng: Random, level: Level) -> Leaf:
    """The first page of an A4 document that one firm sends another; some are folded or trimmed, none is blank."""
    pdf, truth = DRAWERS[rng.choice(tuple(DRAWERS))](rng)
    return leaves_of_pdf(pdf, dots_per_inch=250, truth=truth)[0]
