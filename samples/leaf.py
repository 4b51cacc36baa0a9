"""A printed sheet of paper before any camera: its picture, its size in millimetres, and where every word stands on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2

from samples.tables import Picture, as_picture
from samples.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A word on a leaf: its text and the box of its ink (left, top, right, bottom) in the leaf's pixels, edge to edge."""

    text: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Leaf:
    """One sheet. `role`: receipt, page, slip (a card slip, proof of payment), blank, separator. `truth` is the document's whose
    (first) page it is; `thermal` paper curls, fades and lets its back shine through; a till's cutter leaves a `zigzag`."""

    pixels: Picture
    width_mm: float
    words: tuple[Printed, ...] = ()
    role: str = "receipt"
    truth: Truth | None = None
    thermal: bool = False
    zigzag: bool = False

    @property
    def pixels_a_mm(self) -> float:
        return float(self.pixels.shape[1] / self.width_mm)

    @property
    def height_mm(self) -> float:
        return float(self.pixels.shape[0] / self.pixels_a_mm)


def cut_leaf(leaf: Leaf, start: float, end: float) -> Leaf:
    """The leaf from one share of its length to another, with the words that are whole in it."""
    top, bottom = round(start * leaf.pixels.shape[0]), round(end * leaf.pixels.shape[0])
    kept = [word for word in leaf.words if word.box[1] >= top and word.box[3] <= bottom]
    words = tuple(Printed(text=w.text, box=(w.box[0], w.box[1] - top, w.box[2], w.box[3] - top)) for w in kept)
    return replace(leaf, pixels=leaf.pixels[top:bottom], words=words)


def leaves_of_pdf(pdf: bytes, *, dots_per_inch: int, truth: Truth | None, role: str = "page") -> tuple[Leaf, ...]:
    """Every page of a PDF with the words of its text; the first one bears the truth."""
    document = pypdfium2.PdfDocument(pdf)
    return tuple(
        Leaf(
            pixels=as_picture(page.render(scale=dots_per_inch / 72).to_pil().convert("RGB")),
            width_mm=page.get_width() * 25.4 / 72,
            words=tuple(_words(page, dots_per_inch / 72)),
            role=role,
            truth=truth if place == 0 else None,
        )
        for place, page in enumerate(document)
    )


def _words(page: pypdfium2.PdfPage, scale: float) -> Iterator[Printed]:
    """Characters that follow each other without a blank; PDF's origin is at the bottom."""
    text, height = page.get_textpage(), page.get_height()
    whole = text.get_text_range()
    boxes: list[tuple[float, float, float, float]] = []
    letters = ""
    for place in range(text.count_chars()):
        char = whole[place] if place < len(whole) else " "
        if not char.isspace():
            boxes.append(text.get_charbox(place))
            letters += char
        elif boxes:
            yield _word(letters, boxes, height, scale)
            boxes, letters = [], ""
    if boxes:
        yield _word(letters, boxes, height, scale)


def _word(text: str, boxes: Sequence[tuple[float, float, float, float]], height: float, scale: float) -> Printed:
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return Printed(text=text, box=(left * scale, (height - top) * scale, right * scale, (height - bottom) * scale))
