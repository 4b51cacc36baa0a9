"""Words drawn at known places, seen askew and bent under a lamp, are found at those places on the page that a person is shown."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from domain.geometry import Box
from pipeline.engines.paddle import open_engine
from pipeline.prepare import prepare
from pipeline.recognize import OcrEngine
from pipeline.sheet import Pixels, plain_sheet
from pipeline.split import split
from pipeline.upright import read_upright
from samples.fonts import MONOSPACED, face

pytestmark = pytest.mark.slow

LINES = (
    "BOULANGERIE DUPAIN",
    "12 RUE HAUTE LYON",
    "CROISSANT 1,20",
    "BAGUETTE 1,10",
    "TARTE CITRON 14,50",
    "SOUS-TOTAL 16,80",
    "CARTE BANCAIRE",
)
WIDTH, HEIGHT = 620, 640
TABLE = (1300, 1300)

ASKEW = [[200, 200], [1000, 260], [960, 1100], [160, 1000]]
STRAIGHT = [[200, 200], [1000, 200], [1000, 1000], [200, 1000]]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> OcrEngine:
    return open_engine(cache=tmp_path_factory.mktemp("models"))


def printed() -> tuple[Pixels, list[tuple[str, tuple[float, float, float, float]]]]:
    """A receipt, and the box of the ink of each of its words."""
    image = Image.new("RGB", (WIDTH, HEIGHT), (244, 243, 238))
    words: list[tuple[str, tuple[float, float, float, float]]] = []
    pen, font = ImageDraw.Draw(image), face(MONOSPACED["dejavu"][0], 30)
    for row, line in enumerate(LINES):
        x = 50.0
        for word in line.split():
            alone = Image.new("L", (WIDTH, HEIGHT))
            ImageDraw.Draw(alone).text((x, 60 + 76 * row), word, font=font, fill=255)
            ink = alone.point(lambda level: 255 * (level > 127)).getbbox()
            assert ink
            words.append((word, ink))
            pen.text((x, 60 + 76 * row), word, font=font, fill=(40, 40, 45))
            x = ink[2] + 22.0
    return np.asarray(image), words


def photographed(corners: list[list[int]], *, bend: float) -> tuple[Pixels, list[tuple[str, Box]]]:
    """The receipt on a dark table between those corners, its middle seen lower by `bend`, in uneven light, blurred and noisy."""
    flat, words = printed()
    matrix = cv2.getPerspectiveTransform(
        np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]], np.float32), np.array(corners, np.float32)
    )
    rows, columns = np.indices(TABLE[::-1]).astype(np.float64)
    on_paper = cv2.perspectiveTransform(np.stack([columns, rows], -1).reshape(-1, 1, 2), np.linalg.inv(matrix)).reshape(*TABLE[::-1], 2)
    x, y = on_paper[..., 0], on_paper[..., 1] - bend * np.sin(np.pi * on_paper[..., 0].clip(0, WIDTH) / WIDTH)
    noise = np.random.default_rng(4)
    ground = np.repeat(noise.integers(70, 100, (*TABLE[::-1], 1), np.uint8), 3, 2)
    paper = cv2.remap(flat, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR)
    scene = np.where(((x >= 0) & (x < WIDTH) & (y >= 0) & (y < HEIGHT))[..., None], paper, ground) * np.linspace(1, 0.6, TABLE[0])[:, None]
    scene = cv2.GaussianBlur(scene, (0, 0), 0.8) + noise.normal(0, 4, scene.shape)
    truth = []
    for word, (left, top, right, bottom) in words:
        around = np.array(
            [[left, top], [right, top], [right, bottom], [left, bottom], [(left + right) / 2, top], [(left + right) / 2, bottom]]
        )
        around[:, 1] += bend * np.sin(np.pi * around[:, 0] / WIDTH)
        seen = cv2.perspectiveTransform(around[:, None], matrix)[:, 0]
        truth.append((word, Box(*seen.min(axis=0).tolist(), *seen.max(axis=0).tolist())))
    return np.clip(scene, 0, 255).astype(np.uint8), truth


@pytest.mark.parametrize(("corners", "bend", "quarters"), [(ASKEW, 0, 0), (ASKEW, 0, 1), (STRAIGHT, 30, 0), (ASKEW, 30, 3), (ASKEW, 0, 2)])
def test_words_are_found_where_they_stand(engine: OcrEngine, corners: list[list[int]], bend: float, quarters: int) -> None:
    pixels, truth = photographed(corners, bend=bend)
    (part,) = split(plain_sheet(np.ascontiguousarray(np.rot90(pixels, quarters)), page=1), engine)

    page = read_upright(prepare(part, engine), engine)

    assert page.turn_degrees == 90 * quarters
    for text, box in truth:
        found = max((word.box for word in page.words if word.text == text), key=box.iou)
        assert (found.left, found.top, found.right, found.bottom) == pytest.approx((box.left, box.top, box.right, box.bottom), abs=5)
        assert found.iou(box) >= 0.8
