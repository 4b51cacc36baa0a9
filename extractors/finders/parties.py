"""Who sells and who buys: seller_name, seller_address, buyer_name.

The head of the page is told line by line by a learned model; a registered name in the footer, a printed label and the
address of the firm's web pages are further witnesses. Where they agree the name is sure, where none speaks there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import mean, median

from rapidfuzz import fuzz

from domain.geometry import Place, union
from domain.page import Line, Transcript
from extractors.blocks import parts_of
from extractors.candidate import Candidate
from extractors.legal_names import legal_name
from extractors.letterhead import Printed, clean_address, clean_name, only_says_how_paid, part_of, read_letterhead, without_former
from extractors.locale import Locale
from extractors.plain import plain
from extractors.roles.features import POSTCODE, TITLE
from extractors.sides import Sides, sides, value_behind

FIELDS = ("seller_name", "seller_address", "buyer_name")

_DOMAIN = re.compile(r"(?:WWW\.|HTTPS?://(?:WWW\.)?|@)\s?([A-Z0-9-]{3,})\.(?:[A-Z]{2,}\.)?[A-Z]{2,}")
_MAIL_HOSTS = frozenset(
    "GMAIL HOTMAIL YAHOO ORANGE WANADOO FREE SFR OUTLOOK LAPOSTE LIVE ICLOUD ADMIN BBOX GMX WEB T-ONLINE AOL MSN".split()
)
_TITLE_OF_A_PERSON = re.compile(r"^\W*(?:A L ATTENTION|ATTN|ATTENTION|C/O|SERVICE|CONTACT)\b")
_CODE_OF_A_PERSON = re.compile(r"[A-Z]{0,3}\d{3,}\b")
"""« SOLD BY: BD1187 … » names who stood at the till."""
_FORMALITY = re.compile(r"\bCAPITAL|\bSIRE[NT]|\bR\.?C\.?S\b|\bTVA\b|\bSIEGE\b|HRB|AMTSGERICHT")


def find(transcript: Transcript, locale: Locale) -> Iterable[Candidate]:
    """Candidates for every field of FIELDS that the document bears."""
    page = sides(transcript, locale)
    own = without_former([cell for cell in page.cells if not page.is_buyers(cell)])
    first = [cell for cell in own if cell.page == own[0].page] if own else []
    letterhead = read_letterhead(first, locale)
    domains = tuple(_domains(first))
    yield from _seller_names(letterhead.name, own, domains, locale, has_buyer=bool(page.buyer))
    if letterhead.address:
        printed = letterhead.address
        yield _candidate("seller_address", printed, min(0.95, printed.probability), "the lines of an address in the head of the page")
    at_head = letterhead.address is not None and letterhead.address.probability >= 0.5
    for printed in _formal_addresses(own):
        # Whoever has no likely address at the head of the page has it in the footer, with the capital and the register.
        # The footer of each page says it, and is read better on one than on another.
        score = (0.4 if at_head else 0.8) - 0.05 * (1 - _read_with(printed))
        yield _candidate("seller_address", printed, score, "an address between the formalities of the seller")
    yield from _buyer(page)


def _seller_names(
    head: Printed | None, own: Sequence[Line], domains: Sequence[str], locale: Locale, *, has_buyer: bool
) -> Iterator[Candidate]:
    for cell in own:
        _, value = value_behind(cell, locale.labels("seller_name"))
        if value and len(value.text) < 60 and not _CODE_OF_A_PERSON.match(plain(value.text)):
            printed = Printed(text=clean_name(value.text), lines=(value,), probability=0.8)
            yield _candidate("seller_name", printed, 0.8, "a label names the seller")
    registered = tuple(_registered_names(own, locale))
    if head is None or (head.probability <= 0.5 and has_buyer):
        # On a bill it is the logo; on a receipt that tells no name, a stain may print large.
        head = _in_large_print(own, locale, probability=0.56 if has_buyer else 0.4) or head
    if head:
        yield _of_head(head, registered, domains)
    for printed in registered:
        if not head or not _alike(head.text, printed.text):
            score = _score(printed, domains)
            if head and head.probability <= 0.5 and sum(len(word) == 1 for word in printed.text.split()) < 2:
                score = max(score, 0.55)
            yield _candidate("seller_name", printed, score, "a registered name with its legal form")


def _in_large_print(own: Sequence[Line], locale: Locale, *, probability: float) -> Printed | None:
    """A logo in letters: the tallest words at the top of a page whose lines tell no name."""
    if not own:
        return None
    usual, lowest = median(cell.box.height for cell in own), max(cell.box.bottom for cell in own)
    top = [
        cell
        for cell in own
        if cell.page == own[0].page
        and cell.box.bottom < 0.15 * lowest
        and cell.box.height > 1.25 * usual
        and _may_be_name(cell)
        and not TITLE.search(plain(cell.text))
        and not only_says_how_paid(cell, locale)
    ]
    if not top:
        return None
    tallest = max(top, key=lambda cell: cell.box.height)
    return Printed(text=clean_name(tallest.text), lines=(tallest,), probability=probability)


def _formal_addresses(own: Sequence[Line]) -> Iterator[Printed]:
    """In "Perrin - SA au capital de 10 000 € - 4 rue du Moulin, 67000 Strasbourg", the part with the postcode."""
    for cell in own:
        if not _FORMALITY.search(plain(cell.text)):
            continue
        parts = [part for part in parts_of(cell) if POSTCODE.search(plain(part.text)) and not _FORMALITY.search(plain(part.text))]
        for part in parts[:1]:
            yield Printed(text=clean_address(part.text).strip(" ,"), lines=(part,), probability=0.8)


def _read_with(printed: Printed) -> float:
    """The mean confidence of its words."""
    return mean(word.confidence for line in printed.lines for word in line.words)


def _of_head(head: Printed, registered: Sequence[Printed], domains: Sequence[str]) -> Candidate:
    """The name of the head, or the registered name that the footer gives for it."""
    score = min(0.96, head.probability)
    witnesses = [printed for printed in registered if printed.lines != head.lines and _alike(head.text, printed.text)]
    if any(_alike_domain(head.text, domain) for domain in domains):
        score = 1 - (1 - score) * 0.4
    if not witnesses:
        return _candidate("seller_name", head, score, "the name in the head of the page")
    longest = max(witnesses, key=lambda printed: len(printed.text))
    better = longest if len(longest.text) > len(head.text) else head
    return _candidate("seller_name", better, 1 - (1 - score) * 0.4, "the name in the head of the page, and again with its legal form")


def _registered_names(own: Sequence[Line], locale: Locale) -> Iterator[Printed]:
    for cell in own:
        found = legal_name(cell.text, locale)
        if found:
            formal = bool(_FORMALITY.search(plain(cell.text)))
            name = clean_name(cell.text[found.start : found.end])
            yield Printed(text=name, lines=(part_of(cell, found.start, found.end),), probability=0.7 if formal else 0.3)


def _score(printed: Printed, domains: Sequence[str]) -> float:
    known = any(_alike_domain(printed.text, domain) for domain in domains)
    return 1 - (1 - printed.probability) * (0.4 if known else 1.0)


def _domains(cells: Sequence[Line]) -> Iterator[str]:
    for cell in cells:
        for found in _DOMAIN.finditer(plain(cell.text)):
            if found[1] not in _MAIL_HOSTS:
                yield found[1].replace("-", "")


def _alike_domain(name: str, domain: str) -> bool:
    letters = _letters(name)
    return len(letters) >= 4 and fuzz.partial_ratio(letters, domain) >= 85 and min(len(letters), len(domain)) >= 4


def _alike(one: str, other: str) -> bool:
    """Whether two names speak of one firm: they share a word of four letters or more, or nearly."""
    theirs = [word for word in re.findall(r"[A-Z]{4,}", plain(other)) if word not in _COMMON]
    ours = [word for word in re.findall(r"[A-Z]{4,}", plain(one)) if word not in _COMMON]
    return any(fuzz.ratio(a, b) >= 84 for a in ours for b in theirs)


_COMMON = frozenset(
    "GMBH SARL SASU EURL LIMITED HOLDINGS ENTERPRISE TRADING SOCIETE PARIS LYON FRANCE RESTAURANT HOTEL MARKET CAFE".split()
)


def _buyer(page: Sides) -> Iterator[Candidate]:
    """The first line of the buyer's block that is a name; a labelled block is surer than the window of an envelope."""
    named = next((cell for cell in page.buyer if _may_be_name(cell)), None)
    if named is None:
        return
    score = 0.9 if page.labelled else 0.75
    if any(_letters(cell.text) == _letters(named.text) for cell in page.delivery):
        score = 0.95
    printed = Printed(text=clean_name(named.text), lines=(named,), probability=score)
    if printed.text:
        yield _candidate("buyer_name", printed, score, "the first line of the buyer's block")


def _may_be_name(cell: Line) -> bool:
    text = plain(cell.text)
    letters = sum(map(str.isalpha, text))
    return letters >= 3 and letters > sum(map(str.isdigit, text)) and not POSTCODE.search(text) and not _TITLE_OF_A_PERSON.match(text)


def _letters(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", plain(text))


def _candidate(field: str, printed: Printed, score: float, reason: str) -> Candidate:
    box = union(line.box for line in printed.lines)
    return Candidate(
        field=field, value=printed.text, score=round(score, 3), place=Place(page=printed.lines[0].page, box=box), reason=reason
    )
