"""The seller's name and address at the head of a page: lines told by the learned model, cleaned and joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz

from domain.page import Line
from extractors.blocks import SIGNS, parts_of, words_between
from extractors.legal_names import legal_name
from extractors.locale import Locale
from extractors.plain import labels_pattern, plain
from extractors.roles.features import LOOKED_AT, OWNER, PHONE, POSTCODE, REGISTRATION, WEB, Matrix, words_of
from extractors.roles.model import ADDRESS, MORE, NAME, roles

WAYS_TO_PAY = ("card", "cheque", "transfer", "direct_debit", "other_payment")
_SIGNS = frozenset(SIGNS)
_FORMER = re.compile(r"\b(?:FORMERLY(?: KNOWN AS)?|ANCIENNEMENT|VORMALS)\W*$")
_PRICED = re.compile(r"[A-Z]\s.*\s\d+[.,]\d\d\s?(?:€|EUR|E|RM)?$")
"""A line of goods, « ALLER RETOUR 2E CLASSE 107,52 »: no address ends in an amount."""
_MARKS = re.compile(r"\(?\s*\b(?:GST|SST|TAX)\b.*|\bE-?MAIL.*|\bTEL\b.*|\bT[E3][L1I]\s?[.:].*")
# "S/8" for S/B, "SÓN BHD" for SDN BHD: no other word looks like them.
_DAMAGED_FORM = re.compile(r"\bS/8(?=\s|$)|\bS[OÓ0]N\.? ?BHD\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A text that was put together from the page, the lines it came from, and how sure the model is of them."""

    text: str
    lines: tuple[Line, ...]
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Name and address as told by their lines; either may be missing."""

    name: Printed | None
    address: Printed | None


def read_letterhead(cells: Sequence[Line], locale: Locale) -> Letterhead:
    """Tell name and address among the first cells of a page. Cells of the buyer should not be among them."""
    head = [piece for cell in cells for piece in _pieces(cell)][:LOOKED_AT]
    told = roles(head, locale)
    if not head:
        return Letterhead(name=None, address=None)
    address = _address(head, told, locale)
    return Letterhead(name=_name(head, told, address, locale), address=address)


_GLUED_TOWN = re.compile(r"(?<=\b\d{5})(?=[^\W\d_]{3})")


def without_former(cells: Sequence[Line]) -> list[Line]:
    """The cells of a page without the name that a firm had before, under "FORMERLY KNOWN AS"."""
    former = {at + step for at, cell in enumerate(cells) if _FORMER.search(plain(cell.text)) for step in (0, 1)}
    return [cell for at, cell in enumerate(cells) if at not in former]


def joined(texts: Sequence[str], joint: str = ", ") -> str:
    """Lines of an address on one line, with the joint of its language between them unless the line brings its own sign.

    >>> joined(["12 rue des Ormes", "25000 Besançon"]), joined(["LOT 3, JALAN PELABUR 23/1,", "40300 SHAH ALAM."])
    ('12 rue des Ormes, 25000 Besançon', 'LOT 3, JALAN PELABUR 23/1, 40300 SHAH ALAM.')
    """
    out = ""
    for text in texts:
        out += ("" if not out else " " if out[-1] in ",.;:-/" else joint) + text
    return out


def clean_name(text: str) -> str:
    """A name without registration numbers, telephone, stars, and who it is owned by.

    >>> clean_name("GARDENIA BAKERIES (KL) SDN BHD (139386 X)"), clean_name("*** Royaltea ***"), clean_name("OWNED BY: CHEF LEE SDN BHD")
    ('GARDENIA BAKERIES (KL) SDN BHD', 'Royaltea', 'CHEF LEE SDN BHD')
    >>> clean_name("Ligne Claire Mobile"), clean_name("Ligne Claire Mobile 06 12 34 56 78")
    ('Ligne Claire Mobile', 'Ligne Claire')
    """
    flat = plain(text)
    owner = OWNER.match(flat)
    start = owner.end() if owner and owner.end() < len(flat) - 3 else 0
    cuts = [m.start() for pattern in (REGISTRATION, PHONE, WEB, _MARKS) if (m := pattern.search(flat, start + 3)) and _goes_on(flat, m)]
    name = text[start : min(cuts, default=len(text))].strip(" *#:;,-–=~_<>[]|•\"'“”").strip()
    return _DAMAGED_FORM.sub(lambda m: "S/B" if m[0].endswith("8") else "SDN BHD", name)


def _goes_on(flat: str, mark: re.Match[str]) -> bool:
    """Whether a mark is one: a firm may be called "Ligne Claire Mobile", and a number to dial has figures behind it."""
    return mark.re is not PHONE or any(map(str.isdigit, flat[mark.start() :]))


def clean_address(text: str) -> str:
    """A line of an address without the telephone or the number that follows it, and with the blank that recognition left out.

    >>> clean_address("38000Grenoble"), clean_address("12 RUE DES ORMES TEL : 03 81 55 12 34")
    ('38000 Grenoble', '12 RUE DES ORMES')
    """
    text = _GLUED_TOWN.sub(" ", text)
    flat = plain(text)
    cuts = [m.start() for pattern in (PHONE, WEB, _MARKS) if (m := pattern.search(flat)) and (m.start() > 4 or len(m[0]) > 0.7 * len(flat))]
    return text[: min(cuts, default=len(text))].strip(" *#;-–=~_<>[]|•'\"")


def _pieces(cell: Line) -> tuple[Line, ...]:
    """A letterhead set on one line, "Perrin SARL - 12 rue des Ormes - 25000 Besançon", is parted at its signs."""
    flat = plain(cell.text)
    if not POSTCODE.search(flat) or len(cell.words) < 6:
        return (cell,)
    if "CAPITAL" in flat:
        return parts_of(cell)
    signs = [at for at, word in enumerate(cell.words) if word.text in _SIGNS]
    edges = [-1, *signs, len(cell.words)]
    groups = (cell.words[a + 1 : b] for a, b in pairwise(edges))
    return tuple(Line(page=cell.page, words=words) for words in groups if words)


def _name(head: Sequence[Line], told: Matrix, address: Printed | None, locale: Locale) -> Printed | None:
    """The likeliest line and those that continue it; when none is likely, the line just above the address."""
    may_be = [_is_wordy(line) and not only_says_how_paid(line, locale) for line in head]
    likely = [told[at, NAME] if may_be[at] else 0.0 for at in range(len(head))]
    first = int(np.argmax(likely))
    probability = float(likely[first])
    if probability < 0.5 and address:
        top = head.index(address.lines[0])
        above = next((at for at in range(top - 1, max(-1, top - 4), -1) if may_be[at] and not _is_formality(head[at])), None)
        if above is not None and likely[above] >= probability - 0.3:
            first, probability = above, max(float(likely[above]), 0.5)
    lines = _continued(first, head, told, locale)
    text = unglued(" ".join(filter(None, (clean_name(line.text) for line in lines))), locale)
    bare = labels_pattern(locale.words("LEGAL_FORMS")).sub("", plain(text))
    named = sum(map(str.isalpha, bare)) >= 2 or bare == plain(text)
    return Printed(text=text, lines=lines, probability=probability) if text and named and probability > 0.1 else None


def _continued(first: int, head: Sequence[Line], told: Matrix, locale: Locale) -> tuple[Line, ...]:
    """The lines of a name that runs over several, as till rolls are narrow."""
    lines = [head[first]]
    for at in range(first + 1, len(head)):
        if _says_again(lines[0], head[at], locale):
            # "PHARMACIE DES HALLES" over "SA PHARMACIE DES HALLES", a logo over the name in print: the one that says more, or reads better.
            return (max(lines[0], head[at], key=lambda line: (len(_letters(line.text)), line.confidence)),)
        completes = told[at, MORE] > (0.25 if _ends_in_form(head[at], locale) else 0.5)
        if _ends_in_form(lines[-1], locale) or not (completes or lines[-1].text.rstrip().endswith("&")):
            break
        if _ends_in_form(head[at], locale) and _share_a_word(lines[0], head[at]):
            # "NASI KANDAR PELITA" over "PELITA SAMUDRA PERTAMA (M) SDN BHD": the sign over the door, then the firm.
            return (head[at],)
        if _begins_with_form(head[at], locale):
            break  # "LIBRAIRIE L'ENCRIER" over "SARL L'ENCRIER": the sign over the door, and the firm behind it
        lines.append(head[at])
    return tuple(lines)


def _ends_in_form(line: Line, locale: Locale) -> bool:
    name = plain(clean_name(line.text)).rstrip(" .")
    found = list(labels_pattern(locale.words("LEGAL_FORMS")).finditer(name))
    return bool(found) and found[-1].end() == len(name) and found[-1].start() > 3


def _begins_with_form(line: Line, locale: Locale) -> bool:
    """Whether the line is a registered name of its own, its legal form before it as the French set it."""
    found = legal_name(line.text, locale)
    form = labels_pattern(locale.words("LEGAL_FORMS")).match(plain(line.text))
    if form is None:
        return False
    # SA alone means no firm anywhere on a page; at the head of a line below a name, in capitals, it does: "SA MARFRADIS".
    return (found is not None and found.start == 0) or (line.text.startswith("SA ") and sum(map(str.isalpha, line.text)) >= 5)


def _share_a_word(one: Line, other: Line) -> bool:
    return bool({word for word in plain(one.text).split() if len(word) >= 4} & set(plain(other.text).split()))


def _says_again(one: Line, other: Line, locale: Locale) -> bool:
    """Whether two lines say one name, legal forms aside, give or take a misread letter."""
    forms = labels_pattern(locale.words("LEGAL_FORMS"))
    first, second = (_letters(forms.sub("", plain(line.text))) for line in (one, other))
    return min(len(first), len(second)) >= 6 and fuzz.ratio(first, second) >= 90


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, plain(text)))


def _is_formality(line: Line) -> bool:
    found = next((m for pattern in (REGISTRATION, PHONE, WEB) if (m := pattern.search(plain(line.text)))), None)
    return found is not None and found.start() < 6


def _is_wordy(line: Line) -> bool:
    return sum(map(str.isalpha, clean_name(line.text))) >= 3


def only_says_how_paid(line: Line, locale: Locale) -> bool:
    """Whether the line is a way to pay and nothing more, glued or not, as card terminals print it over the shop: "CARTEBANCAIRE"."""
    ways = {label.replace(" ", "") for field in WAYS_TO_PAY for label in locale.labels(field)}
    return "".join(filter(str.isalnum, plain(line.text))) in ways


def unglued(name: str, locale: Locale) -> str:
    """Words that the recogniser glued together, parted where a known trade or legal form begins.

    >>> from datetime import date
    >>> from extractors.locale import open_locale
    >>> unglued("SANYUSTATIONERYSHOP", open_locale(language="en", country="fr", today=date(2026, 1, 1)))
    'SANYU STATIONERY SHOP'
    """
    known = {word.replace(" ", "") for word in (*locale.words("TRADE_WORDS"), *locale.words("LEGAL_FORMS")) if len(word) >= 3}
    return " ".join(" ".join(_parted(word, known)) for word in name.split())


def _parted(word: str, known: set[str]) -> list[str]:
    flat = plain(word).rstrip(".")
    if flat in known or not flat.isalpha() or len(flat) < 6:
        return [*("SDN", "BHD")] if flat == "SDNBHD" else [word]
    for length in range(len(flat) - 3, 2, -1):
        tail = flat[-length:]
        # Only a part with a clear edge is cut off: capitals all along, or a capital where the part begins.
        edge = word.isupper() or (word[-length].isupper() and word[-length - 1].islower())
        if tail in known and edge and len(flat) - length >= 3 and (length >= 4 or tail in ("BHD", "SDN")):
            return [*_parted(word[: len(flat) - length], known), word[len(flat) - length :]]
    return [word]


def _address(head: Sequence[Line], told: Matrix, locale: Locale) -> Printed | None:
    """The run of address lines that weighs most; a line of another kind may stand within it, two end it."""
    street = words_of(locale).street
    texts = [plain(line.text) for line in head]
    runs: list[list[int]] = []
    for at in range(len(head)):
        # A street just above or below a likely line is part of it.
        beside = max((told[near, ADDRESS] for near in (at - 1, at + 1) if 0 <= near < len(head)), default=0.0)
        wanted = 0.15 if beside > 0.5 and street.search(texts[at]) and re.search(r"\d", texts[at]) else 0.4
        if told[at, ADDRESS] > wanted and clean_address(head[at].text) and not _PRICED.search(texts[at]):
            if runs and at - runs[-1][-1] <= 2:
                runs[-1].append(at)
            else:
                runs.append([at])
    if not runs:
        return None
    named = int(told[:, NAME].argmax())

    def weight(run: list[int]) -> float:
        # The buyer's address may stand below: the one nearest under the name is the seller's.
        postcode = any(POSTCODE.search(texts[at]) for at in run)
        return float(sum(told[at, ADDRESS] for at in run)) - 0.3 * min(6, abs(run[0] - named)) + postcode

    def is_slogan(at: int) -> bool:
        return told[at, ADDRESS] < 0.6 and not re.search(r"\d", texts[at]) and not street.search(texts[at])

    best = max(runs, key=weight)
    while len(best) > 1 and is_slogan(best[0]):
        best = best[1:]
    lines = tuple(head[at] for at in best)
    if sum(map(str.isalpha, "".join(line.text for line in lines))) < 3:
        return None
    sure = [float(told[head.index(line), ADDRESS]) for line in lines]
    return Printed(text=joined([clean_address(line.text) for line in lines], locale.address_joint), lines=lines, probability=min(sure))


def part_of(line: Line, start: int, end: int) -> Line:
    """The words of a line between two characters."""
    return Line(page=line.page, words=tuple(words_between(line, start, end)))
