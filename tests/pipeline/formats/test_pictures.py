"""Photos and scans become upright RGB pixels, or say why not."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from domain.problem import ReadError
from pipeline.formats import pictures
from pipeline.formats.kinds import FileKind

# 96 × 64 pixels, white below a black band of 16, made with heif-enc for this test.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAUJtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAA"
    "Imlsb2MAAAAAREAAAQABAAAAAAFmAAEAAAAAAAAAbwAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGh2YzEAAAAAwmlwcnAAAACkaXBjbwAAAHhodmND"
    "AQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmubgQEDAgA"
    "AAMACAAAAwAIQCIAAQAHRAHBcrAiQAAAABRpc3BlAAAAAAAAAGAAAABAAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAoMAAAB3bWRhdAAA"
    "AGsoAa8J4OFK4DpS//90OkoNVyt/bAej1MuHg1Z23Ebqog2Dx/8gE0vSMdz6VzdSQvc/9+79yxEAIPkjFOO2CsKR6eprH8+p/qUr+t1/z5MIShmeJ43QAEr8"
    "NN82hwHflHb+wpn5gZ5xC9nPoA=="
)

PILLOW = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.TIFF: "TIFF", FileKind.WEBP: "WEBP"}


def encoded(image: Image.Image, kind: FileKind, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, PILLOW[kind], **options)
    return out.getvalue()


def noise(width: int = 200, height: int = 120) -> Image.Image:
    return Image.effect_noise((width, height), 60).convert("RGB")


def png_header(width: int, height: int) -> bytes:
    """A PNG that says it is so large, and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def problem_of(content: bytes, kind: FileKind) -> str:
    with pytest.raises(ReadError) as caught:
        pictures.pixels(content, kind, name="photo.jpg")
    assert caught.value.problem.where == "photo.jpg"
    return caught.value.problem.code


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_mode_comes_out_as_rgb_bytes(mode: str) -> None:
    white: dict[str, float | tuple[int, ...]] = {"I;16": 65535, "CMYK": (0, 0, 0, 0)}
    image = Image.new(mode, (12, 8), white.get(mode, "white"))
    kind = FileKind.TIFF if mode == "CMYK" else FileKind.PNG

    found = pictures.pixels(encoded(image, kind), kind, name="x")

    assert found.shape == (8, 12, 3)
    assert found.dtype == np.uint8
    assert found.min() >= 250


def test_sixteen_bits_keep_their_greys() -> None:
    ramp = Image.fromarray(np.array([[0, 32768, 65535]], np.uint16))

    assert [int(v) for v in pictures.pixels(encoded(ramp, FileKind.PNG), FileKind.PNG, name="x")[0, :, 0]] == [0, 127, 255]


def test_what_is_transparent_is_white_paper() -> None:
    image = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 5, 10))

    found = pictures.pixels(encoded(image, FileKind.PNG), FileKind.PNG, name="x")

    assert found[:, :5].max() == 0
    assert found[:, 5:].min() == 255


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_is_turned_upright(orientation: int) -> None:
    upright = Image.new("RGB", (64, 32), "white")
    upright.paste("black", (0, 0, 32, 16))  # top left
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Image.Transpose that makes the stored picture
    stored = upright.transpose(Image.Transpose(undo[orientation])) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = encoded(stored, FileKind.JPEG, exif=exif, quality=95)

    found = pictures.pixels(content, FileKind.JPEG, name="x")
    frame = pictures.frames(content, FileKind.JPEG, name="x", max_pages=1)[0]

    assert (frame.width, frame.height) == (64, 32) == (found.shape[1], found.shape[0])
    assert found[2:14, 2:30].max() < 90
    assert found[18:, :].min() > 160


def test_large_pictures_are_whole_though_decoded_in_strips() -> None:
    image = noise(30, 1000)

    assert np.array_equal(pictures.pixels(encoded(image, FileKind.PNG), FileKind.PNG, name="x"), np.asarray(image))


@pytest.mark.parametrize("kind", list(PILLOW))
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_a_picture_cut_short_is_told_so(kind: FileKind, share: float) -> None:
    content = encoded(noise(), kind)

    assert problem_of(content[: int(len(content) * share)], kind) == "picture_damaged"


def test_a_picture_bomb_is_refused_by_its_header() -> None:
    assert problem_of(png_header(30000, 30000), FileKind.PNG) == "picture_too_large"
    assert problem_of(png_header(11000, 11000), FileKind.PNG) == "picture_too_large"


