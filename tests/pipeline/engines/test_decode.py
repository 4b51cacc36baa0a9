"""Probabilities become signs with their places and their own confidence."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from pipeline.engines._decode import Decoder, Run, is_latin

ALPHABET = ("A", "8", "0", ",", "℃")
BLANK, SPACE = 0, len(ALPHABET) + 1


def steps(*signs: tuple[str, float]) -> npt.NDArray[np.float32]:
    """One row a step: the named sign has that probability, and the blank the rest ('' is the blank itself)."""
    rows = np.zeros((len(signs), len(ALPHABET) + 2), np.float32)
    for row, (sign, probability) in zip(rows, signs, strict=True):
        row[BLANK] = 1 - probability
        row[SPACE if sign == " " else ALPHABET.index(sign) + 1 if sign else BLANK] = probability
    return rows


def test_a_sign_seen_twice_in_a_row_is_one_and_a_blank_between_makes_two() -> None:
    assert Decoder(ALPHABET).decode(steps(("8", 0.9), ("8", 0.9), ("", 1.0), ("8", 0.9), ("0", 0.8))).text == "880"


def test_the_space_is_the_last_of_the_alphabet() -> None:
    assert Decoder(ALPHABET).decode(steps(("A", 0.9), (" ", 0.9), ("A", 0.9))).text == "A A"


def test_each_sign_keeps_its_own_confidence_and_place() -> None:
    run = Decoder(ALPHABET).decode(steps(("8", 0.9), ("", 1.0), (",", 0.6), ("", 1.0)))

    assert [c.confidence for c in run.characters] == pytest.approx([0.9, 0.6])
    assert [c.at for c in run.characters] == pytest.approx([0.125, 0.625])
    assert run.confidence == pytest.approx(0.75)


def test_places_count_along_the_text_and_not_along_the_grey_at_its_right() -> None:
    run = Decoder(ALPHABET).decode(steps(("8", 0.9), ("0", 0.9), ("", 1.0), ("", 1.0)), share=0.5)

    assert [c.at for c in run.characters] == pytest.approx([0.25, 0.75])


def test_a_sign_that_no_european_receipt_prints_gives_way_to_the_next_likeliest() -> None:
    blurred = np.array([[0.05, 0, 0, 0.4, 0, 0.5, 0]], np.float32)

    assert Decoder(ALPHABET).decode(blurred).text == "0"
    assert Decoder(ALPHABET, latin_only=False).decode(blurred).text == "℃"


def test_nothing_read_is_an_empty_run_without_confidence() -> None:
    assert Decoder(ALPHABET).decode(steps(("", 1.0))) == Run()
    assert Run().confidence == 0.0


@pytest.mark.parametrize("sign", list("aZ9éÀœŒÿß€’«»°²µ%/§"))
def test_signs_of_french_and_german_print_are_kept(sign: str) -> None:
    assert is_latin(sign)
