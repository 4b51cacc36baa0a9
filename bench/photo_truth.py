"""The truth of a generated picture as shapes that a reading can be held against (samples/phototruth.py tells its form)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from bench.dataset import Json

Points = npt.NDArray[np.float64]
"""(N, 2) of x, y in pixels of the picture as loaded."""

RASTER = 900
"""Longest side of the masks in which areas are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWord:
    """A word that was read, with its middle and its box (left, top, right, bottom) in pixels of the picture as loaded."""

    text: str
    x: float
    y: float
    box: tuple[float, float, float, float] | None = None


class SheetTruth:
    """One sheet: its outline, its words, and the way from the picture back to the flat paper."""

    def __init__(self, row: Json) -> None:
        self.part: int = row["part"]
        self.role: str = row["role"]
        self.outline = np.array(row["outline"], float)
        self.angle = float(row["skew_degrees"]) - 90 * int(row["quarter_turns"])
        self.quads = np.array([word["quad"] for word in row["words"]], float).reshape(-1, 4, 2)
        self.texts = tuple(word["text"] for word in row["words"])
        self.seen = np.array([word["seen"] for word in row["words"]], bool)
        net = row["mesh"]
        self._net = np.array(net["points"], float).reshape(net["rows"], net["columns"], 2)

    @cached_property
    def rows(self) -> tuple[npt.NDArray[np.int64], ...]:
        """Places of the words of each printed line, from the top; words whose middles are within half a height share one."""
        if not len(self.texts):
            return ()
        places = self.flat(self.quads.mean(axis=1))
        heights = np.linalg.norm(self.flat(self.quads[:, 3]) - self.flat(self.quads[:, 0]), axis=1)
        lines: list[list[int]] = []
        for place in np.argsort(places[:, 1]).tolist():
            last = lines[-1][-1] if lines else None
            if last is not None and places[place, 1] - places[last, 1] < 0.45 * min(heights[place], heights[last]):
                lines[-1].append(place)
            else:
                lines.append([place])
        return tuple(np.array(sorted(line, key=lambda n: places[n, 0])) for line in lines)

    def flat(self, points: Points) -> Points:
        """Places on the flat paper, in cells of the net. Newton's method from the nearest node."""
        points = np.asarray(points, float).reshape(-1, 2)
        rows, columns = self._net.shape[:2]
        distance = ((self._net.reshape(1, -1, 2) - points[:, None]) ** 2).sum(axis=2)
        down, across = np.divmod(distance.argmin(axis=1), columns)
        place = np.stack([across, down], axis=1).astype(float)
        for _ in range(4):
            cell = np.floor(place).astype(int).clip(0, [columns - 2, rows - 2])
            (i, j), (a, b) = cell.T, (place - cell).T[..., None]
            right, below = self._net[j, i + 1] - self._net[j, i], self._net[j + 1, i] - self._net[j, i]
            here = self._net[j, i] + a * right + b * below
            slopes = np.stack([right, below], axis=2)
            place = place + np.linalg.solve(slopes, (points - here)[..., None])[..., 0]
        return place


class PictureTruth:
    """A row of truth.jsonl with the folder that it stands in."""

    def __init__(self, row: Json, folder: Path) -> None:
        self.row = row
        self.path = folder / row["file"]
        self.level: str = row["level"]
        self.kind: str = row["kind"]
        self.width, self.height = int(row["width"]), int(row["height"])
        self.receipts = int(row["receipts"])
        # Of a file of several pages, how many documents it gives is judged, and the fields; its pixels are not.
        self.is_one_picture = row.get("pages", 1) == 1
        self.sheets = tuple(SheetTruth(sheet) for sheet in row["sheets"]) if self.is_one_picture else ()

    @property
    def megapixels(self) -> float:
        return self.width * self.height / 1e6

    def sheets_of(self, part: int) -> tuple[SheetTruth, ...]:
        return tuple(sheet for sheet in self.sheets if sheet.part == part)

    @property
    def parts(self) -> tuple[int, ...]:
        return tuple(range(1, self.receipts + 1))

    @property
    def border(self) -> Points:
        """The four corners of the picture itself."""
        return np.array([[0, 0], [self.width, 0], [self.width, self.height], [0, self.height]], float)

    def mask(self, outlines: Iterable[Points]) -> npt.NDArray[np.uint8]:
        """What those outlines cover of the picture."""
        scale = RASTER / max(self.width, self.height)
        mask = np.zeros((max(1, round(self.height * scale)), max(1, round(self.width * scale))), np.uint8)
        for outline in outlines:
            cv2.fillPoly(mask, [np.round(outline * scale * 16).astype(np.int32)], 1, shift=4)
        return mask

    def covered(self, mask: npt.NDArray[np.uint8], points: Points) -> npt.NDArray[np.bool_]:
        """Which of (…, 2) points lie in a mask of this picture."""
        scale = RASTER / max(self.width, self.height)
        x, y = (points * scale).astype(int).reshape(-1, 2).T
        inside = mask[y.clip(0, mask.shape[0] - 1), x.clip(0, mask.shape[1] - 1)] > 0
        return np.asarray(inside.reshape(points.shape[:-1]))


