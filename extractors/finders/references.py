"""The number of the document and the order it answers: invoice_number, order_number.

A number is what stands behind, under or in the title beside its printed label. What the label says decides how sure it is:
"Facture n°" names an invoice's number, "Ticket n°" only a till's. The numbers of clients, contracts, meters, telephones
and registers have labels of their own and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.page import Line, Transcript
from extractors.blocks import cells_of, place_of
from extractors.candidate import Candidate
from extractors.locale import Locale
from extractors.numbers_of_firms import Number, numbers_in
from extractors.plain import labels_pattern, plain
from locales.dates import find_dates

FIELDS = ("invoice_number", "order_number")

_LEAD = re.compile(r"\s*(?:[:.#=*>°-]|,(?=\s)|N\s?°[.:]?|N\s?O[.:]?(?![A-Z])|NO\.|NR\.?:?|NUMERO|#|\s)*")
_VALUE = re.compile(
    r"(?:[A-Z]{1,5}[ ]?[-/#]?[ ]?)?(?=[A-Z0-9./_\\-]*\d)[A-Z0-9][A-Z0-9./_\\-]*"  # FA-2017-0010, CS 24198, 7902F755
    r"(?:[ ]\d{2,}(?![A-Z0-9.,/:-]))*"  # 10 123 456 789
)
_NO_NUMBER = re.compile(
    r"^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,6}[.,]\d{2}|\d{1,2}:\d{2}.*|\d|0\d(?:[ .]?\d{2}){4}|\d+(?:[.,]\d+)?%|"
    r"\d{1,2}H\d{0,2})$"
)
_AMOUNT_GOES_ON = re.compile(r",\d|\s?(?:€|EUR\b|EUROS?\b|%|DA\b|DH\b|FCFA\b|KWH\b|M3\b|H\b)")
_DATED = re.compile(r"(?<!\d)[0-3]\d[-/.][01]\d[-/.](?:19|20)\d{2}|^[0-3]\d[/.][01]\d[/.]\d{2}(?!\d)")
_OF_ANOTHER = re.compile(
    r"(?:ANNUL\w*|ACOMPTE|ORIGINE|RECTIF\w*|RELATI\w*|CONCERN\w*|REMPLACE|CORRIGE|SOLDE|AVOIR SUR|DEDUCTION|ANTERIEURE|PRECEDENTE?|"
    r"CANCELS?|ORIGINAL|CREDIT OF|SUR|MENTIONNER|RAPPEL\w*)(?:\s+(?:LA|LE|DE|DU|SUR|A|THE))*\W*$"
)
_OF_A_DOCUMENT = re.compile(r"FACT|INV|AVOIR|RECHNUNG|CREDIT|GUTSCHRIFT|فاتورة")
_OF_A_TILL = re.compile(r"TICKET|RECU|RECEIPT|BILL|SLIP|TRANS|TRN|TRX|NOTE|BON|BELEG|CASH|BUCHUNG")
_NUMBERED = re.compile(r"N[°O0R]?\b|N°|NUM|NR|NUMMER|#|REF|رقم")
# Not "V/Réf." and "N/Réf.", nor the reference of a client.
_BARE_NUMBER = re.compile(
    r"\W*"
    r"(?:N\s?°|(?:N\s?O|NUMERO|NR|REFERENCE|REF)(?!\w))[\s.:]*(?=\w|$)"
)
_TITLE_REACHES = 3
"""Lines below a title in which a bare number is still its own."""
_TITLE = re.compile(
    r"(?:^|.*\s[-–|/]\s)\W*(?:FACTURE|AVOIR|DEVIS|BON DE LIVRAISON|PRO ?FORMA|NOTE DE CREDIT|INVOICE|CREDIT NOTE|"
    r"QUOTATION|RECHNUNG|ANGEBOT|LIEFERSCHEIN)\b"
)
_GLUED_WORD = re.compile(r"(?<=\d)(?:[A-Z][a-z]{2,}|[A-Z]{4,}).*$")


@dataclass(frozen=True, slots=True)
class _Value:
    line: Line
    start: int
    end: int
    text: str


def find(transcript: Transcript, locale: Locale) -> Iterable[Candidate]:
    """Candidates for every field of FIELDS that the document bears."""
    for field in FIELDS:
        labels = labels_pattern(locale.labels(field))
        for number, line in enumerate(transcript.lines):
            flat = plain(line.text)
            for label in labels.finditer(flat):
                if not _OF_ANOTHER.search(flat[: label.start()]) and not _begins_number(flat, label):
                    yield from _labelled(field, label, line, transcript.lines[number + 1 : number + 4])
    yield from _under_title(transcript)


def _begins_number(flat: str, label: re.Match[str]) -> bool:
    """Whether the number itself begins like a label: "CDE-2026-368", "FA/12", "PO6782"."""
    return len(label[0]) <= 4 and label[0].isalpha() and bool(re.match(r"[-/_]\w|\d", flat[label.end() :]))


def _under_title(transcript: Transcript) -> Iterator[Candidate]:
    """A bare "N° BL-2026-87068" or "Réf. : FA-240605658" beside or near under the title that says of what, or at the head of a column."""
    for at, title in enumerate(transcript.lines):
        name = plain(title.text)
        if not any(_TITLE.match(plain(cell.text)) for cell in cells_of(title)):
            continue
        for number, line in enumerate(transcript.lines[at : at + 1 + _TITLE_REACHES], start=at):
            for cell in cells_of(line) if line.page == title.page else ():
                under = transcript.lines[number + 1 : number + 3]
                yield from _bare(cell, line, under, name)


def _bare(cell: Line, line: Line, under: Sequence[Line], name: str) -> Iterator[Candidate]:
    """The number of a cell that begins with a bare "N°": « compteur n° 123 » is another's."""
    bare = _BARE_NUMBER.match(plain(cell.text))
    if not bare:
        return
    value = _value_at(cell, bare.end())
    if value:
        yield _candidate("invoice_number", value, name, True, 0.9, "under the title")
    elif re.fullmatch(r"\W*", plain(cell.text)[bare.end() :]):
        below = (_value_below(other, cell, bare) for other in under)
        if found := next(filter(None, below), None):
            yield _candidate("invoice_number", found, name, True, 0.85, "under its head, under the title")


