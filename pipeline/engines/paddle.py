"""PP-OCRv6 through PaddleOCR's modules, on ONNX Runtime: the default engine. No network, ever.

Detection looks at a bounded picture, recognition at crops of the full one. What the detector finds is a run of text; the
characters' own positions cut it into words. The alphabet of these weights holds Latin, Greek and Chinese signs, no Arabic.
"""

from __future__ import annotations

import logging
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page, Word
from pipeline.engines._crops import Character, Quad, Quads, cut_runs, is_standing, words_of
from pipeline.engines._weights import Weights, find_weights
from pipeline.recognize import OcrEngine
from pipeline.sheet import Pixels, Sheet

log = logging.getLogger(__name__)

NOISE = 0.3
"""A run read with less confidence is a stain, a logo or the table's edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A run of text as the recogniser gave it: its characters and where they stand from left to right, in [0, 1]."""

    characters: tuple[Character, ...]
    confidence: float

    @property
    def text(self) -> str:
        return "".join(c.sign for c in self.characters)


def open_engine(
    *,
    models: Path | None = None,
    cache: Path | None = None,
    threads: int = 2,
    detection_side: int = 1280,
    batch: int = 6,
) -> OcrEngine:
    """The engine, with the packaged weights or those in the folder `models` (`det/` and `rec/`).

    `cache` keeps the prepared model folders between starts; without it they lie in the user's temporary folder.
    Raises WeightsError when `models` does not hold what it should.
    """
    started = time.monotonic()
    user = os.getuid() if hasattr(os, "getuid") else os.getlogin()
    weights = find_weights(models, cache=cache or Path(tempfile.gettempdir()) / f"justif-models-{user}")
    engine = PaddleEngine(weights, threads=threads, detection_side=detection_side, batch=batch)
    log.info("engine=paddle providers=%s ready in %d ms", ",".join(_providers()), (time.monotonic() - started) * 1000)
    return engine


class PaddleEngine:
    """Detection and recognition, loaded once and used by one thread at a time."""

    def __init__(self, weights: Weights, *, threads: int, detection_side: int, batch: int) -> None:
        detection, recognition = _modules()
        shared = {
            "engine": "onnxruntime",
            "engine_config": {
                "providers": _providers(),
                "provider_options": [_options(name, threads) for name in _providers()],
                "intra_op_num_threads": threads,
                "log_severity_level": 3,
            },
        }
        self._side = detection_side
        self._batch = batch
        self._detection = detection(model_name=weights.detection_name, model_dir=str(weights.detection), limit_type="max", **shared)
        self._recognition = recognition(model_name=weights.recognition_name, model_dir=str(weights.recognition), **shared)

    def recognize(self, sheet: Sheet) -> Page:
        words = [word for quad, run in self._runs(sheet.pixels) for word in _words(quad, run, sheet)]
        return Page(
            number=sheet.page,
            width=sheet.shown_width,
            height=sheet.shown_height,
            words=tuple(words),
            source=Source.OCR,
            turn_degrees=sheet.turn_degrees,
        )

    def confidence_upright(self, pixels: Pixels) -> float:
        """Mean confidence of a few of the widest runs as they stand; 0 when there is no text."""
        quads = self._detect(pixels)
        widths = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1) if len(quads) else np.zeros(0)
        widest = quads[np.argsort(-widths)[:6]]
        runs = [run for run in self._read(pixels, widest) if run.characters]
        return float(np.mean([run.confidence for run in runs])) if runs else 0.0

    def _runs(self, pixels: Pixels) -> Iterator[tuple[Quad, _Run]]:
        """Every run of text with its quad; text on its side is read both ways, and the likelier one kept."""
        quads = self._detect(pixels)
        standing = is_standing(quads)
        lying, upward, downward = quads[~standing], np.roll(quads[standing], 1, axis=1), np.roll(quads[standing], -1, axis=1)
        runs = self._read(pixels, np.concatenate([lying, upward, downward]))
        yield from zip(lying, runs, strict=False)
        one, other = runs[len(lying) : len(lying) + len(upward)], runs[len(lying) + len(upward) :]
        for pair in zip(zip(upward, one, strict=True), zip(downward, other, strict=True), strict=True):
            yield max(pair, key=lambda found: found[1].confidence)

    def _detect(self, pixels: Pixels) -> Quads:
        bgr = np.ascontiguousarray(pixels[:, :, ::-1])
        (found,) = self._detection.predict(bgr, limit_side_len=self._side)
        quads = np.asarray(found["dt_polys"], np.float32).reshape(-1, 4, 2)
        wide = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
        high = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
        return cast(Quads, quads[(wide >= 3) & (high >= 3)])

    def _read(self, pixels: Pixels, quads: Quads) -> Sequence[_Run]:
        crops = cut_runs(pixels, quads)
        order = sorted(range(len(crops)), key=lambda i: crops[i].shape[1] / crops[i].shape[0])
        runs: dict[int, _Run] = {}
        if order:
            bgr = [np.ascontiguousarray(crops[i][:, :, ::-1]) for i in order]
            found = self._recognition.paddlex_predictor.predict(bgr, batch_size=self._batch, return_word_box=True)
            runs = {i: _run(result) for i, result in zip(order, found, strict=True)}
        return [runs[i] for i in range(len(crops))]