def load_pictures(folder: Path) -> tuple[PictureTruth, ...]:
    """The pictures of a folder that samples/photos.py wrote."""
    rows = (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(PictureTruth(json.loads(row), folder) for row in rows)


def share_in_common(one: npt.NDArray[np.uint8], other: npt.NDArray[np.uint8]) -> float:
    """Intersection over union of two masks."""
    union = int(np.count_nonzero(one | other))
    return int(np.count_nonzero(one & other)) / union if union else 0.0


def character_errors(sheets: Sequence[SheetTruth], words: Sequence[ReadWord]) -> tuple[int, int]:
    """(errors, characters) of what was read on some sheets, line by line on the flat paper.

    A word that was read belongs to the printed line under its middle, in the order of the paper: how a reader orders lines is not
    judged here. Blanks, rules and leaders do not count, nor what stands where the truth cannot be seen. Words beside every line of
    the sheets are errors of as many characters as they have.
    """
    errors = characters = 0
    left = [word for word in words if _letters(word.text)]
    for sheet in sheets:
        for truth, found, taken in _line_pairs(sheet, left):
            errors += edit_distance(truth, found)
            characters += len(truth)
            left = [word for word in left if id(word) not in taken]
    return errors + sum(len(_letters(word.text)) for word in left), characters


def _line_pairs(sheet: SheetTruth, words: Sequence[ReadWord]) -> Iterable[tuple[str, str, set[int]]]:
    """For each printed line: what stands there, what was read there, and which words those were."""
    if not sheet.rows:
        return
    places = sheet.flat(np.array([[word.x, word.y] for word in words])) if words else np.zeros((0, 2))
    corners = sheet.flat(sheet.quads.reshape(-1, 2)).reshape(-1, 4, 2)
    taken: set[int] = set()
    for row in sheet.rows:
        tops, bottoms = corners[row][:, :2, 1].mean(), corners[row][:, 2:, 1].mean()
        reach = 0.25 * (bottoms - tops)
        left, right = corners[row][..., 0].min() - 2 * (bottoms - tops), corners[row][..., 0].max() + 2 * (bottoms - tops)
        here = [
            n
            for n in range(len(words))
            if id(words[n]) not in taken and tops - reach <= places[n, 1] <= bottoms + reach and left <= places[n, 0] <= right
        ]
        mine = {id(words[n]) for n in here}
        taken |= mine
        hidden = [(corners[n, :, 0].min(), corners[n, :, 0].max()) for n in row.tolist() if not sheet.seen[n]]
        kept = [n for n in here if not any(low <= places[n, 0] <= high for low, high in hidden)]
        truth = "".join(_letters(sheet.texts[n]) for n in row.tolist() if sheet.seen[n])
        yield truth, "".join(_letters(words[n].text) for n in sorted(kept, key=lambda n: places[n, 0])), mine


_LEADER = re.compile(r"[.\-_=*·…]{3,}")


def _letters(text: str) -> str:
    """The characters that are judged: no leaders, and nothing of a word without a letter or a digit.

    >>> _letters("TOTAL......12,40"), _letters("-----"), _letters("L’été")
    ('TOTAL12,40', '', "L'été")
    """
    plain = _LEADER.sub("", unicodedata.normalize("NFKC", text).replace("’", "'").replace(" ", ""))
    return plain if any(map(str.isalnum, plain)) or "€" in plain else ""


def edit_distance(one: str, other: str) -> int:
    """Letters to put in, take out or change (Levenshtein).

    >>> edit_distance("TOTAL", "T0TAL"), edit_distance("", "ab"), edit_distance("12,40", "12.4")
    (1, 2, 2)
    """
    from rapidfuzz.distance import Levenshtein

    return int(Levenshtein.distance(one, other))
