"""Printed rows as a strip of thermal paper: dots of ink that is never quite black, and fades in bands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from samples import fonts, graphics
from samples.ink import words_in
from samples.leaf import Printed
from samples.tables import Picture, as_picture
from samples.till import Row

# 12 dots a millimetre on 80 mm paper: half as fine again as a real head (8 dots), so that a photograph blurs it itself.
WIDTH = 960
MARGIN = 50

DOTS = 24
"""Dots that a bitmap font is high: a head of 8 dots a millimetre prints 12 × 24 for each sign."""


def draw_strip(rng: Random, rows: Sequence[Row], *, columns: int) -> Picture:
    """The strip, WIDTH pixels wide and as long as it needs to be."""
    return draw_strip_with_words(rng, rows, columns=columns)[0]


def draw_strip_with_words(
    rng: Random, rows: Sequence[Row], *, columns: int, face: str | None = None
) -> tuple[Picture, tuple[Printed, ...]]:
    """The strip, and where every word stands on it; printed in that face of fonts.TILLS, or in one of the three old ones."""
    cell = (WIDTH - 2 * MARGIN) / columns
    face = face or rng.choices(tuple(fonts.MONOSPACED), (4, 4, 2))[0]
    regular, bold = (_font(name, cell) for name in fonts.TILLS[face])
    line = int(cell * rng.uniform(1.95, 2.3))
    height = sum(_row_height(row, line) for row in rows) + 2 * MARGIN + rng.randint(0, 80)
    image = Image.new("L", (WIDTH, height), 255)
    top, words = MARGIN, list[Printed]()
    for row in rows:
        words += _draw_row(image, row, top, line, bold if row.bold else regular, cell)
        top += _row_height(row, line)
    return _inked(rng, np.asarray(image)), tuple(words)


def _font(name: str, cell: float) -> ImageFont.FreeTypeFont:
    """The size at which a character is a cell wide; of a bitmap font the nearest size that it has."""
    if name.endswith(".otb"):
        return ImageFont.truetype(str(fonts.path(name)), DOTS)
    probe = ImageFont.truetype(str(fonts.path(name)), 100)
    return ImageFont.truetype(str(fonts.path(name)), int(100 * cell / probe.getlength("0") * 1.02))


def _row_height(row: Row, line: int) -> int:
    return {"barcode": 4 * line, "inverse": 3 * line, "logo": 5 * line, "square": 8 * line, "arabic": int(1.3 * line)}.get(
        row.kind, line * row.scale + (line // 3 if row.scale > 1 else 0)
    )


def _draw_row(image: Image.Image, row: Row, top: int, line: int, font: ImageFont.FreeTypeFont, cell: float) -> Iterator[Printed]:
    """Prints the row; yields its words."""
    if row.kind == "barcode":
        _draw_barcode(image, row.left, top, line)
        return
    if row.kind in ("logo", "square", "arabic"):
        yield from _draw_graphic(image, row, top, line)
        return
    box = _box_of_text(row, font, cell)
    if row.kind == "inverse":
        ImageDraw.Draw(image).rectangle((MARGIN, top, WIDTH - MARGIN, top + int(2.6 * line)), fill=0)
        box = _inverse(box)
        box.thumbnail((WIDTH - 2 * MARGIN - 20, 2 * line))
        place = ((WIDTH - box.width) // 2, top + int(0.4 * line))
        image.paste(box, place)
        yield from _words(row.left, font, place, _inverse(box))
        return
    left = {"center": (WIDTH - box.width) // 2, "right": WIDTH - MARGIN - box.width}.get(row.align, MARGIN)
    image.paste(box, (max(left, 4), top))
    yield from _words(row.left, font, (max(left, 4), top), box)
    if row.right:
        tail = _box_of_text(Row(left=row.right, scale=row.scale, bold=row.bold), font, cell)
        place = (WIDTH - MARGIN - tail.width, top)
        image.paste(tail, place)
        yield from _words(row.right, font, place, tail)


def _draw_graphic(image: Image.Image, row: Row, top: int, line: int) -> Iterator[Printed]:
    """A logo, a code or Arabic, in the middle of the paper."""
    if row.kind == "logo":
        box, words = graphics.logo(row.left, int(0.8 * WIDTH), int(4.6 * line))
    elif row.kind == "square":
        box, words = graphics.square_code(row.left, int(7.6 * line))
    else:
        box, words = graphics.arabic(row.left, int(0.85 * line))
    left = (WIDTH - box.width) // 2
    image.paste(box, (left, top))
    yield from _moved(words, left, top)


def _words(text: str, font: ImageFont.FreeTypeFont, place: tuple[int, int], drawn: Image.Image) -> Iterator[Printed]:
    """The words of a text whose drawing, perhaps stretched, was put at that place. What lies beyond the paper is not there."""
    seen = drawn.crop((0, 0, min(drawn.width, WIDTH - place[0]), drawn.height))
    return _moved(words_in(seen, text, font, across=drawn.width / max(1, int(font.getlength(text)))), *place)


def _moved(words: Iterable[Printed], left: float, top: float) -> Iterator[Printed]:
    for word in words:
        yield Printed(text=word.text, box=(word.box[0] + left, word.box[1] + top, word.box[2] + left, word.box[3] + top))


def _box_of_text(row: Row, font: ImageFont.FreeTypeFont, cell: float) -> Image.Image:
    ascent, descent = font.getmetrics()
    width = max(1, int(font.getlength(row.left)))
    box = Image.new("L", (width, ascent + descent), 255)
    ImageDraw.Draw(box).text((0, 0), row.left, font=font, fill=0)
    stretch = cell / font.getlength("0")
    if stretch > 1.1:  # dots enlarged as they are
        box = box.resize((3 * box.width, 3 * box.height), Image.Resampling.NEAREST)
        width = max(1, round(width * stretch))
        box = box.resize((width, round(box.height / 3 * stretch)), Image.Resampling.BOX)
    if row.scale > 1:
        wide = min(row.scale * width, WIDTH - 2 * MARGIN) if row.align != "split" else row.scale * width
        box = box.resize((wide, row.scale * box.height), Image.Resampling.BICUBIC)
    return box


def _inverse(box: Image.Image) -> Image.Image:
    return Image.eval(box, lambda value: 255 - value)


def _draw_barcode(image: Image.Image, number: str, top: int, line: int) -> None:
    """Bars of three widths; no scanner will read them."""
    draw, x = ImageDraw.Draw(image), WIDTH // 4
    for place, digit in enumerate(number * 3):
        wide = 2 + (int(digit) * 7 + place) % 3 * 3
        draw.rectangle((x, top + line // 2, x + wide, top + int(3.4 * line)), fill=0)
        x += wide + 3 + int(digit) % 3 * 3
        if x > 3 * WIDTH // 4:
            return


def _inked(rng: Random, mask: npt.NDArray[np.uint8]) -> Picture:
    """Grey ink on warm paper, weaker where the head is worn (columns) or the paper slipped (rows)."""
    noise = np.random.default_rng(rng.randrange(2**32))
    ink = 1 - mask.astype(np.float32) / 255
    if rng.random() < 0.35:  # a coarse head: dots that can be told apart
        grid = np.indices(ink.shape).sum(axis=0) % 4 < 3
        ink *= np.where(grid, 1.0, 0.72)
    columns = cv2.GaussianBlur(noise.uniform(0.6, 1.3, (1, WIDTH)).astype(np.float32), (0, 0), 12)
    rows = cv2.GaussianBlur(noise.uniform(0.5, 1.2, (ink.shape[0], 1)).astype(np.float32), (0, 0), 60)
    ink = np.clip(ink * columns * np.clip(rows, 0.6, 1), 0, 1) * rng.choice((1.0, 1.0, 0.92, 0.8))
    tint = np.array([250, 249, rng.uniform(238, 249)], np.float32)
    dark = np.array([40, 38, 44], np.float32) if rng.random() < 0.8 else np.array([52, 54, 110], np.float32)
    picture = tint * (1 - ink[..., None]) + dark * ink[..., None]
    return as_picture(cv2.GaussianBlur(picture, (0, 0), 0.7))