def test_a_scan_of_sixty_megapixels_is_not_a_bomb() -> None:
    assert problem_of(png_header(9000, 6700), FileKind.PNG) == "picture_damaged"


def test_thumbnails_in_a_tiff_are_no_pages() -> None:
    pages = [noise(), noise(20, 12), noise()]
    pages[1].encoderinfo = {"tiffinfo": {254: 1}}
    content = encoded(pages[0], FileKind.TIFF, save_all=True, append_images=pages[1:])

    assert [frame.index for frame in pictures.frames(content, FileKind.TIFF, name="x", max_pages=10)] == [0, 2]


def test_a_tiff_of_too_many_pages_is_refused() -> None:
    content = encoded(noise(8, 8), FileKind.TIFF, save_all=True, append_images=[noise(8, 8)] * 5)

    with pytest.raises(ReadError, match="at most 5"):
        pictures.frames(content, FileKind.TIFF, name="x", max_pages=5)


def test_a_tiff_whose_pages_lead_back_to_the_first_ends() -> None:
    content = bytearray(encoded(noise(), FileKind.TIFF))
    first = struct.unpack("<I", content[4:8])[0]
    entries = struct.unpack("<H", content[first : first + 2])[0]
    content[first + 2 + 12 * entries : first + 6 + 12 * entries] = struct.pack("<I", first)

    assert len(pictures.frames(bytes(content), FileKind.TIFF, name="x", max_pages=10)) == 1


def test_an_animation_shows_its_first_picture() -> None:
    content = encoded(
        Image.new("RGB", (8, 8), "red"), FileKind.WEBP, save_all=True, append_images=[Image.new("RGB", (8, 8), "blue")], lossless=True
    )

    assert len(pictures.frames(content, FileKind.WEBP, name="x", max_pages=10)) == 1
    assert tuple(pictures.pixels(content, FileKind.WEBP, name="x")[0, 0]) == (255, 0, 0)


def turned_heic() -> bytes:
    """The same picture with the property `irot` (ISO/IEC 23008-12 § 6.5.10): to be shown a quarter turn counter-clockwise."""
    ipco, ipma = HEIC.index(b"ipco") - 4, HEIC.index(b"ipma") - 4
    parts = [HEIC[:ipma], b"\x00\x00\x00\x09irot\x01", HEIC[ipma : ipma + 22], b"\x84", HEIC[ipma + 22 :]]
    content = bytearray(b"".join(parts))
    for box, growth in ((HEIC.index(b"meta") - 4, 10), (HEIC.index(b"iprp") - 4, 10), (ipco, 9), (ipma + 9, 1)):
        content[box : box + 4] = struct.pack(">I", struct.unpack(">I", content[box : box + 4])[0] + growth)
    content[ipma + 9 + 18] = 4  # properties of the picture
    offset = HEIC.index(struct.pack(">I", HEIC.index(b"mdat") + 4))  # where iloc says that the data begin
    content[offset : offset + 4] = struct.pack(">I", HEIC.index(b"mdat") + 4 + 10)
    return bytes(content)


def test_a_heic_photo_is_read() -> None:
    found = pictures.pixels(HEIC, FileKind.HEIC, name="x")

    assert found.shape == (64, 96, 3)
    assert found[:14].max() < 60
    assert found[18:].min() > 200


def test_a_heic_photo_is_turned_as_it_says() -> None:
    found = pictures.pixels(turned_heic(), FileKind.HEIC, name="x")

    assert found.shape == (96, 64, 3)
    assert found[:, :14].max() < 60
    assert pictures.frames(turned_heic(), FileKind.HEIC, name="x", max_pages=1)[0].width == 64


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_heic_photo_cut_short_is_told_so(share: float) -> None:
    assert problem_of(HEIC[: int(len(HEIC) * share)], FileKind.HEIC) == "picture_damaged"


def test_something_that_only_claims_to_be_heic_is_damaged() -> None:
    assert problem_of(b"\x00\x00\x00\x18ftypheic" + b"\0" * 200, FileKind.HEIC) == "picture_damaged"


@given(st.data())
def test_flipped_bytes_give_pixels_or_a_read_error(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(PILLOW)))
    content = bytearray(encoded(Image.new("RGB", (9, 7), "green"), kind))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
        content[at] ^= data.draw(st.integers(1, 255))
    try:
        assert pictures.pixels(bytes(content), kind, name="x").ndim == 3
    except ReadError as error:
        assert error.problem.code in ("picture_damaged", "picture_too_large")  # noqa: PT017  both outcomes are right
