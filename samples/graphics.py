"""What a till prints besides rows of signs: a logo, a square code, a line of Arabic. Each comes with the words it bears."""

from __future__ import annotations

import math
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from samples import fonts
from samples.ink import words_drawn_at
from samples.leaf import Printed

Drawing = tuple[Image.Image, tuple[Printed, ...]]
"""Black on white, and its words in the drawing's own pixels."""


def logo(text: str, width: int, height: int) -> Drawing:
    """A trade name in a display font beside, under or on an emblem; the name decides which."""
    rng = Random(text)
    box = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(box)
    beside = rng.random() < 0.5
    inverse = rng.random() < 0.25
    emblem = height if beside else height * 0.5
    room = (width - emblem * 1.2, height * 0.8) if beside else (width * 0.96, height * 0.46)
    name = rng.choice((text, text.title()))
    face = fonts.display(rng, 40)
    left, top, right, bottom = face.getbbox(name)
    size = max(14, int(40 * min(room[0] / max(1, right - left), room[1] / max(1, bottom - top))))
    face = face.font_variant(size=size)
    left, top, right, bottom = face.getbbox(name)
    wide, high = right - left, bottom - top
    if inverse:
        draw.rounded_rectangle((0, 0, width - 1, height - 1), radius=rng.choice((0, height // 6)), fill=0)
    ink = 255 if inverse else 0
    if beside:
        start = (width - wide - emblem * 1.1) / 2
        _emblem(draw, rng, start + emblem * 0.1, height * 0.1, emblem * 0.8, ink, 255 - ink)
        x, y = start + emblem * 1.1, (height - high) / 2
    else:
        _emblem(draw, rng, (width - emblem * 0.85) / 2, height * 0.02, emblem * 0.85, ink, 255 - ink)
        x, y = (width - wide) / 2, height * 0.52
    draw.text((x - left, y - top), name, font=face, fill=ink)
    return box, tuple(words_drawn_at(name, face, x - left, y - top, box.size))


def _emblem(draw: ImageDraw.ImageDraw, rng: Random, x: float, y: float, size: float, ink: int, ground: int) -> None:
    """A disc, leaf, roof, ring, stripes or star: nobody's mark."""
    kind = rng.choice(("disc", "roof", "ring", "stripes", "star", "petals", "waves"))
    box = (x, y, x + size, y + size)
    if kind == "disc":
        draw.ellipse(box, fill=ink)
        draw.pieslice(
            (x + size * 0.2, y + size * 0.2, x + size * 0.8, y + size * 0.8), rng.randint(0, 180), rng.randint(200, 330), fill=ground
        )
    elif kind == "roof":
        draw.polygon([(x, y + size * 0.5), (x + size / 2, y), (x + size, y + size * 0.5)], fill=ink)
        draw.rectangle((x + size * 0.2, y + size * 0.56, x + size * 0.8, y + size), fill=ink)
        draw.rectangle((x + size * 0.42, y + size * 0.68, x + size * 0.58, y + size), fill=ground)
    elif kind == "ring":
        draw.ellipse(box, outline=ink, width=max(2, int(size * 0.14)))
        draw.line((x + size * 0.25, y + size * 0.75, x + size * 0.75, y + size * 0.25), fill=ink, width=max(2, int(size * 0.12)))
    elif kind == "stripes":
        for place in range(4):
            draw.rectangle((x, y + size * place / 4, x + size * (1 - place * 0.18), y + size * (place + 0.6) / 4), fill=ink)
    elif kind == "star":
        points = [
            (x + size / 2 + size / 2 * r * math.sin(a), y + size / 2 - size / 2 * r * math.cos(a))
            for a, r in ((math.pi * n / 5, 1.0 if n % 2 == 0 else 0.45) for n in range(10))
        ]
        draw.polygon(points, fill=ink)
    elif kind == "petals":
        for turn in range(5):
            a = 2 * math.pi * turn / 5
            cx, cy = x + size / 2 + size * 0.27 * math.sin(a), y + size / 2 - size * 0.27 * math.cos(a)
            draw.ellipse((cx - size * 0.2, cy - size * 0.2, cx + size * 0.2, cy + size * 0.2), fill=ink)
    else:
        for place in range(3):
            line = [(x + size * n / 20, y + size * (0.3 + 0.22 * place + 0.1 * math.sin(n * 0.9))) for n in range(21)]
            draw.line(line, fill=ink, width=max(2, int(size * 0.09)))


def square_code(text: str, side: int) -> Drawing:
    """The look of a QR code with nothing in it: three finders and chance."""
    count = 29
    noise = np.random.default_rng(_number_of(text))
    cells = noise.random((count, count)) < 0.48
    for y, x in ((0, 0), (0, count - 7), (count - 7, 0)):
        cells[max(0, y - 1) : y + 8, max(0, x - 1) : x + 8] = False
        cells[y : y + 7, x : x + 7] = True
        cells[y + 1 : y + 6, x + 1 : x + 6] = False
        cells[y + 2 : y + 5, x + 2 : x + 5] = True
    picture = Image.fromarray(np.where(cells, 0, 255).astype(np.uint8))
    return picture.resize((side, side), Image.Resampling.NEAREST), ()


def _number_of(text: str) -> int:
    """A number of the text that is the same in every run."""
    return int.from_bytes(text.encode()[:6].ljust(6, b"0"), "big")


def arabic(text: str, height: int) -> Drawing:
    """A line of Arabic from right to left, one word of the truth: recognisers cut Arabic as they like."""
    face = fonts.face(fonts.ARABIC[0], height)
    left, top, right, bottom = face.getbbox(text, direction="rtl", language="ar")
    box = Image.new("L", (int(right - left) + 2, int(bottom - top) + 2), 255)
    ImageDraw.Draw(box).text((1 - left, 1 - top), text, font=face, fill=0, direction="rtl", language="ar")
    return box, (Printed(text=text, box=(1, 1, box.width - 1, box.height - 1)),)
