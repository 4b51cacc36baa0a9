"""The filing: what is handed in is safe, what is decided stands, and the three stores stay in step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from domain.company import Company
from domain.document import Document
from domain.entry import EntryLine, JournalEntry
from domain.facts import Facts, Found
from domain.geometry import Box, Place
from domain.kinds import Category, DocumentType, State
from domain.page import Page
from domain.problem import Problem, RefusedError, UnknownDocumentError
from domain.reading import CategoryGuess, Reading, TypeGuess
from domain.seller import NOTHING_SEEN, Seen
from domain.upload import Upload
from pipeline.filing import Filing
from pipeline.recognize import Quads
from pipeline.sheet import Pixels, Sheet
from pipeline.tools import Stores, Tools
from search.engines.embedded import EmbeddedIndex
from search.query import Query
from storage.objects.memory import MemoryStore
from storage.register import open_register

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LOCKED = Problem(code="locked", what="This PDF is locked by a password.", where="f.pdf", remedy="Send a copy without the password.")


class NoEngine:
    def recognize(self, sheet: Sheet) -> Page:
        raise AssertionError("nothing is recognised here")

    def find_text(self, pixels: Pixels) -> Quads:
        return np.zeros((0, 4, 2), np.float32)

    def confidence_upright(self, pixels: Pixels) -> float:
        raise AssertionError("nothing is recognised here")


def a_reading(total: str = "12.00", *, seller: str = "Moulin", part: int | None = None) -> Reading:
    facts = Facts(
        seller_name=Found(value=seller, confidence=0.9),
        issue_date=Found(value=date(2026, 3, 1), confidence=0.9),
        total_with_tax=Found(value=Decimal(total), confidence=0.9),
    )
    text = f"{seller} total {total}"
    return Reading(pages=1, part=part, document_type=TypeGuess(value=DocumentType.INVOICE, confidence=0.9), facts=facts, text=text)


@dataclass
class Script:
    """A reader that gives what the test wrote down, and remembers who asked."""

    readings: tuple[Reading, ...] = field(default_factory=lambda: (a_reading(),))
    asked: list[str] = field(default_factory=list)

    def __call__(self, upload: Upload, tools: Tools, *, today: date) -> tuple[Reading, ...]:
        self.asked.append(upload.name)
        return self.readings


def conclude(
    reading: Reading, *, company: Company, today: date, category: Category | None, seen: Seen = NOTHING_SEEN, **_: object
) -> Reading:
    """Books the total on two lines; no total, no entry."""
    total = reading.facts.total_with_tax
    chosen = category or (seen.seller.category if seen.seller else None) or Category.OTHER
    entry = None
    if total and reading.document_type and reading.document_type.value.is_bookable:
        lines = (EntryLine(account="607", debit=total.value), EntryLine(account="401", credit=total.value))
        entry = JournalEntry(journal="AC", date=date(2026, 3, 1), reference="1", label="x", lines=lines)
    return replace(reading, category=CategoryGuess(value=chosen, confidence=1.0, account="607", label="Achats"), entry=entry, doubts=())


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def filing(tmp_path: Path, script: Script) -> Iterator[Filing]:
    register = open_register(f"sqlite:///{tmp_path / 'register.sqlite'}", now=lambda: NOON)
    stores = Stores(objects=MemoryStore(), register=register, index=EmbeddedIndex(tmp_path / "index.sqlite"))
    yield Filing(stores=stores, tools=Tools(engine=NoEngine(), company=Company()), reader=script, concluder=conclude)
    register.database.close()


def hand_in(filing: Filing, content: bytes = b"a receipt", name: str = "f.pdf") -> str:
    return filing.receive(Upload(name=name, content=content), company=Company(), submitted_by="Anne").id


def read_one(filing: Filing, content: bytes = b"a receipt") -> Document:
    (document,) = filing.read_document(hand_in(filing, content))
    return document


def found_ids(filing: Filing, text: str) -> list[str]:
    answer = filing.stores.index.search(Query(text=text), company="default", today=NOON.date())
    return [hit.card.document_id for hit in answer.hits]


def test_a_document_handed_in_is_kept_untouched_and_waits(filing: Filing) -> None:
    receipt = filing.receive(Upload(name="f.pdf", content=b"a receipt"), company=Company())
    assert receipt.state is State.RECEIVED
    assert receipt.duplicate_of is None
    assert filing.stores.objects.get(receipt.original) == b"a receipt"


def test_the_same_bytes_twice_are_recognised_and_read_once(filing: Filing, script: Script) -> None:
    document = read_one(filing)
    again = filing.receive(Upload(name="copy.pdf", content=b"a receipt"), company=Company())
    assert (again.id, again.duplicate_of, again.state) == (document.id, document.id, State.TO_VALIDATE)
    assert script.asked == ["f.pdf"]


def test_the_same_bytes_in_another_company_are_another_document(filing: Filing) -> None:
    other = filing.receive(Upload(name="f.pdf", content=b"a receipt"), company=Company(code="other"))
    assert other.id != hand_in(filing)
    assert other.duplicate_of is None


def test_what_was_read_is_filed_and_found(filing: Filing) -> None:
    document = read_one(filing)
    assert document.state is State.TO_VALIDATE
    assert document.reading
    assert document.reading.entry
    assert found_ids(filing, "moulin") == [document.id]
    assert [event.what for event in filing.stores.register.history(document.id)] == ["received", "read"]


def test_a_document_that_fails_says_why_keeps_its_original_and_can_be_tried_again(filing: Filing, script: Script) -> None:
    script.readings = (Reading(error=LOCKED),)
    document = read_one(filing)
    assert (document.state, document.problem) == (State.FAILED, LOCKED)
    assert filing.stores.objects.get(document.original) == b"a receipt"
    script.readings = (a_reading(),)
    assert filing.retry(document.id).state is State.RECEIVED
    (document,) = filing.read_document(document.id)
    assert (document.state, document.problem) == (State.TO_VALIDATE, None)


def test_a_lost_original_fails_in_words(filing: Filing) -> None:
    one = hand_in(filing)
    filing.stores.objects._objects.clear()  # type: ignore[attr-defined]
    (document,) = filing.read_document(one)
    assert document.problem
    assert document.problem.code == "original_lost"
    assert [problem.code for problem in filing.verify()] == ["original_missing"]


def test_a_photo_of_three_receipts_gives_three_documents(filing: Filing, script: Script) -> None:
    script.readings = tuple(a_reading(f"{n}.00", part=n) for n in (1, 2, 3))
    documents = filing.read_document(hand_in(filing))
    assert [d.part for d in documents] == [1, 2, 3]
    assert len({d.id for d in documents}) == 3
    assert len({d.original for d in documents}) == 1
    assert filing.receive(Upload(name="again", content=b"a receipt")).duplicate_of == documents[0].id


def test_a_part_no_longer_found_is_rejected_and_a_validated_one_stands(filing: Filing, script: Script) -> None:
    script.readings = tuple(a_reading(f"{n}.00", part=n) for n in (1, 2, 3))
    first, second, third = filing.read_document(hand_in(filing))
    filing.validate(second.id, by="Anne")
    script.readings = (a_reading("9.00", part=1), a_reading("9.00", part=2))
    filing.retry(first.id)
    states = [d.state for d in filing.read_document(first.id)]
    assert states == [State.TO_VALIDATE, State.VALIDATED, State.REJECTED]
    stands = filing.stores.register.get(second.id)
    assert stands
    assert stands.reading
    assert stands.reading.facts.total_with_tax == Found(value=Decimal("2.00"), confidence=0.9)
    assert third.id


def test_a_persons_word_wins_and_the_entry_follows(filing: Filing) -> None:
    document = filing.correct(read_one(filing).id, {"total_with_tax": "21.00", "category": "meals"}, by="Anne")
    assert document.reading
    assert document.reading.entry
    assert document.reading.entry.debit == Decimal("21.00")
    assert document.reading.category
    assert document.reading.category.value is Category.MEALS
    corrected = [e for e in filing.stores.register.history(document.id) if e.what == "corrected"]
    assert [(e.who, e.field, e.before, e.after) for e in corrected] == [
        ("Anne", "total_with_tax", "12.00", "21.00"),
        ("Anne", "category", "other", "meals"),
    ]


def test_a_persons_word_still_holds_when_the_document_is_read_again(filing: Filing) -> None:
    document = read_one(filing)
    filing.correct(document.id, {"total_with_tax": "21.00"}, by="Anne")
    filing.retry(document.id)
    (document,) = filing.read_document(document.id)
    assert document.reading
    assert document.reading.entry
    assert document.reading.entry.debit == Decimal("21.00")


def test_an_empty_word_clears_a_field(filing: Filing) -> None:
    document = filing.correct(read_one(filing).id, {"total_with_tax": ""}, by="Anne")
    assert document.reading
    assert document.reading.facts.total_with_tax is None
    assert document.reading.entry is None


@pytest.mark.parametrize(
    "values", [{"colour": "red"}, {"total_with_tax": "twelve"}, {"issue_date": "yesterday"}, {"category": "x"}, {"tax_breakdown": "20"}]
)
def test_a_value_that_cannot_be_is_refused_and_nothing_changes(filing: Filing, values: dict[str, str]) -> None:
    document = read_one(filing)
    with pytest.raises(RefusedError):
        filing.correct(document.id, values, by="Anne")
    assert filing.stores.register.get(document.id) == document


def test_a_document_that_could_not_be_read_can_be_entered_by_hand(filing: Filing, script: Script) -> None:
    script.readings = (Reading(error=LOCKED),)
    failed = read_one(filing)
    document = filing.correct(failed.id, {"total_with_tax": "12.00", "document_type": "invoice"}, by="Anne")
    assert document.state is State.TO_VALIDATE
    assert filing.validate(document.id, by="Anne").entry_number == 1


def test_validation_books_the_entry_once_and_for_ever(filing: Filing) -> None:
    document = filing.validate(read_one(filing).id, by="Anne")
    assert (document.state, document.decided_by, document.entry_number, document.validated_at) == (State.VALIDATED, "Anne", 1, NOON)
    verbs: tuple[Callable[[], Document], ...] = (
        lambda: filing.validate(document.id, by="Anne"),
        lambda: filing.reject(document.id, reason="no", by="Anne"),
        lambda: filing.correct(document.id, {"total_with_tax": "1.00"}, by="Anne"),
        lambda: filing.retry(document.id),
    )
    for again in verbs:
        with pytest.raises(RefusedError, match="validated"):
            again()


def test_a_document_without_an_entry_is_not_validated(filing: Filing) -> None:
    document = filing.correct(read_one(filing).id, {"document_type": "letter"}, by="Anne")
    with pytest.raises(RefusedError, match="no balanced entry"):
        filing.validate(document.id, by="Anne")


def test_an_unread_document_is_not_validated(filing: Filing) -> None:
    with pytest.raises(RefusedError, match="not been read"):
        filing.validate(hand_in(filing), by="Anne")


def test_a_rejected_document_is_kept_out_of_the_books_but_may_be_read_again(filing: Filing) -> None:
    document = filing.reject(read_one(filing).id, reason="private", by="Anne")
    assert (document.state, document.rejected_reason) == (State.REJECTED, "private")
    with pytest.raises(RefusedError):
        filing.validate(document.id, by="Anne")
    filing.retry(document.id)
    (document,) = filing.read_document(document.id)
    assert (document.state, document.rejected_reason) == (State.TO_VALIDATE, "")


def test_an_unknown_id_is_said_to_be_unknown(filing: Filing) -> None:
    for verb in (
        lambda: filing.read_document("nobody"),
        lambda: filing.validate("nobody", by="Anne"),
        lambda: filing.reject("nobody", reason="x", by="Anne"),
        lambda: filing.correct("nobody", {"total_with_tax": "1"}, by="Anne"),
        lambda: filing.retry("nobody"),
    ):
        with pytest.raises(UnknownDocumentError):
            verb()


def test_another_photo_of_the_same_receipt_is_doubted(filing: Filing) -> None:
    first, second = read_one(filing, b"a receipt"), read_one(filing, b"another photo of it")
    assert second.reading
    assert second.reading.doubts == (f"perhaps the same document as {first.id}",)


def test_what_was_validated_teaches_the_category_of_its_seller(filing: Filing) -> None:
    filing.validate(filing.correct(read_one(filing).id, {"category": "fuel"}, by="Anne").id, by="Anne")
    later = read_one(filing, b"another receipt")
    assert later.reading
    assert later.reading.category
    assert later.reading.category.value is Category.FUEL


def test_the_index_catches_up_with_what_it_missed(filing: Filing) -> None:
    document = read_one(filing)
    filing.stores.index.clear()
    filing.stores.register.forget_index()
    assert [problem.code for problem in filing.verify()] == ["not_indexed"]
    filing.resume()
    assert found_ids(filing, "moulin") == [document.id]
    assert list(filing.verify()) == []


def test_a_decision_stands_where_the_search_cannot_follow(filing: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_one(filing)

    def fails(_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(filing.stores.index, "put", fails)
        assert filing.validate(document.id, by="Anne").state is State.VALIDATED
    assert [problem.code for problem in filing.verify()] == ["not_indexed"]
    filing.resume()
    assert list(filing.verify()) == []


def test_reindexing_gives_the_same_answers(filing: Filing) -> None:
    ids = [read_one(filing, content).id for content in (b"one", b"two")]
    before = found_ids(filing, "moulin")
    assert filing.reindex() == 2
    assert sorted(found_ids(filing, "moulin")) == sorted(before) == sorted(ids)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\nb\x00c", "quo\"te's.pdf", "\udce9t\udce9.pdf", "", "x" * 1000, "اسم.pdf"])
def test_any_name_is_kept_as_words_of_one_line(filing: Filing, name: str) -> None:
    document = filing.stores.register.get(hand_in(filing, name=name))
    assert document
    assert document.name
    assert document.name.isprintable()
    assert len(document.name) <= 255


def test_the_box_of_a_value_survives_the_register(filing: Filing, script: Script) -> None:
    place = Place(page=1, box=Box(10, 20, 30, 40))
    facts = Facts(total_with_tax=Found(value=Decimal("12.00"), confidence=0.9, place=place, reason="beside TOTAL TTC"))
    script.readings = (replace(a_reading(), facts=facts),)
    document = read_one(filing)
    assert document.reading
    assert document.reading.facts == facts
