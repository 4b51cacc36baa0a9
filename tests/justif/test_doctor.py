"""The doctor asks every question, whatever the answer to the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from justif import doctor
from justif.doctor import QUESTIONS, Finding, examine
from justif.settings import Settings


def well(settings: Settings) -> Finding:
    return Finding(question="well", ok=True, answer="fine")


def broken(settings: Settings) -> Finding:
    raise RuntimeError("no disk")


def asked(capfd: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


def test_a_question_that_fails_is_answered_no_and_the_next_is_asked(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(doctor, "QUESTIONS", (broken, well))
    assert not examine(Settings(home=tmp_path))
    assert asked(capfd) == [
        {"question": "broken", "ok": False, "answer": "RuntimeError: no disk"},
        {"question": "well", "ok": True, "answer": "fine"},
    ]


def test_a_misspelt_setting_is_told(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "QUESTIONS", tuple(ask for ask in QUESTIONS if ask.__name__ == "_settings"))
    monkeypatch.setenv("JUSTIF_INDEXX", "elasticsearch://localhost")

    assert not examine(Settings(home=tmp_path))
    answer = "JUSTIF_INDEXX is no setting of Justif and does nothing (JUSTIF_INDEX is perhaps meant)"
    assert asked(capfd) == [{"question": "settings", "ok": False, "answer": answer}]


@pytest.mark.slow
def test_this_machine_has_all_that_justif_needs(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert examine(Settings(home=tmp_path / "home"))
    assert len(asked(capfd)) == len(QUESTIONS)
