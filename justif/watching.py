"""What a reader tells those who watch: counters and seconds for Prometheus, a trace of each document where one is asked for.

The trace of a document has an id that follows from the document's, so that whoever handles it, wherever, adds to the same trace.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prometheus_client import Counter, Gauge, Histogram

from domain.document import Document
from justif.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

_BUCKETS = (0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60, 300)
STAGE_SECONDS = Histogram("justif_stage_seconds", "How long a stage of the road took.", ["stage"], buckets=_BUCKETS)
READ = Counter("justif_documents_read", "Documents that were read, by what came of it.", ["state"])
READER_MEMORY = Gauge("justif_reading_memory_bytes", "Memory of the reading process after a document.", multiprocess_mode="liveall")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time in the life of a document, in nanoseconds since 1970."""

    name: str
    begin: int
    end: int


class Watch:
    """Told of each original that was read, right after it was filed."""

    def __init__(self, settings: Settings) -> None:
        self._provider = _provider(settings.traces) if settings.traces else None

    def __call__(self, filed: tuple[Document, ...]) -> None:
        now = time.time_ns()
        for document in filed:
            READ.labels(document.state.value).inc()
            for stage, milliseconds in _timings(document):
                STAGE_SECONDS.labels(stage).observe(milliseconds / 1000)
        if self._provider and filed:
            self._trace(filed[0], now)

    def _trace(self, document: Document, now: int) -> None:
        """One trace a document: since it came in, its reading, and each stage within it."""
        assert self._provider
        tracer, parent = self._provider.get_tracer("justif"), _context_of(document.id)
        for span in spans(document, now):
            made = tracer.start_span(span.name, context=parent, start_time=span.begin)
            made.set_attributes({"document.id": document.id, "document.state": document.state.value})
            made.end(span.end)


def spans(document: Document, now: int) -> Iterator[Span]:
    """The stages one after the other, so that the last ends now; the wait before them."""
    timings = _timings(document)
    total = sum(milliseconds for stage, milliseconds in timings if stage != "total") * 1_000_000
    begin = now - total
    received = int(document.received_at.timestamp() * 1e9)
    yield Span(name="waited", begin=min(received, begin), end=begin)
    for stage, milliseconds in timings:
        if stage != "total":
            end = begin + milliseconds * 1_000_000
            yield Span(name=stage, begin=begin, end=end)
            begin = end


def _timings(document: Document) -> tuple[tuple[str, int], ...]:
    return document.reading.timings_ms if document.reading else ()


def _provider(endpoint: str) -> TracerProvider:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": "justif"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    return provider


def _context_of(document_id: str) -> Any:
    from opentelemetry.trace import NonRecordingSpan, SpanContext, TraceFlags, set_span_in_context

    digest = hashlib.sha256(document_id.encode()).digest()
    known = SpanContext(
        trace_id=int.from_bytes(digest[:16]),
        span_id=int.from_bytes(digest[16:24]),
        is_remote=True,
        trace_flags=TraceFlags(TraceFlags.SAMPLED),
    )
    return set_span_in_context(NonRecordingSpan(known))
