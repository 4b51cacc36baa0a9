"""Data goes to standard output as JSON Lines, words for people go to standard error."""

from __future__ import annotations

import json
import sys
from typing import Any

from domain.problem import Problem


def emit(value: dict[str, Any]) -> None:
    """One JSON object on a line of its own, visible at once."""
    sys.stdout.buffer.write(as_line(value))
    sys.stdout.buffer.flush()


def as_line(value: dict[str, Any]) -> bytes:
    """The object in UTF-8; a file name that is no text in UTF-8 is escaped, so that a reader of JSON gets it back whole.

    >>> as_line({"path": "reçu.pdf"}).decode()
    '{"path": "reçu.pdf"}\\n'
    >>> as_line({"path": "re\\udce7u.pdf"}).decode()
    '{"path": "re\\\\udce7u.pdf"}\\n'
    """
    text = json.dumps(value, ensure_ascii=False)
    try:
        return f"{text}\n".encode()
    except UnicodeEncodeError:
        return f"{json.dumps(value)}\n".encode()


def say(words: object) -> None:
    """A line for the person at the terminal."""
    text = str(words).encode("utf-8", "backslashreplace").decode()
    print(text, file=sys.stderr, flush=True)


def say_problem(problem: Problem) -> None:
    say(f"{problem.where}: {problem.what} {problem.remedy}")
