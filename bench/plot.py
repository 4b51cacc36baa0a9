"""A small plot with both axes logarithmic, as SVG text."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT, _MARGIN = 640, 400, 60
_COLOURS = ("#0b6e4f", "#c44900", "#30409f")


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A named curve of positive (x, y) points."""

    name: str
    points: tuple[tuple[float, float], ...]


def log_log_plot(series: tuple[Series, ...], *, x: str, y: str) -> str:
    """The curves over whole decades, each with its name at its last point."""
    low_x, high_x = _decades([p[0] for s in series for p in s.points])
    low_y, high_y = _decades([p[1] for s in series for p in s.points])

    def at(point: tuple[float, float]) -> tuple[float, float]:
        across = (math.log10(point[0]) - low_x) / (high_x - low_x)
        up = (math.log10(point[1]) - low_y) / (high_y - low_y)
        return _MARGIN + across * (_WIDTH - 2 * _MARGIN), _HEIGHT - _MARGIN - up * (_HEIGHT - 2 * _MARGIN)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="12">']
    parts.append(f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>')
    for power in range(low_x, high_x + 1):
        left, top = at((10.0**power, 10.0**high_y))
        parts.append(f'<path d="M{left:.1f} {top:.1f}V{_HEIGHT - _MARGIN}" stroke="#ddd"/>')
        parts.append(f'<text x="{left:.1f}" y="{_HEIGHT - _MARGIN + 18}" text-anchor="middle">{10**power:,}</text>'.replace(",", " "))
    for power in range(low_y, high_y + 1):
        left, top = at((10.0**low_x, 10.0**power))
        parts.append(f'<path d="M{left:.1f} {top:.1f}H{_WIDTH - _MARGIN}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 8:.1f}" y="{top + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    for curve, colour in zip(series, _COLOURS, strict=False):
        places = [at(p) for p in curve.points]
        parts.append(
            f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in places)}"/>'
        )
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>' for a, b in places]
        end_x, end_y = places[-1]
        parts.append(f'<text x="{end_x - 6:.1f}" y="{end_y - 8:.1f}" text-anchor="end" fill="{colour}">{escape(curve.name)}</text>')
    parts.append(f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 12}" text-anchor="middle">{escape(x)}</text>')
    parts.append(f'<text x="16" y="{_HEIGHT / 2}" transform="rotate(-90 16 {_HEIGHT / 2})" text-anchor="middle">{escape(y)}</text></svg>')
    return "\n".join(parts)


def _decades(values: list[float]) -> tuple[int, int]:
    """Powers of ten around the values; one decade at least."""
    low = math.floor(math.log10(min(values)))
    return low, max(low + 1, math.ceil(math.log10(max(values))))
