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

    def holds(self, word: ReadWord) -> bool:
        """Whether the middle of a word lies within the outline."""
        return cv2.pointPolygonTest(self.outline.astype(np.float32), (word.x, word.y), measureDist=False) >= 0

    @cached_property
    def places(self) -> Points:
        """(N, 4): left, top, right, bottom of each word on the flat paper, in cells of the net."""
        corners = self.flat(self.quads.reshape(-1, 2)).reshape(-1, 4, 2)
        across, down = corners[..., 0], corners[..., 1]
        sides = across[:, [0, 3]], down[:, :2], across[:, 1:3], down[:, 2:]
        return np.stack([side.mean(axis=1) for side in sides], axis=1)

    @cached_property
    def rows(self) -> tuple[npt.NDArray[np.int64], ...]:
        """Places of the words of each printed line that bear a letter or a digit."""
        worded = np.array([n for n, text in enumerate(self.texts) if _letters(text)], np.int64)
        return tuple(worded[line] for line in chained(self.places[worded])) if len(worded) else ()

    def signs_beside(self, row: npt.NDArray[np.int64]) -> str:
        """Signs that are printed in a line as words of their own, like the colon of « Date : »."""
        top, bottom = self.places[row][:, 1].min(), self.places[row][:, 3].max()
        left, right = self.places[row][:, 0].min(), self.places[row][:, 2].max()
        high = bottom - top
        return "".join(
            text
            for text, place in zip(self.texts, self.places, strict=True)
            if not _letters(text)
            and top - 0.25 * high <= (place[1] + place[3]) / 2 <= bottom + 0.25 * high
            and left - 2 * high <= place[2]
            and place[0] <= right + 2 * high
        )

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

    A word that was read belongs to the line of the printed word that is nearest to its middle on the sheet that it lies on, in the order of
    the paper: how a reader orders lines is not judged here. Blanks, rules and leaders do not count, nor a sign that stands alone in its
    line (« Date : » is as good as « Date: »), nor what stands where the truth cannot be seen. Words beside every line of the sheets are
    errors of as many characters as they have.
    """
    errors = characters = 0
    left = [word for word in words if _letters(word.text)]
    owners = {id(word): [sheet for sheet in sheets if sheet.holds(word)] for word in left}
    for sheet in sheets:
        mine = [word for word in left if sheet in (owners[id(word)] or sheets)]
        for truth, found, taken in _line_pairs(sheet, mine):
            errors += edit_distance(truth, found)
            characters += len(truth)
            left = [word for word in left if id(word) not in taken]
    return errors + sum(len(_letters(word.text)) for word in left), characters


def _line_pairs(sheet: SheetTruth, words: Sequence[ReadWord]) -> Iterable[tuple[str, str, set[int]]]:
    """For each printed line: what stands there, what was read there, and which words those were."""
    if not sheet.rows:
        return
    places = sheet.flat(np.array([[word.x, word.y] for word in words])) if words else np.zeros((0, 2))
    lines = _lines_under(sheet, places)
    for number, row in enumerate(sheet.rows):
        here = np.flatnonzero(lines == number)
        hidden = sheet.places[row[~sheet.seen[row]]][:, [0, 2]]
        kept = [n for n in here[np.argsort(places[here, 0])] if not ((hidden[:, 0] <= places[n, 0]) & (places[n, 0] <= hidden[:, 1])).any()]
        truth = "".join(_letters(sheet.texts[n]) for n in row.tolist() if sheet.seen[n])
        found = "".join(_letters(words[n].text) for n in kept)
        alone = str.maketrans("", "", sheet.signs_beside(row))
        yield truth.translate(alone), found.translate(alone), {id(words[n]) for n in here}


def _lines_under(sheet: SheetTruth, points: Points) -> npt.NDArray[np.int64]:
    """The number of the printed line that each of (N, 2) points on the flat paper belongs to, -1 for none: that of the nearest word among
    the lines that it lies on, or above or below by a quarter of the height of their highest word, or beside by twice that."""
    nearest, line = np.full(len(points), np.inf), np.full(len(points), -1)
    for number, row in enumerate(sheet.rows):
        left, top, right, bottom = sheet.places[row].T
        high = float((bottom - top).max())
        x, y = points[:, :1], points[:, 1:]
        aside, apart = np.maximum(left - x, x - right).clip(0), np.maximum(top - y, y - bottom).clip(0)
        far = np.hypot(aside, apart)
        far = np.where((apart <= 0.25 * high) & (x >= left.min() - 2 * high) & (x <= right.max() + 2 * high), far, np.inf).min(axis=1)
        line, nearest = np.where(far < nearest, number, line), np.minimum(far, nearest)
    return line


def chained(boxes: Points) -> list[list[int]]:
    """Boxes (N, 4) in lines, each from left to right: one follows another when they are the nearest to each other, and lie beside each
    other by half the height of the lower."""
    left, top, right, bottom = boxes.T
    shared = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    lower = np.minimum((bottom - top)[:, None], bottom - top)
    gaps = np.where((shared >= 0.5 * lower) & ((left + right)[:, None] < left + right), (left + right) - (left + right)[:, None], np.inf)
    after, before = gaps.argmin(axis=1), gaps.argmin(axis=0)
    follows = {n: int(k) for n, k in enumerate(after) if np.isfinite(gaps[n, k]) and before[k] == n}
    lines = []
    for first in (n for n in range(len(boxes)) if n not in follows.values()):
        line = [first]
        while line[-1] in follows:
            line.append(follows[line[-1]])
        lines.append(line)
    return lines


_LEADER = re.compile(r"[.\-_=*·…]{3,}|\*{2,}|^\*")


def _letters(text: str) -> str:
    """The characters that are judged: no leaders, no stars that hide digits, and nothing of a word without a letter or a digit. A cross
    between figures is an x.

    >>> _letters("TOTAL......12,40"), _letters("-----"), _letters("L’été"), _letters("2×160"), _letters("*5443")
    ('TOTAL12,40', '', "L'été", '2x160', '5443')
    """
    plain = _LEADER.sub("", unicodedata.normalize("NFKC", text).replace("’", "'").replace("×", "x").replace(" ", ""))
    return plain if any(map(str.isalnum, plain)) or "€" in plain else ""


def edit_distance(one: str, other: str) -> int:
    """Letters to put in, take out or change (Levenshtein).

    >>> edit_distance("TOTAL", "T0TAL"), edit_distance("", "ab"), edit_distance("12,40", "12.4")
    (1, 2, 2)
    """
    from rapidfuzz.distance import Levenshtein

    return int(Levenshtein.distance(one, other))
