"""The files by which others run Justif say what is so. No container engine is asked: their content is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import REGISTRY
from typer.main import get_command

import justif.watching  # noqa: F401 — its counters are registered when it is imported
from justif.cli import app
from justif.settings import Settings
from search.engines.elasticsearch import address_of
from storage.objects._s3_url import place_of

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = ("web", "reader", "light", "scheduler")
DASHBOARD: dict[str, Any] = json.loads((ROOT / "deploy/grafana.json").read_text("utf-8"))


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_has_a_health_check_and_limits(name: str) -> None:
    service = SERVICES[name]
    assert {"cpus", "memory"} <= service["deploy"]["resources"]["limits"].keys()
    assert "healthcheck" in service or ("HEALTHCHECK" in (ROOT / "Dockerfile").read_text("utf-8") and name == "web")
    assert service["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", OURS)
def test_ours_run_without_rights_on_a_read_only_file_system_and_know_their_commands(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["command"][0] in get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", OURS)
def test_every_setting_is_one_that_there_is_and_every_url_leads_to_a_service(name: str) -> None:
    for variable, value in SERVICES[name]["environment"].items():
        assert variable.removeprefix("JUSTIF_").lower() in Settings.model_fields
        for host in re.findall(r"@([a-z]+)[:/]", value):
            assert host in SERVICES
    urls = {k: re.sub(r"\$\{\w+:\?\}", "secret", v) for k, v in SERVICES[name]["environment"].items()}
    assert place_of(urls["JUSTIF_OBJECTS"]).mode == "COMPLIANCE"
    assert address_of(urls["JUSTIF_INDEX"]).url == "http://index:9200"


def test_every_volume_is_declared_and_what_must_outlive_a_container_lies_in_one() -> None:
    for name, service in SERVICES.items():
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or (ROOT / "deploy" / source).exists(), (name, volume)
    assert all(SERVICES[name]["volumes"] for name in ("register", "index", "objects", "broker"))


def test_only_the_pages_are_published_and_to_this_machine_alone() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"web": ["127.0.0.1:8000:8000"]}


def test_every_secret_is_asked_for_and_none_is_written_down() -> None:
    text = (ROOT / "deploy/compose.yaml").read_text("utf-8")
    asked = set(re.findall(r"\$\{(\w+):\?\}", text))
    named = re.findall(r"^(\w+)=(.*)$", (ROOT / "deploy/env.example").read_text("utf-8"), re.MULTILINE)
    assert asked == {name for name, _ in named}
    assert not any(value for _, value in named)


def test_the_image_is_built_from_the_lock_and_runs_as_nobody_in_particular() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    stages = dockerfile.split("\nFROM ")
    assert len(stages) == 3
    assert "--require-hashes -r locks/run.txt" in stages[1]
    assert re.search(r"^USER justif$", stages[2], re.MULTILINE)
    for room in re.findall(r"^COPY (\w+) \1$", dockerfile, re.MULTILINE):
        assert (ROOT / room).is_dir()
    assert {"justif", "web", "storage", "locales"} <= set(re.findall(r"^COPY (\w+) \1$", dockerfile, re.MULTILINE))


def test_the_dashboard_asks_only_for_what_is_told() -> None:
    told = {metric.name for metric in REGISTRY.collect()} | {"justif_documents", "justif_queue_age_seconds", "justif_index_lag_documents"}
    asked = {name for panel in DASHBOARD["panels"] for target in panel["targets"] for name in re.findall(r"justif_\w+", target["expr"])}
    assert {re.sub(r"_(total|bucket|sum|count)$", "", name) for name in asked} <= told
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])
