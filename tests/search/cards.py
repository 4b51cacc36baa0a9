"""Cards that the tests of search file, and how they ask."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from search.index import Answer, IndexCard, SearchIndex
from search.query import Query

TODAY = date(2026, 11, 21)


def card(document_id: str, **more: object) -> IndexCard:
    known: dict[str, object] = {
        "company": "default",
        "name": f"{document_id}.pdf",
        "status": "to_validate",
        "received_on": TODAY,
        "document_type": "invoice",
        "currency": "EUR",
    }
    return IndexCard(document_id=document_id, **(known | more))  # type: ignore[arg-type]


CARDS = (
    card("edf", seller_name="EDF", issue_date=date(2025, 3, 12), total_with_tax=Decimal("612.40"), text="Facture d'électricité abonnement",
         category="energy", submitted_by="Sophie"),
    card("moulin", seller_name="Au Bon Moulin",
         invoice_number="FA-2017-0010", issue_date=date(2017, 11, 13), total_with_tax=Decimal("671.15"),
         due_date=date(2017, 12, 13), text="Nougat de l'Abbaye", lines="Nougat de l'Abbaye 250g"),
    card("till", seller_name="Leroy Merlin", document_type="receipt", payment_method="card", issue_date=date(2026, 5, 2),
         total_with_tax=Decimal("1234.56"), text="Perceuse visseuse 18 V", submitted_by="Karim", category="small_equipment"),
    card("other", company="autre", seller_name="EDF", invoice_number="FA-2017-9999", issue_date=date(2025, 3, 12),
         total_with_tax=Decimal("99.00"), text="électricité marteau"),
)  # fmt: skip


def asked(index: SearchIndex, text: str = "", **filters: object) -> Answer:
    return index.search(Query(text=text, **filters), company="default", today=TODAY)  # type: ignore[arg-type]


def found(index: SearchIndex, text: str = "", **filters: object) -> list[str]:
    return [hit.card.document_id for hit in asked(index, text, **filters).hits]


def counted(answer: Answer, facet: str) -> dict[str, int]:
    return {each.value: each.count for each in answer.facets[facet]}
