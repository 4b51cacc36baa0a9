"""What holds for the house as a whole: its layers, its lock, its pages."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def locked(kind: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / f"locks/{kind}.txt").read_text(encoding="utf-8"), re.MULTILINE))


def test_no_room_imports_a_room_above_it() -> None:
    lint = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", ["cv2", "onnxruntime"])
def test_exactly_one_distribution_provides(module: str) -> None:
    assert len(set(metadata.packages_distributions()[module])) == 1


def test_every_dependency_is_locked_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {re.split(r"[<>=!~ ;\[]", line)[0] for line in project["project"]["dependencies"]}

    assert wanted <= locked("run") <= locked("dev")
    assert "sha256:" in (ROOT / "locks/run.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["run", "dev", "train", "train-sheets", "bootstrap"])
def test_a_lock_names_no_address(kind: str) -> None:
    assert "://" not in (ROOT / f"locks/{kind}.txt").read_text(encoding="utf-8")


def test_every_module_says_what_it_is_for() -> None:
    rooms = ("justif", "web", "pipeline", "extractors", "classifiers", "accounting", "search", "storage", "domain", "locales")
    modules = [path for room in rooms for path in (ROOT / room).rglob("*.py") if path.read_text(encoding="utf-8").strip()]

    assert [str(path) for path in modules if not path.read_text(encoding="utf-8").startswith('"""') and "versions" not in path.parts] == []