def _words(quad: Quad, run: _Run, sheet: Sheet) -> Iterable[Word]:
    """The words of a run, as long as it is no noise, with their boxes on the shown page."""
    if run.confidence < NOISE:
        return
    for text, start, end in words_of(run.characters):
        top = quad[0] + (quad[1] - quad[0]) * np.array([[start], [end]])
        bottom = quad[3] + (quad[2] - quad[3]) * np.array([[start], [end]])
        yield Word(text=text, box=_shown(np.vstack([top, bottom]), sheet), confidence=min(1.0, run.confidence))


def _shown(points: npt.NDArray[np.float64], sheet: Sheet) -> Box:
    """The rectangle on the shown page around points of the sheet."""
    x, y, w = sheet.to_shown @ np.vstack([points.T, np.ones(len(points))])
    x, y = x / w, y / w
    return Box(float(x.min()), float(y.min()), float(x.max()), float(y.max())).clipped(sheet.shown_width, sheet.shown_height)


def _run(result: Any) -> _Run:
    """What PaddleX gives (the text with its columns, or a bare text when there is none) as a run."""
    text, (columns, pieces, places, _) = result["rec_text"]
    signs = [sign for piece in pieces for sign in piece]
    at = [place for piece in places for place in piece]
    assert "".join(signs) == text
    columns = max(float(columns), *(place + 1 for place in at)) if at else 1.0
    characters = tuple(Character(sign=sign, at=(place + 0.5) / columns) for sign, place in zip(signs, at, strict=True))
    return _Run(characters=characters, confidence=float(result["rec_score"]))


def _providers() -> list[str]:
    """The fastest of what is installed first; the plain processor is always there."""
    import onnxruntime

    installed = onnxruntime.get_available_providers()
    wanted = ("CUDAExecutionProvider", "OpenVINOExecutionProvider", "CPUExecutionProvider")
    return [name for name in wanted if name in installed]


def _options(provider: str, threads: int) -> dict[str, str]:
    return {"device_type": "CPU", "num_of_threads": str(threads)} if provider == "OpenVINOExecutionProvider" else {}


def _modules() -> tuple[Any, Any]:
    """PaddleOCR's two modules. Their import takes seconds, so it waits until an engine is wanted.

    The two variables keep PaddleX from asking model servers on the network whether they are reachable.
    """
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    os.environ.setdefault("DISABLE_MODEL_SOURCE_CHECK", "True")
    from paddleocr import TextDetection, TextRecognition

    for name in ("paddlex", "ppocr", "paddleocr"):
        logging.getLogger(name).setLevel(logging.ERROR)
    return TextDetection, TextRecognition
