"""The weights of PP-OCRv6 as PaddleOCR wants them: a folder a model, with `inference.onnx` and `inference.yml`.

The weights come inside the package `rapidocr` (Apache-2.0), so nothing is ever downloaded. The folders are made once and
never change: their name carries the version of that package, and a folder appears whole or not at all.
"""

from __future__ import annotations

import importlib.metadata
import importlib.resources
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml

from domain.problem import Problem, ReadError

PACKAGE = "rapidocr"
DETECTION, RECOGNITION = "det", "rec"

# How PP-OCRv6 was trained to see pictures; published with the models by PaddleOCR.
_DETECTION_SETTINGS: dict[str, Any] = {
    "Global": {"model_name": "PP-OCRv6_small_det"},
    "PreProcess": {
        "transform_ops": [
            {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
            {"DetResizeForTest": {"resize_long": 960}},
            {"NormalizeImage": {"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225], "scale": "1./255.", "order": "hwc"}},
            {"ToCHWImage": None},
            {"KeepKeys": {"keep_keys": ["image", "shape"]}},
        ]
    },
    "PostProcess": {"name": "DBPostProcess", "thresh": 0.2, "box_thresh": 0.45, "max_candidates": 3000, "unclip_ratio": 1.4},
}
_RECOGNITION_SETTINGS: dict[str, Any] = {
    "Global": {"model_name": "PP-OCRv6_small_rec"},
    "PreProcess": {
        "transform_ops": [
            {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
            {"RecResizeImg": {"image_shape": [3, 48, 320]}},
        ]
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The two model folders, the names PaddleOCR has for what lies in them, and the signs that the recogniser knows."""

    detection: Path
    recognition: Path
    detection_name: str
    recognition_name: str
    characters: tuple[str, ...]


class WeightsError(ReadError):
    """The model folder is not usable; the problem says what is missing, to whoever hands in a picture."""


def find_weights(models: Path | None, *, cache: Path) -> Weights:
    """The weights in a folder of larger models (`det/` and `rec/` below it), or else those that came with the packages.

    Raises WeightsError when a folder was named and it does not hold them.
    """
    folder = models or build(cache)
    for kind in (DETECTION, RECOGNITION):
        for name in ("inference.onnx", "inference.yml"):
            if not (folder / kind / name).is_file():
                raise WeightsError(
                    Problem(
                        code="models_incomplete",
                        what=f"The folder of recognition models has no {kind}/{name}.",
                        where=str(folder),
                        remedy="Put det/ and rec/ there, each with inference.onnx and inference.yml, or leave the setting empty.",
                    )
                )
    detection, recognition = (_settings(folder / kind) for kind in (DETECTION, RECOGNITION))
    return Weights(
        detection=folder / DETECTION,
        recognition=folder / RECOGNITION,
        detection_name=detection["Global"]["model_name"],
        recognition_name=recognition["Global"]["model_name"],
        characters=tuple(str(sign) for sign in recognition["PostProcess"]["character_dict"]),
    )


def build(cache: Path) -> Path:
    """The folder of the packaged models, made at the first call. Safe when two processes start at once."""
    folder = cache / f"pp-ocrv6-{importlib.metadata.version(PACKAGE)}"
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix="making-", dir=cache))
    try:
        _fill(making)
        making.rename(folder)
    except OSError:
        if not folder.is_dir():  # else another process was quicker, and its folder is the same
            raise
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return folder


def _settings(folder: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the alphabet is long: 0.1 s in C, 4 s without
    return cast(dict[str, Any], yaml.load((folder / "inference.yml").read_text(encoding="utf-8"), loader))


def _fill(folder: Path) -> None:
    packaged = importlib.resources.files(PACKAGE) / "models"
    for kind, settings in ((DETECTION, _DETECTION_SETTINGS), (RECOGNITION, _RECOGNITION_SETTINGS)):
        target = folder / kind
        target.mkdir()
        source = packaged / f"PP-OCRv6_{kind}_small.onnx"
        (target / "inference.onnx").write_bytes(source.read_bytes())
        if kind == RECOGNITION:
            settings = settings | {"PostProcess": {"name": "CTCLabelDecode", "character_dict": _characters(target / "inference.onnx")}}
        (target / "inference.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")


def _characters(model: Path) -> list[str]:
    """The alphabet that the recogniser carries in its metadata, one character a line."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    return str(session.get_modelmeta().custom_metadata_map["character"]).split("\n")
