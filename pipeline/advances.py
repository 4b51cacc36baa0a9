"""What the firm owes to people who paid with their own money, and what it has paid back: from their word, and from the entries.

An advance is paid back by `pay` of pipeline/ledger.py like any other debt, and the payment is taken back by its `unpay`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from accounting.chart import country_pack
from accounting.turned import means_of, owed_by, payment_in, purchase_of
from domain.advances import Advance, Stage
from domain.circumstances import ADVANCES, PaidBy
from domain.company import Company
from domain.document import Document
from domain.entry import ValidatedEntry
from domain.kinds import State
from domain.problem import Problem, RefusedError, UnknownDocumentError, refused
from pipeline.filing import Filing
from pipeline.ledger import pay, unpay
from storage.advances import Told


def open_advances(filing: Filing, company: str, *, submitted_by: str | None = None) -> tuple[Advance, ...]:
    """Those that are claimed or owed, the oldest first; of everybody in the company where nobody is named."""
    found = _advances(filing, company, filing.stores.register.advances.open(company, submitted_by=submitted_by))
    return tuple(advance for advance in found if advance.stage is not Stage.REPAID)


def repaid_advances(filing: Filing, company: str, *, submitted_by: str | None = None, limit: int | None = None) -> tuple[Advance, ...]:
    """Those that are paid back, the latest received first."""
    return _advances(filing, company, filing.stores.register.advances.settled(company, submitted_by=submitted_by, limit=limit))


def tell(filing: Filing, document_id: str, *, is_own_money: bool, by: str) -> Document:
    """Write down that the person who handed a document in paid it themselves, or that they did not.

    What an accountant has told more exactly (an associate, the till) stays where it says the same. Raises UnknownDocumentError and
    RefusedError: once an entry stands, it must be reversed first.
    """
    document = filing.stores.register.get(document_id)
    if document is None:
        raise UnknownDocumentError(document_id)
    if document.state is not State.TO_VALIDATE:
        remedy = "Tell the accountant: the document waits for no decision any more."
        raise refused("decided", what="Who paid can no longer be changed here.", where=document.name, remedy=remedy)
    known = filing.stores.register.advances.who_paid([document_id]).get(document_id)
    if known is not None and (known in ADVANCES) is is_own_money:
        return document
    return filing.correct(document_id, {"paid_by": PaidBy.STAFF.value if is_own_money else ""}, by=by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of each of several documents, by their ids: those that went well, and why the others did not."""

    done: tuple[str, ...]
    refused: tuple[tuple[str, Problem], ...]


def repay(filing: Filing, ids: Iterable[str], *, on: date, means: PaidBy, by: str, today: date) -> Settled:
    """Book that the firm paid these advances back on that day; each is a transaction, and one that is refused stops no other.

    Nothing but an advance is paid here, and nothing twice. Raises RefusedError for a day that is yet to come.
    """
    if on > today:
        raise refused("yet_to_come", what="That day is yet to come.", where=str(on), remedy="Name the day on which the money left.")

    def one(document_id: str) -> None:
        if filing.stores.register.advances.who_paid([document_id]).get(document_id) not in ADVANCES:
            remedy = "Book its payment on the page of its entries."
            raise refused("no_advance", what="Nobody advanced the money for this document.", where=document_id, remedy=remedy)
        pay(filing, document_id, on=on, paid_by=means, by=by)

    return _each(ids, one)


def take_back(filing: Filing, ids: Iterable[str], *, by: str) -> Settled:
    """Take the payments of these documents back: they are owed again."""
    return _each(ids, lambda document_id: unpay(filing, document_id, by=by))


def _each(ids: Iterable[str], act: Callable[[str], object]) -> Settled:
    done, kept = [], []
    for document_id in dict.fromkeys(ids):
        try:
            act(document_id)
        except RefusedError as error:
            kept.append((document_id, error.problem))
        else:
            done.append(document_id)
    return Settled(done=tuple(done), refused=tuple(kept))


def _advances(filing: Filing, code: str, told: Iterable[Told]) -> tuple[Advance, ...]:
    told = tuple(told)
    booked = filing.stores.register.books.of_documents([each.document_id for each in told if each.is_validated])
    company = filing.company(code)
    return tuple(_advance(each, booked.get(each.document_id, ()), company=company) for each in told)


def _advance(told: Told, booked: Sequence[ValidatedEntry], *, company: Company) -> Advance:
    purchase, payment = purchase_of(booked), payment_in(booked)
    claimed = Advance(
        document_id=told.document_id,
        person=told.person,
        title=told.title,
        issue_date=told.issue_date,
        amount=told.total,
        currency=told.currency,
        stage=Stage.CLAIMED,
    )
    if purchase is None:
        return claimed
    currency, amount = country_pack(company.country).CURRENCY, owed_by(purchase, company=company)
    owed = replace(claimed, amount=amount, currency=currency, stage=Stage.OWED)
    if payment is None:
        return owed
    return replace(
        owed,
        stage=Stage.REPAID,
        repaid_on=payment.entry.date,
        repaid_by=payment.validated_by,
        means=means_of(payment, company=company),
        entry=payment.name,
    )
