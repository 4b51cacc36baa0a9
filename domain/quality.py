"""How good a picture is to read, in figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """`letters` is their height in pixels of the shown page, `blur` the width of an edge over that height, `paper` the grey of the
    paper, `contrast` the grey levels between it and the print, `glare` the share of the sheet that is burnt out, `cut` the sides of the
    picture at which print ends ("left", "top", "right", "bottom")."""

    letters: float
    blur: float
    paper: float
    contrast: float
    glare: float
    cut: tuple[str, ...] = ()
