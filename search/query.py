"""What a person meant by a sentence: the keys of the published contract."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal

from search import what
from search.grammar import participles
from search.how_much import CURRENCY, find_amounts
from search.idle import IDLE
from search.sentence import TAKEN, Sentence
from search.spans import COUNT, MONTH_NAMES, NUMBERS
from search.unknown import take_unknown
from search.when import find_dates
from search.who import find_misspelt, find_person, find_seller, find_sellers, respell


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """An understood search. None where the sentence says nothing; both ends of a range are included.

    `wording` holds the words that named the category and the document type. They filter nothing: among the documents of
    travel those that say « train » come first for who asked for trains. It is no part of the published object.
    """

    text: str = ""
    seller: str | None = None
    document_type: str | None = None
    invoice_number: str | None = None
    date_from: date | None = None
    date_to: date | None = None
    amount_min: Decimal | None = None
    amount_max: Decimal | None = None
    currency: str | None = None
    status: str | None = None
    payment_status: str | None = None
    payment_method: str | None = None
    category: str | None = None
    submitted_by: str | None = None
    aggregate: str | None = None
    sort: str | None = None
    limit: int | None = None
    wording: str = field(default="", compare=False)

    def as_json(self) -> dict[str, str | int | None]:
        """The object that `justif parse-query` prints."""
        return {f.name: _printed(getattr(self, f.name)) for f in fields(self) if f.compare}


def parse_query(text: str, *, today: date, sellers: Iterable[str] = ()) -> Query:
    """What a sentence asks for. Never raises, whatever is typed; what is not understood stays in `text`."""
    sentence, known = Sentence(text), tuple(sellers)
    barred = _find_exclusions(sentence, known)
    query = read_by_rules(sentence, today=today, sellers=known)
    person = take_unknown(sentence, may_name=query.submitted_by is None)
    return replace(query, submitted_by=query.submitted_by or person, text=" ".join(filter(None, (query.text, _rest(sentence), barred))))


def read_by_rules(sentence: Sentence, *, today: date, sellers: tuple[str, ...]) -> Query:
    """What the rules understand; its `text` names the sellers that are asked for together, the other words stay in the sentence.

    Each finder takes its words out of the sentence, the surest first: numbers of documents, sellers the company knows,
    amounts before dates (« plus de 2000 » is no year), then the words of the trade.
    """
    number = _find_number(sentence)
    sort, limit = _find_order(sentence)
    seller, others = find_sellers(sentence, sellers)
    amounts = find_amounts(sentence)
    aggregate = _find_aggregate(sentence)
    _take_spending(sentence, aggregate)
    payment_status = _find_one(sentence, _PAYMENT_STATUSES, unless=_PAID_BY)
    status = _find_one(sentence, _STATUSES)
    respell(sentence, MONTH_NAMES)
    dates = find_dates(sentence, today)
    ranked = _find_rank(sentence) if sort is None else None
    if ranked:
        sort, limit = ranked
    method = _find_one(sentence, _PAYMENT_METHODS)
    left = sentence.folded
    document_type = _find_one(sentence, _DOCUMENT_TYPES, unless=_PARTICIPLE)
    several = _names_several(sentence)
    category = None if several else _find_one(sentence, _CATEGORIES)
    wording = _taken_since(left, sentence)
    person = find_person(sentence)
    document_type = document_type or find_misspelt(sentence, what.SPELT_TYPES)
    category = category or (None if several else find_misspelt(sentence, what.SPELT_CATEGORIES))
    return Query(
        seller=seller,
        document_type=document_type,
        invoice_number=number,
        date_from=dates.start if dates else None,
        date_to=dates.end if dates else None,
        amount_min=amounts.least if amounts else None,
        amount_max=amounts.most if amounts else None,
        currency=amounts.currency if amounts else None,
        status=status,
        payment_status=payment_status,
        payment_method=method,
        category=category,
        submitted_by=person,
        aggregate=aggregate,
        sort=sort,
        limit=limit,
        text=" ".join(others),
        wording=wording,
    )


_DOCUMENT_TYPES = what.compiled(what.DOCUMENT_TYPES)
_CATEGORIES = what.compiled(what.CATEGORIES)
_STATUSES = what.compiled(what.STATUSES)
_PAYMENT_STATUSES = what.compiled(what.PAYMENT_STATUSES)
_PAYMENT_METHODS = what.compiled(what.PAYMENT_METHODS)
_AGGREGATES = what.compiled(what.AGGREGATES)
_SORTS = what.compiled(what.SORTS)

# « payées par carte » says how, not that; « reçues après » is no receipt.
_PAID_BY = re.compile(
    r"\s*(?:par|en|avec|au|via|by|with|in|with a|by a)\s+(?:une? )?"
    r"(?:cart|cb|esp|liqu|ch|vire|prelev|cash|card|credit|bank|transf|debit|direct|num|wire|visa)"
)
_PARTICIPLE = re.compile(r"\s*(?:apres|avant|depuis|entre|du |de la |le |la |en |hier|ce|cette|aujourd|il y a|par |\x1f)")
# « avons-nous reçu un avoir »
_HAVING = re.compile(
    r"(?<!\w)(?:ai|jai|as|a|avons|avez|ont|j'ai)(?:-t)?(?:-(?:je|tu|on|il|elle|nous|vous|ils|elles))?(?: (?:deja|bien))? $"
)
_NUMBER = re.compile(
    r"(?:(?:n[o°]|n° ?|numeros?|num\.?|no\.|number|#|ref\.?|reference) ?:? ?)"
    r"(?=[a-z0-9/-]*\d)([a-z0-9]+(?:[-/. ]?[a-z0-9]*\d[a-z0-9]*)*)(?!\w)"
)
# « commande 4500123 »: bare figures behind the name of a document, too many for a year.
_BEHIND = re.compile(
    r"(?<!\w)(?:factures?|fact?\.?|devis|commandes?|avoirs?|tickets?|recus?|contrats?|invoice|receipt|quote|order|bl) "
    rf"(\d{{5,}})(?![\w/-]|[.,]\d| ?{CURRENCY}(?![a-z]))"
)
_CODE = re.compile(
    r"(?<![\w/.,-])((?:fa|fact?|fv|av|inv|bl|bc) (?!20\d\d(?! \d))\d{3,}(?: \d+)*(?![\w/.,-])"
    r"|(?=[a-z0-9/-]*\d)(?=[a-z0-9/-]*[a-z])(?:fa|fac|fact|fv|f|av|inv|bc|bl|cde|dev)\d{2,}(?:[-/]\d+)*"
    r"|[a-z]{1,6}\d{4,}(?:[-/]\d+)*"
    r"|[a-z]{1,5}(?:[-/][a-z0-9]+)*[-/]\d+(?:[-/]\d+)*|\d{4}-\d{3,}|\d{3}-\d{5,}(?:-\d+)*)(?![\w/-])"
)


# « sans » names what a thing lacks (« clavier sans fil »): only before a seller does it leave something out.
_BARRED = re.compile(
    r"(?<!\w)(?:sauf|hors|hormis|excepte|a l'exception d[eu]|en dehors d[eu]|except(?: for)?|excluding|but not|pas chez|sans)"
    r" (?:(?:les?|la|ceux|celles|celui|d[eu]|des|chez|factures?|tickets?|the|from) |l'|d')*(?!taxes?\b|tva\b|ht\b)"
)


def _find_exclusions(sentence: Sentence, sellers: Iterable[str]) -> str:
    """« sauf EDF », « hors restaurant »: what answers must not hold, as words with a minus, for no filter of ours says it."""
    match = _BARRED.search(sentence.folded)
    if not match:
        return ""
    rest = Sentence(sentence.text[match.end() :])
    seller = find_seller(rest, sellers)
    if seller and rest.folded[:1] == TAKEN:
        length = len(rest.folded) - len(rest.folded.lstrip(TAKEN))
        words = seller
    else:
        word = re.match(r"[^\W\d_]{3,}", rest.folded)
        if match.group().startswith("sans") or not word:
            return ""
        length, words = word.end(), rest.text[: word.end()]
    sentence.blank(match.start(), match.end() + length)
    also = _AND_ALSO.match(sentence.folded, match.end() + length) if seller else None
    other = find_seller(rest := Sentence(sentence.text[also.end() :]), sellers) if also else None
    if also and other and rest.folded[:1] == TAKEN:  # « sauf Orange et SFR »
        sentence.blank(also.start(), also.end() + len(rest.folded) - len(rest.folded.lstrip(TAKEN)))
        words = f"{words} {other}"
    return " ".join(f"-{word}" for word in re.findall(r"\w+", words))


def _find_number(sentence: Sentence) -> str | None:
    for pattern in (_NUMBER, _BEHIND, _CODE):
        match = pattern.search(sentence.folded)
        if match and not re.fullmatch(r"[tqsh][1-4][ /-]?(?:20)?\d\d|20\d\d-[01]\d", match.group(1)):
            sentence.blank(match.start(1) if pattern is _BEHIND else match.start(), match.end())
            return sentence.text[match.start(1) : match.end(1)].strip()
    return None


def _find_order(sentence: Sentence) -> tuple[str | None, int | None]:
    for sort, pattern in _SORTS:
        if sentence.take(pattern):
            return sort, None
    return None, None


_RANKS = tuple(
    (
        sort,
        re.compile(
            rf"(?<!\w)(?:(?P<article>les?|la|the|my|mes|mon|ma|nos|notre) )?(?:(?P<before>{COUNT}) )?(?:les? |la |the )?"
            rf"{words}(?: (?P<after>{COUNT}))?(?!\w)"
        ),
    )
    for sort, words in (
        ("amount_desc", what.LARGEST),
        ("amount_asc", what.SMALLEST),
        ("date_desc", what.LATEST),
        ("date_asc", what.EARLIEST),
    )
)
# « les 20 factures les plus récentes »: the number stands before what it counts.
_COUNTED = re.compile(rf"(?<!\w)(?:les|mes|nos|the|my|our) ({COUNT})(?= [a-z\x1f])")


def _find_rank(sentence: Sentence) -> tuple[str, int | None] | None:
    """« les 5 plus grosses », « la dernière », "top 3": an order and how many; one when it is said in the singular."""
    for sort, pattern in _RANKS:
        match = pattern.search(sentence.folded)
        if not match:
            continue
        count = match["before"] or match["after"]
        plural = _is_plural(match, sentence.folded[match.end() :])
        sentence.blank(*match.span())
        counted = None if count else sentence.take(_COUNTED)
        if count or counted:
            number = count or (counted.group(1) if counted else "")
            return sort, NUMBERS.get(number) or int(number)
        return sort, None if plural else 1
    return None


_PLURALS = re.compile(
    r"\s*(?:[a-z]+ )?(?:invoices|receipts|bills|expenses|documents|quotes|purchases|payments|factures|depenses|achats)(?!\w)"
)


def _is_plural(match: re.Match[str], following: str) -> bool:
    """An article tells it surely; then the word itself, of which « gros » says nothing; then what follows it."""
    if match["article"] in ("le", "la", "mon", "ma", "notre"):
        return False
    words = match.group()
    return match["article"] in ("les", "mes", "nos") or words.endswith(("es", "rs", "ts", "ns")) or bool(_PLURALS.match(following))


def _find_aggregate(sentence: Sentence) -> str | None:
    """An average is told by its own word, a count by what it counts; all other questions of how much are sums."""
    found = None
    for value, pattern in _AGGREGATES:
        while sentence.take(pattern):
            found = found or value
    return found


# « combien on a payé à Orange » asks what was spent, « combien de factures a-t-on payées » which of them are paid.
_SPENT = re.compile(
    r"(?<!\w)(?:(?:ai|as|a|avons|avez|ont|j'ai|jai|g)(?:-t)?(?:-(?:je|tu|on|il|elle|nous|vous|ils|elles))?(?: deja)?|did we|we have"
    r"|have we|we)"
    r" (?:payee?s?|reglee?s?|paid|pay)(?!\w)"
)


# « le montant total réglé à La Poste » says what was spent, not which invoices are paid.
_PAID_TO = re.compile(r"(?<!\w)(?:paye|regle|verse|debourse)e?s? (?=(?:a|au|aux|chez|pour|\x1f))")


def _take_spending(sentence: Sentence, aggregate: str | None) -> None:
    if aggregate in ("sum", "average"):
        sentence.take(_PAID_TO)
    counts_invoices = aggregate == "count" and re.search("factures?|invoices?|bills?", sentence.folded)
    if aggregate and not counts_invoices:
        sentence.take(_SPENT)


_AND_ALSO = re.compile(r" *(?:et|ou|,|and|or) +(?:les? |la |des? |du |d'|l'|the )*")


def _names_several(sentence: Sentence) -> bool:
    """« hôtels et repas »: one filter cannot say both, so the words stay to be looked for."""
    for value, pattern in _CATEGORIES:
        for match in pattern.finditer(sentence.folded):
            link = _AND_ALSO.match(sentence.folded, match.end())
            if link and any(other.match(sentence.folded, link.end()) for name, other in _CATEGORIES if name != value):
                return not pattern.match(sentence.folded, link.end())
    return False


def _find_one(sentence: Sentence, table: tuple[tuple[str, re.Pattern[str]], ...], *, unless: re.Pattern[str] | None = None) -> str | None:
    """The value whose words stand first; a longer run of words wins at the same place."""
    best: tuple[int, int, str] | None = None
    for value, pattern in table:
        for match in pattern.finditer(sentence.folded):
            if _is_participle(match, sentence) or (unless and _is_excepted(value, match, sentence, unless)):
                continue
            key = (match.start(), -match.end(), value)
            best = min(best, key) if best else key
            break
    if best is None:
        return None
    sentence.blank(best[0], -best[1])
    while sentence.take(dict(table)[best[2]]):  # « péages et parkings » is said twice
        pass
    return best[2]


_ALSO_PARTICIPLES = frozenset("livre livres commande commandes facture factures facturee facturees".split())


def _is_participle(match: re.Match[str], sentence: Sentence) -> bool:
    """« livrés » is no book, « commandés » no order, « facturée » no invoice: the accent tells them apart, or the verb before it."""
    is_verb = match.group() == "facture" and _HAVING.search(sentence.words_before(match.start()))
    return match.group() in _ALSO_PARTICIPLES and ("é" in sentence.text[slice(*match.span())] or bool(is_verb))


def _is_excepted(value: str, match: re.Match[str], sentence: Sentence, unless: re.Pattern[str]) -> bool:
    after = sentence.folded[match.end() :]
    if value == "paid":
        return bool(unless.match(after))
    before = sentence.words_before(match.start())
    is_verb = bool(_HAVING.search(before)) or (match.start() > 0 and bool(unless.match(after)))
    return value == "receipt" and match.group().startswith("recu") and is_verb


def _rest(sentence: Sentence) -> str:
    """The words nobody took, without those that carry no meaning and those that only tell what happened, as they were typed."""
    kept: list[re.Match[str]] = []
    for match in sentence.words():
        word = match.group()
        parts = [part for part in re.split(r"['’-]", word) if part]
        is_unit = bool(kept) and kept[-1].group().isdigit() and sentence.folded[match.start() - 1] == " " and word in "lgmkw"  # « 10 L »
        is_empty = len(word) < 2 or word in IDLE or all(part in IDLE for part in parts)
        if word.isdigit() or is_unit or not is_empty:
            kept.append(match)
    typed = sentence.typed_words()
    places = {match.start(): at for at, match in enumerate(typed)}
    told = participles([match.group() for match in typed], [places[m.start()] for m in kept if m.start() in places])
    return " ".join(sentence.text[m.start() : m.end()] for m in kept if places.get(m.start()) not in told)


def _taken_since(left: str, sentence: Sentence) -> str:
    """The words that were taken out since then, without those that say nothing."""
    taken = "".join(was if now == TAKEN else " " for was, now in zip(left, sentence.folded, strict=True))
    words = re.findall(r"[a-z0-9]{2,}", taken.replace(TAKEN, " "))
    return " ".join(word for word in dict.fromkeys(words) if word not in IDLE)


def _printed(value: object) -> str | int | None:
    if value is None or isinstance(value, int | str):
        return value
    return value.isoformat() if isinstance(value, date) else f"{value:.2f}"
