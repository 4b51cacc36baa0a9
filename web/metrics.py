"""/metrics for Prometheus: what the register says at this moment, and what this process counted. Numbers only, of all companies."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from datetime import datetime

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import REGISTRY, GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from starlette.responses import Response

from domain.kinds import State
from storage.register import Register
from web.desk import Visited

log = logging.getLogger(__name__)
router = APIRouter()


class RegisterCollector(Collector):
    """Asked anew at each scrape; two queries."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def collect(self) -> Iterator[GaugeMetricFamily]:
        gauges = self._register.gauges()
        states = GaugeMetricFamily("justif_documents", "Documents by state.", labels=["state"])
        for state in State:
            states.add_metric([state.value], gauges.states.get(state, 0))
        yield states
        age = self._age(gauges.oldest_waiting)
        yield GaugeMetricFamily("justif_queue_age_seconds", "How long the document has waited that waits longest.", value=age)
        yield GaugeMetricFamily(
            "justif_index_lag_documents", "Documents that the search does not know as they are.", value=gauges.unindexed
        )

    def _age(self, oldest: datetime | None) -> float:
        return max(0.0, (self._register.now() - oldest).total_seconds()) if oldest else 0.0


@router.get("/metrics")
def metrics(visit: Visited) -> Response:
    registry = CollectorRegistry()
    registry.register(RegisterCollector(visit.desk.filing.stores.register))
    body = generate_latest(registry) + generate_latest(counted())
    return Response(body, media_type=CONTENT_TYPE_LATEST)


def counted() -> CollectorRegistry:
    """What this process counted, and its children where they share a folder for it."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
