"""The seller's SIREN, SIRET, VAT id and IBAN, and the buyer's VAT id.

An identifier belongs to the party in whose block it stands, or that its label names; the firm's own are never the
seller's. Check digits that fit speak for a number, a label does too, and a number with neither is not proposed. The
numbers of the printer, the host or the factor in a footer are told by the words around them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein
from stdnum.fr import siren, siret

from domain.page import Line, Transcript
from extractors.blocks import place_of, words_between
from extractors.candidate import Candidate
from extractors.locale import Locale
from extractors.numbers_of_firms import Number, numbers_in, siren_of
from extractors.plain import plain
from extractors.sides import Sides, sides

FIELDS = ("seller_siren", "seller_siret", "seller_vat_id", "buyer_vat_id", "seller_iban")

_LABELS = {
    "vat": re.compile(r"T\.? ?V\.? ?A|VAT|U(?:M)?ST|UID|M(?:W|U)ST|BTW|\bIVA|INTRACOM|CEE|TAX"),
    "siret": re.compile(r"[S5][I1L|]RE[TN]"),
    "siren": re.compile(r"[S5][I1L|]REN|R\.? ?C\.? ?[S5]|\bRM\b(?! ?\d+[.,]\d\d\b)\W{0,3}(?:[A-Z]+\W{0,3}){0,2}$|IMMATRICUL|[S5][I1L|]RET"),
    "iban": re.compile(r"IBAN|\bRIB\b|COMPTE|KONTO|ACCOUNT|BANQUE|BANCAIRE"),
}
_OTHER_LABEL = {
    "vat": re.compile(r"WEEE|STEUER-?\s?N|STNR|ST-NR"),
    "siren": re.compile(r"TEL|FAX|MOB|PORTABLE|CLIENT|COMPTE|CONTRAT|CAPITAL|APE|NAF"),
}
_OF_THE_BUYER = re.compile(r"CLIENT|ACHETEUR|PRENEUR|VOTRE|\bVOS\b|YOUR|CUSTOMER|BUYER|KUNDE|IHRE|DEBITE|PRELEVE SUR|الزبون|العميل")
_OF_A_THIRD = re.compile(
    r"IMPRIM|HEBERG|AFFACTUR|FACTOR\b|SUBROG|EDITE PAR|EDITEUR|LOGICIEL|ASSUR|MANDATAIRE|MEDIAT|FRANCHISEUR|GARANTIE FINANC"
)
_AFTER_SIREN = re.compile(r"^\W{0,3}R\.? ?C\.? ?[S5]")
_PRINTED_SIRET = re.compile(r"[S5][I1L|]RE[TN]\W{0,6}(?P<number>\d[\d .]{10,18}\d)(?!\d)")
_REACH = 45
"""Characters before a number in which its label stands: "N° de TVA intracommunautaire du vendeur : " is 41 long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    number: Number
    line: Line
    labelled: bool
    buyers: bool
    thirds: bool

    @property
    def score(self) -> float:
        """Fitting digits and a label: as good as certain. A label alone keeps the number, in doubt."""
        base = {(True, True): 0.97, (True, False): 0.8, (False, True): 0.45, (False, False): 0.0}[self.number.valid, self.labelled]
        return base * (0.85 if self.number.repaired else 1.0) * (0.4 if self.thirds else 1.0)


def find(transcript: Transcript, locale: Locale) -> Iterable[Candidate]:
    """Candidates for every field of FIELDS that the document bears."""
    seen = tuple(_look(transcript, locale))
    sellers = [one for one in seen if not one.buyers and one.score > 0]
    yield from _of_sellers(sellers)
    yield from _mended_sirets(transcript, sellers)
    theirs = {one.number.value for one in sellers}
    for one in seen:
        if one.buyers and one.number.kind == "vat" and one.score > 0 and one.number.value not in theirs:
            yield _candidate("buyer_vat_id", one.number.value, one, one.score, "VAT id that stands with the buyer")


def _look(transcript: Transcript, locale: Locale) -> Iterator[_Seen]:
    page = sides(transcript, locale)
    above = ""
    for line in transcript.lines:
        end = 0
        for number in numbers_in(line.text):
            yield _seen(number, line, number.before[end:][-_REACH:], above, page, locale)
            end = number.end
        above = plain(line.text)


