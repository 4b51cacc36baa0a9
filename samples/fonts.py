"""Fonts of Debian packages, by what they are good for. Needed only to draw anew; scripts/install brings them for developers."""

from __future__ import annotations

import functools
from pathlib import Path
from random import Random

from PIL import ImageFont

ROOT = Path("/usr/share/fonts")
PACKAGES = (
    "fonts-dejavu fonts-liberation fonts-freefont-ttf fonts-terminus-otb fonts-inconsolata fonts-courier-prime fonts-anonymous-pro"
    " fonts-hack fonts-ocr-b fonts-3270 fonts-crosextra-carlito fonts-lato fonts-open-sans fonts-roboto-unhinted fonts-linuxlibertine"
    " fonts-lobster fonts-kaushanscript fonts-dkg-handwriting fonts-hosny-amiri"
)

_T, _O = "truetype", "opentype"

MONOSPACED = {
    "dejavu": (f"{_T}/dejavu/DejaVuSansMono.ttf", f"{_T}/dejavu/DejaVuSansMono-Bold.ttf"),
    "liberation": (f"{_T}/liberation/LiberationMono-Regular.ttf", f"{_T}/liberation/LiberationMono-Bold.ttf"),
    # The regular cut is too thin to have come out of a till.
    "free": (f"{_T}/freefont/FreeMonoBold.ttf", f"{_T}/freefont/FreeMonoBold.ttf"),
}
"""The three that the samples of this folder were printed with."""

TILLS = MONOSPACED | {
    # Dots of a head: bitmaps, enlarged dot by dot.
    "terminus": (f"{_O}/terminus/terminus-normal.otb", f"{_O}/terminus/terminus-bold.otb"),
    "terminus-bold": (f"{_O}/terminus/terminus-bold.otb", f"{_O}/terminus/terminus-bold.otb"),
    "inconsolata": (f"{_T}/inconsolata/Inconsolata.otf", f"{_T}/inconsolata/Inconsolata.otf"),
    "courier": (f"{_O}/courier-prime/Courier Prime Bold.otf", f"{_O}/courier-prime/Courier Prime Bold.otf"),
    "anonymous": (f"{_T}/anonymous-pro/Anonymous Pro.ttf", f"{_T}/anonymous-pro/Anonymous Pro B.ttf"),
    "hack": (f"{_T}/hack/Hack-Regular.ttf", f"{_T}/hack/Hack-Bold.ttf"),
    "ocr-b": (f"{_O}/ocr-b/OCRB.otf", f"{_O}/ocr-b/OCRB.otf"),
    "3270": (f"{_T}/3270/3270-Regular.ttf", f"{_T}/3270/3270-Regular.ttf"),
}
"""What tills print with, for photographs."""

PROPORTIONAL = {
    "liberation": (f"{_T}/liberation/LiberationSans-Regular.ttf", f"{_T}/liberation/LiberationSans-Bold.ttf"),
    "narrow": (f"{_T}/liberation/LiberationSansNarrow-Regular.ttf", f"{_T}/liberation/LiberationSansNarrow-Bold.ttf"),
    "serif": (f"{_T}/liberation/LiberationSerif-Regular.ttf", f"{_T}/liberation/LiberationSerif-Bold.ttf"),
    "dejavu": (f"{_T}/dejavu/DejaVuSansCondensed.ttf", f"{_T}/dejavu/DejaVuSansCondensed-Bold.ttf"),
    "free": (f"{_T}/freefont/FreeSans.ttf", f"{_T}/freefont/FreeSansBold.ttf"),
}
"""The five that the samples of this folder were set in."""

OFFICE = PROPORTIONAL | {
    "carlito": (f"{_T}/crosextra/Carlito-Regular.ttf", f"{_T}/crosextra/Carlito-Bold.ttf"),
    "lato": (f"{_T}/lato/Lato-Regular.ttf", f"{_T}/lato/Lato-Bold.ttf"),
    "open-sans": (f"{_T}/open-sans/OpenSans-Regular.ttf", f"{_T}/open-sans/OpenSans-Bold.ttf"),
    "roboto": (f"{_T}/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf", f"{_T}/roboto/unhinted/RobotoTTF/Roboto-Bold.ttf"),
    "roboto-condensed": (f"{_T}/roboto/unhinted/RobotoCondensed-Regular.ttf", f"{_T}/roboto/unhinted/RobotoCondensed-Bold.ttf"),
}
"""What offices write in, for photographs."""

DISPLAY = (
    f"{_O}/lobster/lobster.otf",
    f"{_O}/kaushanscript/KaushanScript-Regular.otf",
    f"{_T}/lato/Lato-Black.ttf",
    f"{_T}/roboto/unhinted/RobotoCondensed-Bold.ttf",
    f"{_T}/open-sans/OpenSans-ExtraBold.ttf",
    f"{_O}/linux-libertine/LinLibertine_RB.otf",
)
"""Of logos and advertisements."""

HANDWRITING = f"{_T}/fifthhorseman/dkg.ttf"
ARABIC = (f"{_O}/fonts-hosny-amiri/Amiri-Regular.ttf", f"{_O}/fonts-hosny-amiri/Amiri-Bold.ttf")


class MissingFontError(RuntimeError):
    """A font file is not there; the message names the packages."""


def path(name: str) -> Path:
    """The file of a font. Raises MissingFontError."""
    file = ROOT / name
    if not file.exists():
        raise MissingFontError(f"{file} is missing: apt-get install {PACKAGES}")
    return file


@functools.lru_cache(maxsize=64)
def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels. Raises MissingFontError."""
    return ImageFont.truetype(str(path(name)), size)


def display(rng: Random, size: int) -> ImageFont.FreeTypeFont:
    """A font of a logo."""
    return face(rng.choice(DISPLAY), size)


def are_there() -> bool:
    """Whether every font is installed."""
    names = [name for pair in (*TILLS.values(), *OFFICE.values()) for name in pair]
    return all((ROOT / name).exists() for name in (*names, *DISPLAY, *ARABIC, HANDWRITING))
