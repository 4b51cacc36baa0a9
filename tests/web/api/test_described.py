"""The interface keeps what its description says: schemathesis makes requests from it, good ones and bad, and looks at the answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from domain.people import Role, Scope
from pipeline.filing import Filing
from storage.people import People
from tests.web.made import TODAY, an_invoice, show
from web.app import create_app

pytestmark = pytest.mark.slow


@pytest.fixture
def described(filing: Filing, people: People, handed_in: Callable[..., str]) -> schemathesis.schemas.BaseSchema:
    handed_in(an_invoice())
    app: FastAPI = create_app(filing, show=show, today=lambda: TODAY, people=people)
    user = people.users.add(name="Programme", role=Role.ACCOUNTANT, companies=("default",))
    token = people.tokens.new(user.id, name="schemathesis", scopes=frozenset(Scope))
    headers = {"Host": "localhost", "Authorization": f"Bearer {token}"}
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=headers)
    schema.config.update(headers=headers)
    return schema


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_answer_is_one_that_the_description_names(described: schemathesis.schemas.BaseSchema, mode: GenerationMode) -> None:
    for found in described.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]

        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers_as_described(case: Any) -> None:
            # A cursor that nobody gave out, or a field of another trade, is well formed and refused all the same. And the calls bear
            # our token in place of those made up, which test_documents.py tries.
            case.call_and_validate(excluded_checks=[positive_data_acceptance, ignored_auth])

        answers_as_described()


def test_every_route_has_words_and_refusals(described: schemathesis.schemas.BaseSchema) -> None:
    raw = described.raw_schema
    assert {"/documents", "/documents/{document_id}/validate", "/search", "/companies", "/exports/{form}"} <= set(raw["paths"])
    for path, methods in raw["paths"].items():
        for method, told in methods.items():
            assert {"401", "403"} <= set(told["responses"]), (method, path)
            assert all("application/problem+json" in told["responses"][status]["content"] for status in ("401", "403"))
