"""What one validated document of a seller teaches helps its next ones."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from domain.facts import Facts, Found
from domain.kinds import Source
from domain.reading import PageView, Reading
from domain.seller import Seller
from domain.wordmap import pack
from pipeline.memory import layout_of, remembered
from tests.extractors.printed import printed

MARCH = "TIRAGES DU MIDI\nValeur nette    100,00\nÀ verser    120,00"
MAY = "TIRAGES DU MIDI\nValeur nette    250,00\nÀ verser    300,00"


def reading(text: str, **facts: Found[Decimal]) -> Reading:
    (page,) = printed(text).pages
    views = (PageView(number=1, width=page.width, height=page.height),)
    return Reading(source=Source.OCR, facts=Facts(**facts), words=(pack(page),), views=views)  # type: ignore[arg-type]


def test_the_total_of_the_next_document_is_found_where_it_stood_before() -> None:
    layout = layout_of(reading(MARCH, total_with_tax=Found(value=Decimal("120.00"), confidence=1.0)))
    after = remembered(reading(MAY), Seller(auxiliary="TIRAGES", name="Tirages", layout=layout))
    assert after.facts.total_with_tax is not None
    assert after.facts.total_with_tax.value == Decimal("300.00")


def test_what_was_known_before_is_kept_where_nothing_new_is_learned() -> None:
    known = (("invoice_number", "beside NOTRE REPERE"), ("total_with_tax", "beside SOMME"))
    layout = layout_of(reading(MARCH, total_with_tax=Found(value=Decimal("120.00"), confidence=1.0)), known)
    assert dict(layout) == {"invoice_number": "beside NOTRE REPERE", "total_with_tax": "beside A VERSER"}


def test_an_e_invoice_says_for_itself() -> None:
    stated = replace(reading(MAY), source=Source.FACTURX)
    assert remembered(stated, Seller(auxiliary="T", name="T", layout=(("total_with_tax", "beside A VERSER"),))) is stated


def test_a_seller_that_is_not_known_changes_nothing() -> None:
    assert remembered(reading(MAY), None) == reading(MAY)
