"""For every test: a busy machine fails none, and what was left out for want of a server is said at the end, plainly."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import settings

settings.register_profile("unhurried", settings(), deadline=None)  # whatever else the profile of the machine says
settings.load_profile("unhurried")

_WHY = "names no server"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        if isinstance(report.longrepr, tuple) and _WHY in report.longrepr[2]:
            left_out[report.longrepr[2].removeprefix("Skipped: ").split()[0]] += 1
    if left_out:
        terminalreporter.section("left out: no server to ask (`make services` starts them all)")
        for variable, count in sorted(left_out.items()):
            terminalreporter.line(f"{count:4} tests want {variable}")
