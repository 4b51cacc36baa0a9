"""Processes, servers and cables die at random while documents come in: nothing is lost, nothing doubled. `make chaos` is the long run."""

from __future__ import annotations

import pytest

from tests.servers.addresses import address
from tests.servers.chaos import SERVERS, Plan, run


@pytest.mark.services
@pytest.mark.timeout(900)
def test_whatever_dies_each_document_is_read_once_and_found() -> None:
    for kind in SERVERS:
        address(kind)  # left out where servers are not wanted; this run kills its own, not these
    plan = Plan(documents=40, seconds=45, pause=(1.0, 4.0))
    report = run(plan)
    assert report["documents"] == 40
    assert report["amiss"] == []
    assert sum(report["deaths"].values()) >= plan.fewest_deaths
