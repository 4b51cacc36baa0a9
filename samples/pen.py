"""A pen for A4 pages: reportlab with the origin at the top left, and the fonts of fonts.py."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Literal

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from samples import fonts

WIDTH, HEIGHT = 595.0, 842.0
Rgb = tuple[float, float, float]
Align = Literal["left", "right", "center"]
BLACK: Rgb = (0.1, 0.1, 0.1)


class Pen:
    """Draws on one PDF; distances are points from the top left corner."""

    def __init__(self, family: str, *, title: str) -> None:
        self._out = io.BytesIO()
        # invariant: the same document gives the same bytes, without the clock.
        self._canvas: Any = Canvas(self._out, pagesize=(WIDTH, HEIGHT), invariant=True, initialFontName="Helvetica")
        self._canvas.setTitle(title)
        self._canvas.setCreator("Justif samples")
        regular, bold = fonts.OFFICE[family]
        self._fonts = (_registered(regular), _registered(bold))

    def text(
        self, x: float, y: float, text: str, *, size: float = 9, bold: bool = False, align: Align = "left", color: Rgb = BLACK
    ) -> None:
        """One line; y is its baseline."""
        self._canvas.setFont(self._fonts[bold], size)
        self._canvas.setFillColor(Color(*color))
        draw = {"left": self._canvas.drawString, "right": self._canvas.drawRightString, "center": self._canvas.drawCentredString}[align]
        draw(x, HEIGHT - y, text)

    def lines(self, x: float, y: float, texts: Sequence[str], *, size: float = 9, step: float = 1.35, align: Align = "left") -> float:
        """Several lines; returns the baseline after the last."""
        for text in texts:
            self.text(x, y, text, size=size, align=align)
            y += size * step
        return y

    def wrapped(self, x: float, y: float, text: str, *, width: float, size: float = 9) -> float:
        """A paragraph; returns the baseline after it."""
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if pdfmetrics.stringWidth(longer, self._fonts[0], size) > width and line:
                self.text(x, y, line, size=size)
                y, line = y + size * 1.3, word
            else:
                line = longer
        self.text(x, y, line, size=size)
        return y + size * 1.3

    def box(self, x: float, y: float, width: float, height: float, *, fill: Rgb | None = None, edge: Rgb | None = None) -> None:
        """A rectangle, filled, edged or both."""
        if fill:
            self._canvas.setFillColor(Color(*fill))
        if edge:
            self._canvas.setStrokeColor(Color(*edge))
            self._canvas.setLineWidth(0.6)
        self._canvas.rect(x, HEIGHT - y - height, width, height, stroke=int(edge is not None), fill=int(fill is not None))

    def rule(self, x: float, y: float, width: float, *, color: Rgb = (0.6, 0.6, 0.6), weight: float = 0.6) -> None:
        """A level line."""
        self._canvas.setStrokeColor(Color(*color))
        self._canvas.setLineWidth(weight)
        self._canvas.line(x, HEIGHT - y, x + width, HEIGHT - y)

    def disc(self, x: float, y: float, radius: float, *, fill: Rgb) -> None:
        """A filled circle, for a logo."""
        self._canvas.setFillColor(Color(*fill))
        self._canvas.circle(x, HEIGHT - y, radius, stroke=0, fill=1)

    def stamp(self, x: float, y: float, texts: Sequence[str], *, color: Rgb) -> None:
        """A rubber stamp, slightly turned."""
        self._canvas.saveState()
        self._canvas.translate(x, HEIGHT - y)
        self._canvas.rotate(9)
        self._canvas.setStrokeColor(Color(*color, alpha=0.7))
        self._canvas.setFillColor(Color(*color, alpha=0.7))
        self._canvas.setLineWidth(1.6)
        self._canvas.roundRect(-70, -14 * len(texts), 140, 16 * len(texts) + 10, 6)
        self._canvas.setFont(self._fonts[1], 11)
        for place, text in enumerate(texts):
            self._canvas.drawCentredString(0, -6 - 14 * place, text)
        self._canvas.restoreState()

    def new_page(self) -> None:
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The PDF."""
        self._canvas.save()
        return self._out.getvalue()


def _registered(file: str) -> str:
    name = file.rsplit("/", 1)[-1].removesuffix(".ttf")
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(fonts.path(file))))
    return name
