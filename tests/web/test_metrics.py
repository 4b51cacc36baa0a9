"""What Prometheus is told: documents by state, the age of the queue, what the search lags behind."""

from __future__ import annotations

from datetime import timedelta

from prometheus_client.parser import text_string_to_metric_families

from domain.kinds import State
from justif.watching import STAGE_SECONDS
from pipeline.filing import Filing
from storage.register import Register
from tests.web.made import Browser
from web.metrics import RegisterCollector


def told(register: Register) -> dict[str, float]:
    return {
        f"{sample.name}{sample.labels.get('state', '')}": sample.value
        for family in RegisterCollector(register).collect()
        for sample in family.samples
    }


def test_the_page_can_be_read_by_prometheus(browser: Browser) -> None:
    STAGE_SECONDS.labels(stage="ocr").observe(0.3)
    answer = browser.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    families = {family.name: family for family in text_string_to_metric_families(answer.text)}
    assert {"justif_documents", "justif_queue_age_seconds", "justif_index_lag_documents", "justif_stage_seconds"} <= set(families)
    assert any(sample.labels.get("stage") == "ocr" and sample.value > 0 for sample in families["justif_stage_seconds"].samples)


def test_a_document_that_waits_is_counted_and_grows_old(filing: Filing) -> None:
    register = filing.stores.register
    from tests.storage.test_register import NOON, a_document

    register.add(a_document(1), by="Anne")
    register.now = lambda: NOON + timedelta(seconds=31)
    assert told(register)["justif_documentsreceived"] == 1
    assert told(register)["justif_documentsfailed"] == 0
    assert told(register)["justif_queue_age_seconds"] == 30
    assert told(register)["justif_index_lag_documents"] == 1
    register.catch_up(lambda _: None)
    assert told(register)["justif_index_lag_documents"] == 0
    assert set(State) == set(register.counts("default"))
