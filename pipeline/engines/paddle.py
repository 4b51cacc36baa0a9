"""PP-OCRv6 through PaddleOCR's modules, on ONNX Runtime: the default engine. No network, ever.

Detection looks at a bounded picture, recognition at crops of the full one. What the detector finds is a run of text; the
characters' own positions cut it into words. The alphabet of these weights holds Latin, Greek and Chinese signs, no Arabic.
Why these settings: docs/decisions/0002-recognition-engine.md.
"""

from __future__ import annotations

import getpass
import logging
import math
import os
import tempfile
import time
import weakref
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
import numpy.typing as npt

from domain.geometry import Box
from domain.kinds import Source
from domain.page import Page, Word
from pipeline.engines._crops import Quad, as_input, cut, is_standing, words_of
from pipeline.engines._decode import Decoder, Run
from pipeline.engines._ink import Sides, ink_of, tightened
from pipeline.engines._weights import Weights, find_weights
from pipeline.recognize import OcrEngine, Quads
from pipeline.sheet import Pixels, Sheet

log = logging.getLogger(__name__)

NOISE = 0.3
"""A run read with less confidence is a stain, a logo or the table's edge."""

GRID = 128
"""Detection pictures are padded to multiples of this: a dozen shapes instead of a hundred, and memory stays flat."""

LONG = 1.8
"""A picture so many times as long as it is wide is looked at larger than `side`, as long as its letters are not seen."""

SEEN = 7.0
"""Pixels of a letter's height from which the detector finds every line."""

TELLING = 3
"""Letters and digits in a piece of a line from which it tells upright from upside down."""


def open_engine(
    *,
    models: Path | None = None,
    cache: Path | None = None,
    threads: int = 2,
    detection_side: int = 1280,
    latin_only: bool = True,
) -> OcrEngine:
    """The engine, with the packaged weights or those in the folder `models` (`det/` and `rec/`).

    `cache` keeps the prepared model folders between starts; without it they lie in the user's temporary folder.
    `latin_only` leaves out the signs that no French, English or German document prints. Raises WeightsError when
    `models` does not hold what it should.
    """
    started = time.monotonic()
    weights = find_weights(models, cache=cache or Path(tempfile.gettempdir()) / f"justif-models-{getpass.getuser()}")
    engine = PaddleEngine(weights, threads=threads, detection_side=detection_side, latin_only=latin_only)
    log.info("engine=paddle provider=%s ready in %d ms", _provider(), (time.monotonic() - started) * 1000)
    return engine


class PaddleEngine:
    """Detection and recognition, loaded once and used by one thread at a time."""

    def __init__(self, weights: Weights, *, threads: int, detection_side: int, latin_only: bool) -> None:
        detection, recognition = _modules()
        self._side = detection_side
        self._detection = detection(
            model_name=weights.detection_name,
            model_dir=str(weights.detection),
            limit_type="max",
            engine="onnxruntime",
            engine_config=_engine_config(threads=threads, streams=1),
        )
        reader = recognition(
            model_name=weights.recognition_name,
            model_dir=str(weights.recognition),
            engine="onnxruntime",
            engine_config=_engine_config(threads=threads, streams=threads),
        )
        self._network = reader.paddlex_predictor.runner
        self._decoder = Decoder(weights.characters, latin_only=latin_only)
        # A crop is too little work for two threads: one thread a crop took 1.9 s of processor time where two took 2.4.
        self._readers = ThreadPoolExecutor(threads, thread_name_prefix="recognition")
        self._detected: tuple[weakref.ref[Pixels], tuple[int, ...], Quads] | None = None

    def recognize(self, sheet: Sheet) -> Page:
        words = [word for quad, run in self._runs(sheet) for word in _words(quad, run, sheet)]
        return Page(
            number=sheet.page,
            width=sheet.shown_width,
            height=sheet.shown_height,
            words=tuple(words),
            source=Source.OCR,
            turn_degrees=sheet.turn_degrees,
        )

    def find_text(self, pixels: Pixels) -> Quads:
        return self._detect(pixels)

    def confidence_upright(self, pixels: Pixels) -> float:
        """Mean confidence of the signs of a piece of a line; 0 where hardly any is a letter or a digit: rules read alike both ways up."""
        run = self._read_one(pixels)
        return run.confidence if sum(map(str.isalnum, run.text)) >= TELLING else 0.0

    def _runs(self, sheet: Sheet) -> Iterator[tuple[Quad, Run]]:
        """Every run of text with its quad; text on its side is read both ways, and the likelier one kept."""
        pixels = sheet.pixels
        quads = self._detect(pixels, letters=sheet.letters)
        standing = is_standing(quads)
        lying, upward, downward = quads[~standing], np.roll(quads[standing], 1, axis=1), np.roll(quads[standing], -1, axis=1)
        yield from zip(lying, self._read(pixels, lying), strict=True)
        one, other = zip(upward, self._read(pixels, upward), strict=True), zip(downward, self._read(pixels, downward), strict=True)
        for pair in zip(one, other, strict=True):
            yield max(pair, key=lambda found: found[1].confidence)

    def _detect(self, pixels: Pixels, *, letters: float = 0.0) -> Quads:
        """The runs of a picture. Those of the last one are kept: a scan in which sheets were sought in vain is read as it is, and
        detection is a quarter of reading."""
        small, scale = _for_detection(pixels, self._side, letters)
        if self._detected and self._detected[0]() is pixels and self._detected[1] == small.shape:
            return self._detected[2].copy()
        quads = self._runs_in(small, scale, pixels)
        self._detected = weakref.ref(pixels), small.shape, quads.copy()
        return quads

    def _runs_in(self, small: Pixels, scale: float, pixels: Pixels) -> Quads:
        (found,) = self._detection.predict(small, limit_side_len=max(small.shape))
        quads = np.asarray(found["dt_polys"], np.float32).reshape(-1, 4, 2) / np.float32(scale)
        quads = np.clip(quads, 0, np.array([pixels.shape[1], pixels.shape[0]], np.float32))
        wide = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
        high = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
        return cast(Quads, quads[(wide >= 3) & (high >= 3)])

    def _read(self, pixels: Pixels, quads: Quads) -> Sequence[Run]:
        return list(self._readers.map(lambda quad: self._read_one(cut(pixels, quad)), quads))

    def _read_one(self, crop: Pixels) -> Run:
        tensor, share = as_input(crop)
        (probabilities,) = self._network(x=[tensor])
        run = self._decoder.decode(probabilities[0], share=share)
        if not run.characters:
            return run
        # The tensor's own 48 rows are enough: one of them is less than two pixels of a line of 80.
        print_alone = tensor[0, 1, :, : max(1, round(share * tensor.shape[3]))]
        return replace(run, ink=ink_of(((print_alone + 1) * 127.5).astype(np.uint8)))


