"""What other rooms say to a person is known in French: every problem and every remedy that the source holds."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from web.language import open_languages

FRENCH = open_languages()["fr"]
ROOMS = ("pipeline", "extractors", "storage", "search", "accounting")


def sentences() -> Iterator[tuple[str, str]]:
    """Module and sentence of every `what=` and `remedy=`, the values in it written as 7."""
    for path in sorted(path for room in ROOMS for path in Path(room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for keyword in node.keywords:
                    if keyword.arg in ("what", "remedy") and (said := spelled(keyword.value)):
                        yield str(path), said


def spelled(value: ast.expr) -> str:
    if isinstance(value, ast.Constant):
        return str(value.value)
    if isinstance(value, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in value.values)
    return ""


@pytest.mark.parametrize(("module", "sentence"), sorted({(m, s) for m, s in sentences() if " " in s}))
def test_every_problem_is_told_in_french(module: str, sentence: str) -> None:
    assert FRENCH.retell(sentence) != sentence, f"add it to web/locale/fr with the comment « told by another room » ({module})"


def test_there_are_problems_to_tell() -> None:
    assert len(set(sentences())) > 20