def _labelled(field: str, label: re.Match[str], line: Line, under: Sequence[Line]) -> Iterator[Candidate]:
    numbered = bool(_NUMBERED.search(label[0]) or re.match(r"\s*(?:N\s?[°O]|#|:|NO\b)", plain(line.text)[label.end() :]))
    beside = _value_at(line, label.end(), dialled=bool(_NUMBERED.search(label[0])))
    if beside:
        yield _candidate(field, beside, label[0], numbered, 1.0, "behind its label")
        return
    if re.match(r"[\s:.#°N]*$", plain(line.text)[label.end() :]) or _ends_cell(line, label.end()):
        below = next(filter(None, (_value_below(other, line, label) for other in under)), None)
        if below:
            yield _candidate(field, below, label[0], bool(_NUMBERED.search(label[0])), 0.9, "under its label")


def _value_at(line: Line, at: int, *, dialled: bool = False) -> _Value | None:
    """The number that follows directly, whole words of it; with `dialled` also ten digits that might be a telephone's."""
    flat = plain(line.text)
    lead = _LEAD.match(flat, at)
    start = lead.end() if lead else at
    found = _VALUE.match(flat, start)
    if not found:
        return None
    end = min(found.end(), _end_of_cell(line, start))
    text = _unglued(line.text[start:end]).rstrip(" ./-_,")
    if (
        not _may_be_number(plain(text), dialled=dialled)
        or any(day.start <= start < day.end for day in find_dates(line.text) if day.form == "named")
        or _AMOUNT_GOES_ON.match(flat, end)
        or _is_word(line.text[start:end])
        or any(n.start <= start < n.end and _is_of_a_firm(n, text) for n in numbers_in(line.text) if n.valid)
    ):
        return None
    return _Value(line, start, start + len(text), text)


def _end_of_cell(line: Line, at: int) -> int:
    """Where the cell ends that holds that character: behind a wide gap, « 87 boulevard Foch » is the buyer's street."""
    end = -1
    for cell in cells_of(line):
        end += 1 + len(cell.text)
        if end > at:
            break
    return end


def _unglued(text: str) -> str:
    """A number without the word that recognition glued to it, 1075214Cashier; one that begins with letters is a code, FR3001ABCDEF."""
    return text if text[:1].isalpha() else _GLUED_WORD.sub("", text)


def _is_of_a_firm(number: Number, text: str) -> bool:
    """Whether fitting check digits make it no number of a document: one in ten of those has them by chance, but seldom with the
    letters of a state or in groups of three."""
    return "-" not in text if number.kind in ("vat", "iban") else " " in text


def _is_word(text: str) -> bool:
    """A small word and a figure, « à 21000 » of « Facturé à 21000 Dijon »: letters before a blank are capitals in a number."""
    return text[0].islower() and " " in text and text.partition(" ")[0].isalpha()


def _value_below(other: Line, line: Line, label: re.Match[str]) -> _Value | None:
    """The number of the cell under the label, when it is all that the cell holds."""
    head = place_of(line, label.start(), label.end()).box
    for cell in cells_of(other):
        if cell.page == line.page and cell.box.overlap_x(head) > 0.4 and cell.box.top - head.bottom < 3 * head.height:
            value = _value_at(cell, 0)
            return value if value and len(cell.text) - len(value.text) <= 3 else None
    return None


def _ends_cell(line: Line, end: int) -> bool:
    """Whether a wide gap follows the label."""
    at = 0
    for cell in cells_of(line):
        at += len(cell.text)
        if at >= end - 1:
            return at - end <= 3
        at += 1
    return True


def _may_be_number(text: str, *, dialled: bool) -> bool:
    if dialled and re.fullmatch(r"0\d{9}", text):
        return True  # « Facture n° 0965000207 »
    digits = sum(map(str.isdigit, text))
    return digits >= 1 and 2 <= len(text) <= 30 and not _NO_NUMBER.match(text) and not _DATED.search(text)


def _candidate(field: str, value: _Value, label: str, numbered: bool, share: float, where: str) -> Candidate:
    digits = sum(map(str.isdigit, value.text))
    if field == "order_number":
        score = 0.88 if not re.fullmatch(r"ORDER\W*(?:NO|N\W*|#)?", label) else 0.5
    elif _OF_A_DOCUMENT.search(label):
        score = 0.94
    else:
        score = 0.75 if _OF_A_TILL.search(label) else 0.85
    if not numbered:
        # "Facture FA-2017-0010" is a title; "Facture 12" may be anything.
        score *= 0.92 if digits >= 3 and share == 1.0 else 0.5
    sure = min(word.confidence for word in value.line.words)
    score *= share * (0.7 + 0.3 * sure)
    place = place_of(value.line, value.start, value.end)
    return Candidate(field=field, value=value.text, score=round(score, 3), place=place, reason=f"{where}, « {label.strip().lower()} »")
