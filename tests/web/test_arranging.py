"""The table of pages: what was typed becomes a plan, and the plan new documents."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from starlette.exceptions import HTTPException

from domain.document import Document
from domain.kinds import State
from domain.reading import PageView
from pipeline.filing import Filing
from pipeline.rearrange import PageRef
from tests.web.made import NOON, Browser, an_invoice
from web.arranging import plan_of

HandIn = Callable[..., str]


def pages(count: int) -> bytes:
    made = pikepdf.new()
    for _ in range(count):
        made.add_blank_page(page_size=(200, 300))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def document(count: int) -> Document:
    views = tuple(PageView(number=number, width=10, height=10) for number in range(1, count + 1))
    reading = replace(an_invoice(), views=views)
    return Document(id="a", original="b", company="default", name="c", state=State.TO_VALIDATE, received_at=NOON, reading=reading)


def numbers(plan: list[list[PageRef]]) -> list[list[tuple[int, int]]]:
    return [[(ref.source, ref.page) for ref in row] for row in plan]


@pytest.mark.parametrize(
    ("typed", "plan"),
    [
        ({}, [[(0, 1), (0, 2), (0, 3)]]),
        ({"start-0-3": "yes"}, [[(0, 1), (0, 2)], [(0, 3)]]),
        ({"order-0-3": "0,5"}, [[(0, 3), (0, 1), (0, 2)]]),
        ({"out-0-2": "yes"}, [[(0, 1), (0, 3)]]),
        ({"order-0-1": "nonsense", "turn-0-1": "17"}, [[(0, 1), (0, 2), (0, 3)]]),
    ],
)
def test_what_is_typed_on_the_table_is_the_plan(typed: dict[str, str], plan: list[list[tuple[int, int]]]) -> None:
    assert numbers(plan_of(typed, (document(3),))) == plan


def test_the_pages_of_another_document_come_after() -> None:
    assert numbers(plan_of({"order-1-1": "1.5"}, (document(2), document(1)))) == [[(0, 1), (1, 1), (0, 2)]]


def test_a_document_without_a_page_is_no_plan() -> None:
    with pytest.raises(HTTPException):
        plan_of({"out-0-1": "yes"}, (document(1),))


def test_a_scan_of_two_invoices_is_split_on_the_table(browser: Browser, handed_in: HandIn, filing: Filing) -> None:
    views = (PageView(number=1, width=200, height=300), PageView(number=2, width=200, height=300))
    one = handed_in(replace(an_invoice(), views=views, pages=2), name="scan.pdf", content=pages(2))
    assert browser.get(f"/documents/{one}/arrange").text.count('name="order-') == 2

    browser.post(f"/documents/{one}/arrange", {"start-0-2": "yes", "turn-0-1": "90"})

    source = filing.stores.register.get(one)
    assert source
    assert source.state == State.REJECTED
    waiting = filing.stores.register.list("default", State.RECEIVED)
    assert sorted(each.name for each in waiting) == ["scan-1.pdf", "scan-2.pdf"]
    assert "ses pages sont désormais dans" in browser.get(f"/documents/{one}").text


def test_a_validated_document_is_not_taken_apart(browser: Browser, handed_in: HandIn) -> None:
    one = handed_in(name="scan.pdf", content=pages(1))
    browser.post(f"/documents/{one}/validate")

    answer = browser.post(f"/documents/{one}/arrange")

    assert answer.status_code == 409
    assert "déjà traitée" in answer.text


def test_a_document_without_pages_has_no_searchable_copy(browser: Browser, handed_in: HandIn) -> None:
    assert browser.get(f"/documents/{handed_in(replace(an_invoice(), views=()))}/searchable").status_code == 404
