"""Pictures are encoded once, and memory stays bounded."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image

from pipeline.sheet import Pixels
from web.pictures import Pictures, encode


def noise(seed: int = 0, *, width: int = 60, height: int = 40) -> Pixels:
    return np.random.default_rng(seed).integers(0, 255, (height, width, 3), np.uint8)


def test_a_picture_is_rendered_once() -> None:
    pictures, rendered = Pictures(), []

    def render() -> Pixels:
        rendered.append(1)
        return noise()

    assert pictures.get(("a", 1, 0, "page"), render) == pictures.get(("a", 1, 0, "page"), render)
    assert rendered == [1]


def test_many_readers_at_once_render_it_once() -> None:
    pictures, rendered = Pictures(), []

    def render() -> Pixels:
        rendered.append(1)
        return noise()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: pictures.get(("a", 1, 0, "page"), render), range(16)))
    assert rendered == [1]


def test_the_least_recently_seen_leaves_when_there_is_no_room() -> None:
    pictures = Pictures(capacity_bytes=3 * len(encode(noise(), longest=200)))
    keys = [(name, 1, 0, "thumb") for name in "abcdef"]
    for seed, key in enumerate(keys):
        pictures.get(key, lambda seed=seed: noise(seed))  # type: ignore[misc]

    def fail() -> Pixels:
        raise LookupError

    pictures.get(keys[-1], fail)
    with pytest.raises(LookupError):
        pictures.get(keys[0], fail)
    assert pictures._size <= pictures.capacity_bytes


def test_what_cannot_be_rendered_is_not_remembered() -> None:
    pictures = Pictures()

    def fail() -> Pixels:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        pictures.get(("a", 1, 0, "page"), fail)
    assert pictures.get(("a", 1, 0, "page"), noise)


def test_a_large_page_is_made_smaller_and_a_small_one_is_left() -> None:
    assert Image.open(io.BytesIO(encode(noise(width=400, height=300), longest=200))).size == (200, 150)
    assert Image.open(io.BytesIO(encode(noise(), longest=200))).size == (60, 40)
