"""A plot of what confidences promise against what was so, as SVG text: on the diagonal a promise is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_SIZE, _MARGIN = 420, 50
_COLOURS = ("#c44900", "#0b6e4f")
FEWEST = 5
"""Values in a tenth from which its share is shown: fewer say nothing."""

Told = Sequence[tuple[float, bool]]


def kept_promises(told: Told, tenths: int = 10) -> tuple[tuple[float, float, int], ...]:
    """For each tenth of confidence that is full enough: the mean promise, the share that was right, how many.

    >>> kept_promises([(0.95, True)] * 9 + [(0.95, False)])
    ((0.95, 0.9, 10),)
    """
    full: dict[int, list[tuple[float, bool]]] = {}
    for sure, right in told:
        full.setdefault(min(tenths - 1, int(sure * tenths)), []).append((sure, right))
    return tuple(
        (round(sum(sure for sure, _ in some) / len(some), 4), round(sum(right for _, right in some) / len(some), 4), len(some))
        for _, some in sorted(full.items())
        if len(some) >= FEWEST
    )


def reliability_plot(series: Mapping[str, Told]) -> str:
    """One curve a series, each corner with how many values it stands for."""

    def at(x: float, y: float) -> tuple[float, float]:
        room = _SIZE - 2 * _MARGIN
        return _MARGIN + x * room, _SIZE - _MARGIN - y * room

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" font-family="sans-serif" font-size="11">',
        f'<rect width="{_SIZE}" height="{_SIZE}" fill="white"/>',
    ]
    for tick in range(0, 11, 2):
        (x, low), (left, y) = at(tick / 10, 0), at(0, tick / 10)
        parts.append(f'<text x="{x:.0f}" y="{low + 16:.0f}" text-anchor="middle">{tick / 10:g}</text>')
        parts.append(f'<text x="{left - 8:.0f}" y="{y + 4:.0f}" text-anchor="end">{tick / 10:g}</text>')
    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    parts.append(f'<path d="M{x0:.0f} {y0:.0f}L{x1:.0f} {y1:.0f}" stroke="#bbb" stroke-dasharray="4"/>')
    for number, ((name, told), colour) in enumerate(zip(series.items(), _COLOURS, strict=False)):
        corners = [(*at(sure, right), count) for sure, right, count in kept_promises(told)]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in corners)
        parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{points}"/>')
        parts += [f'<text x="{x + 5:.1f}" y="{y + 12:.1f}" fill="{colour}" font-size="9">{count}</text>' for x, y, count in corners]
        parts.append(f'<text x="{_MARGIN + 8}" y="{_MARGIN + 14 * number}" fill="{colour}">{escape(name)}</text>')
    parts.append(f'<text x="{_SIZE / 2}" y="{_SIZE - 12}" text-anchor="middle">confidence</text>')
    parts.append(
        f'<text x="14" y="{_SIZE / 2}" transform="rotate(-90 14 {_SIZE / 2})" text-anchor="middle">share that was right</text></svg>'
    )
    return "\n".join(parts) + "\n"
