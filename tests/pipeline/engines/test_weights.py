"""The model folders are made once, whole, and from what is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines._weights import WeightsError, build, find_weights


def test_the_packaged_weights_know_the_signs_of_european_receipts(tmp_path: Path) -> None:
    weights = find_weights(None, cache=tmp_path)

    assert set("ABCabc0123456789,.€éèêàçùôîïœÉÀÇäöüß%°+-:/") <= set(weights.characters)
    assert (weights.detection / "inference.onnx").stat().st_size > 1_000_000


def test_folders_are_made_once(tmp_path: Path) -> None:
    first = build(tmp_path)
    stamp = (first / "rec" / "inference.yml").stat().st_mtime_ns

    assert build(tmp_path) == first
    assert (first / "rec" / "inference.yml").stat().st_mtime_ns == stamp
    assert [path.name for path in tmp_path.iterdir()] == [first.name]


def test_a_folder_of_larger_models_is_used_as_it_is(tmp_path: Path) -> None:
    folder = build(tmp_path)

    assert find_weights(folder, cache=tmp_path / "untouched").detection == folder / "det"
    assert not (tmp_path / "untouched").exists()


def test_a_folder_without_models_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"has no det/inference\.onnx"):
        find_weights(tmp_path, cache=tmp_path)
