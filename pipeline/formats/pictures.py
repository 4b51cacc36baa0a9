"""Photos and scans: JPEG, PNG, TIFF, WebP and HEIC become upright RGB pixels.

The size is read from the header and judged before anything is decoded, so that a picture bomb costs nothing.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import cast

import numpy as np
import pi_heif
from PIL import Image, ImageOps

from domain.problem import ReadError, unreadable
from pipeline.formats.kinds import FileKind
from pipeline.sheet import Pixels

# A flatbed at 1200 dpi makes 140 megapixels of an A4 page, at 600 dpi 35; the largest telephones make 50 to 108.
MAX_PIXELS = 110_000_000

_PILLOW = {FileKind.JPEG: ("JPEG", "MPO"), FileKind.PNG: ("PNG",), FileKind.TIFF: ("TIFF",), FileKind.WEBP: ("WEBP",)}
_STRIP = 256
_ORIENTATION = 0x0112
_NEW_SUBFILE_TYPE = 254


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One page of a picture file: its index in the file, and its size once upright."""

    index: int
    width: int
    height: int


def frames(content: bytes, kind: FileKind, *, name: str, max_pages: int) -> tuple[Frame, ...]:
    """The pages of a picture file: every page of a TIFF save thumbnails, the first picture of anything else.

    Raises ReadError when the file is damaged, one picture is too large, or there are too many.
    """
    with _opened(content, kind, name=name) as image:
        if kind is not FileKind.TIFF:
            return (_frame(image, 0, name=name),)
        return tuple(_tiff_frames(image, name=name, max_pages=max_pages))


def pixels(content: bytes, kind: FileKind, *, name: str, index: int = 0) -> Pixels:
    """One page of a picture file, upright by its EXIF orientation, on white where it is transparent."""
    with _opened(content, kind, name=name) as image:
        if index:
            image.seek(index)
        _refuse_giant(image, name=name)
        return _rgb(_upright(image))


@contextmanager
def _opened(content: bytes, kind: FileKind, *, name: str) -> Iterator[Image.Image]:
    """The picture, not decoded yet; whatever goes wrong while it is open is the picture's fault.

    The decoders raise OSError, SyntaxError, ValueError, struct.error, zlib.error, RuntimeError and more on damaged
    files: no narrower list holds for all five of them.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own limit speaks instead of Pillow's, and odd tags are no news
            image = _heic(content) if kind is FileKind.HEIC else Image.open(io.BytesIO(content), formats=_PILLOW[kind])
            with image:
                yield image
    except ReadError:
        raise
    except Image.DecompressionBombError as error:
        raise _giant(name) from error
    except Exception as error:
        raise _damaged(kind, name) from error


def _heic(content: bytes) -> Image.Image:
    """The main picture; libheif has turned it upright already, so its EXIF orientation no longer counts."""
    heif = pi_heif.open_heif(io.BytesIO(content))
    if heif.size[0] * heif.size[1] > MAX_PIXELS:
        raise Image.DecompressionBombError
    return cast(Image.Image, heif.to_pillow())


def _tiff_frames(image: Image.Image, *, name: str, max_pages: int) -> Iterator[Frame]:
    index = count = 0
    while True:
        tags = getattr(image, "tag_v2", {})
        if not int(tags.get(_NEW_SUBFILE_TYPE, 0)) & 1:
            count += 1
            if count > max_pages:
                raise too_many_pages(name, max_pages=max_pages)
            yield _frame(image, index, name=name)
        index += 1
        try:
            image.seek(index)
        except EOFError:
            return


def _frame(image: Image.Image, index: int, *, name: str) -> Frame:
    _refuse_giant(image, name=name)
    width, height = image.size
    if image.format is not None and image.getexif().get(_ORIENTATION, 1) >= 5:
        width, height = height, width
    return Frame(index=index, width=width, height=height)


def _refuse_giant(image: Image.Image, *, name: str) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise _giant(name)


def _upright(image: Image.Image) -> Image.Image:
    """The picture turned by its EXIF orientation, in place: large scans are not copied more often than needed."""
    if image.format is not None:  # HEIC comes upright and without a format
        image.load()
        with suppress(ValueError, TypeError, KeyError, SyntaxError, OverflowError):  # damaged EXIF says nothing about the pixels
            ImageOps.exif_transpose(image, in_place=True)
    return image


def _rgb(image: Image.Image) -> Pixels:
    """Any mode as RGB: 16 bits reduced to 8, transparency on white, CMYK and palettes turned into colours."""
    if image.mode.startswith(("I", "F")):
        image = Image.fromarray(_eight_bits(np.asarray(image)))
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        seen = image.convert("RGBA")
        image = Image.new("RGBA", seen.size, "white")
        image.alpha_composite(seen)
    out = np.empty((image.height, image.width, 3), np.uint8)
    for top in range(0, image.height, _STRIP):  # strip by strip: a whole conversion takes three times the memory
        strip = image.crop((0, top, image.width, min(image.height, top + _STRIP)))
        out[top : top + _STRIP] = np.asarray(strip.convert("RGB"))
    return out


def _eight_bits(values: np.ndarray) -> Pixels:
    """Grey values of 12, 16 or 32 bits, or fractions, as bytes."""
    highest = float(values.max(initial=0))
    full = next((float(top) for top in (1, 255, 4095, 65535) if highest <= top), highest)
    return cast(Pixels, np.clip(values.astype(np.float32) * (255.0 / full), 0, 255).astype(np.uint8))


def too_many_pages(name: str, *, max_pages: int, count: int | None = None) -> ReadError:
    """The refusal of a document that is more than a document."""
    return unreadable(
        "too_many_pages",
        what=f"This file has {count if count is not None else 'more than ' + str(max_pages)} pages; at most {max_pages} are read.",
        where=name,
        remedy="Split it into its documents and send them one by one.",
    )


def _giant(name: str) -> ReadError:
    return unreadable(
        "picture_too_large",
        what=f"This picture is larger than {MAX_PIXELS // 1_000_000} megapixels.",
        where=name,
        remedy="Scan at 300 dpi, or photograph with the usual resolution, and send that.",
    )


def _damaged(kind: FileKind, name: str) -> ReadError:
    return unreadable(
        "picture_damaged",
        what=f"This {kind} picture is damaged or cut short.",
        where=name,
        remedy="Send the picture again: its copy may have been interrupted.",
    )
