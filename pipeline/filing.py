"""The only writer of the three stores: for a new document, a new reading, and the accountant's word alike.

The original is safe before the register knows of it, the register knows before anybody reads, and the index follows
the register: whatever moment the power fails at, the register says what is left to do, and `resume` does it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol

from accounting.auxiliary import auxiliary_of
from accounting.vat import vat_shares
from domain.company import Company
from domain.document import Correction, Document, Event, document_id
from domain.entry import Booking
from domain.kinds import Category, State
from domain.problem import Problem, UnavailableError, UnknownDocumentError, refused
from domain.queues import TWIN, Queue, queues_of
from domain.reading import Reading
from domain.seller import Seen, keys_of
from domain.upload import Upload
from pipeline.card import card_of
from pipeline.companies import Companies
from pipeline.conclude import heard, supposed_advance, tells_who_paid
from pipeline.corrections import checked, corrected, worded
from pipeline.memory import layout_of, remembered
from pipeline.read import conclude, read
from pipeline.tools import Stores, Tools
from pipeline.twins import twins_of
from storage.claims import ATTEMPTS
from storage.objects import ObjectStoreError
from storage.owner import own_name
from storage.register import Decision

logger = logging.getLogger(__name__)

JUSTIF = "Justif"
"""Who did what no person did."""


class Reader(Protocol):
    """The whole road for one original: pipeline/read.py itself, or a child process that may be killed."""

    def __call__(self, upload: Upload, tools: Tools, *, today: date) -> tuple[Reading, ...]: ...


class Bell(Protocol):
    """Wakes those who read elsewhere. Who hears nothing finds the document in the register all the same."""

    def waiting(self, document_id: str, *, priority: int = 0) -> None:
        """A document waits to be read."""
        ...

    def changed(self) -> bool:
        """Documents changed; True when somebody else will tell the index."""
        ...


class NoBell:
    """Whoever reads looks into the register by himself."""

    def waiting(self, document_id: str, *, priority: int = 0) -> None: ...

    def changed(self) -> bool:
        return False


class Concluder(Protocol):
    """The last part of the road: from facts to category, entry, checks and doubts."""

    def __call__(self, reading: Reading, *, company: Company, today: date, category: Category | None, seen: Seen) -> Reading: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a person gets for a document handed in. `duplicate_of` is its own id when the company had these bytes already."""

    id: str
    original: str
    state: State
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """The clerk: takes documents in, has them read, and writes down what people say of them.

    Every verb raises UnknownDocumentError for an id that there is not, and RefusedError when it is not allowed as things stand.
    """

    stores: Stores
    tools: Tools
    reader: Reader = read
    concluder: Concluder = conclude
    settled: Mapping[str, Company] = field(default_factory=dict)
    """Companies of the installation's settings by code, beside the one of the tools."""
    bell: Bell = field(default_factory=NoBell)
    deaths: int = ATTEMPTS
    """A document whose readers died so often is set aside."""
    automate_under: Decimal = Decimal(0)
    """Documents up to this total are booked without a person when nothing at all speaks against it; 0 is never."""

    def limited_to(self, code: str) -> Filing:
        """The clerk of one company: the register shows no other to whoever it serves (Register.limited_to)."""
        return replace(self, stores=replace(self.stores, register=self.stores.register.limited_to(code)))

    # ------------------------------------------------------------ taking in

    def receive(self, upload: Upload, *, company: Company | None = None, submitted_by: str = "", priority: int = 0) -> Receipt:
        """Keep the bytes, and queue the document, behind all of a lower `priority`. When this returns, no crash can lose it."""
        code = (company or self.tools.company).code
        original = self.stores.objects.put(upload.content)
        new = Document(
            id=document_id(company=code, original=original),
            original=original,
            company=code,
            name=_one_line(upload.name),
            state=State.RECEIVED,
            received_at=self.stores.register.now(),
            submitted_by=submitted_by,
        )
        known = self.stores.register.add(new, by=submitted_by or JUSTIF, priority=priority)
        if known:
            return Receipt(id=known.id, original=original, state=known.state, duplicate_of=known.id)
        self.bell.waiting(new.id, priority=priority)
        self._follow()
        return Receipt(id=new.id, original=original, state=new.state)

    # ------------------------------------------------------------ reading

    def read_document(self, document_id: str) -> tuple[Document, ...]:
        """Read one document now, and give all documents of its original; unchanged when another process is reading it."""
        document = self._known(document_id)
        owner = own_name()
        claimed = self.stores.register.claims.take(owner=owner, document_id=document_id)
        if claimed is None:
            return self.stores.register.parts(document)
        return self.read_claimed(claimed, owner=owner)

    def read_claimed(self, document: Document, *, owner: str) -> tuple[Document, ...]:
        """Read a document that `owner` holds, and file what it says."""
        readings = self._readings(document)
        filed = self.stores.register.file(document, lambda known: self._filed(document, known, readings), owner=owner)
        self._follow()
        if filed is None:
            logger.warning("document %s was taken over by another reader meanwhile", document.id)
        for each in filed or ():
            self._book_alone(each)
        return self.stores.register.parts(document)

    def give_up(self, document: Document, problem: Problem, *, owner: str) -> tuple[Document, ...]:
        """Mark a document that `owner` holds as failed, without reading it."""
        failed = self._decision_on(document, Reading(error=problem, part=document.part))
        self.stores.register.file(document, lambda _: (failed,), owner=owner)
        self._follow()
        return self.stores.register.parts(document)

    def retry(self, document_id: str) -> Document:
        """Put a document into the queue again, to be read anew; what a person said of it will still hold."""

        def how(document: Document) -> Decision:
            _refuse_if(document, State.VALIDATED, State.RECEIVED, State.READING)
            waiting = replace(document, state=State.RECEIVED, problem=None, rejected_reason="", decided_by="")
            return Decision(document=waiting, events=(self._event("retried", JUSTIF),))

        waiting = self.decide(document_id, how)
        self.bell.waiting(document_id)
        return waiting

    # ------------------------------------------------------------ the accountant's word

    def correct(self, document_id: str, values: Mapping[str, str], *, by: str) -> Document:
        """Write a person's values over those read, and draw the conclusions anew.

        A field is one of the contract, `document_type`, `category`, or `tax_breakdown` (`rate base amount; …`).
        """
        words = tuple(Correction(field=name, value=value.strip(), by=by) for name, value in values.items())
        checked(words)

        def how(document: Document) -> Decision:
            _refuse_if(document, State.VALIDATED, State.REJECTED, State.RECEIVED, State.READING)
            before = document.reading or Reading()
            after = self._concluded(document, before, (*self.stores.register.corrections(document.id), *words))
            events = tuple(
                Event(
                    when=self.now(), who=by, what="corrected", field=w.field, before=worded(before, w.field), after=worded(after, w.field)
                )
                for w in words
            )
            filed = replace(document, reading=after, state=State.TO_VALIDATE, problem=None)
            return Decision(document=filed, events=events, corrections=words)

        return self.decide(document_id, how)

    def validate(self, document_id: str, *, by: str, signed: bool = False) -> Document:
        """Book the proposed entry, for ever: it gets the next number of its journal, and nothing of it changes any more.

        `signed` books only while the signature of pipeline/signing.py stands: who takes it back in time is heard.
        """

        def how(document: Document) -> Decision:
            if signed and self.stores.register.slips.signature(document_id) is None:
                raise refused(
                    "withdrawn", what="This signature was taken back.", where=document.name, remedy="Validate the document again."
                )
            _refuse_if(document, State.VALIDATED, State.REJECTED, State.FAILED, State.RECEIVED, State.READING)
            reading = document.reading or Reading()
            entry, category = reading.entry, reading.category.value if reading.category else None
            if entry is None:
                raise refused(
                    "no_entry",
                    what="This document has no balanced entry to book.",
                    where=document.name,
                    remedy="Correct the amounts, the date or the type of the document until an entry is proposed.",
                )
            company = self.company(document.company)
            if self.open_from(company.code, entry.date) != entry.date:
                what = "The books of that day have been closed since."
                raise refused("period_closed", what=what, where=document.name, remedy="Save it again: its entry gets an open day.")
            booked = replace(document, state=State.VALIDATED, decided_by=by, validated_at=self.now())
            booking = Booking(
                entry=entry,
                year=company.fiscal_year_of(entry.date).year,
                by=by,
                at=self.now(),
                vat=vat_shares(entry, reading.facts, company=company, category=category),
                layout=layout_of(reading),
            )
            after = f"{entry.journal} {entry.date.isoformat()}"
            said = self._advance_of(document)
            words = (Correction(field="paid_by", value=said, by=by),) if said else ()
            return Decision(document=booked, bookings=(booking,), events=(self._event("validated", by, after=after),), corrections=words)

        return self.decide(document_id, how)

    def reject(self, document_id: str, *, reason: str, by: str) -> Document:
        """Keep the document out of the books, and say why."""

        def how(document: Document) -> Decision:
            _refuse_if(document, State.VALIDATED, State.REJECTED)
            rejected = replace(document, state=State.REJECTED, rejected_reason=reason, decided_by=by)
            return Decision(document=rejected, events=(self._event("rejected", by, after=reason),))

        return self.decide(document_id, how)

    def conclude_again(self, document_id: str) -> Document:
        """Draw the conclusions of a document anew that waits for a decision, as the books are now; nothing else changes."""

        def how(document: Document) -> Decision:
            if document.state is not State.TO_VALIDATE or document.reading is None:
                return Decision(document=document)
            after = self._concluded(document, document.reading, self.stores.register.corrections(document.id))
            return Decision(document=replace(document, reading=after))

        return self.decide(document_id, how)

    def remark(self, document_id: str, *, what: str, text: str, by: str) -> Document:
        """Write a person's words into the history of a document: `noted` by who sent it, `commented` or `assigned` by who works on it."""
        return self.decide(document_id, lambda document: Decision(document=document, events=(self._event(what, by, after=text),)))

    # ------------------------------------------------------------ keeping the stores in step

    def resume(self) -> int:
        """At the start: tell the index what it has not seen, and give how many documents are yet to be read."""
        self._follow()
        return self.stores.register.claims.waiting()

    def follow(self) -> int:
        """Tell the index all that it has not seen; how many documents that were. One that holds nothing has seen nothing."""
        if self.stores.index.is_empty():
            self.stores.register.forget_index()
        done = 0
        while count := self.stores.register.catch_up(lambda changed: self.stores.index.put(card_of(document) for document in changed)):
            done += count
        return done

    def reindex(self) -> int:
        """Make the search index anew from the register; the number of documents in it."""
        with self.stores.index.renewal():
            self.stores.register.forget_index()
            return self.follow()

    def verify(self) -> Iterator[Problem]:
        """Everything that is not as it should be: originals missing or damaged, a broken register, an index out of step."""
        yield from self._verify_originals()
        for line in self.stores.register.database.problems():
            yield Problem(code="register_damaged", what=line, where="register", remedy="Restore the register from a backup.")
        for document in self.stores.register.unindexed():
            yield Problem(
                code="not_indexed",
                what="The search does not know this document as it is.",
                where=document.id,
                remedy="Run `justif reindex`.",
            )

    def _verify_originals(self) -> Iterator[Problem]:
        for original in sorted(self.stores.register.originals()):
            try:
                self.stores.objects.get(original)
            except ObjectStoreError as error:
                code = "original_" + type(error).__name__.removesuffix("ObjectError").lower()
                what = "The original of this document is missing or no longer what was handed in."
                yield Problem(code=code, what=what, where=original, remedy="Restore it from a backup, or hand the document in again.")

    def _follow(self) -> None:
        """After a change: let the search follow. Where it cannot, the change stands all the same, and the index follows later."""
        try:
            if not self.bell.changed():
                self.follow()
        except UnavailableError as silent:
            logger.warning("the %s does not answer; the search is told later", silent)
        except Exception:
            logger.exception("the search index does not follow; it is told later")

    # ------------------------------------------------------------ inside

    def _readings(self, document: Document) -> tuple[Reading, ...]:
        if self.stores.register.claims.hopeless(document.id, deaths=self.deaths):
            what = "Reading this document was broken off several times."
            problem = Problem(code="interrupted", what=what, where=document.name, remedy="Try again, or enter its values by hand.")
            return (Reading(error=problem),)
        try:
            content = self.stores.objects.get(document.original)
        except ObjectStoreError:
            what = "The original is missing or damaged."
            return (Reading(error=Problem(code="original_lost", what=what, where=document.name, remedy="Hand the document in again.")),)
        tools = replace(self.tools, company=self.company(document.company))
        return self.reader(Upload(name=document.name, content=content), tools, today=self.now().date())

    def _filed(self, claimed: Document, known: tuple[Document, ...], readings: tuple[Reading, ...]) -> Iterator[Decision]:
        """A decision for each part that was read, and for those of an earlier reading that are no longer there."""
        by_id = {document.id: document for document in known}
        for reading in readings:
            one = document_id(company=claimed.company, original=claimed.original, part=reading.part)
            document = by_id.pop(one, None) or replace(claimed, id=one, reading=None)
            if document.state in (State.VALIDATED, State.REJECTED) and document.id != claimed.id:
                continue  # a decision stands
            yield self._decision_on(replace(document, part=reading.part), reading)
        for document in by_id.values():
            if document.state not in (State.VALIDATED, State.REJECTED) or document.id == claimed.id:
                reason = "no longer found when the picture was read again"
                gone = replace(document, state=State.REJECTED, rejected_reason=reason, decided_by=JUSTIF)
                yield Decision(document=gone, events=(self._event("rejected", JUSTIF, after=reason),))

    def _decision_on(self, document: Document, reading: Reading) -> Decision:
        if reading.error:
            failed = replace(document, reading=reading, state=State.FAILED, problem=reading.error)
            return Decision(document=failed, events=(self._event("failed", JUSTIF, after=reading.error.code),))
        reading = remembered(reading, self.stores.register.sellers.find(document.company, keys_of(reading.facts)))
        concluded = self._concluded(document, reading, self.stores.register.corrections(document.id))
        filed = replace(document, reading=concluded, state=State.TO_VALIDATE, problem=None)
        return Decision(document=filed, events=(self._event("read", JUSTIF, after=f"{dict(reading.timings_ms).get('total', 0)} ms"),))

    def _concluded(self, document: Document, reading: Reading, words: Iterable[Correction]) -> Reading:
        told = tuple(words)
        stated, category = corrected(reading, told)
        if stated.document_type is None:
            return stated
        seen = heard(self._seen(replace(document, reading=stated)), told)
        concluded = self.concluder(stated, company=self.company(document.company), today=self.now().date(), category=category, seen=seen)
        doubts = tuple(TWIN + twin.document_id for twin in seen.twins)
        return replace(concluded, doubts=concluded.doubts + doubts) if doubts else concluded

    def _advance_of(self, document: Document) -> str:
        """Who advanced the money, where the entry takes it from the seller's last document and nobody said it of this one."""
        register, reading = self.stores.register, document.reading or Reading()
        seller = register.sellers.find(document.company, keys_of(reading.facts))
        supposed = supposed_advance(seller, reading, company=self.company(document.company))
        return "" if supposed and tells_who_paid(register.corrections(document.id)) else supposed

    def _seen(self, document: Document) -> Seen:
        """What the books of the company know of the seller of a document, and which others it is perhaps a copy of."""
        register, reading = self.stores.register, document.reading or Reading()
        name = reading.facts.seller_name.value if reading.facts.seller_name else None
        seller = register.sellers.find(document.company, keys_of(reading.facts))
        closed = register.books.closed_until(document.company)
        return Seen(
            seller=seller,
            auxiliary=seller.auxiliary if seller else register.sellers.free(document.company, auxiliary_of(name)),
            twins=twins_of(reading, register.candidates(document)),
            open_from=closed + timedelta(days=1) if closed else None,
        )

    def open_from(self, company: str, day: date) -> date:
        """That day, or the first one whose books are still open."""
        closed = self.stores.register.books.closed_until(company)
        return max(day, closed + timedelta(days=1)) if closed else day

    @property
    def companies(self) -> Companies:
        return Companies(register=self.stores.register, usual=self.tools.company, settled=self.settled)

    def company(self, code: str | None = None) -> Company:
        """The company of that code, the usual one where none is named: as the register knows it, or else the settings."""
        return self.companies.get(code)

    def _book_alone(self, document: Document) -> None:
        """Book a small document whose every check passed, where the firm wants that (off until it says up to which amount)."""
        reading = document.reading
        total = reading.facts.total_with_tax if reading else None
        if reading is None or total is None or document.state is not State.TO_VALIDATE:
            return
        is_green = Queue.GREEN in queues_of(reading) and not self._advance_of(document)  # a debt to a person takes a person's word
        if 0 < total.value <= self.automate_under and is_green:
            self.validate(document.id, by=JUSTIF)

    def decide(self, document_id: str, how: Callable[[Document], Decision]) -> Document:
        """Let `how` say what becomes of a document, in one transaction, and let the search follow."""
        decided = self.stores.register.decide(document_id, how)
        self._follow()
        return decided

    def _known(self, document_id: str) -> Document:
        document = self.stores.register.get(document_id)
        if document is None:
            raise UnknownDocumentError(document_id)
        return document

    def _event(self, what: str, who: str, *, after: str = "") -> Event:
        return Event(when=self.now(), who=who, what=what, after=after)

    def now(self) -> datetime:
        """The clock of the register."""
        return self.stores.register.now()


def _refuse_if(document: Document, *states: State) -> None:
    if document.state in states:
        what, remedy = _REFUSALS[document.state]
        raise refused(f"already_{document.state.value}", what=what, where=document.name, remedy=remedy)


_REFUSALS = {
    State.RECEIVED: ("This document has not been read yet.", "Wait until it has been read."),
    State.READING: ("This document is being read.", "Wait until it has been read."),
    State.VALIDATED: ("This document is validated, and its entry is final.", "Reverse it, then correct and validate it again."),
    State.REJECTED: ("This document was rejected.", "Read it again first."),
    State.FAILED: ("This document could not be read.", "Try again, or enter its values by hand."),
}


def _one_line(name: str) -> str:
    """A name that a database, a page and a log can hold: what is no text becomes a mark, what breaks lines a blank."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(c if c.isprintable() else " " for c in text)[:255].strip() or "document"
