"""Fonts of three Debian packages: fonts-dejavu, fonts-liberation, fonts-freefont-ttf. Needed only to draw anew."""

from __future__ import annotations

from pathlib import Path

ROOT = Path("/usr/share/fonts/truetype")

MONOSPACED = {
    "dejavu": ("dejavu/DejaVuSansMono.ttf", "dejavu/DejaVuSansMono-Bold.ttf"),
    "liberation": ("liberation/LiberationMono-Regular.ttf", "liberation/LiberationMono-Bold.ttf"),
    # The regular cut is too thin to have come out of a till.
    "free": ("freefont/FreeMonoBold.ttf", "freefont/FreeMonoBold.ttf"),
}
PROPORTIONAL = {
    "liberation": ("liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf"),
    "narrow": ("liberation/LiberationSansNarrow-Regular.ttf", "liberation/LiberationSansNarrow-Bold.ttf"),
    "serif": ("liberation/LiberationSerif-Regular.ttf", "liberation/LiberationSerif-Bold.ttf"),
    "dejavu": ("dejavu/DejaVuSansCondensed.ttf", "dejavu/DejaVuSansCondensed-Bold.ttf"),
    "free": ("freefont/FreeSans.ttf", "freefont/FreeSansBold.ttf"),
}


class MissingFontError(RuntimeError):
    """A font file is not there; the message names the packages."""


def path(name: str) -> Path:
    """The file of a font. Raises MissingFontError."""
    file = ROOT / name
    if not file.exists():
        raise MissingFontError(f"{file} is missing: apt-get install fonts-dejavu fonts-liberation fonts-freefont-ttf")
    return file


def are_there() -> bool:
    """Whether every font is installed."""
    return all((ROOT / name).exists() for pair in (*MONOSPACED.values(), *PROPORTIONAL.values()) for name in pair)
