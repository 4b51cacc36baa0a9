"""Doubtful figures are looked at again, and what the looks agree on is taken."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.engines._again import AGREED, agreed, is_doubtful, looks
from pipeline.engines._decode import Character, Run


def run(text: str, sure: float = 0.99, *, weak: str = "", weakness: float = 0.5) -> Run:
    signs = [Character(sign, (at + 0.5) / len(text), weakness if sign in weak else sure) for at, sign in enumerate(text)]
    return Run(tuple(signs))


def confidence_of(whole: Run, sign: str) -> float:
    return min(c.confidence for c in whole.characters if c.sign == sign)


@pytest.mark.parametrize(
    ("seen", "doubtful"),
    [(run("TOTAL 104,08"), False), (run("TOTAL 104,08", weak="8"), True), (run("TOTAL 104,08", weak="A"), False), (Run(), False)],
)
def test_only_figures_with_a_doubtful_sign_are_looked_at_again(seen: Run, doubtful: bool) -> None:
    assert is_doubtful(seen) is doubtful


def test_the_reading_of_most_looks_is_taken_and_is_no_surer_than_their_share() -> None:
    first = run("TOTAL 104,08", weak="8", weakness=0.43)
    seen = agreed(first, [run("TOTAL 104,06", weak="6", weakness=0.68), run("TOTAL 104,06"), run("TOTAL 104,08", weak="8", weakness=0.63)])
    assert seen.text == "TOTAL 104,06"
    assert confidence_of(seen, "6") < 0.7
    assert confidence_of(seen, "T") == 0.99


def test_what_every_look_agrees_on_is_surer_than_each() -> None:
    first = run("27,34", weak="7", weakness=0.6)
    assert confidence_of(agreed(first, [first, first, first]), "7") == AGREED


def test_a_look_that_parts_the_words_otherwise_has_no_say() -> None:
    first = run("1 250,00", weak="5", weakness=0.6)
    seen = agreed(first, [run("1250,00"), run("1 2 50,00")])
    assert seen == first


def test_words_without_a_figure_stay_as_they_are() -> None:
    first = run("MONTRNT 12,00", weak="R0", weakness=0.5)
    assert agreed(first, [run("MONTANT 12,00"), run("MONTANT 12,00")]).text == "MONTRNT 12,00"


def test_a_look_is_the_run_with_a_margin() -> None:
    pixels = np.full((60, 200, 3), 255, np.uint8)
    quad = np.array([[20, 20], [120, 20], [120, 40], [20, 40]], np.float32)
    assert [crop.shape[:2] for crop in looks(pixels, quad)] == [(23, 106), (21, 120), (21, 94)]
