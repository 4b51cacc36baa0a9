"""The register: what is entered stays, what is decided is decided once, and entries are numbered without a gap."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from domain.document import Correction, Document, Event, document_id
from domain.entry import Booking, EntryLine, JournalEntry
from domain.facts import Facts, Found
from domain.kinds import Category, DocumentType, State
from domain.problem import Problem, UnknownDocumentError
from domain.reading import CategoryGuess, Reading, TypeGuess
from domain.seller import keys_of
from storage.database import NEWEST_SCHEMA
from storage.register import Decision, Register, open_register
from storage.tables import metadata

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def register(url: str) -> Iterator[Register]:
    register = open_register(url, now=lambda: NOON)
    yield register
    register.database.close()


def a_document(serial: int = 1, **changes: object) -> Document:
    original = f"{serial:064x}"
    document = Document(
        id=document_id(company="default", original=original),
        original=original,
        company="default",
        name=f"facture-{serial}.pdf",
        state=State.RECEIVED,
        received_at=NOON + timedelta(seconds=serial),
    )
    return replace(document, **changes)  # type: ignore[arg-type]


def an_entry(journal: str = "AC", on: date = date(2026, 3, 1)) -> JournalEntry:
    lines = (EntryLine(account="607", debit=Decimal("12.00")), EntryLine(account="401", credit=Decimal("12.00"), auxiliary="MOULIN"))
    return JournalEntry(journal=journal, date=on, reference="FA-1", label="Moulin FA-1", lines=lines)


def a_reading(seller: str = "Moulin", total: str = "12.00", number: str | None = "FA-1") -> Reading:
    facts = Facts(
        seller_name=Found(value=seller, confidence=0.9),
        invoice_number=Found(value=number, confidence=0.9) if number else None,
        issue_date=Found(value=date(2026, 3, 1), confidence=0.9),
        total_with_tax=Found(value=Decimal(total), confidence=0.9),
    )
    guess = CategoryGuess(value=Category.MEALS, confidence=0.8, account="6257", label="Réceptions")
    return Reading(
        pages=1, document_type=TypeGuess(value=DocumentType.INVOICE, confidence=0.9), facts=facts, category=guess, entry=an_entry()
    )


def booked(document: Document, entry: JournalEntry | None = None) -> Decision:
    done = replace(document, state=State.VALIDATED, decided_by="Anne", validated_at=NOON)
    made = entry or an_entry()
    return Decision(document=done, bookings=(Booking(entry=made, year=made.date.year, by="Anne", at=NOON),))


def test_a_document_comes_back_as_it_was_entered(register: Register) -> None:
    problem = Problem(code="locked", what="This PDF is locked.", where="f.pdf", remedy="Send another.")
    document = a_document(reading=a_reading(), problem=problem, submitted_by="Karim", part=None)
    assert register.add(document, by="Karim") is None
    assert register.get(document.id) == document


def test_the_same_document_is_entered_once(register: Register) -> None:
    assert register.add(a_document(), by="Anne") is None
    assert register.add(a_document(name="again.pdf"), by="Karim") == a_document()
    assert [event.what for event in register.history(a_document().id)] == ["received"]


def test_documents_are_listed_the_latest_first_by_company_and_state(register: Register) -> None:
    for serial in (1, 2, 3):
        register.add(a_document(serial), by="Anne")
    register.add(replace(a_document(4), company="other"), by="Anne")
    assert [d.name for d in register.list("default")] == ["facture-3.pdf", "facture-2.pdf", "facture-1.pdf"]
    assert [d.name for d in register.list("default", limit=1, offset=1)] == ["facture-2.pdf"]
    assert register.list("default", State.VALIDATED) == ()
    assert len(register.list()) == 4


def test_counts_name_every_state(register: Register) -> None:
    register.add(a_document(), by="Anne")
    counts = register.counts("default")
    assert counts[State.RECEIVED] == 1
    assert set(counts) == set(State)


def test_a_decision_on_an_unknown_document_is_refused(register: Register) -> None:
    with pytest.raises(UnknownDocumentError):
        register.decide("nobody", booked)


def test_a_decision_that_fails_changes_nothing(register: Register) -> None:
    register.add(a_document(), by="Anne")

    def fails(document: Document) -> Decision:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        register.decide(a_document().id, fails)
    assert register.get(a_document().id) == a_document()


def test_a_persons_last_word_on_a_field_is_kept_and_the_history_tells_both(register: Register) -> None:
    register.add(a_document(), by="Anne")
    for value in ("12.00", "21.00"):
        word = Correction(field="total_with_tax", value=value, by="Anne")
        event = Event(when=NOON, who="Anne", what="corrected", field="total_with_tax", before="1.00", after=value)
        register.decide(a_document().id, lambda d, w=word, e=event: Decision(document=d, corrections=(w,), events=(e,)))  # type: ignore[misc]
    assert register.corrections(a_document().id) == (word,)
    assert [event.after for event in register.history(a_document().id)] == ["facture-1.pdf", "12.00", "21.00"]


def test_entries_count_from_one_within_a_journal_a_year_and_a_company(register: Register) -> None:
    years = [(1, 2026, "AC"), (2, 2026, "AC"), (3, 2025, "AC"), (4, 2026, "BQ"), (5, 2026, "AC")]
    numbers = []
    for serial, year, journal in years:
        register.add(a_document(serial), by="Anne")
        entry = an_entry(journal, date(year, 3, 1))
        numbers.append(register.decide(a_document(serial).id, lambda d, e=entry: booked(d, e)).entry_number)  # type: ignore[misc]
    assert numbers == [1, 2, 1, 1, 3]


def test_the_entries_of_a_year_come_back_in_the_order_of_their_validation(register: Register) -> None:
    for serial, year in ((1, 2026), (2, 2025), (3, 2026)):
        register.add(a_document(serial, reading=a_reading()), by="Anne")
        entry = an_entry(on=date(year, 3, 1))
        register.decide(a_document(serial).id, lambda d, e=entry: booked(d, e))  # type: ignore[misc]
    found = list(register.books.of_year("default", 2026))
    assert [(v.number, v.document_id) for v in found] == [(1, a_document(1).id), (2, a_document(3).id)]
    assert found[0].entry == an_entry()
    assert found[0].auxiliary_label == {"MOULIN": "Moulin"}
    assert list(register.books.of_year("other", 2026)) == []


def test_the_years_with_entries_are_known_the_latest_first(register: Register) -> None:
    for serial, year in ((1, 2025), (2, 2026), (3, 2025)):
        register.add(a_document(serial), by="Anne")
        entry = an_entry(on=date(year, 3, 1))
        register.decide(a_document(serial).id, lambda d, e=entry: booked(d, e))  # type: ignore[misc]
    assert register.books.years("default") == ((2026, 1), (2025, 2))
    assert register.books.years("other") == ()


def test_a_booking_that_fails_leaves_no_gap(register: Register) -> None:
    register.add(a_document(1), by="Anne")
    register.add(a_document(2), by="Anne")
    register.decide(a_document(1).id, booked)
    register.books.close("default", date(2026, 3, 31), by="Anne")
    with pytest.raises(Exception, match="period is closed"):
        register.decide(a_document(2).id, booked)
    later = an_entry(on=date(2026, 4, 1))
    assert register.decide(a_document(2).id, lambda document: booked(document, later)).entry_number == 2


@pytest.mark.parametrize("number", [1, 3])
def test_the_database_itself_refuses_a_number_that_is_not_the_next(register: Register, number: int) -> None:
    register.add(a_document(), by="Anne")
    register.decide(a_document().id, booked)
    columns = f"company, year, journal, {number}, date, document_id, 2, kind, record, validated_at, validated_by"
    with pytest.raises(DBAPIError, match="without a gap"), register.database.writing() as direct:
        direct.execute(text(f"INSERT INTO entries SELECT {columns} FROM entries"))


@pytest.mark.parametrize(
    "statement", ["UPDATE events SET who = 'Eve'", "DELETE FROM events", "DELETE FROM closings", "UPDATE closings SET until = '2020'"]
)
def test_no_history_is_rewritten_and_no_period_opened_again(register: Register, statement: str) -> None:
    register.add(a_document(), by="Anne")
    register.books.close("default", date(2026, 3, 31), by="Anne")
    with pytest.raises(DBAPIError, match=r"rewritten|closed"), register.database.writing() as direct:
        direct.execute(text(statement))


def test_a_validated_entry_can_neither_be_changed_nor_deleted(register: Register) -> None:
    register.add(a_document(), by="Anne")
    register.decide(a_document().id, booked)
    for statement in ("UPDATE entries SET validated_by = 'Eve'", "DELETE FROM entries"):
        with pytest.raises(DBAPIError, match="final"), register.database.writing() as direct:
            direct.execute(text(statement))


def _book_some(url: str, first: int) -> None:
    register = open_register(url)
    for serial in range(first, first + 12):
        register.add(a_document(serial), by="Anne")
        register.decide(a_document(serial).id, booked)


def test_eight_processes_that_validate_at_once_leave_no_gap_and_no_double(url: str) -> None:
    spawn = multiprocessing.get_context("fork")
    writers = [spawn.Process(target=_book_some, args=(url, 1 + 12 * n)) for n in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 8
    numbers = sorted(d.entry_number or 0 for d in open_register(url).list("default"))
    assert numbers == list(range(1, 97))


def test_the_company_remembers_its_sellers_and_what_was_decided_for_them(register: Register) -> None:
    keys = keys_of(a_reading().facts)
    register.add(a_document(reading=a_reading()), by="Anne")
    assert register.sellers.find("default", keys) is None
    register.decide(a_document().id, booked)
    seller = register.sellers.find("default", keys)
    assert seller
    assert (seller.auxiliary, seller.category, seller.totals) == ("MOULIN", Category.MEALS, (Decimal("12.00"),))
    assert register.sellers.find("other", keys) is None


def test_two_firms_of_one_name_have_two_accounts_once_a_number_tells_them_apart(register: Register) -> None:
    for number, siren in ((1, "732829320"), (2, "404833048"), (3, "404833048")):
        reading = a_reading(number=f"FA-{number}")
        reading = replace(reading, facts=reading.facts.having(seller_siren=Found(value=siren, confidence=0.9)))
        register.add(a_document(number, reading=reading), by="Anne")
        register.decide(a_document(number).id, booked)
    assert [seller.auxiliary for seller in register.sellers.every("default")] == ["MOULIN", "MOULIN2"]
    accounts = [entry.entry.lines[-1].auxiliary for entry in register.books.of_year("default", 2026)]
    assert accounts == ["MOULIN", "MOULIN2", "MOULIN2"]
    assert len(list(register.sellers.every("default"))[1].totals) == 2


def test_documents_with_the_same_number_or_total_are_looked_at_for_copies(register: Register) -> None:
    register.add(a_document(1, reading=a_reading()), by="Anne")
    twin, other = a_document(2, reading=a_reading()), a_document(3, reading=a_reading(number="FA-2", total="99.00"))
    assert [document.id for document in register.candidates(twin)] == [a_document(1).id]
    assert register.candidates(other) == ()
    assert register.candidates(a_document(4)) == ()


def test_a_changed_document_waits_for_the_index_until_it_has_seen_the_change(register: Register) -> None:
    seen: list[State] = []

    def put(changed: tuple[Document, ...]) -> None:
        seen.extend(document.state for document in changed)

    register.add(a_document(), by="Anne")
    assert register.catch_up(put) == 1
    register.decide(a_document().id, lambda d: Decision(document=replace(d, state=State.FAILED)))
    assert [d.state for d in register.unindexed()] == [State.FAILED]
    assert [register.catch_up(put), register.catch_up(put)] == [1, 0]
    assert seen == [State.RECEIVED, State.FAILED]
    register.forget_index()
    assert len(register.unindexed()) == 1


def test_what_the_index_could_not_take_still_waits_for_it(register: Register) -> None:
    def fails(changed: tuple[Document, ...]) -> None:
        raise OSError("the disk is full")

    register.add(a_document(), by="Anne")
    with pytest.raises(OSError, match="full"):
        register.catch_up(fails)
    assert len(register.unindexed()) == 1


def test_sellers_from_before_they_had_accounts_keep_the_auxiliary_that_they_were_booked_under(register: Register, url: str) -> None:
    """Two documents of one seller, one of another of the same code: the first keeps it, with all that it is known by."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "storage/migrations")
    numbered = Facts(seller_siren=Found(value="404833048", confidence=0.9), seller_name=Found(value="Moulin", confidence=0.9))
    for serial, facts in ((1, a_reading().facts), (2, numbered), (3, a_reading(seller="Moulinex").facts)):
        register.add(a_document(serial, reading=replace(a_reading(), facts=facts)), by="Anne")
        register.decide(a_document(serial).id, lambda document: booked(document))
    with register.database.writing() as connection:  # as it was: the same auxiliary on each entry, and no seller
        for table in ("sellers", "seller_keys"):
            connection.execute(text(f"DELETE FROM {table}"))
        config.attributes["connection"] = connection
        command.downgrade(config, "auxiliaries")
        connection.execute(text("UPDATE alembic_version SET version_num = 'people'"))

    again = open_register(url)

    first = again.sellers.find("default", keys_of(a_reading().facts))
    assert first
    assert (first.auxiliary, first.name) == ("MOULIN", "Moulin")
    assert first.totals == (Decimal("12.00"),)
    assert again.sellers.find("default", keys_of(numbered)) == first
    assert [seller.auxiliary for seller in again.sellers.every("default")] == ["MOULIN", "MOULIN2"]
    again.database.close()


