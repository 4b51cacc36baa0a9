"""How level the print of a sheet lies in what is read: the slope of each printed line there.

Skew was measured first as the angle between the middle line of what was found and the middle line of the paper, both in the picture.
That is right for a whole sheet that is flat and seen from straight above. Seen aslant, lines fan out, and on bent paper one middle
line says nothing of the others: a sheet whose middle lies elsewhere than the paper's (cut off by the picture, cropped, or with a slip
stapled to it) was marked askew by 3.0 degrees with its lines level to 0.2. Here each line is led through all steps of preparation to
where it is read. The slope of the sheet is the median of its lines by their length; the root of their mean square tells of bends that
a median leaves out.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from bench.photo_truth import Points, SheetTruth

Placing = Callable[[Points], Points]
"""Where points of the picture as loaded lie in the pixels of a sheet that was read."""

NODES = 25
STEPS = 6


def placing(forth: Placing, width: float, height: float) -> Placing:
    """The way from the picture to a sheet of that size, whose way to the picture is `forth`. Newton's method from the nearest node."""
    across, down = np.meshgrid(np.linspace(0, width, NODES), np.linspace(0, height, NODES))
    nodes = np.stack([across.ravel(), down.ravel()], axis=1)
    led = forth(nodes)

    def back(points: Points) -> Points:
        places = nodes[((led - points[:, None]) ** 2).sum(axis=2).argmin(axis=1)]
        for _ in range(STEPS):
            here = forth(places)
            slopes = np.stack([forth(places + by) - here for by in ([1.0, 0.0], [0.0, 1.0])], axis=2)
            # Beside the sheet its way may fold over and have no inverse; what lies there counts for nothing.
            places = places + (np.linalg.pinv(slopes) @ (points - here)[..., None])[..., 0]
        return np.asarray(places)

    return back


def slope_of_print(sheet: SheetTruth, placed: Placing, width: float, height: float) -> tuple[float, float] | None:
    """Degrees, within ±45 of level or of standing upright: the median of the lines, and the root of their mean square.

    A line goes from its first word to its last that can be seen and lies in the sheet; longer ones count more. None where there is none.
    """
    if not len(sheet.quads):
        return None
    quads = placed(sheet.quads.reshape(-1, 2)).reshape(-1, 4, 2)
    middles = quads.mean(axis=1)
    there = sheet.seen & (middles >= 0).all(axis=1) & (middles <= [width, height]).all(axis=1)
    lines = [(quads[kept[0], [0, 3]], quads[kept[-1], [1, 2]]) for row in sheet.rows if len(kept := row[there[row]])]
    if not lines:
        return None
    runs = np.array([end.mean(axis=0) - start.mean(axis=0) for start, end in lines])
    slopes, lengths = np.degrees(np.arctan2(runs[:, 1], runs[:, 0])), np.linalg.norm(runs, axis=1)
    slopes = (slopes + 45) % 90 - 45
    return _median(slopes, lengths), float(np.sqrt(np.average(slopes**2, weights=lengths)))


def _median(values: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]) -> float:
    order = np.argsort(values)
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])
