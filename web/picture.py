"""How good a photo is, for the person who has just taken it: what was measured, in their language, and what of it is not good enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.quality import Quality
from pipeline.judge import BLURRED, DARK, FAINT, GLARING, LEAST_LETTERS
from web.language import Speech
from web.words import N_

FULL = 255
"""Grey of what is as light as can be."""

SIDES = {"left": N_("left"), "top": N_("top"), "right": N_("right"), "bottom": N_("bottom")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One figure of a photo with its unit."""

    label: str
    value: str
    is_good: bool


def measured(speech: Speech, quality: Quality) -> tuple[Measured, ...]:
    """Size of the print, sharpness, light, contrast, glare, what is cut off; shares in percent."""
    return tuple(_measured(speech, quality))


def _measured(speech: Speech, quality: Quality) -> Iterator[Measured]:
    say = speech.say
    size = say(N_("%s pixels, at least %s are needed")) % (round(quality.letters), round(LEAST_LETTERS))
    yield Measured(label=say(N_("Height of the letters")), value=size, is_good=quality.letters >= LEAST_LETTERS)
    blur = say(N_("%s %% of their height, at most %s %%")) % (round(100 * quality.blur), round(100 * BLURRED))
    yield Measured(label=say(N_("Blur at their edges")), value=blur, is_good=quality.blur <= BLURRED)
    yield _at_least(speech, say(N_("Light of the paper")), quality.paper, DARK)
    yield _at_least(speech, say(N_("Contrast of the print")), quality.contrast, FAINT)
    glare = say(N_("%s %%, at most %s %%")) % (round(100 * quality.glare), round(100 * GLARING))
    yield Measured(label=say(N_("Glare")), value=glare, is_good=quality.glare <= GLARING)
    cut = " · ".join(say(SIDES[side]) for side in quality.cut) or say(N_("none"))
    yield Measured(label=say(N_("Edges cut off")), value=cut, is_good=not quality.cut)


def _at_least(speech: Speech, label: str, grey: float, least: float) -> Measured:
    value = speech.say(N_("%s %%, at least %s %%")) % (round(100 * grey / FULL), round(100 * least / FULL))
    return Measured(label=label, value=value, is_good=grey >= least)
