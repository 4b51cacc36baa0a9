"""The look: what must be read has the contrast that the law asks for (WCAG 2.2 AA, 1.4.3 and 1.4.11), in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SHEET = Path("web/static/justif.css").read_text(encoding="utf-8")
READ = [
    ("ink", "ground"),
    ("ink", "paper"),
    ("ink", "sunk"),
    ("soft", "ground"),
    ("soft", "paper"),
    ("soft", "sunk"),
    ("accent", "paper"),
    ("accent-strong", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("good", "good-soft"),
    ("good", "paper"),
    ("doubt", "doubt-soft"),
    ("doubt", "paper"),
    ("ink", "doubt-soft"),
    ("bad", "bad-soft"),
    ("bad", "paper"),
    ("info", "info-soft"),
    ("ground", "ink"),
]


def tokens(scheme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\n\s*\}", SHEET, re.DOTALL)[:2]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    return found if scheme == "light" else found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "under"), READ)
def test_text_stands_out_from_its_ground(scheme: str, text: str, under: str) -> None:
    colours = tokens(scheme)

    assert contrast(colours[text], colours[under]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("edge", ["line-strong", "accent", "bad"])
def test_edges_of_what_can_be_used_stand_out(scheme: str, edge: str) -> None:
    colours = tokens(scheme)

    assert contrast(colours[edge], colours["paper"]) >= 3


def test_whatever_has_the_focus_shows_it() -> None:
    assert re.search(r":focus-visible \{ outline: 3px", SHEET)
    assert "outline: none" not in SHEET.replace("main:focus { outline: none; }", "")


def test_every_icon_that_is_drawn_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'id="(\w+)"', Path("web/static/icons.svg").read_text(encoding="utf-8")))
    templates = "".join(path.read_text(encoding="utf-8") for path in Path("web/templates").glob("*.html"))
    drawn = set(re.findall(r'icon\("(\w+)"', templates)) | set(
        re.findall(r'"(\w+)"(?= (?:if|else) |\) )', " ".join(re.findall(r"icon\([^)]*\) ", templates)))
    )

    assert drawn
    assert drawn <= sprite
