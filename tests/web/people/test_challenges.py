"""What a device signs is given out once and taken once, soon."""

from __future__ import annotations

from web.people.challenges import LASTS_SECONDS, MOST, Challenges


def test_a_challenge_is_taken_once_and_only_if_it_was_given_out() -> None:
    challenges = Challenges()
    one = challenges.new()

    assert [challenges.take(one), challenges.take(one), challenges.take(b"made up")] == [True, False, False]


def test_a_challenge_lapses_and_a_flood_pushes_out_the_oldest() -> None:
    now = [0.0]
    challenges = Challenges(clock=lambda: now[0])
    late, flooded = challenges.new(), challenges.new()
    now[0] += LASTS_SECONDS + 1
    assert not challenges.take(late)
    flooded = challenges.new()
    newest = [challenges.new() for _ in range(MOST)][-1]
    assert [challenges.take(flooded), challenges.take(newest)] == [False, True]