def _seen(number: Number, line: Line, lead: str, above: str, page: Sides, locale: Locale) -> _Seen:
    behind = plain(line.text)[number.end : number.end + 12]
    # A label may stand on the line above its number, when nothing else stands before the number.
    # The trades' register is none above it: under « Amount RM » stands the code of an article.
    heard = lead if lead.strip(" :.-") else re.sub(r"\bRM\b", "", above[-_REACH:])
    other = _OTHER_LABEL.get(number.kind)
    labelled = bool(_LABELS[number.kind].search(heard)) or (number.kind == "siren" and bool(_AFTER_SIREN.match(behind)))
    if other and other.search(lead[-16:]):
        labelled = False
    if number.kind in ("siren", "siret") and not labelled and not _speaks_for_itself(number, line):
        number = _doubted(number)
    here = Line(page=line.page, words=tuple(words_between(line, number.start, number.end)))
    return _Seen(
        number=number,
        line=line,
        labelled=labelled,
        buyers=_is_own(number, locale) or bool(_OF_THE_BUYER.search(lead)) or page.is_buyers(here),
        thirds=bool(_OF_A_THIRD.search(plain(line.text)) or _OF_A_THIRD.search(above)),
    )


def _speaks_for_itself(number: Number, line: Line) -> bool:
    """A SIRET in groups, or among figures alone as card slips print it: one in a hundred numbers of 14 digits fits by chance."""
    if number.kind != "siret":
        return False
    grouped = " " in line.text[number.start : number.end]
    return grouped or (siren.is_valid(number.value[:9]) and not any(map(str.isalpha, line.text)))


def _doubted(number: Number) -> Number:
    """Nine or fourteen digits that nothing announces are not an identifier, whatever their check digit says."""
    return Number(kind=number.kind, value=number.value, valid=False, start=number.start, end=number.end, before=number.before)


def _is_own(number: Number, locale: Locale) -> bool:
    own = {identifier.replace(" ", "").upper() for identifier in locale.own_identifiers}
    own |= {identifier[4:] for identifier in own if identifier.startswith("FR") and len(identifier) == 13}
    own |= {identifier[:9] for identifier in own if len(identifier) == 14 and identifier.isdigit()}
    return number.value in own or (siren_of(number) or "") in own


def _of_sellers(seen: list[_Seen]) -> Iterator[Candidate]:
    votes = Counter(firm for one in seen if not one.thirds and (firm := siren_of(one.number)))
    for one in seen:
        number = one.number
        doubt = _doubt(siren_of(number), votes)
        if number.kind == "iban":
            rivals = {other.number.value for other in seen if other.number.kind == "iban" and other.number.valid}
            yield _candidate("seller_iban", number.value, one, one.score * (0.75 if len(rivals) > 1 else 1.0), _reason(one))
        elif number.kind == "vat":
            yield _candidate("seller_vat_id", number.value, one, one.score * doubt, _reason(one))
        elif number.kind == "siret":
            # A test number fails Luhn's rule but agrees with the VAT id beside it.
            agreed = not number.valid and votes[siren_of(number) or ""] > 1
            yield _candidate("seller_siret", number.value, one, 0.85 if agreed else one.score * doubt, _reason(one))
        firm = siren_of(number)
        if firm:
            yield _candidate("seller_siren", firm, one, one.score * doubt, _reason(one))


def _mended_sirets(transcript: Transcript, seen: list[_Seen]) -> Iterator[Candidate]:
    """A labelled SIRET of which a digit was lost or misread, put right by the SIREN that another number bears and its check digits.

    « SIRET 99 244 221 00050 » beside « RCS Nice 999 244 221 ».
    """
    firms = {firm for one in seen if one.number.valid and one.number.kind in ("vat", "siren") and (firm := siren_of(one.number))}
    if len(firms) != 1 or any(one.number.kind == "siret" and one.number.valid for one in seen):
        return
    firm = firms.pop()
    for line in transcript.lines:
        printed = _PRINTED_SIRET.search(plain(line.text))
        digits = re.sub(r"\D", "", printed["number"]) if printed else ""
        mended = firm + digits[-5:]
        if printed and digits != mended and Levenshtein.distance(digits[:-5], firm) == 1 and siret.is_valid(mended):
            place = place_of(line, printed.start("number"), printed.end("number"))
            why = "a digit of it mended by the SIREN that is printed too; its check digits fit"
            yield Candidate(field="seller_siret", value=mended, score=0.75, place=place, reason=why)


def _doubt(firm: str | None, votes: Counter[str]) -> float:
    """Two firms on the seller's side: neither is sure, and the one that more numbers bear is the likelier."""
    if firm is None or len(votes) < 2:
        return 1.0
    return 0.75 if votes[firm] > max(count for other, count in votes.items() if other != firm) else 0.55


def _reason(one: _Seen) -> str:
    digits = "its check digits fit" if one.number.valid else "its check digits do not fit"
    mended = ", once damaged characters are mended" if one.number.repaired else ""
    return f"{digits}{mended}; {'a label announces it' if one.labelled else 'no label announces it'}"


def _candidate(field: str, value: str, one: _Seen, score: float, reason: str) -> Candidate:
    return Candidate(
        field=field, value=value, score=round(score, 3), place=place_of(one.line, one.number.start, one.number.end), reason=reason
    )