def _for_detection(pixels: Pixels, side: int, letters: float) -> tuple[Pixels, float]:
    """The picture as BGR, no longer than `side`, padded with its own edge to the grid; and its scale.

    A long narrow one is larger, until its letters are seen or it has as many pixels as a square of `side` three quarters filled.
    """
    height, width = pixels.shape[:2]
    scale = side / max(height, width)
    if letters and max(height, width) > LONG * min(height, width):
        scale = max(scale, min(SEEN / letters, side * math.sqrt(0.75 / (height * width))))
    scale = min(1.0, scale)
    width, height = (max(1, round(n * scale)) for n in (pixels.shape[1], pixels.shape[0]))
    small = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    right, below = -width % GRID, -height % GRID
    return cast(Pixels, cv2.copyMakeBorder(small[:, :, ::-1], 0, below, 0, right, cv2.BORDER_REPLICATE)), scale


def _words(quad: Quad, run: Run, sheet: Sheet) -> Iterable[Word]:
    """The words of a run, as long as it is no noise, with their boxes on the shown page."""
    if run.confidence < NOISE:
        return
    for text, start, end, confidence in words_of(run.characters):
        corners = _part(quad, (start, 0.0, end, 1.0))
        tight = tightened(run.ink, start, end) if run.ink is not None and any(map(str.isalnum, text)) else None
        # Lines are told from boxes as high as the run: those of print alone differ from word to word.
        shown = sheet.around(_part(quad, tight) if tight else corners)
        yield Word(text=text, box=shown, confidence=confidence, flat=_around(corners))


def _part(quad: Quad, sides: Sides) -> npt.NDArray[np.float64]:
    """The corners of a part of a run, told by shares of its width and height."""
    left, top, right, bottom = sides
    across, down = np.array([[left], [right], [right], [left]]), np.array([[top], [top], [bottom], [bottom]])
    upper, lower = quad[0] + (quad[1] - quad[0]) * across, quad[3] + (quad[2] - quad[3]) * across
    return np.asarray(upper + (lower - upper) * down, np.float64)


def _around(points: npt.NDArray[np.float64]) -> Box:
    """The rectangle around points of the sheet itself."""
    return Box(*map(float, (*points.min(axis=0), *points.max(axis=0))))


def _provider() -> str:
    """The fastest of what is installed; the plain processor is always there."""
    import onnxruntime

    installed = onnxruntime.get_available_providers()
    return "OpenVINOExecutionProvider" if "OpenVINOExecutionProvider" in installed else "CPUExecutionProvider"


def _engine_config(*, threads: int, streams: int) -> dict[str, Any]:
    """`streams` pictures at once on `threads` threads in all."""
    config: dict[str, Any] = {"providers": [_provider()], "intra_op_num_threads": threads // streams, "log_severity_level": 3}
    if _provider() == "OpenVINOExecutionProvider":
        config["provider_options"] = [{"device_type": "CPU", "num_of_threads": str(threads), "num_streams": str(streams)}]
    return config


def _modules() -> tuple[Any, Any]:
    """PaddleOCR's two modules. Their import takes seconds, so it waits until an engine is wanted.

    The two variables keep PaddleX and ModelScope from asking servers on the network whether they are reachable.
    """
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    os.environ.setdefault("DISABLE_MODEL_SOURCE_CHECK", "True")
    from paddleocr import TextDetection, TextRecognition

    for name in ("paddlex", "ppocr", "paddleocr"):
        logging.getLogger(name).setLevel(logging.ERROR)
    return TextDetection, TextRecognition
