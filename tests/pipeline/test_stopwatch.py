"""The time of each step."""

from __future__ import annotations

import pytest

from pipeline.stopwatch import STEPS, Stopwatch


def test_every_step_of_the_contract_is_told_also_one_that_was_not_taken() -> None:
    assert Stopwatch().timings_ms() == (*((step, 0) for step in STEPS), ("total", 0))


def test_a_step_taken_for_every_page_adds_up(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 0.010, 1.0, 1.020, 2.0, 2.005])
    monkeypatch.setattr("time.perf_counter", lambda: next(moments))
    watch = Stopwatch()
    for step in ("ocr", "ocr", "load"):
        with watch.step(step):
            pass
    timings = dict(watch.timings_ms())
    assert (timings["ocr"], timings["load"], timings["total"]) == (30, 5, 35)


def test_a_step_that_fails_is_timed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 0.010])
    monkeypatch.setattr("time.perf_counter", lambda: next(moments))
    watch = Stopwatch()
    with pytest.raises(ValueError, match="broken"), watch.step("load"):
        raise ValueError("broken")
    assert dict(watch.timings_ms())["load"] == 10
