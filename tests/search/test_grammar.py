"""What happened to a thing is told apart from the thing itself."""

from __future__ import annotations

import pytest

from search.grammar import participles


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("les gants commandés chez Point P", {"commandés"}),
        ("perceuse empruntée en mai", {"empruntée"}),
        ("j ai perdu la facture SFR", {"perdu"}),
        ("lampes cassées puis remplacées en 2025", {"cassées", "remplacées"}),
        ("velours pour rideaux", set()),  # a thing that only looks like one
        ("tapis pour le bureau", set()),
        ("béton armé", set()),  # belongs to its thing
        ("perdu", set()),  # alone, it is what is looked for
        ("paint brushes for the office", set()),
        ("", set()),
    ],
)
def test_what_happened_is_told_from_what_it_happened_to(sentence: str, told: set[str]) -> None:
    words = sentence.split()

    assert {words[at] for at in participles(words, range(len(words)))} == told


def test_only_the_words_that_are_asked_about_are_told() -> None:
    assert participles("carreaux posés en mai".split(), [0]) == frozenset()


def test_a_long_sentence_is_looked_at_as_far_as_people_type() -> None:
    assert participles(["commandés", "chez"] * 5_000, range(10_000)) <= set(range(60))