def test_the_migrations_make_the_tables_that_the_code_speaks_of(register: Register, url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with create_engine(url).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == NEWEST_SCHEMA
    config = Config()
    config.set_main_option("script_location", "storage/migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST_SCHEMA


def test_entries_from_before_the_books_are_carried_over(url: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "storage/migrations")
    document = a_document()
    record = {"journal": "AC", "date": "2026-03-14", "reference": "FA-1", "label": "Moulin", "lines": []}
    with create_engine(url).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "servers")
        put = "INSERT INTO documents (id, original, company, name, state, received_at, submitted_by, revision, indexed_revision, attempts)"
        values = {"id": document.id, "original": document.original, "at": NOON.isoformat()}
        connection.execute(text(f"{put} VALUES (:id, :original, 'default', 'a.pdf', 'validated', :at, 'Anne', 1, 0, 0)"), values)
        entry = "INSERT INTO entries (company, year, journal, number, document_id, record, validated_at, validated_by)"
        values = {"id": document.id, "record": json.dumps(record), "at": NOON.isoformat()}
        as_json = ":record" if connection.dialect.name == "sqlite" else "CAST(:record AS json)"
        connection.execute(text(f"{entry} VALUES ('default', 2026, 'AC', 1, :id, {as_json}, :at, 'Anne')"), values)

    opened = open_register(url)

    with opened.database.reading() as connection:
        kept = connection.execute(text("SELECT number, date, sequence, kind, record FROM entries")).one()
    assert kept[:4] == (1, "2026-03-14", 1, "purchase")
    assert (json.loads(kept.record) if isinstance(kept.record, str) else kept.record) == record
    opened.database.close()


def test_a_sound_register_has_no_problems(register: Register) -> None:
    register.add(a_document(), by="Anne")
    assert register.database.problems() == ()
