"""The README names every command and every setting, and what it links to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from justif.cli import app
from justif.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_every_setting_is_explained(setting: str) -> None:
    assert f"`JUSTIF_{setting.upper()}`" in README


@pytest.mark.parametrize("command", sorted(get_command(app).commands))  # type: ignore[attr-defined]
def test_every_command_is_listed(command: str) -> None:
    assert f"`justif {command} " in README or f"`justif {command}`" in README


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!http)([^)#]+)\)", README))))
def test_every_link_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_the_samples_that_are_named_are_there() -> None:
    for name in re.findall(r"samples/[\w.-]+\.\w+", README):
        assert (ROOT / name).exists(), name
