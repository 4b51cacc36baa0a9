"""What a reader tells those who watch."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

from prometheus_client import REGISTRY

from justif.settings import Settings
from justif.watching import Watch, spans
from tests.storage.test_register import NOON, a_document, a_reading

READ = a_document(1, reading=replace(a_reading(), timings_ms=(("load", 10), ("ocr", 1300), ("total", 1310))))


def count(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def test_the_seconds_of_each_stage_are_counted() -> None:
    before = count("justif_stage_seconds_sum", stage="ocr"), count("justif_documents_read_total", state="received")
    Watch(Settings())((READ,))
    assert abs(count("justif_stage_seconds_sum", stage="ocr") - before[0] - 1.3) < 1e-9
    assert count("justif_documents_read_total", state="received") == before[1] + 1


def test_the_stages_of_a_trace_follow_each_other_after_the_wait() -> None:
    now = int((NOON + timedelta(seconds=11)).timestamp() * 1e9)
    waited, load, ocr = spans(READ, now)
    assert [span.name for span in (waited, load, ocr)] == ["waited", "load", "ocr"]
    assert waited.end == load.begin
    assert load.end == ocr.begin
    assert ocr.end == now
    assert (waited.end - waited.begin) / 1e9 == 10 - 1.31


def test_the_trace_of_a_document_reaches_the_collector_under_one_id_whoever_sends_it() -> None:
    bodies: list[bytes] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing to say."""

    server = HTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for _ in range(2):
        watch = Watch(Settings(traces=f"http://127.0.0.1:{server.server_port}/v1/traces"))
        watch((READ,))
        assert watch._provider
        watch._provider.shutdown()
    server.shutdown()
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    sent = [span for body in bodies for part in ExportTraceServiceRequest.FromString(body).resource_spans for scope in part.scope_spans
            for span in scope.spans]  # fmt: skip
    assert [span.name for span in sent] == ["waited", "load", "ocr"] * 2
    assert len({span.trace_id for span in sent}) == 1
